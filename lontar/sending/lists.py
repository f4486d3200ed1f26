"""Saved lists of recipients: of a unit, kept by its registry, or of one person."""

from collections.abc import Mapping, Sequence
from typing import Any

from lontar.act import happened
from lontar.routing.desk import registrar
from lontar.sending.own import ACTION
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand
from schemas.errors import NotFound, WrongUse
from schemas.position import Position
from schemas.recipient_list import LONGEST_NAME, MOST, RecipientList
from schemas.stored import now
from schemas.unit import Unit
from store.again import again
from store.changes import Changes, Remove
from store.contract import Row

KINDS = ("units", "positions", "addresses")


def lists(house: House, reader: Reader) -> list[Row]:
    """Those of the reader, and of the units whose registers they keep, by name."""
    own = house.store.find(RecipientList, {"person": reader.person}, sort=[("name", 1)], limit=MOST)
    if reader.keys is None:
        rows = list(house.store.every(RecipientList))
        return sorted((row for row in rows if row.get("unit")), key=_name) + own
    units = [unit for unit in reader.units or () if registrar(reader, unit)]
    of_units = [
        row for unit in units for row in house.store.find(RecipientList, {"unit": unit}, sort=[("name", 1)], limit=MOST)
    ]
    return sorted([*of_units, *own], key=_name)


def list_for(house: House, reader: Reader, id: str) -> Row:
    """Raises NotFound for one of others."""
    row = house.store.get(RecipientList, id)
    if row is None or not _is_theirs(reader, row):
        raise NotFound(what="List")
    return row


def list_named(house: House, reader: Reader, name: str) -> Row:
    """The reader's own first. Raises NotFound."""
    wanted = _folded(name)
    rows = sorted(lists(house, reader), key=lambda row: not row.get("person"))
    found = next((row for row in rows if _folded(row["name"]) == wanted), None)
    if found is None:
        raise NotFound(what=f"List {name}", field="to")
    return found


def save(house: House, reader: Reader, name: str, kept: Mapping[str, Sequence[str]], *, unit: str | None = None) -> str:
    """A list under a name, in the place of the one that has it; its id. `kept`: ids of "units" and "positions",
    "addresses"; `unit`: whose it is, None: the reader's alone. Raises WrongUse, Forbidden, NotFound."""
    demand(reader, ACTION)
    said = " ".join(stated("The name", name, LONGEST_NAME, "name").split())
    if unit and not registrar(reader, unit):
        raise NotFound(what="Unit")
    if not any(kept.values()):
        raise WrongUse(what="The list", why="it is empty", field="to")
    if any(len(some) > MOST for some in kept.values()):
        raise WrongUse(what="The list", why=f"it has more than {MOST} recipients of one kind", field="to")
    key = f"{unit or reader.person}/{_folded(said)}"
    made = ""

    def decide() -> Changes:
        nonlocal made
        rows = house.store.find(RecipientList, {"key": key}, limit=1)
        one = RecipientList.unpacked(rows[0]) if rows else RecipientList(key=key, made_by=reader.person)
        before = len(one.units) + len(one.positions) + len(one.addresses)
        one.name, one.unit, one.person, one.changed_at = said, unit, None if unit else reader.person, now()
        one.units, one.positions, one.addresses = (list(kept.get(of, ())) for of in KINDS)
        made, count = one.id, sum(map(len, kept.values()))
        event = happened(
            reader, "list.saved", one.id, of="recipient_lists", before={"count": before}, after={"count": count}
        )
        return Changes.of(one, events=[event])

    again(house.store, decide)
    return made


def drop(house: House, reader: Reader, id: str) -> None:
    """Raises NotFound, Forbidden."""
    demand(reader, ACTION)

    def decide() -> Changes:
        row = list_for(house, reader, id)
        event = happened(reader, "list.deleted", id, of="recipient_lists", before={"name": row["name"]})
        return Changes(removes=(Remove(RecipientList, id, row["version"]),), events=(event,))

    again(house.store, decide)


def said(house: House, row: Row) -> dict[str, Any]:
    """As `lontar send lists --json` and the JSON API give it: codes of units and positions."""
    units = house.store.get_many(Unit, [*(row.get("units") or ()), *([row["unit"]] if row.get("unit") else ())])
    positions = house.store.get_many(Position, list(row.get("positions") or ()))
    return {
        "id": row["_id"],
        "name": row["name"],
        "unit": units.get(row.get("unit") or "", {}).get("code"),
        "units": [str(units[id]["code"]) for id in row.get("units") or () if id in units],
        "positions": [str(one["code"]) for one in positions.values()],
        "addresses": list(row.get("addresses") or ()),
    }


def _is_theirs(reader: Reader, row: Row) -> bool:
    return registrar(reader, row["unit"]) if row.get("unit") else bool(row.get("person") == reader.person)


def _name(row: Row) -> str:
    return _folded(row["name"])


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
