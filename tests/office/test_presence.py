"""Where people say they are, and who of a unit is in."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from office.access import reader_of
from office.attendance import attendance, headed
from office.presence import Away, away, entry, marked, of_day, taken_back, to_come
from schemas.day import day_number
from schemas.errors import NotAmong, NotFound, WrongUse
from schemas.presence import KINDS, Presence
from store.sqlite import SqliteStore
from tests.office.organised import DAY, OPERATOR, TODAY, Organised, days, organised


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with organised(tmp_path) as store:
        yield store


def mark(store: SqliteStore, person: str, kind: str, first: int = 0, last: int = 0) -> None:
    store.commit(marked(store, reader_of(store, person), kind, days(first, last), "Rapat di Jakarta"))


def test_who_routes_to_somebody_learns_that_they_are_away_and_until_when(store: SqliteStore) -> None:
    mark(store, "budi", "leave", -1, 3)
    mark(store, "ani", "present")
    assert away(store, ["budi", "ani", "citra"], TODAY) == {"budi": Away("leave", TODAY + 3 * DAY)}
    assert away(store, ["budi"], TODAY + 4 * DAY) == {}


def test_what_is_said_later_stands_in_the_place_of_what_was_said(store: SqliteStore) -> None:
    mark(store, "budi", "leave", 0, 9)
    mark(store, "budi", "duty-elsewhere", 3, 4)
    said = [(row["kind"], row["first"], row["last"]) for row in to_come(store, "budi", TODAY)]
    number = [day_number(TODAY + one * DAY) for one in range(10)]
    assert said == [
        ("leave", number[0], number[2]),
        ("duty-elsewhere", number[3], number[4]),
        ("leave", number[5], number[9]),
    ]
    mark(store, "budi", "present", 0, 9)
    assert [row["kind"] for row in to_come(store, "budi", TODAY)] == ["present"]
    event = store.events()[-1]
    assert (event["verb"], event["thing"]) == ("person.presence", "people/budi")


def test_what_was_said_is_taken_back(store: SqliteStore) -> None:
    mark(store, "budi", "leave")
    (row,) = to_come(store, "budi", TODAY)
    store.commit(taken_back(reader_of(store, "budi"), row))
    assert entry(store, "budi", TODAY) is None


def test_what_makes_no_sense_is_told(store: SqliteStore) -> None:
    budi = reader_of(store, "budi")
    with pytest.raises(WrongUse, match="before its first"):
        marked(store, budi, "leave", days(3, 0))
    with pytest.raises(WrongUse, match="longer than a year"):
        marked(store, budi, "leave", days(0, 400))
    with pytest.raises(NotAmong):
        marked(store, budi, "asleep", days(0, 0))
    with pytest.raises(WrongUse, match="too long"):
        marked(store, budi, "leave", days(0, 0), "x" * 201)


def test_a_leader_sees_who_is_in_of_the_unit_and_below(store: SqliteStore) -> None:
    mark(store, "ani", "present")
    mark(store, "budi", "duty-elsewhere", 0, 2)
    mark(store, "citra", "leave")
    ani = reader_of(store, "ani")
    assert [unit["_id"] for unit in headed(store, ani)] == ["agency"]
    seen = attendance(store, ani, "agency", TODAY)
    assert seen.counts == {"present": 1, "duty-elsewhere": 1, "leave": 1, "unknown": 1}
    assert [(person["_id"], said["kind"] if said else None) for person, said in seen.people] == [
        ("ani", "present"),
        ("eka", None),
    ]
    ((below, counts),) = seen.below
    assert (below["_id"], counts["leave"], counts["unknown"]) == ("section", 1, 0)
    assert attendance(store, reader_of(store, "budi"), "section", TODAY).counts["leave"] == 1


def test_nobody_else_does(store: SqliteStore) -> None:
    for person, unit in (("budi", "agency"), ("citra", "section"), ("ani", "village"), ("admin", "agency")):
        with pytest.raises(NotFound):
            attendance(store, reader_of(store, person), unit, TODAY)
    assert headed(store, reader_of(store, "citra")) == []
    assert [unit["_id"] for unit in headed(store, OPERATOR)] == ["office"]


class Days(Organised):
    """Against a plain book of days."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[date, str] = {}

    @rule(kind=st.sampled_from(KINDS), first=st.integers(-3, 12), length=st.integers(0, 6))
    def say(self, kind: str, first: int, length: int) -> None:
        mark(self.store, "budi", kind, first, first + length)
        self.said |= {TODAY + timedelta(days=number): kind for number in range(first, first + length + 1)}

    @rule(number=st.integers(0, 4))
    def take_back(self, number: int) -> None:
        rows = to_come(self.store, "budi", TODAY - 9 * DAY)
        if number < len(rows):
            self.store.commit(taken_back(reader_of(self.store, "budi"), rows[number]))
            span = (rows[number]["first"], rows[number]["last"])
            self.said = {day: kind for day, kind in self.said.items() if not span[0] <= day_number(day) <= span[1]}

    @invariant()
    def each_day_says_what_was_said_last(self) -> None:
        for number in range(-4, 20):
            day = TODAY + number * DAY
            found = entry(self.store, "budi", day)
            assert (found and found["kind"]) == self.said.get(day)
            assert ("budi" in of_day(self.store, day)) == (day in self.said)
        assert all(row["_id"] == Presence.key("budi", row["first"]) for row in self.store.every(Presence))


Days.TestCase.settings = settings(max_examples=10, stateful_step_count=15)
TestDays = Days.TestCase
