"""Until when: by the day the letter names, else by its urgency, in working days of the unit."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lontar.routing.due import proposed
from lontar.settings import keep
from lontar.wiring import House
from office.settings import Deadlines
from office.workdays import Workdays
from routing.deadlines import due_for
from schemas.day import day_number
from schemas.disposition import URGENCIES
from schemas.unit import Unit
from store.changes import Changes
from tests.lontar.routing.offices import founded

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
    assert due_for(letter(), urgency, Workdays(), MONDAY) == day


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
    assert due_for(letter(deadline), "ordinary", Workdays(), MONDAY) == day


def test_a_letter_of_sunday_for_sunday_is_due_on_sunday() -> None:
    assert due_for(letter(20261206), "ordinary", Workdays(), date(2026, 12, 6)) == date(2026, 12, 6)


def test_where_the_calendar_ends_no_day_is_proposed() -> None:
    assert due_for(letter(), "ordinary", Workdays(), date(9999, 12, 31)) is None


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(URGENCIES), st.integers(1, 99), st.booleans())
def test_what_is_proposed_is_never_over(today: date, urgency: str, days: int, named: bool) -> None:
    deadlines = Deadlines(due_ordinary=days, due_urgent=days, due_very_urgent=days)
    found = due_for(letter(day_number(today) if named else None), urgency, Workdays(), today, deadlines)
    assert found is not None
    assert found >= today
    assert named or Workdays().between(today, found) == days


def test_the_calendar_is_that_of_the_unit_and_the_numbers_are_those_of_the_office(house: House) -> None:
    founded(house)
    village = house.store.load(Unit, "desa")
    village.workdays, village.timezone = 6, "Asia/Jayapura"
    house.store.commit(Changes.of(village))
    keep(house.settings, {"due_ordinary": 6})
    night = datetime(2026, 11, 29, 16)  # noqa: DTZ001 - Sunday evening in Jakarta, Monday in Jayapura
    assert proposed(house, letter(), "dinas", at=night) == 20261207
    assert proposed(house, letter(), "desa", at=night) == 20261207
    assert proposed(house, letter(), "dinas", "urgent", at=night) == 20261201
    assert proposed(house, letter(), "desa", "urgent", at=night) == 20261202
