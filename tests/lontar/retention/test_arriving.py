"""Bytes that arrive while the same bytes are destroyed are never taken for those that stand."""

from pathlib import Path

import pytest

from lontar.arriving import arriving
from lontar.errors import BeingDestroyed
from lontar.intake import keeping
from lontar.journey import arrive
from lontar.retention import erasing
from lontar.wiring import House
from office.access import Reader
from schemas.erasing import ERASING, Erasing
from schemas.errors import Conflict
from schemas.letter import Letter
from store import fixity
from store.changes import Changes
from tests import files


def test_what_is_being_destroyed_is_refused_until_it_is_gone(house: House, console: Reader, tmp_path: Path) -> None:
    file = files.written(tmp_path, "a.pdf", files.pdf(("Hal : Satu",)))
    sha256, _ = house.originals.put(file)
    erasing._mark(house, [sha256], add=True)
    (refused,) = arrive(house, file, "a.pdf", console)
    assert isinstance(refused.error, BeingDestroyed)
    assert erasing.erase(house, [sha256]) == [sha256]  # goes on after a crash, and takes its mark away
    (arrived,) = arrive(house, file, "a.pdf", console)
    assert arrived.id
    assert not list(fixity.check(house.store, house.originals))


def test_what_arrived_first_stays(house: House, console: Reader, tmp_path: Path) -> None:
    file = files.written(tmp_path, "a.pdf", files.pdf(("Hal : Satu",)))
    (arrived,) = arrive(house, file, "a.pdf", console)
    letter = house.store.load(Letter, arrived.id or "")
    assert erasing.erase(house, [letter.files[0].sha256]) == []
    assert house.originals.has(letter.files[0].sha256)


def test_destroyed_between_putting_and_committing_they_are_put_again(
    house: House, console: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The destruction comes once before the look at the marks, and once between that and the commit."""
    file = files.written(tmp_path, "a.pdf", files.pdf(("Hal : Satu",)))
    sha256, _ = house.originals.put(file)
    left = ["before", "after"]

    def struck(house: House, found: dict[str, Path]) -> Changes:
        if "before" in left:
            left.remove("before")
            erasing.erase(house, [sha256])
        changes = arriving(house, found)
        if "after" in left:
            left.remove("after")
            erasing.erase(house, [sha256])
        return changes

    monkeypatch.setattr(keeping, "arriving", struck)
    (arrived,) = arrive(house, file, "a.pdf", console)
    assert arrived.status == "registered"
    assert left == []
    assert house.originals.has(sha256)


def test_a_commit_that_rests_on_marks_of_before_is_refused(house: House, tmp_path: Path) -> None:
    file = files.written(tmp_path, "a.pdf", b"isi")
    sha256, _ = house.originals.put(file)
    house.store.commit(arriving(house, {sha256: file}))
    held = arriving(house, {sha256: file})
    erasing._mark(house, [sha256], add=True)
    letter = Letter(id="L", unit="office")
    with pytest.raises(Conflict):
        house.store.commit(Changes.of(letter) + held)
    assert house.store.load(Erasing, ERASING).sha256 == [sha256]
