"""What the archive has twice is told where one of the two is found: to whoever may read both, until a person tells them
apart."""

from pathlib import Path

import pytest

from lontar import edits, undoing
from lontar.finding.find import find
from lontar.understanding import linking
from lontar.understanding.afresh import afresh
from lontar.wiring import House
from office.access import Reader
from schemas.letter import Letter
from store.changes import Changes
from tests import files
from tests.lontar.threaded import ALL, reader
from tests.lontar.understanding.test_duplicates import TEXT, opened_by, taken_in


@pytest.fixture
def twice(house: House, tmp_path: Path) -> tuple[str, str]:
    """A letter, and another image of it; beside them one with another number."""
    first = taken_in(house, tmp_path, "a.pdf", files.pdf(TEXT))
    taken_in(house, tmp_path, "c.pdf", files.pdf((TEXT[0].replace("112", "113"), *TEXT[1:])))
    return first, taken_in(house, tmp_path, "b.pdf", files.pdf(TEXT) + b"\n% scanned anew")


def also(house: House, who: Reader = ALL) -> dict[str, list[str]]:
    """The names of the others beside each hit that has some."""
    hits = find(house, who, "jembatan gantung")["hits"]
    return {hit["id"]: [one["name"] for one in hit["also"]] for hit in hits if hit["also"]}


def test_each_of_the_two_says_that_the_other_is_here(house: House, twice: tuple[str, str]) -> None:
    first, again = twice
    assert also(house) == {first: ["b.pdf"], again: ["a.pdf"]}
    (hit,) = [one for one in find(house, ALL, "jembatan gantung")["hits"] if one["id"] == first]
    assert [(one["id"], one["reference_number"]) for one in hit["also"]] == [(again, "005/112/KEC.RWB/2019")]


def test_until_a_person_tells_them_apart_or_withdraws_one(house: House, twice: tuple[str, str]) -> None:
    first, again = twice
    done = linking.tell_apart(house, ALL, first, again)
    assert also(house) == {}
    undoing.undo(house, ALL, first, done)
    undoing.withdraw(house, ALL, again, "twice")
    assert first not in also(house)


def test_a_number_corrected_on_one_of_them_counts_at_once(house: House, twice: tuple[str, str]) -> None:
    edits.describe(house, ALL, twice[0], {"reference_number": "005/118/KEC.RWB/2019"})
    assert also(house) == {}


def test_nothing_is_said_of_a_letter_that_one_may_not_read(house: House, twice: tuple[str, str]) -> None:
    opened_by(house, twice[1], "unit:elsewhere")
    assert twice[0] not in also(house, reader(*house.store.load(Letter, twice[0]).grants))


def test_letters_that_were_understood_by_older_rules_are_told_when_that_is_done_again(
    house: House, twice: tuple[str, str]
) -> None:
    letter = house.store.load(Letter, twice[1])
    letter.alike = []
    house.store.commit(Changes.of(letter))
    assert also(house) == {}
    afresh(house)
    assert set(also(house)) == set(twice)
