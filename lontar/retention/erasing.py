"""Bytes destroyed when nothing names them any more, with everything that was made of them; and the other side of it:
bytes that arrive at that moment are never taken for those that stand."""

from collections.abc import Sequence

from lontar.reading import printed
from lontar.wiring import House
from schemas.erasing import ERASING, Erasing
from schemas.errors import NotFound
from schemas.letter import Letter
from store import fixity
from store.again import again
from store.changes import Changes
from store.disk import sync


def erase(house: House, hashes: Sequence[str]) -> list[str]:
    """Destroy those of the originals that nothing names, and all images of them; which those were.

    Called again after a crash it goes on: what it had marked stays marked until then."""
    wanted = sorted(set(hashes))
    _mark(house, wanted, add=True)
    free = [one for one in wanted if not house.store.count(Letter, {"files.sha256": one})]
    if free:
        named = {sha256 for sha256, _ in fixity.named(house.store, letters=False)}
        free = [one for one in free if one not in named]
    for one in free:
        _forget_images(house, one)
        try:
            house.originals.remove(one)
        except NotFound:
            continue  # before a crash, or it was lost long ago
    _mark(house, wanted, add=False)
    return free


def _mark(house: House, hashes: list[str], *, add: bool) -> None:
    def decide() -> Changes:
        row = house.store.get(Erasing, ERASING)
        one = Erasing.unpacked(row) if row else Erasing(id=ERASING)
        after = sorted(set(one.sha256) | set(hashes)) if add else sorted(set(one.sha256) - set(hashes))
        if row and after == list(one.sha256) and not add:
            return Changes()
        one.sha256 = after
        return Changes.of(one)

    again(house.store, decide)


def _forget_images(house: House, sha256: str) -> None:
    folder = printed.images(house, sha256)
    found = list(folder.glob(f"{sha256}*"))
    for file in found:
        file.unlink(missing_ok=True)
    if found:
        sync(folder)
