"""A demo office that issued letters: one that stands, one that was revoked, a restricted one; and a signed letter that
came, by an authority that the office trusts."""

from functools import cache

from playwright.sync_api import Page

from bench.signed import Authorities
from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import installation
from schemas.issued import Issued
from schemas.letter import Letter
from schemas.stored import now
from store.changes import Changes
from tests import files

STANDINGS = {"stands": "issued", "revoked": "revoked", "secret": "issued"}


def archive(house: House) -> dict[str, str]:
    demo.found(house.store)
    authorities = Authorities()
    authorities.trust(house.settings.home / "trust")
    ids = {name: _arrived(house, authorities, name) for name in (*STANDINGS, "came", "forged")}
    settle(house, 1)
    for name, standing in STANDINGS.items():
        letter = house.store.load(Letter, ids[name])
        letter.security_class = "R" if name == "secret" else "B"
        facts = {"sha256": letter.files[0].sha256, "standing": standing, "issued_at": now()}
        house.store.commit(Changes.of(letter, Issued(id=f"token-{name}", letter=letter.id, **facts)))
    return ids | {f"token_{name}": f"token-{name}" for name in STANDINGS}


def _arrived(house: House, authorities: Authorities, name: str) -> str:
    lines = ("DINAS PEKERJAAN UMUM", f"Nomor : 005/{len(name)}/DPU/2019", "Hal : Ronda malam", f"Berkas {name}")
    whole = authorities.sign(files.pdf(lines), "B-LT")
    content = whole.replace(b"0 595 842", b"0 595 843", 1) if name == "forged" else whole
    path = files.written(house.settings.home, f"{name}.pdf", content)
    (found,) = arrive(house, path, path.name, installation("tests"), unit="setda")
    assert found.id is not None
    return found.id


@cache
def signed() -> bytes:
    """By an authority that nobody trusts."""
    return Authorities().sign(files.pdf(), "B-LT")


def drop(page: Page, content: bytes) -> None:
    page.set_input_files("#file", {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": content})
    with page.expect_navigation():
        page.locator("main form button").click()


def drop_foreign(page: Page) -> None:
    drop(page, signed())


def drop_changed(page: Page) -> None:
    drop(page, signed().replace(b"0 595 842", b"0 595 843", 1))


def drop_plain(page: Page) -> None:
    drop(page, files.pdf())
