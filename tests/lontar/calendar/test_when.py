"""When an invitation is: its days, its hours, and when two are at the same time."""

from typing import Any

import pytest

from lontar.calendar.when import When


def letter(day: int | None = 20190506, printed: str = "", time: str | None = None) -> dict[str, Any]:
    fields = {"event_date": {"value": day, "printed": printed}} | ({"event_time": {"value": time}} if time else {})
    return {"fields": fields}


@pytest.mark.parametrize(
    ("said", "begins", "ends"),
    [
        ("09.00-12.00", 540, 720),
        ("09.00", 540, None),
        ("pukul 13.30 WIB s.d. selesai", 810, None),
        ("12.00-09.00", 720, None),
        ("pagi hari", None, None),
        (None, None, None),
        ("20.00-24.00", 1200, 1440),
    ],
)
def test_hours_are_minutes_and_an_end_before_its_beginning_is_none(
    said: str | None, begins: int | None, ends: int | None
) -> None:
    when = When.of(letter(time=said))
    assert when
    assert (when.begins, when.ends, when.assumed) == (begins, ends, begins is not None and ends is None)


@pytest.mark.parametrize(
    ("printed", "until"),
    [
        ("6 s.d. 8 Mei 2019", 20190508),
        ("Senin, 6 Mei 2019", 20190506),
        ("6 Mei 2019 s.d. 7 Juni 2019", 20190506),
        ("6 Mei 2018", 20190506),
    ],
)
def test_several_days_end_with_the_last_that_is_printed_unless_it_is_too_far(printed: str, until: int) -> None:
    when = When.of(letter(printed=printed))
    assert when
    assert when.until == until


@pytest.mark.parametrize("day", [None, "", 0, 15000101])
def test_a_letter_without_a_day_of_ours_invites_to_nothing(day: Any) -> None:
    assert When.of(letter(day)) is None
    assert When.of({}) is None


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((540, 720), (660, 780), True),
        ((540, 720), (720, 780), False),
        ((540, None), (650, 700), True),
        ((540, None), (660, 700), False),
        ((None, None), (1380, 1439), True),
    ],
)
def test_two_events_meet_when_their_hours_do(one: tuple[Any, Any], other: tuple[Any, Any], meet: bool) -> None:
    first, second = When(20190506, 20190506, *one), When(20190506, 20190506, *other)
    assert first.meets(second) is second.meets(first) is meet


def test_events_of_several_days_meet_by_the_hours_of_each_and_one_in_the_night_on_the_next() -> None:
    course = When(20190506, 20190508, 480, 960)
    assert course.meets(When(20190508, 20190508, 540, 600))
    assert not course.meets(When(20190508, 20190508, 1140, 1200))
    assert not course.meets(When(20190509, 20190509))
    assert When(20190506, 20190506, 1380).meets(When(20190507, 20190507, 30, 60))
