"""Letters that came into a book from their arrival, and wait for a clerk to look at what was read of them."""

from dataclasses import dataclass

from lontar.wiring import House
from office.access import ARCHIVE, Reader, may
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from store.contract import Row

LOOKED = 500
"""Entries of one unit that are looked at for a list or a count at most: shown are those whose letters are the
reader's to read."""
REGISTRY = "registry:"


@dataclass(frozen=True)
class Waiting:
    """An entry and its letter, as rows; of the letter the members named in FIELDS."""

    entry: Row
    letter: Row


FIELDS = ("files", "fields", "grants", "withdrawn", "stage")
NO_MORE = ("grants", "withdrawn")
"""What a count needs of a letter."""


def waiting(house: House, reader: Reader, most: int = LOOKED) -> list[Waiting]:
    """What waits for the reader's look, the earliest first."""
    return _of(house, reader, most, FIELDS)


def count(house: House, reader: Reader, most: int) -> tuple[int, bool]:
    """How many wait among the first `most` of each unit, and whether there may be more."""
    found = _of(house, reader, most, NO_MORE)
    return len(found), len(found) >= most


def next_one(house: House, reader: Reader, but: str = "") -> str | None:
    """The letter that waits longest and is not `but`."""
    return next(
        (one.entry["letter"] for one in _of(house, reader, LOOKED, NO_MORE) if one.entry["letter"] != but), None
    )


def _of(house: House, reader: Reader, most: int, fields: tuple[str, ...]) -> list[Waiting]:
    entries = [row for unit in _units(reader) for row in _unchecked(house, unit, most)]
    ids = sorted({row["letter"] for row in entries})
    rows = house.store.find(Letter, {"_id": {"$in": ids}}, limit=len(ids), fields=fields) if ids else []
    mine = {row["_id"]: row for row in rows if not row.get("withdrawn") and may(reader, "entry.register", row)}
    return [Waiting(row, mine[row["letter"]]) for row in entries if row["letter"] in mine][:most]


def _units(reader: Reader) -> list[str]:
    """The units whose registry the reader is."""
    keys = reader.keys if reader.roles & ARCHIVE else None
    return sorted(key.removeprefix(REGISTRY) for key in keys or () if key.startswith(REGISTRY))


def _unchecked(house: House, unit: str, most: int) -> list[Row]:
    where = {"unit": unit, "checked": False, "direction": "incoming"}
    fields = ("letter", "agenda_number", "received_at", "unit")
    return house.store.find(RegisterEntry, where, sort=[("received_at", 1)], limit=most, fields=fields)
