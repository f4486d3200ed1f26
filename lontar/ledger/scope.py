"""Whose lines a reader looks at: of a branch of the tree, of a unit, of positions.

The ledger of a unit is for those who answer for it: its head, the heads above, its registry, and auditors. Whoever does
not sees what waits for their own positions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lontar.routing.desk import as_root, seats
from lontar.wiring import House
from office.access import Reader
from office.units import ROOT, by_code
from schemas.assignment import HEAD
from schemas.errors import NotFound
from schemas.ledger_count import LedgerCount
from schemas.person import Person
from schemas.position import Position
from schemas.unit import Unit
from store.contract import Row, Store

MOST = 10_000
ME = "me"


@dataclass(frozen=True)
class Scope:
    """`units`: ids of those whose lines count, all positions of theirs; None: of every unit. With `positions` only what
    waits for these in the units counts. `top`: the unit that the branch is of."""

    units: tuple[str, ...] | None = None
    positions: tuple[str, ...] | None = None
    top: str | None = None
    summaries: tuple[str, ...] = ()

    @property
    def where(self) -> dict[str, Any]:
        """As a condition on assignments."""
        found = {"unit": self.units, "position": self.positions}
        return {name: _among(some) for name, some in found.items() if some is not None}

    @property
    def of_entries(self) -> dict[str, Any]:
        """As a condition on entries."""
        return {} if self.units is None else {"unit": _among(self.units)}

    def covers(self, line: Row) -> bool:
        """Whether a line is of it."""
        if self.positions is not None and line["position"] not in self.positions:
            return False
        return self.units is None or line["unit"] in self.units


def _among(values: Sequence[str]) -> Any:
    return values[0] if len(values) == 1 else {"$in": list(values)}


def answers_for(reader: Reader) -> frozenset[str] | None:
    """Ids of the units whose ledger the reader may see; None: of every unit."""
    if reader.keys is None:
        return None
    parts = (key.partition(":") for key in reader.keys)
    return frozenset(id for kind, _, id in parts if kind in ("head", "registry"))


def own(house: House, reader: Reader) -> Scope:
    """What waits for the positions that the reader acts in."""
    return _of_desks(house.store, seats(house, reader))


def usual(house: House, reader: Reader) -> Scope:
    """Where nothing else is asked for: all that the reader answers for, else their own."""
    units = answers_for(reader)
    if units is None:
        return branch(house, reader, ROOT)
    if not units:
        return own(house, reader)
    tops = _tops(house.store, units)
    if len(tops) == 1:
        return branch(house, reader, tops[0])
    return Scope(units=tuple(sorted(units)), summaries=tuple(LedgerCount.key("unit", id) for id in sorted(units)))


def branch(house: House, reader: Reader, unit: str) -> Scope:
    """A unit with all below it, as far as the reader answers for them. Raises NotFound."""
    below = [row["_id"] for row in house.store.find(Unit, {"path": unit}, sort=[("code", 1)], limit=MOST, fields=())]
    known = answers_for(reader)
    mine = [id for id in below if known is None or id in known]
    if unit not in mine:
        raise NotFound(what="Unit")
    whole = len(mine) == len(below)
    summaries = [LedgerCount.key("branch", unit)] if whole else [LedgerCount.key("unit", id) for id in mine]
    everywhere = whole and unit == ROOT
    return Scope(units=None if everywhere else tuple(mine), top=unit, summaries=tuple(summaries))


def unit_alone(reader: Reader, unit: str) -> Scope:
    """Raises NotFound."""
    known = answers_for(reader)
    if known is not None and unit not in known:
        raise NotFound(what="Unit")
    return Scope(units=(unit,), top=unit, summaries=(LedgerCount.key("unit", unit),))


def position(house: House, reader: Reader, code: str) -> Scope:
    """By its code. Raises NotFound."""
    rows = house.store.find(Position, {"code": code}, limit=1)
    if not rows or not _may_ask(reader, rows[0]):
        raise NotFound(what="Position")
    heads = [f"{HEAD}{rows[0]['unit']}"] if rows[0].get("head") else []
    return _of_desks(house.store, [rows[0]["_id"], *heads])


def person(house: House, reader: Reader, id: str) -> Scope:
    """Who holds positions that the reader answers for; "me" is the reader. Raises NotFound."""
    if id in (ME, reader.person):
        return own(house, reader)
    desks = seats(house, replace(reader, person=id)) if house.store.get(Person, id) else []
    rows = house.store.get_many(Position, [desk for desk in desks if not desk.startswith(HEAD)])
    mine = [desk for desk in desks if _may_ask(reader, rows.get(desk) or as_root(desk))]
    if not mine:
        raise NotFound(what="Person")
    return _of_desks(house.store, mine)


def unit_of(store: Store, code: str) -> str:
    """The id of a unit. Raises NotFound."""
    return str(by_code(store, code)["_id"])


def _may_ask(reader: Reader, row: Row) -> bool:
    known = answers_for(reader)
    return known is None or row["unit"] in known or f"position:{row.get('_id')}" in (reader.keys or ())


def _of_desks(store: Store, desks: Sequence[str]) -> Scope:
    """Positions, as assignments name them."""
    found = [
        row["_id"]
        for desk in desks
        for row in store.find(LedgerCount, {"kind": "position", "position": desk}, limit=MOST, fields=())
    ]
    return Scope(positions=tuple(desks), summaries=tuple(found))


def _tops(store: Store, units: frozenset[str]) -> list[str]:
    rows = store.find(Unit, None, limit=MOST, fields=("parent",))
    return sorted(row["_id"] for row in rows if row["_id"] in units and row.get("parent") not in units)
