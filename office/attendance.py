"""Who of a unit is in, away, on duty elsewhere on a day: for those who head it, or a unit above."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from office.access import Reader
from office.presence import of_day
from office.units import ROOT
from schemas.errors import NotFound
from schemas.person import Person
from schemas.presence import KINDS
from schemas.unit import Unit
from store.contract import Row, Store

UNKNOWN = "unknown"
"""Of whom nothing is said."""
COUNTED = (*KINDS, UNKNOWN)
MOST = 10_000
Counts = dict[str, int]


@dataclass(frozen=True)
class Attendance:
    """`counts`: of the unit and all below it. `people`: those of the unit itself, each with what they said of the day.
    `below`: the units right below, each with the counts of it and all below it."""

    unit: Row
    counts: Counts
    people: list[tuple[Row, Row | None]]
    below: list[tuple[Row, Counts]]


def headed(store: Store, reader: Reader) -> list[Row]:
    """The units that a reader heads and that stand below none of these."""
    if reader.keys is None:
        return list(store.get_many(Unit, [ROOT]).values())
    ids = {key.removeprefix("head:") for key in reader.keys if key.startswith("head:")}
    rows = store.get_many(Unit, sorted(ids)).values()
    return sorted((row for row in rows if row.get("parent") not in ids), key=lambda row: str(row["code"]))


def attendance(store: Store, reader: Reader, unit: str, day: date) -> Attendance:
    """Raises NotFound for a unit that the reader does not head."""
    row = store.get(Unit, unit)
    if row is None or not (reader.keys is None or f"head:{unit}" in reader.keys):
        raise NotFound(what="Unit")
    said = of_day(store, day)
    own = _counted(store, said)
    people = store.find(Person, {"active": True, "unit": unit}, sort=[("name", 1)], limit=MOST)
    below = store.find(Unit, {"parent": unit}, sort=[("code", 1)], limit=MOST)
    return Attendance(
        row,
        _summed(store, own, unit),
        [(person, said.get(person["_id"])) for person in people],
        [(one, _summed(store, own, one["_id"])) for one in below],
    )


def _counted(store: Store, said: dict[str, Row]) -> dict[str, Counts]:
    """How many of each unit are where, by unit."""
    found: dict[str, Counts] = {}
    people = store.get_many(Person, sorted(said)).values()
    where = Counter((row["unit"], said[row["_id"]]["kind"]) for row in people if row.get("active", True))
    for unit, number in store.tally(Person, "unit", {"active": True}).items():
        counts = {kind: where[unit, kind] for kind in KINDS}
        found[unit] = counts | {UNKNOWN: number - sum(counts.values())}
    return found


def _summed(store: Store, own: dict[str, Counts], unit: str) -> Counts:
    units = store.find(Unit, {"path": unit}, sort=[("code", 1)], limit=MOST, fields=())
    return {kind: sum(own.get(one["_id"], {}).get(kind, 0) for one in units) for kind in COUNTED}
