"""The agenda books: what stands in the register of a unit, of a direction and year.

A book has no gaps: of a letter that the reader may not read its number stands there, and nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lontar.cursor import cursor_of, place_of
from lontar.wiring import House
from office.access import Reader, demand, may_see
from office.days import day_in, local_day
from office.units import by_code
from schemas.draft import Draft
from schemas.entry import DIRECTIONS, OPEN, RegisterEntry
from schemas.errors import NotAmong, NotFound
from schemas.letter import Letter, values_of
from schemas.stored import now
from schemas.tombstone import Tombstone
from schemas.unit import Unit
from store.contract import Row, key_of

HANDLINGS = (*OPEN, "closed", "cancelled")
BACKWARDS, FORWARDS = (("agenda_number", -1),), (("agenda_number", 1),)
AT_ONCE = 500
"""Entries that are taken from the store at once."""
FIELDS = ("reference_number", "date", "sender", "recipients", "subject", "urgency", "enclosures")


@dataclass(frozen=True)
class Which:
    """A book; with `handling` only the entries that stand so."""

    unit: str
    direction: str
    year: int
    handling: str | None = None


@dataclass(frozen=True)
class Line:
    """One number of a book. `entry` None: its letter may not be read by who asks, and all else is empty. `received`: a
    day yyyymmdd where the unit is; `said`: what the letter says, by the names of FIELDS. `draft`: for which the number
    is reserved (or was, until it was cancelled), while there is no `letter` yet."""

    number: int
    entry: str | None = None
    letter: str | None = None
    received: int | None = None
    handling: str | None = None
    closed_as: str | None = None
    cancelled: str | None = None
    said: dict[str, Any] | None = None
    draft: str | None = None
    destroyed: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As `lontar agenda --json` and the JSON API give it."""
        values = {name: (self.said or {}).get(name) for name in FIELDS}
        names = ("number", "entry", "letter", "draft", "received", "handling", "closed_as", "cancelled")
        return (
            {name: getattr(self, name) for name in names}
            | values
            | {"restricted": self.entry is None, "destroyed": self.destroyed}
        )


@dataclass(frozen=True)
class Leaf:
    """A part of a book, the last number first; `after`: where the next part begins, None at its end."""

    lines: Sequence[Line]
    after: str | None


def units_of(house: House, reader: Reader) -> list[Row]:
    """The units whose books the reader may open, by code."""
    if reader.units is None:
        return sorted(house.store.every(Unit), key=lambda row: str(row["code"]))
    return sorted(house.store.get_many(Unit, reader.units).values(), key=lambda row: str(row["code"]))


def which(
    house: House,
    reader: Reader,
    *,
    unit: str | None = None,
    direction: str = "incoming",
    year: int | None = None,
    handling: str | None = None,
) -> Which:
    """The book asked for: `unit` by its code (None: the reader's), `year` None: this one there. Raises NotFound,
    Forbidden, NotAmong."""
    row = by_code(house.store, unit) if unit else house.store.get(Unit, reader.unit) or {"_id": reader.unit}
    demand(reader, "letter.read")
    if reader.units is not None and row["_id"] not in reader.units:
        raise NotFound(what=f"Unit {unit}")
    if direction not in DIRECTIONS:
        raise NotAmong(what="direction", known=", ".join(DIRECTIONS), field="direction")
    if handling and handling not in HANDLINGS:
        raise NotAmong(what="handling", known=", ".join(HANDLINGS), field="handling")
    return Which(row["_id"], direction, year or day_in(row, now()) // 10_000, handling or None)


def leaf(house: House, reader: Reader, book: Which, after: str | None = None, limit: int = 50) -> Leaf:
    """At most `limit` lines of a book, behind the cursor `after`. With a handling no number is shown whose letter the
    reader may not read: how it is handled is not theirs to know."""
    found: list[tuple[Row, Line]] = []
    place, size = place_of(after), AT_ONCE if book.handling else limit + 1
    while len(found) <= limit:
        rows = _rows(house, book, BACKWARDS, place, size)
        found += [one for one in zip(rows, _lines(house, reader, book, rows), strict=True) if _shown(book, one[1])]
        if len(rows) < size:
            break
        place = key_of(rows[-1], BACKWARDS)
    more = cursor_of(found[limit - 1][0], BACKWARDS) if len(found) > limit else None
    return Leaf([line for _, line in found[:limit]], more)


def whole(house: House, reader: Reader, book: Which) -> Iterator[Line]:
    """All lines of a book, the first number first."""
    place = None
    while rows := _rows(house, book, FORWARDS, place, AT_ONCE):
        yield from (line for line in _lines(house, reader, book, rows) if _shown(book, line))
        place = key_of(rows[-1], FORWARDS)


def years_of(house: House, book: Which) -> list[int]:
    """The years of which there is a book of this unit and direction, and this one; the last one first."""
    where = {"unit": book.unit, "direction": book.direction}
    years = set(house.store.tally(RegisterEntry, "year", where)) | {local_day(house.store, book.unit, now()) // 10_000}
    return sorted(years | {book.year}, reverse=True)


def line_of(house: House, reader: Reader, entry: Row) -> Line:
    """One entry as its book has it."""
    book = Which(entry["unit"], entry["direction"], entry["year"])
    return _lines(house, reader, book, [entry])[0]


def said(house: House, book: Which, lines: Sequence[Line], after: str | None = None) -> dict[str, Any]:
    """A part of a book as `lontar agenda --json` and the JSON API give it."""
    unit = (house.store.get(Unit, book.unit) or {}).get("code", book.unit)
    asked = {"unit": unit, "direction": book.direction, "year": book.year}
    return asked | {"entries": [line.as_dict() for line in lines], "after": after}


def _rows(house: House, book: Which, order: Any, after: Any, limit: int) -> list[Row]:
    where: dict[str, Any] = {"unit": book.unit, "direction": book.direction, "year": book.year}
    if book.handling in (*OPEN, "closed"):
        where |= {"handling": book.handling}
    return house.store.find(RegisterEntry, where, sort=order, limit=limit, after=after)


def _shown(book: Which, line: Line) -> bool:
    if book.handling == "cancelled":
        return bool(line.cancelled)
    return not book.handling or (line.entry is not None and not line.cancelled)


def _lines(house: House, reader: Reader, book: Which, rows: Sequence[Row]) -> list[Line]:
    unit = house.store.get(Unit, book.unit) or {}
    letters = house.store.get_many(Letter, sorted({row["letter"] for row in rows}))
    held = {row["draft"] for row in rows if row.get("draft") and row["letter"] not in letters}
    drafts = house.store.get_many(Draft, sorted(held))
    stones = house.store.get_many(Tombstone, [row["letter"] for row in rows if row.get("destroyed")])
    return [
        _line(row, letters.get(row["letter"]) or stones.get(row["letter"]) or drafts.get(row.get("draft") or ""),
              reader, unit)
        for row in rows
    ]  # fmt: skip


def _line(row: Row, thing: Row | None, reader: Reader, unit: Row) -> Line:
    """`thing`: the letter, its tombstone, or the draft that the number is reserved for; all are seen by their
    grants."""
    bare = Line(int(row.get("agenda_number") or 0))
    if thing is None or not may_see(reader, thing):
        return bare
    is_destroyed = bool(row.get("destroyed"))
    is_letter = thing["_id"] == row["letter"] and not is_destroyed
    return replace(
        bare,
        entry=row["_id"],
        letter=row["letter"] if is_letter or is_destroyed else None,
        draft=None if is_letter or is_destroyed else thing["_id"],
        received=day_in(unit, row["received_at"]),
        handling=row["handling"],
        closed_as=row.get("closed_as"),
        cancelled=row.get("cancelled"),
        said=_said(values_of(thing) if is_letter else _said_by(thing)),
    )


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values.get(name) for name in FIELDS}


def _said_by(draft: Row) -> dict[str, Any]:
    """What a draft says so far of the letter that it will be."""
    content = draft.get("content") or {}
    found = {"subject": content.get(draft.get("titled", "subject")), "recipients": content.get("recipients")}
    kinds = {"subject": str, "recipients": list}
    return {name: value for name, value in found.items() if isinstance(value, kinds[name])} | {
        "reference_number": draft.get("reference_number")
    }
