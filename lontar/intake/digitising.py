"""Digitising batches (paket alih media) of a unit: made, changed, and named by what comes in with them."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from lontar.act import happened
from lontar.intake.profiles import NAMES, batch_row, demand_known
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.batch import LONGEST_NAME, Batch
from schemas.errors import Conflict, NotAmong, NotFound, Taken, WrongUse
from schemas.letter import CLASSES
from schemas.unit import Unit
from store.again import again
from store.changes import Changes
from store.contract import Row

ACTION = "batch.manage"
SAID = ("security_class", *NAMES)
"""What can be changed of a batch: letters that come in afterwards have it, and pages that are read afterwards."""
MOST = 2000
"""Batches of a list, the newest."""
Said = Mapping[str, str]


def batches(house: House, reader: Reader, state: str = "open") -> list[Row]:
    """Those that are open, or closed, in the units of the reader, the newest first."""
    fields = ("unit", "name", "state", "grants", "closings", "papers", *SAID)
    where = {"state": state} | ({} if reader.units is None else {"unit": {"$in": reader.units}})
    rows = house.store.find(Batch, where, sort=[("made_at", -1)], limit=MOST, fields=fields)
    return [row for row in rows if may_see(reader, row)]


def said(house: House, rows: list[Row]) -> list[dict[str, Any]]:
    """Batches as `lontar batch --json` and the JSON API give them; the unit is its code."""
    units = house.store.get_many(Unit, sorted({row["unit"] for row in rows}))
    names = ("name", "state", *SAID)
    return [
        {"id": row["_id"], "unit": units.get(row["unit"], {}).get("code", row["unit"])}
        | {name: row.get(name) or "" for name in names}
        for row in rows
    ]


def batch(house: House, reader: Reader, unit: str, name: str) -> Row:
    """The batch of a unit by name, or any by its id. Raises NotFound."""
    row = house.store.get(Batch, name) or batch_row(house, unit, _tidy(name))
    if row is None or not may_see(reader, row):
        raise NotFound(what=f"Batch {name}")
    return row


def to_fill(house: House, reader: Reader, unit: str, name: str) -> Row:
    """The batch that letters are to come in with. Raises NotFound; WrongUse for one that is closed."""
    row = batch(house, reader, unit, name)
    if row["state"] != "open":
        raise WrongUse(what=f"batch {name}", why="it is closed")
    return row


def used(house: House, reader: Reader, unit: str, name: str) -> Row:
    """The same; it is made where there is none."""
    try:
        return to_fill(house, reader, unit, name)
    except NotFound:
        with suppress(Taken):  # another one made it at the same moment
            make(house, reader, unit, name, {})
        return to_fill(house, reader, unit, name)


def make(house: House, reader: Reader, unit: str, name: str, values: Said) -> Batch:
    """Raises Taken, WrongUse, NotAmong, each with the field; Forbidden."""
    demand(reader, ACTION)
    demand_own(reader, unit)
    name = _tidy(name)
    if not name or len(name) > LONGEST_NAME:
        raise WrongUse(what="The name", why="it is empty" if not name else "it is too long", field="name")
    if batch_row(house, unit, name):
        raise Taken(what=name, field="name")
    values = _checked(house, values, {})
    made = Batch(unit=unit, name=name, made_by=reader.person, grants=[f"unit:{unit}"], **values)
    said = {"unit": unit, "name": name} | {one: made[one] for one in SAID}
    event = happened(reader, "batch.made", made.id, of="batches", after=said)
    house.store.commit(Changes.of(made, events=[event]))
    return made


def change(house: House, reader: Reader, id: str, values: Said, version: int | None = None) -> list[int]:
    """The numbers of the events; none when nothing was different. `version`: that of the form.

    Raises NotFound, Forbidden, NotAmong with the field; Conflict when another person changed it since."""

    def decide() -> Changes:
        row = house.store.get(Batch, id)
        if row is None:
            raise NotFound(what="Batch")
        demand(reader, ACTION, row, what="Batch")
        if version is not None and row["version"] != version:
            raise Conflict(what=row["name"])
        wanted, held = _checked(house, values, row), Batch.unpacked(row)
        before = {name: held[name] for name, value in wanted.items() if held[name] != value}
        for name, value in wanted.items():
            held[name] = value
        after = {name: held[name] for name in before}
        event = happened(reader, "batch.changed", held.id, of="batches", before=before, after=after)
        return Changes.of(held, events=[event]) if before else Changes()

    return again(house.store, decide)


def demand_own(reader: Reader, unit: str) -> None:
    """Raises WrongUse for a unit whose letters the reader may not bring in."""
    if reader.units is not None and unit not in (reader.unit, *reader.units):
        raise WrongUse(what=f"unit {unit}", why="it is not one of yours")


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _checked(house: House, values: Said, held: Row) -> dict[str, str]:
    """The values as they are stored; what stands already need not be installed on this machine."""
    found = {name: values[name].strip() for name in SAID if name in values}
    if found.get("security_class", CLASSES[0]) not in CLASSES:
        raise NotAmong(what=found["security_class"], known=", ".join(CLASSES), field="security_class")
    new = {name: found.get(name) for name in NAMES if found.get(name) != held.get(name)}
    demand_known(house.settings.ingest, new.get("languages"), new.get("profile"))
    return found
