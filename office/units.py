"""Units as a tree, and as a table that an office edits: CSV with code, name, parent."""

import csv
import io
from dataclasses import dataclass

from schemas.stored import Malformed
from schemas.unit import Unit

COLUMNS = ("code", "name", "parent")
ROOT = "office"
"""The id of the unit a home has before anybody named one."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one line of the table (1 is the heading)."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Table:
    """A table as read: units, parents before their children, and all that is wrong. With faults nothing is taken."""

    units: tuple[Unit, ...]
    faults: tuple[Fault, ...]


def root(name: str, code: str = "OFFICE") -> Unit:
    return Unit(id=ROOT, code=code, name=name, path=[ROOT])


def read_table(text: str) -> Table:
    """Units from CSV (comma or semicolon). The first line without a parent is the whole office."""
    text = text.removeprefix("\ufeff")
    comma = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = list(csv.reader(io.StringIO(text), delimiter=comma))
    heading = [cell.strip().lower() for cell in rows[0]] if rows else []
    if heading != list(COLUMNS):
        return Table((), (Fault(1, f"the first line must be: {', '.join(COLUMNS)}"),))
    faults: list[Fault] = []
    found: dict[str, tuple[int, str, str]] = {}
    for line, cells in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        code, name, parent = ([cell.strip() for cell in cells] + ["", "", ""])[:3]
        if not code or not name:
            faults.append(Fault(line, "code and name are needed"))
        elif code in found:
            faults.append(Fault(line, f"the code {code} stands in line {found[code][0]} already"))
        else:
            found[code] = (line, name, parent)
    return _tree(found, faults)


def _tree(found: dict[str, tuple[int, str, str]], faults: list[Fault]) -> Table:
    made: dict[str, Unit] = {}
    waiting = dict(found)
    for code, (line, _, parent) in found.items():
        if parent and parent not in found:
            faults.append(Fault(line, f"there is no unit {parent}"))
            waiting.pop(code)
    while ready := [code for code, (_, _, parent) in waiting.items() if not parent or parent in made]:
        for code in ready:
            line, name, parent = waiting.pop(code)
            above = made.get(parent)
            if above is None and any(unit.id == ROOT for unit in made.values()):
                faults.append(Fault(line, "only one unit can stand at the top; name its parent"))
                continue
            unit = root(name, code) if above is None else Unit(code=code, name=name, parent=above.id)
            unit.path = [*above.path, unit.id] if above else [ROOT]
            try:
                unit.packed()
            except Malformed as error:
                faults.append(Fault(line, str(error)))
            made[code] = unit
    faults += [
        Fault(line, f"{code} stands below itself or below a faulty line") for code, (line, _, _) in waiting.items()
    ]
    return Table(tuple(made.values()), tuple(sorted(faults, key=lambda fault: fault.line)))


def write_table(units: list[dict[str, str]]) -> str:
    """The same table of units as they stand (rows of the store)."""
    codes = {unit["_id"]: unit["code"] for unit in units}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for unit in sorted(units, key=lambda unit: (len(unit["path"]), unit["code"])):
        writer.writerow([unit["code"], unit["name"], codes.get(unit.get("parent", ""), "")])
    return out.getvalue()
