"""A table taken in: its rows kept in parts, its columns proposed, the scans that came with it kept. Nothing of it is a
letter yet."""

from collections.abc import Collection, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.names import file_name
from lontar.act import happened
from lontar.importing import held, paperless
from lontar.importing.columns import SURE, Proposal, proposals
from lontar.importing.errors import ImportNotNow
from lontar.importing.heading import Numbered
from lontar.importing.imports import NOT_BEGUN, forget_scans, import_for
from lontar.importing.mapping import ACTION, Mapping, demand_whole, proposed
from lontar.importing.tables import Table, opened
from lontar.intake.digitising import demand_own
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand
from paper.sandbox import Sandbox
from schemas.table_import import LONGEST_NAME, ImportFile, ImportPart, TableImport
from store.again import again
from store.changes import Changes, PutRow
from store.disk import told

AT_ONCE = 100
"""Rows of a part, which is one commit."""
SECONDS = 600.0
"""For unpacking the scans that came along."""
LOOKED = 200
"""Rows from which it is told what a column holds."""
PARTS = 50
"""Parts kept in one commit."""


def bring(
    house: House,
    reader: Reader,
    path: Path,
    name: str,
    *,
    unit: str | None = None,
    called: str = "",
    sheet: str = "",
    mapping: Mapping | None = None,
    scans: Path | None = None,
    local: bool = False,
) -> TableImport:
    """A file, or the folder of an export of paperless-ngx, on its way in; `name`: as its sender calls it.

    `called`: the name under which its rows are known when it comes again; without one the file's, with its sheet's.
    `mapping`: what its columns are; without one it is proposed. `scans`: a ZIP of scans; a ZIP of paperless-ngx holds
    its own. `local`: the command that calls carries it out by itself. Raises WrongUse, Forbidden, NothingMapped,
    ColumnTwice, NoBook, and what `opened` raises."""
    demand(reader, ACTION)
    unit = unit or reader.unit
    demand_own(reader, unit)
    table = opened(house, path, name, sheet)
    found = _proposals(table)
    titles = f"{name} {table.how.get('sheet', '')}"
    usual = mapping or proposed(table.headings, found, titles, scans=scans is not None or local)
    if mapping is not None:
        demand_whole(mapping, table.headings)
    several = len(table.how.get("sheets") or ()) > 1
    stem = PurePosixPath(file_name(name)).stem + (f", {table.how['sheet']}" if several else "")
    one = TableImport(
        unit=unit,
        grants=[f"unit:{unit}"],
        person=reader.person,
        operator=reader.operator,
        name=stated("The name", " ".join((called or stem).split()), LONGEST_NAME, "name"),
        file=file_name(name),
        sha256=table.sha256,
        kind=table.kind,
        how=table.how,
        headings=table.headings,
        line=table.line,
        rows=len(table.rows),
        parts=-(-len(table.rows) // AT_ONCE),
        proposals=[{"target": each.target, "confidence": each.confidence, "why": each.why} for each in found],
        mapping=usual.stored(),
        local=local,
    )
    files = scans or (path if table.kind == "paperless" and path.is_file() else None)
    if files is not None and not local:
        own = {row[table.headings.index("File name")] for _, row in table.rows} if table.kind == "paperless" else None
        one.scans = _kept(house, one.id, files, own)
    if not local and path.is_file():
        held.keep(house, one.id, path, name)
    _keep(house, one.id, table.rows)
    said = {"unit": unit, "name": one.name, "file": one.file, "sha256": one.sha256, "rows": one.rows}
    event = happened(reader, "import.brought", one.id, of="table_imports", after=said)
    house.store.commit(Changes.of(one, events=[event]))
    return one


def add_scans(house: House, reader: Reader, id: str, archive: Path) -> int:
    """A ZIP of scans for a table of which nothing was brought in yet, in the place of those that came before; how many.
    What is tried is tried anew. Raises ImportNotNow, and FileFault of the archive as a whole."""
    one = TableImport.unpacked(import_for(house, reader, id))
    if one.state not in NOT_BEGUN or one.local:
        raise ImportNotNow
    forget_scans(house, id)
    number = _kept(house, id, archive, None)

    def decide() -> Changes:
        fresh = TableImport.unpacked(import_for(house, reader, id))
        if fresh.state not in NOT_BEGUN:
            raise ImportNotNow
        fresh.scans, fresh.fence = number, fresh.fence + 1
        fresh.state, fresh.due, fresh.at = "mapping", False, 0
        return Changes.of(fresh)

    again(house.store, decide)
    return number


def _proposals(table: Table) -> list[Proposal]:
    if table.kind == "paperless":
        known = [paperless.COLUMNS.get(heading, "") for heading in table.headings]
        return [Proposal(target, SURE if target else 0, "named" if target else "unknown") for target in known]
    return proposals(table.headings, [cells for _, cells in table.rows[:LOOKED]])


def _keep(house: House, id: str, rows: Sequence[Numbered]) -> None:
    """The rows in parts, before the import stands: what a killed process left belongs to none, and is swept."""
    puts: list[PutRow] = []
    for no, first in enumerate(range(0, len(rows), AT_ONCE)):
        some = rows[first : first + AT_ONCE]
        row: dict[str, Any] = {
            "_id": ImportPart.key(id, no),
            "schema": 1,
            "of": id,
            "no": no,
            "judged": [],
            "results": [],
        }
        puts.append(PutRow(ImportPart, row | {"lines": [n for n, _ in some], "cells": [cells for _, cells in some]}))
        if len(puts) == PARTS:
            house.store.commit(Changes(puts=tuple(puts)))
            puts = []
    house.store.commit(Changes(puts=tuple(puts)))


def _kept(house: House, id: str, archive: Path, only: Collection[str] | None) -> int:
    """The files of a ZIP (`only` these), unpacked beside the import; how many. Those of no kind that is read are as if
    they had not come. Raises FileFault of the archive as a whole."""
    into = held.folder(house, id)
    with told(archive.name), Sandbox(house.settings.paper) as sandbox:
        into.mkdir(parents=True, exist_ok=True)
        found: list[tuple[str, int]] = sandbox.call(
            "lontar.importing.unpacking:unpack",
            archive.absolute(),
            into.absolute(),
            house.settings.ingest,
            only,
            seconds=SECONDS,
        )
    rows = [ImportFile(of=id, path=path, number=number) for path, number in found]
    for first in range(0, len(rows), AT_ONCE):
        house.store.commit(Changes.of(*rows[first : first + AT_ONCE]))
    return len(rows)
