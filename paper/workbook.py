"""Spreadsheets as rows of text: .xlsx, .xls, .ods. Called in the sandbox only: what strangers sent is parsed here.

This file alone imports python-calamine. Its numbers and dates are written as text here, so that every reader of a table
reads text alone: 417.0 is "417", a day is "1971-01-12", a formula is what it last came to.
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from paper.errors import BadTable, LockedTable, NoSheet, TableTooLarge

MOST_ROWS, MOST_COLUMNS = 100_100, 256
"""Of a sheet, those that hold something; the first of them may be a heading and titles."""
MOST_CELLS = 20_000_000
LONGEST_CELL = 32_767
"""Characters of a cell, as Excel takes them."""
MOST_UNPACKED = 512 << 20
"""Bytes that the parts of a workbook may come to: it is a ZIP, which may say little and hold much."""
MOST_SPAN = 2000
"""Cells of a merged range that are looked at."""


@dataclass(frozen=True)
class Sheet:
    """One sheet, from its first row on, so that the row at n is row n + 1 of the file. `names`: all sheets. `merged`:
    ranges as (row, column, last row, last column), counted from 0 as the rows are."""

    name: str
    names: Sequence[str]
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def read(path: Path, wanted: str = "") -> Sheet:
    """The sheet of this name; without one the first that holds something.

    Raises LockedTable, BadTable, NoSheet, TableTooLarge."""
    _demand_small(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            names = list(book.sheet_names)
            if wanted and wanted not in names:
                raise NoSheet(sheet=wanted, known=", ".join(names))
            found = next(
                (one for one in map(book.get_sheet_by_name, [wanted] if wanted else names) if one.height), None
            )
            if found is None:
                return Sheet(wanted or (names[0] if names else ""), names, [])
            return _sheet(found, names)
    except PasswordError as error:
        raise LockedTable from error
    except (CalamineError, OSError, ValueError) as error:
        raise BadTable(why=str(error) or type(error).__name__) from error


def _demand_small(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return  # .xls
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise BadTable(why=str(error)) from error
    if size > MOST_UNPACKED:
        raise TableTooLarge(what=f"{size >> 20} MiB", most=f"{MOST_UNPACKED >> 20} MiB")


def _sheet(found: Any, names: Sequence[str]) -> Sheet:
    if found.height * found.width > MOST_CELLS and found.width > MOST_COLUMNS:
        raise TableTooLarge(what=f"{found.width} columns", most=f"{MOST_COLUMNS} columns")
    column = (found.start or (0, 0))[1]  # rows come from the first of the sheet on, cells from the first that is used
    rows: list[list[str]] = []
    used = 0
    for cells in found.iter_rows():
        texts = [_text(cell) for cell in cells[: MOST_COLUMNS + 1]]
        while texts and not texts[-1]:
            texts.pop()
        if len(texts) > MOST_COLUMNS:
            raise TableTooLarge(what=f"{len(texts)} columns", most=f"{MOST_COLUMNS} columns")
        rows.append(texts)
        used += bool(texts)
        if used > MOST_ROWS:
            raise TableTooLarge(what=f"more than {MOST_ROWS} rows", most=f"{MOST_ROWS} rows")
    while rows and not rows[-1]:
        rows.pop()
    ranges = found.merged_cell_ranges or []
    merged = [(top, left - column, bottom, right - column) for (top, left), (bottom, right) in ranges]
    small = [one for one in merged if (one[2] - one[0] + 1) * (one[3] - one[1] + 1) <= MOST_SPAN]
    return Sheet(found.name, names, rows, small)


def _text(cell: Any) -> str:
    """A cell as people would type it."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()[:LONGEST_CELL]
