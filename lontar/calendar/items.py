"""What stands in a calendar: appointments with their letters, as one reader may see them.

Of a letter that the reader may not read they see, for positions of their own, when it is and nothing more; of others
nothing at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from lontar.calendar import whose
from lontar.calendar.errors import NoAppointment
from lontar.calendar.when import When
from lontar.routing.titles import titles_of
from lontar.wiring import House
from office.access import Reader, may_see
from schemas import letter as letters
from schemas.appointment import MOST_DAYS, Appointment
from schemas.day import day_number
from schemas.letter import Letter, values_of
from schemas.person import Person
from schemas.stored import now
from store.contract import Row, Store
from store.pieces import pieces

GOES = ("invited", "attending")
"""States in which the position itself may be at the event."""
PAGE = 1000


@dataclass(frozen=True)
class Item:
    """One appointment. `letter`: None where the reader may not read it, then `row` is to be shown by its hours alone.
    `mine`: it is of a position in which the reader acts. `clashes`: others of the same person at the same time."""

    row: Row
    letter: Row | None
    mine: bool
    title: str = ""
    deputy: str = ""
    person: str | None = None
    clashes: tuple["Item", ...] = ()

    @property
    def when(self) -> When:
        return When.held(self.row)

    @property
    def values(self) -> dict[str, Any]:
        """What the fields of the letter say; nothing of one that may not be read."""
        return values_of(self.letter) if self.letter else {}

    @property
    def subject(self) -> str:
        return str(self.values.get("subject") or (letters.name_of(self.letter) if self.letter else ""))

    @property
    def place(self) -> str:
        return str(self.values.get("event_place") or "")


class Calendar:
    """Of a reader, at a time (default: now), by which it is decided who acts in which position."""

    def __init__(self, house: House, reader: Reader, at: datetime | None = None) -> None:
        self.house, self.reader, self.at = house, reader, at or now()
        self._held: dict[str, frozenset[str]] = {}

    @property
    def store(self) -> Store:
        return self.house.store

    @cached_property
    def units(self) -> list[Row]:
        """Whose calendar the reader may look at beside their own."""
        return whose.units(self.store, self.reader.person, self.at)

    def own(self, since: date, until: date, *, gone: bool = False) -> list[Item]:
        """Of the reader's positions, in order of time; of everybody for the installation. `gone`: cancelled ones too,
        of which only the hours are told."""
        rows = _between(self.store, self._where(self.reader), since, until)
        return self._items([row for row in rows if gone or not row.get("cancelled")])

    def of_unit(self, unit: str, since: date, until: date) -> list[Item]:
        rows = _between(self.store, [{"unit": unit}], since, until)
        return self._items([row for row in rows if not row.get("cancelled")])

    def of_letter(self, letter: str) -> list[Item]:
        rows = self.store.find(Appointment, {"letter": letter}, sort=[("day", 1)], limit=PAGE)
        return self._items([row for row in rows if not row.get("cancelled")])

    def one(self, id: str) -> Item:
        """Raises NoAppointment for one whose letter the reader may not read, too."""
        row = self.store.get(Appointment, id)
        for item in self._items([row] if row and not row.get("cancelled") else []):
            if item.letter is not None:
                return item
        raise NoAppointment

    def _where(self, reader: Reader) -> list[dict[str, Any]]:
        return [{}] if reader.keys is None else [{"position": one} for one in self._positions(reader.person)]

    def _positions(self, person: str) -> frozenset[str]:
        if person not in self._held:
            self._held[person] = whose.positions(self.store, person, self.at)
        return self._held[person]

    def _items(self, rows: list[Row]) -> list[Item]:
        found = self._visible(rows)
        names = {row.row["position"] for row in found}
        people = whose.people(self.store, names, self.at)
        titles = titles_of(self.house, names | {one.row["deputy"] for one in found if one.row.get("deputy")})
        found = [
            replace(
                one,
                title=titles.get(one.row["position"], ""),
                deputy=titles.get(one.row.get("deputy", ""), ""),
                person=people[one.row["position"]],
            )
            for one in found
        ]
        return [replace(one, clashes=self._clashes(one, others)) for one, others in self._beside(found)]

    def _visible(self, rows: Iterable[Row]) -> list[Item]:
        """Those that the reader may know of, in order of time."""
        kept = sorted(rows, key=lambda row: (row["day"], row.get("begins", -1), row["_id"]))
        letters = self.store.get_many(Letter, sorted({row["letter"] for row in kept}))
        mine = None if self.reader.keys is None else self._positions(self.reader.person)
        found = []
        for row in kept:
            letter, own = letters.get(row["letter"]), mine is None or row["position"] in mine
            readable = letter is not None and may_see(self.reader, letter) and not row.get("cancelled")
            if readable or own:
                found.append(Item(row, letter if readable else None, own))
        return found

    def _beside(self, items: list[Item]) -> list[tuple[Item, list[Item]]]:
        """Each with all that its person has on the days of these."""
        if not items:
            return []
        first, last = min(one.when.days[0] for one in items), max(one.when.days[-1] for one in items)
        found: dict[str, list[Item]] = {}
        for person in {one.person for one in items if one.person and one.row["state"] in GOES}:
            where = [{"position": one} for one in self._positions(person)]
            rows = _between(self.store, where, first - timedelta(days=1), last + timedelta(days=1))
            going = (row for row in rows if row["state"] in GOES and not row.get("cancelled"))
            found[person] = self._visible(going)
        return [(one, found.get(one.person or "", [])) for one in items]

    def _clashes(self, item: Item, others: list[Item]) -> tuple[Item, ...]:
        if item.row["state"] not in GOES or item.row.get("cancelled"):
            return ()
        different = (one for one in others if one.row["letter"] != item.row["letter"])
        return tuple(one for one in different if one.when.meets(item.when))


def name_of(store: Store, person: str | None) -> str:
    return str((store.get(Person, person or "") or {}).get("name", ""))


def _between(store: Store, where: Iterable[dict[str, Any]], since: date, until: date) -> list[Row]:
    """The appointments of any of these that have a day between two days, both of them among these."""
    first, last = day_number(since - timedelta(days=MOST_DAYS)), day_number(until)
    found: dict[str, Row] = {}
    for one in where:
        for rows in pieces(store, Appointment, {**one, "day": {"$gte": first, "$lte": last}}, [("day", 1)], PAGE):
            found |= {row["_id"]: row for row in rows if row["until"] >= day_number(since)}
    return list(found.values())
