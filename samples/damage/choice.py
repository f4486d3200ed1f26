"""Which damage comes together: what the paper went through, then one device that made the image."""

from samples.damage import devices, paper, phone
from samples.damage.page import Chance, Kind, Page

AGE: tuple[Kind, ...] = (
    paper.stained, paper.folded, paper.wrinkled, paper.punched, paper.shown_through, paper.faded, paper.yellowed,
)  # fmt: skip
SCANNER: tuple[Kind, ...] = (
    devices.noisy, devices.coarse, devices.blurred, devices.streaked, devices.bound, devices.crushed,
)  # fmt: skip
PHONE: tuple[Kind, ...] = (phone.photographed, phone.snapped)
DEVICES = ("scanner", "copier", "fax", "phone")
SHARES = (0.62, 0.12, 0.1, 0.16)
KINDS: tuple[Kind, ...] = (
    *AGE, paper.uneven, devices.skewed, *SCANNER, devices.turned, devices.copied, devices.bitonal, *PHONE,
)  # fmt: skip
"""All there are."""
TURNED = 0.06


def chosen(chance: Chance, *, typed: bool) -> list[Kind]:
    """The damage of one file, in the order in which it happened; `typed`: by a typewriter, long ago."""
    kinds: list[Kind] = [paper.uneven, paper.yellowed] if typed else []
    for _ in range(int(chance.choice((0, 1, 1, 2)))):
        kind = AGE[int(chance.integers(len(AGE)))]
        if kind not in kinds:
            kinds.append(kind)
    device = DEVICES[int(chance.choice(len(DEVICES), p=SHARES))]
    if device == "phone":
        seen = PHONE[int(chance.integers(len(PHONE)))]
        return [*kinds, seen, *([devices.crushed] if chance.random() < 0.3 else [])]
    if device == "fax":
        return [*kinds, devices.skewed, devices.bitonal]
    if device == "copier":
        return [*kinds, devices.copied, devices.skewed]
    if chance.random() < 0.7:
        kinds.append(devices.skewed)
    picked = chance.choice(len(SCANNER), size=int(chance.choice((0, 1, 1, 2))), replace=False)
    kinds += [SCANNER[number] for number in sorted(picked)]
    if chance.random() < TURNED:
        kinds.append(devices.turned)
    return kinds or [devices.skewed]


def damaged(page: Page, kinds: list[Kind], chance: Chance) -> Page:
    """The page after all of it."""
    for kind in kinds:
        page = kind(page, chance)
    return page
