"""Working days: five or six a week by the unit, without public holidays, joint leave and the office's own days off.

Days are counted from tables of a year each: twenty years take microseconds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from office.days import DAY
from office.public_holidays import public_holidays
from office.vocabularies.entry import Entry
from office.vocabularies.shelf import Shelf
from schemas.unit import Unit
from store.contract import Row, Store

NAME = "days-off"
"""The vocabulary of the office's own days off and on."""
WORKED = "workday"
"""The group of days in it that are worked after all."""


@dataclass(frozen=True)
class Workdays:
    """The calendar of a unit. `week`: working days of a week, 5 or 6, from Monday; `off` and `on`: days of the office
    that are free, or worked, whatever the week and the public holidays say. Of a day that is both, `on` wins."""

    week: int = 5
    off: frozenset[date] = frozenset()
    on: frozenset[date] = frozenset()
    _years: dict[int, list[date]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, store: Store, shelf: Shelf, unit: Row | None) -> "Workdays":
        """Of a unit (a row of the store; None: of an office that has none). Raises FaultyVocabulary, Unavailable."""
        week = int((unit or {}).get("workdays", 5))
        return cls.from_entries(week, shelf.get(NAME).entries, codes_above(store, unit))

    @classmethod
    def from_entries(cls, week: int, entries: Iterable[Entry], codes: Iterable[str] = ()) -> "Workdays":
        """`codes`, in lower case, of the unit and those above it."""
        mine = entries_for(entries, codes)
        off = frozenset(day for one in mine if one.group != WORKED for day in days_of(one))
        on = frozenset(day for one in mine if one.group == WORKED for day in days_of(one))
        return _shared(week, off, on)

    def is_workday(self, day: date) -> bool:
        if day in self.on:
            return True
        return day.weekday() < self.week and day not in self.off and day not in public_holidays(day.year)

    def between(self, since: date, until: date) -> int:
        """How many working days come after `since` up to `until`: the age of what came then, 0 on the same day.
        Negative when `until` comes first."""
        if until < since:
            return -self.between(until, since)
        whole = sum(len(self._year(year)) for year in range(since.year, until.year))
        return whole + self._before(until) - self._before(since)

    def plus(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; with 0 the day itself, negative counts go back. Raises OverflowError
        for a day that no calendar has."""
        if count < 0:
            return self._earlier(day, -count)
        year, place = day.year, self._before(day) + count - 1
        while count and place >= len(self._year(year)):
            place -= len(self._year(year))
            year += 1
        return self._year(year)[place] if count else day

    def back(self, today: date, count: int) -> date:
        """The last day whose age today is `count` or more."""
        return self._earlier(today + DAY, count) - DAY if count else today

    def _earlier(self, day: date, count: int) -> date:
        """The `count`-th working day before `day`."""
        year, place = day.year, bisect_left(self._year(day.year), day) - count
        while place < 0:
            year -= 1
            place += len(self._year(year))
        return self._year(year)[place]

    def _before(self, day: date) -> int:
        """How many working days its year has up to a day, with the day."""
        return bisect_right(self._year(day.year), day)

    def _year(self, year: int) -> list[date]:
        """The working days of a year."""
        found = self._years.get(year)
        if found is None:
            if not date.min.year <= year <= date.max.year:
                raise OverflowError(year)
            first, last = date(year, 1, 1), date(year, 12, 31)
            every = (first + n * DAY for n in range((last - first).days + 1))
            found = self._years[year] = [day for day in every if self.is_workday(day)]
        return found


def codes_above(store: Store, unit: Row | None) -> set[str]:
    """The codes, in lower case, of a unit (as stored) and those above it."""
    path = list((unit or {}).get("path", ()))
    return {row["code"].casefold() for row in store.get_many(Unit, path).values()}


def entries_for(entries: Iterable[Entry], codes: Iterable[str]) -> list[Entry]:
    """Those that are for a unit with these codes: one that names units is for these and all below them."""
    known = set(codes)
    return [one for one in entries if not one.aliases or known & {code.casefold() for code in one.aliases}]


def days_of(entry: Entry) -> Iterator[date]:
    """The days that an entry is about; one without a last day is about its first alone."""
    day, last = entry.since, entry.until or entry.since
    while day is not None and last is not None and day <= last:
        yield day
        day += DAY


@lru_cache(maxsize=1024)
def _shared(week: int, off: frozenset[date], on: frozenset[date]) -> Workdays:
    """One calendar for all units that count alike, so that its tables are made once."""
    return Workdays(week, off, on)
