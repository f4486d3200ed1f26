"""Until when: by the day the letter names, else by its urgency, in working days of the unit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lontar.routing.days import Days
from lontar.routing.defaults import default_due
from lontar.settings import keep
from lontar.wiring import House
from office.settings import Deadlines
from office.workdays import Workdays
from routing.deadlines import due_for
from schemas.assignment import Assignment
from schemas.day import day_number
from schemas.disposition import URGENCIES
from schemas.letter import FieldValue, Letter
from store.changes import Changes
from tests.lontar.routing.offices import founded, registered

MONDAY = date(2026, 11, 30)


def letter(deadline: object = None) -> dict[str, object]:
    return {"fields": {"deadline": {"value": deadline}} if deadline else {}}


@pytest.mark.parametrize(
    ("urgency", "day"),
    [
        ("ordinary", date(2026, 12, 7)),
        ("urgent", date(2026, 12, 2)),
        ("very-urgent", date(2026, 12, 1)),
    ],
)
def test_by_urgency_in_working_days(urgency: str, day: date) -> None:
    assert due_for(letter(), urgency, Workdays(), MONDAY, Deadlines()) == day


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        (20261203, date(2026, 12, 3)),
        (20261130, MONDAY),
        (20261206, date(2026, 12, 4)),  # a Sunday
        (20261129, date(2026, 12, 7)),  # it is over
        (20261399, date(2026, 12, 7)),  # it is no day
    ],
)
def test_the_day_that_the_letter_names_comes_first(deadline: int, day: date) -> None:
    assert due_for(letter(deadline), "ordinary", Workdays(), MONDAY, Deadlines()) == day


def test_a_letter_of_sunday_for_sunday_is_due_on_sunday() -> None:
    assert due_for(letter(20261206), "ordinary", Workdays(), date(2026, 12, 6), Deadlines()) == date(2026, 12, 6)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(URGENCIES), st.integers(1, 99), st.booleans())
def test_what_is_proposed_is_never_over(today: date, urgency: str, days: int, named: bool) -> None:
    deadlines = Deadlines(due_ordinary=days, due_urgent=days, due_very_urgent=days)
    found = due_for(letter(day_number(today) if named else None), urgency, Workdays(), today, deadlines)
    assert found >= today
    assert named or Workdays().between(today, found) == days


def test_what_is_passed_on_is_due_when_it_was_or_by_the_letter_or_by_the_office(house: House) -> None:
    founded(house)
    letter, entry = registered(house)
    today = Days(house).of("dinas")
    root = house.store.get(Assignment, Assignment.root(entry)) or {}
    assert root.pop("due") == today.after(5)  # what waits for the head is due too, as urgent as the letter says
    keep(house.settings, {"due_urgent": 9})
    assert default_due(house, root, "urgent") == today.after(9)
    kept = house.store.load(Letter, letter)
    kept.fields["deadline"] = FieldValue(value=today.after(3), confidence=95.0)
    house.store.commit(Changes.of(kept))
    assert default_due(house, root, "urgent") == today.after(3)
    assert default_due(house, root | {"due": today.after(1)}, "urgent") == today.after(1)
    assert default_due(house, root | {"due": 20260101}, "urgent") == today.after(3)
