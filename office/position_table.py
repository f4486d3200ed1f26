"""Positions as a table that an office edits: CSV with code, unit, title, head, superior and, where wanted, closed.

Positions are known by their code. One that the table does not name stays. Nothing is taken from a table with a fault.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from office.access import Reader
from office.plan import Plan, Sign, Step, is_yes, refused
from office.positions import SAID, occupant, values_of
from office.tables import Fault, Line, Sentence, decoded, read
from office.units import ROOT
from schemas.position import Position
from schemas.unit import Unit
from store.changes import Changes, Happened, Hold, PutRow
from store.contract import Row, Store

COLUMNS = ("code", "unit", "title", "head", "superior")
OPTIONAL = ("closed",)


@dataclass(frozen=True)
class Wanted:
    """A position as a line wants it; `number`: the line."""

    number: int
    id: str
    values: dict[str, Any]


def plan(store: Store, content: bytes, reader: Reader) -> Plan:
    """What the table would do to the positions that stand."""
    text, broken = decoded(content)
    lines, faults = ([], list(broken)) if broken else read(text, COLUMNS, OPTIONAL)
    standing = {row["_id"]: row for row in store.every(Position)}
    units = {row["_id"]: row for row in store.every(Unit)}
    codes = {row["code"]: id for id, row in units.items()}
    found = _distinct(lines, faults)
    ids = {row["code"]: id for id, row in standing.items()}
    fresh = {code: Position().id for code in found if code not in ids}
    wanted = [_wanted(line, ids | fresh, standing, codes, faults) for line in found.values()]
    if not lines and not faults:
        faults.append(Fault(1, Sentence.EMPTY))
    then = {id: values_of(row) for id, row in standing.items()} | {one.id: one.values for one in wanted if one}
    by_line = {one.id: one.number for one in wanted if one}
    if not faults:
        faults += _heads(then, by_line, units)
        faults += _circles(then, by_line)
        faults += _held(store, standing, then, by_line)
    return refused(faults) if faults else _made(reader, standing, then, by_line, units)


def write(store: Store) -> str:
    """The table of the positions as they stand, by unit and title."""
    rows = {row["_id"]: row for row in store.every(Position)}
    units = {row["_id"]: row for row in store.every(Unit)}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, *OPTIONAL])
    for row in sorted(rows.values(), key=lambda row: (units.get(row["unit"], {}).get("code", ""), row["title"])):
        above = rows.get(row.get("superior") or "", {}).get("code", "")
        unit = units.get(row["unit"], {}).get("code", "")
        marks = ["yes" if row.get(name) else "" for name in ("head", "closed")]
        writer.writerow([row["code"], unit, row["title"], marks[0], above, marks[1]])
    return out.getvalue()


def _distinct(lines: Iterable[Line], faults: list[Fault]) -> dict[str, Line]:
    """The lines by code; faults of those that lack something."""
    found: dict[str, Line] = {}
    for line in lines:
        code, empty = line.cells["code"], [name for name in COLUMNS[:3] if not line.cells[name]]
        if empty:
            faults.append(Fault(line.number, Sentence.MISSING, {"column": empty[0]}))
        elif code in found:
            faults.append(Fault(line.number, Sentence.TWICE, {"code": code, "first": found[code].number}))
        else:
            found[code] = line
    return found


def _wanted(
    line: Line, ids: dict[str, str], standing: dict[str, Row], units: dict[str, str], faults: list[Fault]
) -> Wanted | None:
    cells, before = line.cells, len(faults)
    for name, most in (("code", Position.code.max_length), ("title", Position.title.max_length)):
        if len(cells[name]) > most:
            faults.append(Fault(line.number, Sentence.TOO_LONG, {"column": name, "most": most}))
    if cells["unit"] not in units:
        faults.append(Fault(line.number, Sentence.NO_PARENT, {"code": cells["unit"]}))
    if cells["superior"] and cells["superior"] not in ids:
        faults.append(Fault(line.number, Sentence.NO_POSITION, {"code": cells["superior"]}))
    marks = {name: is_yes(cells[name]) for name in ("head", *OPTIONAL) if name in cells}
    faults += [Fault(line.number, Sentence.NO_YES, {"column": name}) for name, mark in marks.items() if mark is None]
    if len(faults) > before:
        return None
    id = ids[cells["code"]]
    stays = {"closed": bool(standing.get(id, {}).get("closed"))}
    superior = ids.get(cells["superior"])
    said = {"code": cells["code"], "unit": units[cells["unit"]], "title": cells["title"], "superior": superior}
    return Wanted(line.number, id, stays | said | marks)


def _heads(then: dict[str, dict[str, Any]], by_line: dict[str, int], units: dict[str, Row]) -> list[Fault]:
    """Units with two heads, told of the later line."""
    first: dict[str, str] = {}
    found = []
    for id in sorted(then, key=lambda id: by_line.get(id, 0)):
        one = then[id]
        if one["head"] and not one["closed"]:
            other = first.setdefault(one["unit"], id)
            if other != id:
                params = {"unit": units.get(one["unit"], {}).get("code", one["unit"]), "code": then[other]["code"]}
                found.append(Fault(by_line.get(id, 1), Sentence.TWO_HEADS, params))
    return found


def _circles(then: dict[str, dict[str, Any]], by_line: dict[str, int]) -> list[Fault]:
    found = []
    for id, line in by_line.items():
        passed, above = {id}, then[id]["superior"]
        while above in then and above not in passed:
            passed.add(above)
            above = then[above]["superior"]
        if above == id:
            found.append(Fault(line, Sentence.CIRCLE, {"code": then[id]["code"]}))
    return found


def _held(
    store: Store, standing: dict[str, Row], then: dict[str, dict[str, Any]], by_line: dict[str, int]
) -> list[Fault]:
    """Positions that the table closes while somebody is in them, or is to come."""
    found = []
    for id, line in by_line.items():
        closes = id in standing and then[id]["closed"] and not standing[id].get("closed")
        if closes and (name := occupant(store, id)):
            found.append(Fault(line, Sentence.STILL_HELD, {"code": then[id]["code"], "name": name}))
    return found


def _made(
    reader: Reader,
    standing: dict[str, Row],
    then: dict[str, dict[str, Any]],
    by_line: dict[str, int],
    units: dict[str, Row],
) -> Plan:
    """The steps, and the Changes with one event that names every position they touch."""
    steps, puts, before, after = [], [], {}, {}
    for id, values in then.items():
        row = standing.get(id)
        said = f"{values['title']} · {units.get(values['unit'], {}).get('name', values['unit'])}"
        is_same = row is not None and values_of(row) == values
        sign = Sign.ADDED if row is None else Sign.SAME if is_same else Sign.CHANGED
        steps.append(Step(sign if id in by_line else Sign.UNNAMED, values["code"], said))
        if id in by_line and not is_same:
            one = Position.unpacked(row) if row else Position(id=id)
            for name in SAID:
                setattr(one, name, values[name])
            puts.append(one)
            before[id], after[id] = values_of(row) if row else {}, values
    if not puts:
        return Plan(tuple(steps))
    thing = f"units/{ROOT}"
    event = Happened("positions.imported", thing, reader.person, operator=reader.operator, before=before, after=after)
    return Plan(tuple(steps), (), Changes.of(*puts, events=[event]) + _rests_on(standing, then, set(after), units))


def _rests_on(
    standing: dict[str, Row], then: dict[str, dict[str, Any]], touched: set[str], units: dict[str, Row]
) -> Changes:
    """As of one position (office/positions.py): the units of heads are put as they stand, those above are held."""
    headed = {then[id]["unit"] for id in touched if then[id]["head"]}
    above: set[str] = set()
    for id in touched:
        while (id := then[id]["superior"]) and id not in above:
            above.add(id)
    holds = tuple(Hold(Position, id, standing[id]["version"]) for id in sorted(above - touched))
    return Changes(puts=tuple(PutRow(Unit, units[id]) for id in sorted(headed)), holds=holds)
