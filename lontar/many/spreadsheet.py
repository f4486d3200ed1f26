"""Tables as spreadsheets open them: CSV, written as its rows come, and a workbook of one sheet (Office Open XML).

This file alone imports XlsxWriter."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from xlsxwriter import Workbook

Cell = str | date | None
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of a workbook."""
LONGEST = 32_767
"""Characters of a cell (ECMA-376; what Excel takes)."""
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
"""At the beginning of a cell of a CSV: a spreadsheet would reckon it out (OWASP, CSV Injection)."""
NOT_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
FIRST_DAY = date(1900, 3, 1)
"""Excel counts days from 1900, with a 29 February in that year: earlier ones are written as text."""


def as_csv(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, by which spreadsheets know it; lines as in RFC 4180."""
    line = io.StringIO()
    writer = csv.writer(line)
    yield b"\xef\xbb\xbf"
    for row in _before(titles, rows):
        writer.writerow([_harmless(cell) for cell in row])
        yield line.getvalue().encode("utf-8", "replace")
        line.seek(0)
        line.truncate()


def as_xlsx(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A workbook; the first row stays in sight. Texts and days only: nothing in it is reckoned out."""
    out = io.BytesIO()
    with Workbook(out, {"constant_memory": True}) as book:
        sheet, title, day = (
            book.add_worksheet("Lontar"), book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        )  # fmt: skip
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(_before(titles, rows)):
            for column, cell in enumerate(row):
                if isinstance(cell, date) and cell >= FIRST_DAY:
                    sheet.write_datetime(number, column, cell, day)
                elif text := _text(cell):
                    plain = NOT_XML.sub("", text)[:LONGEST]
                    sheet.write_string(number, column, plain, title if number == 0 else None)
    yield out.getvalue()


def _before(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield titles
    yield from rows


def _harmless(cell: Cell) -> str:
    text = _text(cell)
    return f"'{text}" if FORMULA.match(text) else text


def _text(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else cell or ""
