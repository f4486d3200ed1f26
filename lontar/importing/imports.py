"""Imports of tables as people see them: listed, mapped, tried, begun, stopped, undone, dropped."""

from collections.abc import Iterator
from collections.abc import Mapping as Said
from contextlib import suppress
from datetime import timedelta
from typing import Any

from lontar.act import happened
from lontar.importing import held
from lontar.importing.errors import ImportNotNow, ScansElsewhere
from lontar.importing.judging import OUTCOMES
from lontar.importing.mapping import ACTION, Mapping, demand_whole, mapping_of
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.errors import Conflict, NotFound
from schemas.letter import LONGEST_REASON
from schemas.stored import now
from schemas.table_import import ImportFile, ImportPart, TableImport
from schemas.times import in_utc
from schemas.unit import Unit
from store.again import again
from store.changes import Changes, Happened, Remove
from store.contract import Row

SHOWN, PREVIEW = 100, 10
LEFT = timedelta(days=7)
"""A table that nobody has brought in for so long is forgotten."""
NOT_BEGUN = ("mapping", "judging", "asked")
TOLD = ("made", "given its scan", "here already", "left out", "passed over")


def imports(house: House, reader: Reader, limit: int = SHOWN) -> list[Row]:
    """Those of the reader's units, the newest first."""
    order = [("made_at", -1)]
    if reader.units is None:
        return house.store.find(TableImport, sort=order, limit=limit)
    found = [
        row for unit in reader.units for row in house.store.find(TableImport, {"unit": unit}, sort=order, limit=limit)
    ]
    return sorted((row for row in found if may_see(reader, row)), key=lambda row: row["made_at"], reverse=True)[:limit]


def import_for(house: House, reader: Reader, id: str) -> Row:
    """Raises NotFound, Forbidden."""
    row = house.store.get(TableImport, id)
    if row is None:
        raise NotFound(what=f"Import {id}")
    demand(reader, ACTION, row, what=f"Import {id}")
    return row


def said(house: House, row: Row) -> dict[str, Any]:
    """An import as `lontar import --json` and the JSON API give it."""
    names = ("name", "file", "sha256", "kind", "how", "headings", "line", "rows", "scans", "state", "books")
    unit = house.store.get(Unit, row["unit"]) or {}
    return {
        "id": row["_id"],
        "unit": unit.get("code", row["unit"]),
        **{name: row.get(name) for name in names},
        "proposals": list(row.get("proposals") or ()),
        "mapping": mapping_of(row.get("mapping") or {}).as_dict(),
        "foreseen": _counted(row.get("foreseen")),
        "counts": _counted(row.get("counts")),
        "at": row.get("at", 0),
        "parts": row["parts"],
        "error": row.get("error") or None,
        **{
            name: in_utc(row[name]) if row.get(name) else None
            for name in ("made_at", "began_at", "ended_at", "undone_at")
        },
    }


def _counted(counts: Said[str, Any] | None) -> dict[str, int]:
    names = (*OUTCOMES, "warned", "undone", "kept")
    return {name: int((counts or {}).get(name, 0)) for name in names}


def map_columns(house: House, reader: Reader, id: str, mapping: Mapping, name: str = "") -> None:
    """What a person says the columns are; the dry run begins anew. `name`: another one under which rows are known.
    Raises NothingMapped, ColumnTwice, NoBook, WrongUse, ImportNotNow."""

    def decide() -> Changes:
        one = TableImport.unpacked(import_for(house, reader, id))
        if one.state not in NOT_BEGUN:
            raise ImportNotNow
        demand_whole(mapping, list(one.headings))
        one.mapping = mapping.stored()
        if name:
            one.name = stated("The name", " ".join(name.split()), 200, "name")
        one.state, one.due, one.next_at, one.attempts = "judging", not one.local, now(), 0
        one.at, one.foreseen, one.books, one.error, one.fence = 0, {}, [], {}, one.fence + 1
        return Changes.of(one)

    again(house.store, decide)


def start(house: House, reader: Reader, id: str) -> None:
    """The person's word: from now on letters are made. One that was stopped or failed goes on. Raises ImportNotNow,
    ScansElsewhere."""

    def decide() -> Changes:
        one = TableImport.unpacked(import_for(house, reader, id))
        if one.state not in ("asked", "stopped", "failed") or one.undone_at:
            raise ImportNotNow
        if one.began_at is None and one.state != "asked":
            return _judged_anew(one)
        if one.local and one.operator != reader.operator:
            raise ScansElsewhere
        verb = "import.resumed" if one.began_at else "import.begun"
        if not one.began_at:
            one.began_at, one.at, one.counts = now(), 0, {}
        one.person, one.operator = reader.person, reader.operator
        one.state, one.due, one.next_at, one.attempts = "going", not one.local, now(), 0
        one.error, one.ended_at = {}, None
        return Changes.of(one, events=[_happened(reader, verb, one, rows=one.rows)])

    again(house.store, decide)


def _judged_anew(one: TableImport) -> Changes:
    one.state, one.due, one.at, one.foreseen, one.attempts = "judging", not one.local, 0, {}, 0
    one.next_at, one.error = now(), {}
    return Changes.of(one)


def stop(house: House, reader: Reader, id: str) -> None:
    """The step at hand is the last one; what was brought in stands. Raises ImportNotNow."""

    def decide() -> Changes:
        one = TableImport.unpacked(import_for(house, reader, id))
        if one.state != "going":
            raise ImportNotNow
        one.state, one.due, one.ended_at, one.fence = "stopped", False, now(), one.fence + 1
        return Changes.of(one, events=[_happened(reader, "import.stopped", one, counts=dict(one.counts))])

    again(house.store, decide)


def undo(house: House, reader: Reader, id: str, why: str) -> None:
    """All letters that it made are withdrawn, and their lines taken out of the books; in steps, as it was brought in.
    Raises ImportNotNow, WrongUse."""
    why = stated("The reason", why, LONGEST_REASON, "reason")

    def decide() -> Changes:
        one = TableImport.unpacked(import_for(house, reader, id))
        if not may_undo(one):
            raise ImportNotNow
        one.undone_at, one.undone_by, one.undone_why = now(), reader.person, why
        one.person, one.operator = reader.person, reader.operator
        one.state, one.due, one.next_at, one.at, one.attempts = "undoing", True, now(), 0, 0
        return Changes.of(one, events=[_happened(reader, "import.undone", one, reason=why)])

    again(house.store, decide)


def may_undo(one: TableImport) -> bool:
    return one.state in ("done", "stopped", "failed") and bool(one.began_at) and not one.undone_at


def may_go_on(one: TableImport) -> bool:
    return one.state in ("stopped", "failed") and not one.undone_at and one.at < one.parts


def drop(house: House, reader: Reader, id: str) -> None:
    """Forget a table of which nothing was brought in. Raises ImportNotNow."""
    one = TableImport.unpacked(import_for(house, reader, id))
    if one.state not in (*NOT_BEGUN, "failed") or one.began_at:
        raise ImportNotNow
    forget(house, one, reader)


def forget(house: House, one: TableImport, reader: Reader | None = None) -> None:
    """The import with its rows and the list of its scans; the import first, so that nobody goes on with it."""
    events = [_happened(reader, "import.dropped", one)] if reader else []
    held.clear(house, one.id)
    house.store.commit(Changes(removes=(Remove(TableImport, one.id, one.version),), events=tuple(events)))
    keys = [ImportPart.key(one.id, no) for no in range(one.parts)]
    for first in range(0, len(keys), 50):
        rows = house.store.get_many(ImportPart, keys[first : first + 50]).values()
        house.store.commit(Changes(removes=tuple(Remove(ImportPart, row["_id"], row["version"]) for row in rows)))
    forget_scans(house, one.id)


def forget_scans(house: House, id: str) -> None:
    """The list of the scans that came with a table."""
    while rows := house.store.find(ImportFile, {"of": id}, sort=[("path", 1)], limit=500):
        house.store.commit(Changes(removes=tuple(Remove(ImportFile, row["_id"], row["version"]) for row in rows)))


def sweep(house: House) -> None:
    """Forget what nobody brought in. Safe to run in several processes."""
    for state in NOT_BEGUN:
        where = {"state": state, "made_at": {"$lt": now() - LEFT}}
        for row in house.store.find(TableImport, where, sort=[("made_at", 1)], limit=5):
            with suppress(Conflict):
                forget(house, TableImport.unpacked(row))
    held.sweep(house)


def rows_of(house: House, one: Row, no: int) -> list[dict[str, Any]]:
    """The rows of a part, each with its line, its cells, and what came or will come of it."""
    part = house.store.get(ImportPart, ImportPart.key(one["_id"], no)) or {"lines": [], "cells": []}
    told = part.get("results") or part.get("judged") or [{}] * len(part["lines"])
    return [
        {"line": line, "cells": list(cells), "outcome": None, "letter": None, "problems": []} | result
        for line, cells, result in zip(part["lines"], part["cells"], told, strict=True)
    ]


def every_row(house: House, one: Row) -> Iterator[dict[str, Any]]:
    for no in range(one["parts"]):
        yield from rows_of(house, one, no)


def unfinished(house: House, reader: Reader, unit: str, name: str, sha256: str) -> Row | None:
    """One of the same table that was begun by a command and not ended: it goes on."""
    rows = house.store.find(TableImport, {"unit": unit}, sort=[("made_at", -1)], limit=SHOWN)
    same = (row for row in rows if (row["name"], row["sha256"]) == (name, sha256) and row.get("local"))
    return next((row for row in same if row["state"] == "going" and row.get("operator") == reader.operator), None)


def _happened(reader: Reader, verb: str, one: TableImport, **after: Any) -> Happened:
    return happened(reader, verb, one.id, of="table_imports", after={"name": one.name, **after})
