"""The date at the foot of a letter: "Ditetapkan di ..., pada tanggal ...", or above the signer's position."""

import re
from collections.abc import Iterator

from ingest.dates import dates
from ingest.fields.dateline import BARE, BEHIND, OTHER, TOWN
from ingest.fields.found import PLAIN, STRONG, WEAK, Found
from ingest.fields.head import is_prose, stamped
from ingest.fields.lines import GAP, Line, Part, Sheet
from ingest.fields.signature import is_signed_below

SIGNED = re.compile(
    r"\W*di ?(?:tetapkan|keluarkan|buat|berikan|tanda ?tangani|sahkan|keloearkan|boeat) (?:di|pada)\b", re.IGNORECASE
)
"""How the foot of an order or a decision begins."""
SIGNED_LINES = 3
MARGIN = 3.0
"""Ems from the left edge of the text within which running text begins."""


def signed(sheet: Sheet) -> Iterator[Found]:
    """Ditetapkan di Sukamaju, pada tanggal 3 Mei 2019: on that line or on one of the next."""
    for place, line in enumerate(sheet.lines):
        cell = next((cell for cell in line.cells if SIGNED.match(line.text, cell.start)), None)
        if cell is None or is_prose(sheet, line, cell):
            continue
        for lower in sheet.lines[place : place + SIGNED_LINES]:
            for value, start, end in dates(lower.text):
                below = lower.cell_at(start).left > cell.left - MARGIN * sheet.em
                if below and BEHIND.match(lower.text[end:]):
                    yield Found(sheet, value, (Part(lower, start, end),), STRONG, exact=True)
        return


def above_signer(sheet: Sheet, begin: int) -> Iterator[Found]:
    """From line `begin` on a place and date, or a date, above the signer's position; a place and date below the last
    running text."""
    prose = [any(is_prose(sheet, line, cell) for cell in line.cells) for line in sheet.lines]
    last = max((place for place, is_text in enumerate(prose) if is_text), default=-1)
    for place, line in enumerate(sheet.lines[begin:], begin):
        if prose[place] or (place and prose[place - 1] and _ends_text(sheet, sheet.lines[place - 1], line)):
            continue
        for value, start, end in dates(line.text):
            cell = line.cell_at(start)
            own = line.text[cell.start : start]
            behind = BEHIND.match(line.text[end:].split(GAP)[0])
            if behind is None or OTHER.search(line.said(cell)) or GAP in line.text[start:end]:
                continue
            town, signer = TOWN.match(own) if own.strip() else None, is_signed_below(sheet, place, cell)
            if town and town["comma"] and (signer or place > last):
                yield Found(sheet, value, (Part(line, start, end),), PLAIN, exact=True)
            elif signer and BARE.match(own) and not stamped(sheet, line, cell):
                yield Found(sheet, value, (Part(line, start, end),), WEAK, exact=True)


def _ends_text(sheet: Sheet, upper: Line, line: Line) -> bool:
    """Whether a line ends the sentence of the running text above it rather than begins the foot."""
    unfinished = not upper.text.rstrip().endswith((".", ":", ";"))
    return unfinished and line.cells[0].left < sheet.left + MARGIN * sheet.em and sheet.near(upper, line)
