"""Working days: the same as counting day by day, whatever the office has off, and how its table of days is kept."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from office.days import DAY
from office.public_holidays import public_holidays
from office.vocabularies import KINDS, Shelf
from office.vocabularies.vocabulary import read_vocabulary
from office.workdays import Workdays
from schemas.unit import Unit
from store.changes import Changes
from store.sqlite import SqliteStore

days = st.dates(date(2019, 1, 1), date(2032, 12, 31))
near = st.sets(st.dates(date(2024, 11, 1), date(2026, 2, 28)), max_size=40).map(frozenset)
calendars = st.builds(Workdays, st.sampled_from((5, 6)), near, near)


def counted(calendar: Workdays, since: date, until: date) -> int:
    """One day after the other."""
    return sum(calendar.is_workday(since + n * DAY) for n in range(1, (until - since).days + 1))


@settings(max_examples=60)
@given(calendars, days, days)
def test_an_age_is_what_counting_day_by_day_gives(calendar: Workdays, one: date, other: date) -> None:
    since, until = sorted((one, other))
    assert calendar.between(since, until) == counted(calendar, since, until)
    assert calendar.between(until, since) == -counted(calendar, since, until)


@settings(max_examples=200)
@given(calendars, days, st.integers(1, 400))
def test_some_working_days_later_that_many_have_passed(calendar: Workdays, day: date, count: int) -> None:
    later, earlier = calendar.plus(day, count), calendar.plus(day, -count)
    assert calendar.is_workday(later)
    assert calendar.between(day, later) == count
    assert calendar.is_workday(earlier)
    assert calendar.between(earlier - DAY, day - DAY) == count
    assert calendar.plus(day, 0) == day


@settings(max_examples=200)
@given(calendars, days, st.integers(0, 400))
def test_back_is_the_last_day_that_is_so_old_today(calendar: Workdays, today: date, count: int) -> None:
    day = calendar.back(today, count)
    assert calendar.between(day, today) >= count
    assert count == 0 or calendar.between(day + DAY, today) < count


@settings(max_examples=60)
@given(calendars, days, st.lists(st.integers(0, 30), min_size=1, max_size=4, unique=True).map(sorted))
def test_classes_of_age_are_ranges_of_days(calendar: Workdays, today: date, ages: list[int]) -> None:
    """Whoever is at least so old came up to that day, and nobody else."""
    for age in ages:
        last = calendar.back(today, age)
        for day in (last - 2 * DAY, last - DAY, last, *((last + DAY,) if age else ())):
            assert (day <= last) == (calendar.between(day, today) >= age)


def test_public_holidays_and_joint_leave_are_no_working_days() -> None:
    calendar = Workdays()
    assert not calendar.is_workday(date(2026, 8, 17))  # independence
    assert not calendar.is_workday(date(2026, 3, 20))  # joint leave before Eid
    assert calendar.plus(date(2026, 3, 17), 1) == date(2026, 3, 25)
    assert calendar.between(date(2026, 11, 27), date(2026, 11, 30)) == 1
    assert Workdays(week=6).between(date(2026, 11, 27), date(2026, 11, 30)) == 2
    assert public_holidays(2026, "en")[date(2026, 8, 17)] == "Independence Day"


def test_twenty_years_are_counted_from_tables() -> None:
    calendar = Workdays()
    calendar.between(date(2006, 1, 2), date(2026, 11, 30))
    asked: list[date] = []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Workdays, "is_workday", lambda _self, day: asked.append(day))
        assert calendar.between(date(2006, 1, 2), date(2026, 11, 30)) > 5000
    assert asked == []


def test_a_year_without_a_working_day_ends_the_search() -> None:
    idle = Workdays(off=frozenset(date(year, 1, 1) + n * DAY for year in (9998, 9999) for n in range(365)))
    with pytest.raises(OverflowError):
        idle.plus(date(9998, 1, 1), 1)


TABLE = b"""code,indonesian,english,aliases,group,since,until
natal,Cuti bersama kantor,Office leave,,joint-leave,2026-12-28,2026-12-31
hut,Hari jadi desa,Village day,DPU|KEC,holiday,2026-12-02,
ganti,Masuk Sabtu,Worked Saturday,,workday,2026-12-05,
"""


def test_the_offices_own_days_are_for_all_or_for_the_units_named_and_those_below(tmp_path: Path) -> None:
    store, shelf = SqliteStore(tmp_path / "lontar.db"), Shelf(tmp_path)
    kec = Unit(id="kec", code="kec", name="Kecamatan", path=["office", "kec"], workdays=6)
    desa = Unit(id="desa", code="DESA", name="Desa", path=["office", "kec", "desa"])
    other = Unit(id="other", code="OTHER", name="Lain", path=["office", "other"])
    store.commit(Changes.of(kec, desa, other))
    shelf.put("days-off", TABLE)
    calendars = {one: Workdays.of(store, shelf, store.get(Unit, one)) for one in ("kec", "desa", "other")}
    assert [calendars[one].is_workday(date(2026, 12, 2)) for one in calendars] == [False, False, True]
    assert [calendars[one].is_workday(date(2026, 12, 12)) for one in calendars] == [True, False, False]
    assert all(one.is_workday(date(2026, 12, 5)) for one in calendars.values())
    assert not any(one.is_workday(date(2026, 12, 30)) for one in calendars.values())
    assert calendars["other"] is Workdays.from_entries(5, list(shelf.get("days-off").entries))
    shelf.put("days-off", None)
    assert Workdays.of(store, shelf, None).is_workday(date(2026, 12, 30))
    store.close()


def test_a_table_of_days_names_what_is_wrong_in_it() -> None:
    table = TABLE.decode() + (
        "a,Tanpa hari,,,holiday,,\nb,Apa ini,,,libur,2026-01-02,\nc,Panjang,,,holiday,2026-01-01,2026-02-01\n"
    )
    found = read_vocabulary(KINDS["days-off"], table)
    assert [(fault.line, fault.sentence) for fault in found.faults] == [
        (5, "since is empty; fill it in"),
        (6, "the group libur is none of holiday, joint-leave, workday"),
        (7, "from since to until there are more than 31 days; write them in several lines"),
    ]
    assert read_vocabulary(KINDS["days-off"], TABLE.decode().splitlines()[0]).faults == ()


def test_days_that_a_holiday_lasts() -> None:
    (first, *_) = read_vocabulary(KINDS["days-off"], TABLE.decode()).entries
    calendar = Workdays.from_entries(5, [first])
    assert calendar.off == frozenset(date(2026, 12, 28) + timedelta(days=n) for n in range(4))
