"""A scan that came to the wrong letter of a table is taken off again; what is a letter already is given to one."""

from pathlib import Path

import pytest

from lontar import undoing
from lontar.errors import AwaitsScan, ScanKnown
from lontar.intake import arranging
from lontar.journey import arrive, arrive_for
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader
from schemas.entry import RegisterEntry
from schemas.errors import Conflict, WrongUse
from schemas.letter import Letter
from store import chain, fixity
from tests import files
from tests.lontar.importing.carried import done
from tests.lontar.paged import kept, paged, stored

TABLE = "No Agenda;Nomor surat;Perihal\n1;1/A;Jembatan\n2;2/A;Irigasi\n"


@pytest.fixture
def awaiting(house: House, console: Reader, tmp_path: Path) -> list[str]:
    """Two letters of an agenda book that await their scans, by their numbers."""
    path = files.written(tmp_path, "agenda 1971.csv", TABLE.encode())
    done(house, console, path, direction="incoming", year=1971)
    entries = house.store.every(RegisterEntry)
    return [row["letter"] for row in sorted(entries, key=lambda row: row["agenda_number"])]


def given(house: House, console: Reader, folder: Path, id: str, name: str, *, pages: int = 2) -> None:
    """The scan of a letter, brought in and read."""
    path = files.written(folder, f"{name}.pdf", paged(name, pages))
    arrive_for(house, id, [(path, path.name)], console)
    settle(house, 1)


def letter(house: House, id: str) -> Letter:
    return house.store.load(Letter, id)


def lines(house: House) -> list[tuple[int, str]]:
    return sorted((row["agenda_number"], row["letter"]) for row in house.store.every(RegisterEntry))


@pytest.mark.everywhere("full")
def test_a_wrong_scan_becomes_a_letter_by_itself_and_the_right_one_comes(
    house: House, console: Reader, tmp_path: Path, awaiting: list[str]
) -> None:
    first, second = awaiting
    book = lines(house)
    given(house, console, tmp_path, first, "a", pages=3)
    (part,) = arranging.detach(house, console, first).letters
    held = letter(house, first)
    assert (held.stage, list(held.files), held.value("subject")) == ("awaiting", [], "Jembatan")
    assert (letter(house, part).direction, stored(house, part)) == ("legacy", ["a1", "a2", "a3"])
    assert lines(house) == book
    given(house, console, tmp_path, first, "b")
    assert (letter(house, first).stage, stored(house, first)) == ("understood", ["b1", "b2"])
    arranging.merge(house, console, [second, part])
    held = letter(house, second)
    assert (held.stage, held.value("subject"), stored(house, second)) == ("understood", "Irigasi", ["a1", "a2", "a3"])
    assert letter(house, part).within == second
    assert lines(house) == book
    assert list(chain.verify(house.store)) == []
    assert list(fixity.check(house.store, house.originals)) == []


def test_taking_it_off_is_undone(house: House, console: Reader, tmp_path: Path, awaiting: list[str]) -> None:
    first, _ = awaiting
    given(house, console, tmp_path, first, "a")
    parted = arranging.detach(house, console, first)
    undoing.undo(house, console, first, parted.events)
    assert (letter(house, first).stage, stored(house, first)) == ("understood", ["a1", "a2"])
    assert letter(house, parted.letters[0]).within == first


def test_a_letter_given_as_scan_comes_back_when_that_is_undone(
    house: House, console: Reader, tmp_path: Path, awaiting: list[str]
) -> None:
    first, _ = awaiting
    known = kept(house, tmp_path, "a", 2)
    events = arranging.merge(house, console, [first, known])
    assert (letter(house, first).stage, stored(house, first)) == ("understood", ["a1", "a2"])
    undoing.undo(house, console, first, events)
    assert (letter(house, first).stage, list(letter(house, first).files)) == ("awaiting", [])
    assert (letter(house, known).within, stored(house, known)) == (None, ["a1", "a2"])
    given(house, console, tmp_path, first, "b")
    assert stored(house, first) == ["b1", "b2"]


def test_the_same_bytes_are_known_as_what_they_became(
    house: House, console: Reader, tmp_path: Path, awaiting: list[str]
) -> None:
    first, second = awaiting
    given(house, console, tmp_path, first, "a")
    parted = arranging.detach(house, console, first)
    path = tmp_path / "a.pdf"
    (again,) = arrive(house, path, path.name, console)
    assert (again.status, again.id) == ("duplicate", parted.letters[0])
    with pytest.raises(ScanKnown, match=parted.letters[0]):
        arrive_for(house, second, [(path, path.name)], console)
    undoing.undo(house, console, first, parted.events)
    (again,) = arrive(house, path, path.name, console)
    assert again.id == first


def test_what_cannot_be_taken_off_or_given(house: House, console: Reader, tmp_path: Path, awaiting: list[str]) -> None:
    first, second = awaiting
    known = kept(house, tmp_path, "a", 2)
    with pytest.raises(AwaitsScan):
        arranging.detach(house, console, first)
    with pytest.raises(WrongUse, match="from its scan alone"):
        arranging.detach(house, console, known)
    with pytest.raises(AwaitsScan):
        arranging.merge(house, console, [known, first])
    with pytest.raises(AwaitsScan):
        arranging.merge(house, console, [first, second])
    given(house, console, tmp_path, first, "b", pages=3)
    arranging.arrange(house, console, first, [(1, 3), (1, 1)])
    with pytest.raises(Conflict):
        arranging.detach(house, console, first, version=1)
    (part,) = arranging.detach(house, console, first).letters
    assert stored(house, part) == ["b3", "b1"]
    assert letter(house, part).files[0].left_out == [2]
