"""The calendar of the ledger: one for the whole office, so that a number of a branch and the lists of the units below
it mean the same days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from lontar.wiring import House
from office.days import begin_of, day_at, zone_in
from office.units import ROOT
from office.vocabularies import Shelf
from office.workdays import Workdays
from schemas.day import FIRST, LAST, day_number, day_of
from schemas.stored import now
from schemas.unit import Unit

AGES = ("0-2", "3-5", "6-10", "over-10")
"""Classes of age in working days."""
STARTS = (0, 3, 6, 11)
WEEK = timedelta(days=7)
WEEKS = 12
"""Weeks that are looked back upon, with the one that runs."""


@dataclass(frozen=True)
class Calendar:
    """Of the office at a moment. Days are yyyymmdd in its zone."""

    zone: ZoneInfo
    workdays: Workdays
    at: datetime

    @classmethod
    def of(cls, house: House, at: datetime | None = None) -> "Calendar":
        """`at`: the moment in UTC, without saying so; None: the present."""
        unit = house.store.get(Unit, ROOT)
        workdays = Workdays.of(house.store, Shelf(house.settings.home), unit)
        moment = at or now()
        return cls(zone_in(unit), workdays, moment)

    @cached_property
    def day(self) -> date:
        return self._date(self.at)

    @property
    def today(self) -> int:
        return day_number(self.day)

    def number(self, moment: datetime) -> int:
        """The day of a moment (UTC, without saying so)."""
        return day_number(self._date(moment))

    def monday(self, moment: datetime) -> int:
        """The first day of the week of a moment (UTC)."""
        return _monday(self._date(moment))

    def monday_of(self, day: int) -> int:
        return _monday(day_of(day))

    def mondays(self) -> list[int]:
        """The first days of the weeks that are looked back upon, the running one last."""
        this = self.day - timedelta(days=self.day.weekday())
        return [day_number(this - WEEK * back) for back in range(WEEKS - 1, -1, -1)]

    def week(self, monday: int) -> dict[str, datetime]:
        """The moments of a week as a condition of the store."""
        start = day_of(monday)
        return {"$gte": begin_of(start, self.zone), "$lt": begin_of(start + WEEK, self.zone)}

    def days_between(self, came: datetime, closed: datetime) -> int:
        """Working days from one moment to another."""
        return max(0, self.workdays.between(self._date(came), self._date(closed)))

    def age(self, since: int) -> int:
        """In working days."""
        return self.workdays.between(day_of(since), self.day)

    def late(self, due: int) -> int:
        """How many working days a day is over; 0 where it is not, at least 1 where it is."""
        return max(1, self.workdays.between(day_of(due), self.day)) if due < self.today else 0

    @cached_property
    def ages(self) -> dict[str, tuple[int, int]]:
        """The first and the last day of each class of age, both in it. They leave no day out."""
        starts = [day_number(self.workdays.back(self.day, start)) for start in STARTS[1:]]
        edges = [LAST, *starts, FIRST - 1]
        return {name: (edges[n + 1] + 1, edges[n]) for n, name in enumerate(AGES)}

    def _date(self, moment: datetime) -> date:
        return day_at(moment, self.zone)


def _monday(day: date) -> int:
    return day_number(day - timedelta(days=day.weekday()))
