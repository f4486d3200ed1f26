"""A new table of units laid over those that stand: what would be added, changed and left as it is; then done.

Units are known by their code. One that the table does not name stays: letters and people belong to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from office.tables import Fault
from office.units import ROOT, Table
from schemas.unit import Unit
from store.changes import Changes, Happened
from store.contract import Row

SHOWN = ("code", "name", "parent", "state")


@dataclass(frozen=True)
class Change:
    """A unit as it will be and as it stands (plain values)."""

    unit: Unit
    before: Row


@dataclass(frozen=True)
class Plan:
    """With faults nothing can be done."""

    added: tuple[Unit, ...] = ()
    changed: tuple[Change, ...] = ()
    same: tuple[Row, ...] = ()
    unnamed: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def does_something(self) -> bool:
        return bool(self.added or self.changed)


def plan(table: Table, rows: Iterable[Row]) -> Plan:
    """What a table would do to the units that stand (all rows of the store)."""
    if table.faults:
        return Plan(faults=table.faults)
    standing = {row["_id"]: row for row in rows}
    by_code = {row["code"]: id for id, row in standing.items() if id != ROOT}
    ids = {unit.id: unit.id if unit.id == ROOT else by_code.get(unit.code, unit.id) for unit in table.units}
    wanted: dict[str, dict[str, Any]] = {
        ids[unit.id]: {"code": unit.code, "name": unit.name, "parent": ids.get(unit.parent)}
        | ({"state": unit.state} if unit.code in table.stated else {})
        for unit in table.units
    }
    parents = {id: row.get("parent") for id, row in standing.items()} | {
        id: one["parent"] for id, one in wanted.items()
    }
    found = Plan(unnamed=tuple(row for id, row in standing.items() if id not in wanted))
    added, changed, same = [], [], []
    for id in [*wanted, *(row["_id"] for row in found.unnamed)]:
        row = standing.get(id)
        values = wanted.get(id, {}) | {"path": _path(id, parents)}
        if row is None:
            added.append(Unit(id=id, **values))
        elif any(row.get(name) != value for name, value in values.items()):
            changed.append(Change(Unit.unpacked(dict(row) | values), row))
        elif id in wanted:
            same.append(row)
    return replace(found, added=tuple(added), changed=tuple(changed), same=tuple(same))


def _path(id: str, parents: dict[str, str | None]) -> list[str]:
    path = [id]
    while above := parents.get(path[0]):
        path.insert(0, above)
    return path


def carried_out(planned: Plan, actor: str, operator: str | None = None) -> Changes:
    """The plan as Changes, with one event that names every unit it touches."""
    before = {change.unit.id: _said(change.before) for change in planned.changed}
    touched = [*(change.unit for change in planned.changed), *planned.added]
    after = {unit.id: {name: unit[name] for name in SHOWN} for unit in touched}
    event = Happened("units.imported", f"units/{ROOT}", actor, operator=operator, before=before, after=after)
    return Changes.of(*touched, events=[event])


def _said(row: Row) -> dict[str, Any]:
    return {name: row.get(name) for name in SHOWN}


def described(planned: Plan) -> list[str]:
    """The plan as lines of text: + added, ~ changed, = as it is, ? not named by the table."""
    lines = [f"+ {unit.code}  {unit.name}" for unit in planned.added]
    lines += [
        f"~ {one.before['code']}  {one.before['name']} -> {one.unit.code}  {one.unit.name}" for one in planned.changed
    ]
    lines += [f"= {row['code']}  {row['name']}" for row in planned.same]
    return lines + [f"? {row['code']}  {row['name']} (not in the table; it stays)" for row in planned.unnamed]
