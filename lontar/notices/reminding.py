"""The reminders of a day in one time zone: before, on and after the day that something is due, up the tree when it is
long overdue, and what waits for each person and below each head.

Only what comes into a class of lateness since the last run is looked at, unit by unit, by ranges of the index: of an
archive of any size that is the work of a day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from lontar.notices import loans
from lontar.notices.made import Maker
from lontar.notices.recipients import Recipients
from lontar.notices.waiting import OWN, waiting
from office.days import DAY, ZONE
from office.settings import Deadlines
from office.vocabularies import Shelf
from office.workdays import NAME, Workdays
from schemas.assignment import Assignment
from schemas.day import day_number
from store.contract import Row, Sort, Store
from store.pieces import pieces

BATCH = 1000
FIELDS = ("letter", "position", "due")
ORDER: Sort = [("due", 1)]


class Range(NamedTuple):
    """Days that things are due which come into a class: after `after`, up to `until`. `up`: of how many superiors, one
    above the other, the last is told (0: whoever has it)."""

    kind: str
    after: date
    until: date
    up: int = 0


@dataclass(frozen=True)
class Day:
    """`last`: the day of the run before; `units`: all that there are, by id."""

    today: date
    last: date
    deadlines: Deadlines
    units: dict[str, Row]

    def ranges(self, calendar: Workdays, depth: int) -> Iterator[Range]:
        """What is new on this day by a unit's calendar. `depth`: how many may stand above somebody there."""
        before, every = self.deadlines.remind_before, self.deadlines.escalate_after
        if before:
            was, soon = (calendar.plus(day, before + 1) - DAY for day in (self.last, self.today))
            yield Range("soon", max(was, self.today), soon)
        yield Range("due", self.last, self.today)
        yield Range("late", calendar.back(self.last, 1), calendar.back(self.today, 1))
        for up in range(1, depth + 1 if every else 1):
            yield Range("escalated", calendar.back(self.last, up * every), calendar.back(self.today, up * every), up)


class Reminding:
    """The notices of a day, as rows, in the units of one zone."""

    def __init__(self, store: Store, shelf: Shelf, maker: Maker, people: Recipients, day: Day) -> None:
        self._store, self._maker, self._people, self._day = store, maker, people, day
        self._entries = shelf.get(NAME).entries

    def notices(self, zone: str) -> Iterator[Row]:
        mine = [row for row in self._day.units.values() if (row.get("timezone") or ZONE) == zone]
        for unit in mine:
            yield from self._of_unit(unit)
        units = {row["_id"] for row in mine}
        yield from loans.reminders(self._store, self._maker, units, self._day.last, self._day.today)
        yield from self._summaries({row["_id"] for row in mine if self._calendar(row).is_workday(self._day.today)})

    def _calendar(self, unit: Row) -> Workdays:
        codes = [self._day.units[id]["code"].casefold() for id in unit["path"] if id in self._day.units]
        return Workdays.from_entries(unit.get("workdays", 5), self._entries, codes)

    def _of_unit(self, unit: Row) -> Iterator[Row]:
        for one in self._day.ranges(self._calendar(unit), len(unit["path"])):
            if one.after < one.until:
                for row in self._assigned(unit["_id"], one):
                    yield from self._told(unit, one, row)

    def _assigned(self, unit: str, one: Range) -> Iterator[Row]:
        """What waits in a unit and is due in a range."""
        due = {"$gt": day_number(one.after), "$lte": day_number(one.until)}
        for rows in pieces(self._store, Assignment, {"unit": unit, **OWN, "due": due}, ORDER, BATCH, fields=FIELDS):
            yield from rows

    def _told(self, unit: Row, one: Range, row: Row) -> Iterator[Row]:
        theirs = self._people.of(row["position"])
        person = self._superior(unit, theirs, one.up) if one.up else theirs
        if person is None:
            return
        said = {"letter": row["letter"], "assignment": row["_id"], "due": row["due"]}
        made = self._maker.notice(f"{one.kind}.{row['_id']}.{row['due']}", person, one.kind, **said)
        if made:
            yield made

    def _superior(self, unit: Row, person: str | None, up: int) -> str | None:
        """The one who stands so far above a person: the head of their unit, of the unit above, and so on."""
        heads = dict.fromkeys(self._people.head(one) for one in reversed(unit["path"]))
        above = [one for one in heads if one not in (person, None)]
        return above[up - 1] if up <= len(above) else None

    def _summaries(self, units: set[str]) -> Iterator[Row]:
        """What waits for each person, and below each head, in these units: for who wants to be sent it."""
        mine, below = waiting(self._store, self._people, day_number(self._day.today), self._day.units, units)
        for kind, found in (("waiting", mine), ("below", below)):
            for person, numbers in found.items():
                event = f"{kind}.{day_number(self._day.today)}"
                made = self._maker.notice(event, person, kind, data=numbers)
                if made and "waiting" in (made["mail"], made["hook"]):
                    yield made
