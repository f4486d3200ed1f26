"""A table as it is brought: what kind of file it is, and its rows below its heading. Parsed in the sandbox."""

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.names import file_name
from lontar.importing import paperless
from lontar.importing.cells import is_ditto
from lontar.importing.errors import NoRows, UnknownTable
from lontar.importing.heading import Numbered, headed
from lontar.wiring import House
from paper.errors import BadTable, OutOfMemory, ParserDied
from paper.sandbox import Sandbox
from store.disk import told

SECONDS = 120.0
MANIFEST = "manifest.json"
WORKBOOKS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsx",
    "content.xml": "ods",
}
"""What is in a workbook that is a ZIP, and what that is then called."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Table:
    """`kind`: "xlsx", "xls", "ods", "csv" or "paperless". `how`: in which way it was read, for people: its encoding and
    delimiter, or its sheet and all sheets. `line`: of the heading."""

    kind: str
    sha256: str
    headings: list[str]
    line: int
    rows: list[Numbered]
    how: dict[str, Any] = field(default_factory=dict)


def opened(house: House, path: Path, name: str, sheet: str = "") -> Table:
    """A file, or the folder of an export of paperless-ngx. Raises NoRows, UnknownTable, NotAnExport, BadTable,
    LockedTable, NoSheet, TableTooLarge, TookTooLong."""
    path = path.absolute()  # whoever parses it stands in another folder
    with told(name), Sandbox(house.settings.paper) as sandbox:
        kind = kind_of(path)
        if kind is None:
            raise UnknownTable(file=file_name(name))
        try:
            table = _parsed(sandbox, path, kind, sheet)
        except (ParserDied, OutOfMemory) as error:
            raise BadTable(why="reading it took too much memory") from error
    if not table.rows:
        raise NoRows(file=file_name(name))
    return table


def kind_of(path: Path) -> str | None:
    """By content. A text is CSV, whatever it is called."""
    if path.is_dir():
        return "paperless" if (path / MANIFEST).is_file() else None
    with path.open("rb") as file:
        head = file.read(8)
    if head == OLE:
        return "xls"
    if head.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(path) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError):
            return None
        if MANIFEST in names:
            return "paperless"
        return next((kind for name, kind in WORKBOOKS.items() if name in names), None)
    return None if head.startswith((b"%PDF", b"PK\x05\x06", b"\x89PNG", b"\xff\xd8")) or not head else "csv"


def _parsed(sandbox: Sandbox, path: Path, kind: str, sheet: str) -> Table:
    how: dict[str, Any] = {}
    if kind == "paperless":
        headings, rows = sandbox.call(paperless.read, path, seconds=SECONDS)
        return Table(kind, _sha256(path / MANIFEST if path.is_dir() else path), headings, 0, rows, how)
    if kind == "csv":
        text: Any = sandbox.call("lontar.importing.csv_text:read", path, seconds=SECONDS)
        found, how = headed(text.rows), {"encoding": text.encoding, "delimiter": text.delimiter}
    else:
        read: Any = sandbox.call("paper.workbook:read", path, sheet, seconds=SECONDS)
        found = headed([one for one in enumerate(read.rows, 1) if any(one[1])], read.merged)
        how = {"sheet": read.name, "sheets": list(read.names)}
    return Table(kind, _sha256(path), found.headings, found.line, _said_again(found.rows), how)


def _said_again(rows: Sequence[Numbered]) -> list[Numbered]:
    """What stands for the cell above (sda, idem, ") says what that says."""
    found: list[Numbered] = []
    above: list[str] = []
    for number, row in rows:
        said = [above[at] if is_ditto(cell) and at < len(above) else cell for at, cell in enumerate(row)]
        found.append((number, said))
        above = said
    return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
