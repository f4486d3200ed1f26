"""Tables as spreadsheets open them, written as their rows come: CSV, and a workbook of one sheet (Office Open XML).

The workbook is five small parts in a ZIP, with texts and days as its only cells: XlsxWriter and openpyxl write much
more than that, and hold a table in files or memory until its end.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape

Cell = str | date | None
LONGEST = 32_767
"""Characters of a cell (ECMA-376; what Excel takes)."""
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
"""At the beginning of a cell of a CSV: a spreadsheet would reckon it out (OWASP, CSV Injection)."""
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FIRST_DAY, DAY_ZERO = date(1900, 3, 1), date(1899, 12, 30)
"""Excel counts days from 1900, with a 29 February in that year: earlier ones are written as text."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Lontar" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>",
}
TITLE, DAY = 1, 2  # of the styles above


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
    """A workbook; the first row stays in sight."""
    out = _Pieces()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, HEAD + text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            pane = '<pane ySplit="1" topLeftCell="A2" state="frozen"/>'
            views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
            sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}">{views}<sheetData>'.encode())
            for number, row in enumerate(_before(titles, rows)):
                cells = "".join(_xml(cell, TITLE if number == 0 else 0) for cell in row)
                sheet.write(f"<row>{cells}</row>".encode())
                yield from out.taken()
            sheet.write(b"</sheetData></worksheet>")
    yield from out.taken()


def _before(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield titles
    yield from rows


def _harmless(cell: Cell) -> str:
    text = cell.isoformat() if isinstance(cell, date) else cell or ""
    return f"'{text}" if FORMULA.match(text) else text


def _xml(cell: Cell, style: int) -> str:
    if isinstance(cell, date) and cell >= FIRST_DAY:
        return f'<c s="{DAY}"><v>{(cell - DAY_ZERO).days}</v></c>'
    text = cell.isoformat() if isinstance(cell, date) else cell or ""
    if not text:
        return "<c/>"  # it has its place by its order
    said = escape(NOT_XML.sub("", text)[:LONGEST])
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{said}</t></is></c>'


class _Pieces(io.RawIOBase):
    """What is written, to be taken away piece by piece; nothing can be looked at again."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._held.append(bytes(data))
        return len(data)

    def taken(self) -> Iterator[bytes]:
        held, self._held = self._held, []
        if held:
            yield b"".join(held)
