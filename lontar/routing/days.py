"""Days of the office work: how old something is and how late, in working days of the unit that it is with."""

from dataclasses import dataclass
from datetime import date

from lontar.wiring import House
from office.days import day_at, zone_in
from office.vocabularies import Shelf
from office.workdays import Workdays
from routing.tree import OPEN
from schemas.day import day_number, day_of
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row


@dataclass(frozen=True)
class Today:
    """Where a unit is: the day, and its calendar."""

    day: date
    calendar: Workdays

    @property
    def number(self) -> int:
        return day_number(self.day)

    def age(self, since: int) -> int:
        """Working days since a day (yyyymmdd)."""
        return self.calendar.between(day_of(since), self.day)

    def late(self, assignment: Row) -> int | None:
        """By how many working days something that waits is overdue; None where it is not."""
        due = assignment.get("due")
        return self.age(due) if due and due < self.number and assignment["standing"] in OPEN else None

    def after(self, workdays: int) -> int:
        """The day (yyyymmdd) so many working days from now."""
        return day_number(self.calendar.plus(self.day, workdays))


class Days:
    """Today in each of the units, each looked up once."""

    def __init__(self, house: House) -> None:
        self._house, self._shelf = house, Shelf(house.settings.home)
        self._known: dict[str, Today] = {}

    def of(self, unit: str) -> Today:
        if unit not in self._known:
            row = self._house.store.get(Unit, unit)
            self._known[unit] = Today(day_at(now(), zone_in(row)), Workdays.of(self._house.store, self._shelf, row))
        return self._known[unit]
