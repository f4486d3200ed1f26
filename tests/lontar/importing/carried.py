"""Tables brought in to their end, as a command does it."""

from collections import Counter
from pathlib import Path
from typing import Any

from lontar.importing import imports
from lontar.importing.bringing import bring
from lontar.importing.carrying import Run
from lontar.importing.mapping import Mapping, mapping_of
from lontar.importing.scans import Scans, brought, in_folder
from lontar.wiring import House
from office.access import Reader
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.table_import import TableImport


def asked(house: House, reader: Reader, path: Path, *, folder: Path | None = None, **said: Any) -> TableImport:
    """A table that was tried: what would come of each row is known. `said`: of its mapping, beside `columns`, and what
    `bring` takes."""
    own = {name: said.pop(name) for name in ("unit", "called", "sheet", "scans") if name in said}
    one = bring(house, reader, path, path.name, local=folder is not None, **own)
    columns = mapping_of(one.mapping).columns | said.pop("columns", {})
    mapping = mapping_of(mapping_of(one.mapping).as_dict() | {"columns": columns} | said)
    return tried(house, reader, one, mapping, folder)


def tried(house: House, reader: Reader, one: TableImport, mapping: Mapping, folder: Path | None) -> TableImport:
    imports.map_columns(house, reader, one.id, mapping)
    worked(house, one.id, scans_of(house, one, folder))
    return house.store.load(TableImport, one.id)


def done(house: House, reader: Reader, path: Path, *, folder: Path | None = None, **said: Any) -> TableImport:
    """A table that was brought in."""
    one = asked(house, reader, path, folder=folder, **said)
    imports.start(house, reader, one.id)
    worked(house, one.id, scans_of(house, one, folder))
    return house.store.load(TableImport, one.id)


def scans_of(house: House, one: TableImport, folder: Path | None) -> Scans:
    return in_folder(house, folder) if folder is not None else brought(house, one.id)


def undone(house: House, reader: Reader, one: TableImport, why: str = "salah") -> TableImport:
    imports.undo(house, reader, one.id, why)
    worked(house, one.id, Scans())
    return house.store.load(TableImport, one.id)


def worked(house: House, id: str, scans: Scans) -> None:
    run = Run(house, id, scans)
    while house.store.load(TableImport, id).state in ("judging", "going", "undoing"):
        run.step()


def rows(house: House, one: TableImport) -> list[dict[str, Any]]:
    return list(imports.every_row(house, one.packed()))


def outcomes(house: House, one: TableImport) -> Counter[str]:
    return Counter(row["outcome"] for row in rows(house, one))


def problems(house: House, one: TableImport) -> dict[int, list[str]]:
    """By line, what is said of it."""
    return {row["line"]: [each["message"] for each in row["problems"]] for row in rows(house, one) if row["problems"]}


def numbers(house: House) -> list[tuple[str, int]]:
    """What stands in the books."""
    return sorted((row["register"], row["agenda_number"]) for row in house.store.every(RegisterEntry))


def letters(house: House) -> list[Letter]:
    return [Letter.unpacked(row) for row in house.store.every(Letter)]
