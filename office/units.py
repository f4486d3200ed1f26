"""Units as a tree, and as a table that an office edits: CSV with code, name, parent and, where wanted, state."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from office.tables import Fault, Line, Sentence, decoded, read
from schemas.errors import NotAmong, NotFound, WrongUse
from schemas.stored import Malformed
from schemas.unit import Unit
from store.changes import Changes, Happened
from store.contract import Row, Store

COLUMNS = ("code", "name", "parent")
OPTIONAL = ("state",)
STATES = Unit.state.choices
CODE = "it needs letters or figures, then also . _ / -, at most 40"
ROOT = "office"
"""The id of the unit a home has before anybody named one."""


@dataclass(frozen=True)
class Table:
    """A table as read: units, parents before their children, and all that is wrong. With faults nothing is taken.
    `stated`: codes of the units of which it says the state; the others keep theirs."""

    units: tuple[Unit, ...]
    faults: tuple[Fault, ...]
    stated: frozenset[str] = frozenset()


def root(name: str, code: str = "OFFICE") -> Unit:
    return Unit(id=ROOT, code=code, name=name, path=[ROOT])


def in_order(units: Mapping[str, Row]) -> list[Row]:
    """Units (as stored, by id) in the order of the tree: each before those below it, side by side by code."""
    return sorted(units.values(), key=lambda row: [units[id]["code"] for id in row["path"] if id in units])


def checked(code: str, name: str) -> None:
    """What a form says of a unit. Raises WrongUse, naming the field."""
    if not re.fullmatch(Unit.code.regex, code) or len(code) > Unit.code.max_length:
        raise WrongUse(what=code or "The code", why=CODE, field="code")
    if not name or len(name) > Unit.name.max_length:
        raise WrongUse(what="The name", why="it is empty" if not name else "it is too long", field="name")


def table_of(content: bytes) -> Table:
    """Units from the bytes of a file."""
    text, faults = decoded(content)
    return Table((), faults) if faults else read_table(text)


def read_table(text: str) -> Table:
    """Units from CSV (comma or semicolon). The first line without a parent is the whole office."""
    lines, faults = read(text, COLUMNS, OPTIONAL)
    found: dict[str, Line] = {}
    for line in lines:
        code, empty = line.cells["code"], [name for name in COLUMNS[:2] if not line.cells[name]]
        if empty:
            faults.append(Fault(line.number, Sentence.MISSING, {"column": empty[0]}))
        elif code in found:
            faults.append(Fault(line.number, Sentence.TWICE, {"code": code, "first": found[code].number}))
        elif line.cells.get("state", "") not in ("", *STATES):
            params = {"code": line.cells["state"], "codes": ", ".join(STATES)}
            faults.append(Fault(line.number, Sentence.UNKNOWN_CODE, params))
            found[code] = line
        else:
            found[code] = line
    return _tree(found, faults)


def _tree(found: dict[str, Line], faults: list[Fault]) -> Table:
    made: dict[str, Unit] = {}
    waiting = dict(found)
    for code, line in found.items():
        if line.cells["parent"] and line.cells["parent"] not in found:
            faults.append(Fault(line.number, Sentence.NO_PARENT, {"code": line.cells["parent"]}))
            waiting.pop(code)
    while ready := [line for line in waiting.values() if not line.cells["parent"] or line.cells["parent"] in made]:
        for line in ready:
            code, name = line.cells["code"], line.cells["name"]
            waiting.pop(code)
            above = made.get(line.cells["parent"])
            if above is None and any(unit.id == ROOT for unit in made.values()):
                faults.append(Fault(line.number, Sentence.SECOND_TOP))
                continue
            unit = root(name, code) if above is None else Unit(code=code, name=name, parent=above.id)
            unit.path = [*above.path, unit.id] if above else [ROOT]
            if line.cells.get("state") in STATES:
                unit.state = line.cells["state"]
            try:
                unit.packed()
            except Malformed as error:
                faults.append(Fault(line.number, Sentence.MALFORMED, {"why": str(error)}))
            made[code] = unit
    faults += [Fault(line.number, Sentence.BELOW_ITSELF, {"code": code}) for code, line in waiting.items()]
    if not found and not faults:
        faults.append(Fault(1, Sentence.EMPTY))
    stated = frozenset(code for code, line in found.items() if line.cells.get("state"))
    return Table(tuple(made.values()), tuple(sorted(faults, key=lambda fault: fault.line)), stated)


def by_code(store: Store, code: str) -> Row:
    """The unit with a code. Raises NotFound."""
    rows = store.find(Unit, {"code": code}, limit=1)
    if not rows:
        raise NotFound(what=f"Unit {code}")
    return rows[0]


def is_live(row: Row) -> bool:
    """Whether letters to the unit (as stored) go to it here; until then they are printed with a receipt slip. A pilot
    works with it already."""
    return bool(row.get("state", "live") != "preparing")


def stated(row: Row, state: str, actor: str, operator: str | None = None) -> Changes:
    """The unit as stored put into another state; no changes when it is in it. Raises NotAmong."""
    if state not in STATES:
        raise NotAmong(what="The state", known=", ".join(STATES), field="state")
    one = Unit.unpacked(row)
    before, one.state = one.state, state
    if before == state:
        return Changes()
    was, becomes = {"state": before}, {"state": state}
    event = Happened("unit.state", f"units/{one.id}", actor, operator=operator, before=was, after=becomes)
    return Changes.of(one, events=[event])


def said(row: Row) -> dict[str, Any]:
    """A unit as `lontar units --json` and the JSON API give it."""
    return {"id": row["_id"], "parent": row.get("parent")} | {name: row[name] for name in ("code", "name", "state")}


def write_table(units: list[dict[str, str]]) -> str:
    """The same table of units as they stand (rows of the store)."""
    codes = {unit["_id"]: unit["code"] for unit in units}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, *OPTIONAL])
    for unit in sorted(units, key=lambda unit: (len(unit["path"]), unit["code"])):
        writer.writerow([unit["code"], unit["name"], codes.get(unit.get("parent", ""), ""), unit["state"]])
    return out.getvalue()
