"""When a person is told: never in their quiet hours, never before it happened, daily in the morning."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.choices import MORNING, PLACE, Choices, choices_of, typed
from schemas.errors import WrongUse
from schemas.notice import KINDS

ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]).map(ZoneInfo)
times = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31))  # noqa: DTZ001 - UTC, as the store has them
clocks = st.times().map(lambda one: one.replace(second=0, microsecond=0))
hours = st.none() | st.tuples(clocks, clocks).filter(lambda two: two[0] != two[1])
chosen = st.builds(Choices, daily=st.booleans(), quiet=hours)


def is_quiet(choices: Choices, here: datetime) -> bool:
    if choices.quiet is None:
        return False
    begin, end = choices.quiet
    return begin <= here.time() < end if begin < end else not end <= here.time() < begin


@given(chosen, times, ZONES)
def test_nothing_is_sent_in_quiet_hours_nor_before_it_happened(choices: Choices, at: datetime, zone: ZoneInfo) -> None:
    for found in (choices.first(at, zone), choices.loud(at, zone)):
        here = found.replace(tzinfo=UTC).astimezone(zone)
        assert at <= found <= at + timedelta(days=2)
        assert not is_quiet(choices, here)
    if not choices.daily:
        assert choices.first(at, zone) == choices.loud(at, zone)
    elif choices.quiet is None:
        assert choices.first(at, zone).replace(tzinfo=UTC).astimezone(zone).time() == MORNING
    if not is_quiet(choices, at.replace(tzinfo=UTC).astimezone(zone)):
        assert choices.loud(at, zone) == at


@pytest.mark.parametrize(
    ("at", "until"),
    [((22, 59), (23, 0)), ((23, 0), (23, 0)), ((14, 0), (23, 0)), ((13, 59), (13, 59)), ((16, 59), (23, 0))],
)
def test_quiet_hours_across_midnight_end_in_the_morning_of_the_unit(
    at: tuple[int, int], until: tuple[int, int]
) -> None:
    """From 21.00 to 06.00 in Jakarta, which is from 14.00 to 23.00 in UTC."""
    choices = Choices(quiet=(time(21), time(6)))
    day = datetime(2026, 11, 30)  # noqa: DTZ001
    told = choices.loud(day.replace(hour=at[0], minute=at[1]), ZoneInfo("Asia/Jakarta"))
    assert told == day.replace(hour=until[0], minute=until[1])


@given(st.sets(st.tuples(st.sampled_from(["page", "mail", "hook"]), st.sampled_from(KINDS))), chosen, st.text("62 ab"))
def test_what_is_kept_is_read_back(off: set[tuple[str, str]], some: Choices, contact: str) -> None:
    choices = Choices(frozenset(off), some.daily, some.quiet, contact)
    assert choices_of({"preferences": {PLACE: choices.kept()}}) == choices


def test_who_chose_nothing_is_told_everything_but_by_a_gateway_that_does_not_know_them() -> None:
    choices = choices_of({"preferences": {}})
    assert all(choices.wants("mail", kind) for kind in KINDS)
    assert [kind for kind in KINDS if not choices.wants("page", kind)] == ["waiting", "below"]
    assert not any(choices.wants("hook", kind) for kind in KINDS)


def test_a_form_is_read() -> None:
    made = typed({"page": list(KINDS), "mail": ["late"]}, daily=True, quiet=("21.00", "6:00"), contact=" 62811 ")
    assert made.kinds("mail") == ["late"]
    assert (made.daily, made.hours, made.contact) == (True, ("21:00", "06:00"), "62811")


@pytest.mark.parametrize(
    ("quiet", "contact", "field"),
    [
        (("21:00", ""), "", "quiet_until"),
        (("", "06:00"), "", "quiet_from"),
        (("25:00", "06:00"), "", "quiet_from"),
        (("malam", "pagi"), "", "quiet_from"),
        (("06:00", "06:00"), "", "quiet_until"),
        (("", ""), "6" * 101, "contact"),
        (("", ""), "62\n811", "contact"),
    ],
)
def test_what_cannot_be_meant_names_its_field(quiet: tuple[str, str], contact: str, field: str) -> None:
    with pytest.raises(WrongUse) as refused:
        typed({}, daily=False, quiet=quiet, contact=contact)
    assert refused.value.params["field"] == field
