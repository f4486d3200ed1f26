"""The manifest of a batch as a table: CSV with a line for each expected item, laid over the items that are there.

An item is known by box, folder and number (or by what it is described as): a line that says something else of one
changes it, and one that the table does not name stays. Nothing is taken from a table with a fault."""

from typing import Any

from lontar.digitising.items import (
    MOST,
    NAMED,
    PLACE,
    SAID,
    Sheet,
    batch_for,
    called,
    committed,
    day_of,
    label,
    longest,
    most_pages,
    pages_of,
    said,
)
from lontar.digitising.keys import key_of
from lontar.wiring import House
from office.access import Reader
from office.plan import Plan, Sign, Step, refused
from office.tables import Fault, Line, Sentence, decoded, read
from schemas.item import Item
from schemas.stored import new_id
from store.changes import Changes
from store.contract import Row

OPTIONAL = tuple(name for name in SAID if name not in PLACE)
CALLED = {
    "boks": "box", "no boks": "box", "folder no": "folder", "berkas": "folder", "map": "folder", "no": "number",
    "nomor": "number", "nomor item": "number", "uraian": "description", "keterangan": "description",
    "halaman": "pages", "jumlah halaman": "pages", "lembar": "pages", "nomor surat": "reference_number",
    "no surat": "reference_number", "tanggal": "date", "tanggal surat": "date", "hal": "subject", "perihal": "subject",
}  # fmt: skip
"""What columns are called in the lists of offices."""
AT_ONCE = 5000


def plan(house: House, reader: Reader, batch: str, content: bytes) -> Plan:
    """What the table would do. Raises NotFound, Forbidden, ClosedBatch, ScannedAlready."""
    row = batch_for(house, reader, batch)
    text, broken = decoded(content)
    lines, faults = ([], list(broken)) if broken else read(text, PLACE, OPTIONAL, CALLED)
    if not lines and not faults:
        faults.append(Fault(1, Sentence.EMPTY))
    found = _distinct([(line, _values(line, faults)) for line in lines], faults)
    standing = {one["key"]: one for one in items(house, row)}
    fresh = found.keys() - standing.keys()
    if len(standing) + len(fresh) > MOST:
        faults.append(Fault(1, Sentence.TOO_MANY_LINES, {"most": MOST}))
    for key, (number, values) in found.items():
        held = standing.get(key)
        if held and held.get("letter") and any(held.get(name) != values.get(name) for name in PLACE):
            faults.append(Fault(number, Sentence.HAS_A_LETTER))
    if faults:
        return refused(faults)
    wanted = {standing[key]["_id"] if key in standing else new_id(): values for key, (_, values) in found.items()}
    by_id = {one["_id"]: one for one in standing.values()}
    steps = tuple(_step(by_id.get(id), values) for id, values in wanted.items())
    left = tuple(Step(Sign.UNNAMED, called(one), "") for key, one in standing.items() if key not in found)
    changes = Sheet(house, reader, row, dict(wanted)).changes({id: by_id[id] for id in wanted if id in by_id})
    return Plan(steps + left, (), changes)


def lay(house: House, reader: Reader, batch: str, content: bytes) -> tuple[Plan, int | None]:
    """Do what the table says: the plan, and the number of the event (None: nothing was different, or the table has
    faults and nothing was taken). Raises as `plan`."""
    done = Plan()

    def decide() -> Changes:
        nonlocal done
        done = plan(house, reader, batch, content)
        return done.changes

    event = committed(house, decide, what="What the table names")
    return done, event


def items(house: House, batch: Row) -> list[Row]:
    """All expected items of a batch, in their order."""
    found: list[Row] = []
    after: list[Any] | None = None
    where, sort = {"batch": batch["_id"], "expected": True}, [("line", 1)]
    while True:
        rows = house.store.find(Item, where, sort=sort, limit=AT_ONCE, after=after)
        found += rows
        if len(rows) < AT_ONCE:
            return found
        after = [rows[-1]["line"], rows[-1]["_id"]]


def _values(line: Line, faults: list[Fault]) -> dict[str, Any] | None:
    """An item as a line wants it; None, and its faults, where it cannot be so."""
    cells = {name: " ".join(line.cells.get(name, "").split()) for name in SAID}
    wrong = [Fault(line.number, Sentence.MISSING, {"column": name}) for name in PLACE if not cells[name]]
    if not any(cells[name] for name in NAMED):
        wrong.append(Fault(line.number, Sentence.NO_NAME))
    for name, most in longest().items():
        if len(cells[name]) > most:
            wrong.append(Fault(line.number, Sentence.TOO_LONG, {"column": name, "most": most}))
    values: dict[str, Any] = {name: cell for name, cell in cells.items() if cell}
    if "pages" in values:
        values["pages"] = pages_of(cells["pages"])
        if values["pages"] is None:
            wrong.append(Fault(line.number, Sentence.NO_NUMBER, {"column": "pages", "most": most_pages()}))
    if "date" in values:
        values["date"] = day_of(cells["date"])
        if values["date"] is None:
            wrong.append(Fault(line.number, Sentence.NO_DAY, {"column": "date"}))
    faults += wrong
    return None if wrong else values


def _distinct(
    lines: list[tuple[Line, dict[str, Any] | None]], faults: list[Fault]
) -> dict[str, tuple[int, dict[str, Any]]]:
    """Line and values by key; a second one of a key is a fault."""
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    for line, values in lines:
        if values is None:
            continue
        key = key_of(values["box"], values["folder"], values.get("number", ""), label(values))
        if key in found:
            faults.append(Fault(line.number, Sentence.ITEM_TWICE, {"first": found[key][0]}))
        else:
            found[key] = line.number, values
    return found


def _step(held: Row | None, values: dict[str, Any]) -> Step:
    name = called(values)
    if held is None:
        return Step(Sign.ADDED, name, "")
    was = said(held)
    changed = [one for one in SAID if was.get(one) != values.get(one)]
    return Step(Sign.CHANGED if changed else Sign.SAME, name, ", ".join(changed))
