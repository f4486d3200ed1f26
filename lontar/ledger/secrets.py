"""Secret letters in the ledger: their lines kept apart, and counted for those who may read the letters."""

from collections.abc import Iterable, Mapping
from typing import Any

from lontar.ledger.calendar import Calendar
from lontar.ledger.counts import keys_of_line
from lontar.wiring import House
from office.access import Reader
from office.grants import SECRET
from schemas.assignment import Assignment
from schemas.secret_line import SecretLine
from store.changes import Changes, PutRow, Remove
from store.contract import Row, Store

MOST = 10_000
TAKEN = ("letter", "unit", "position", "state", "standing", "urgency", "since", "due")


def readable(house: House, reader: Reader) -> list[Row]:
    """The secret lines whose letters the reader may read."""
    where = None if reader.keys is None else {"grants": {"$in": sorted(reader.keys)}}
    return house.store.find(SecretLine, where, limit=MOST)


def keys_of(row: Mapping[str, Any], calendar: Calendar) -> Iterable[str]:
    """Under what a secret line is counted, as the others are (lontar/ledger/counts.py)."""
    if row["standing"] == "own":
        return keys_of_line(row)
    if row.get("ended"):
        return [f"done/{calendar.monday_of(row['ended'])}"]
    return []


def in_unit(store: Store, unit: str) -> list[Row]:
    return store.find(SecretLine, {"unit": unit}, sort=[("since", 1)], limit=MOST)


def of_letter(store: Store, letter: str) -> list[Row]:
    return store.find(SecretLine, {"letter": letter}, sort=[("since", 1)], limit=MOST)


def changed(kept: Iterable[Row], letter: Row | None, assignments: Iterable[Row], calendar: Calendar) -> Changes:
    """What makes the secret lines of a letter what they are to be."""
    stood = {row["_id"]: row for row in kept}
    wanted = {}
    if letter and is_secret(letter):
        wanted = {row["_id"]: _line(row, letter, calendar) for row in assignments}
    puts = [
        PutRow(SecretLine, row | {"version": stood.get(id, row)["version"]})
        for id, row in wanted.items()
        if {**stood.get(id, {}), "version": 0} != row
    ]
    removes = [Remove(SecretLine, id, row["version"]) for id, row in stood.items() if id not in wanted]
    return Changes(puts=tuple(puts), removes=tuple(removes))


def _line(row: Row, letter: Row, calendar: Calendar) -> Row:
    ended = row.get("ended_at") if row["standing"] == "done" else None
    day = {"ended": calendar.number(ended)} if ended else {}
    taken = {name: row[name] for name in TAKEN if row.get(name) is not None}
    kept = {"_id": row["_id"], "version": 0, "schema": 1, "grants": list(letter.get("grants", ()))}
    return kept | taken | day


def assignments_of(store: Store, letter: str) -> list[Row]:
    """All assignments of a letter."""
    return store.find(Assignment, {"letter": letter}, sort=[("made_at", 1)], limit=MOST)


def is_secret(letter: Row) -> bool:
    return letter.get("security_class") in SECRET
