"""The date of a letter: beside its place in the head, behind its label, or at its foot where it was signed.

Stamps, events, cited letters and laws have dates too. A date is the letter's own only where nothing but its place or
its label stands before it on its line, and nothing behind it.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from ingest.dates import dates
from ingest.fields import labels
from ingest.fields.dateline import BARE, BEHIND, HIJRI, HOUR, OTHER, RUN_TOGETHER, TOWN, WEEKDAY, is_blank
from ingest.fields.foot import above_signer, signed
from ingest.fields.found import PLAIN, STRONG, Found
from ingest.fields.head import feet, head_of, stamped
from ingest.fields.labels import FAR, Labelled, has_label, labelled
from ingest.fields.lines import GAP, Cell, Line, Part, Sheet
from ingest.fields.today import today

LABEL = labels.pattern(labels.DATE)
EVENT = labels.pattern(labels.EVENT)
BESIDE = labels.pattern("|".join((labels.NUMBER, labels.OTHER)))
"""Labels with whose value a date may have run together; a subject may end in a place and date of its own."""
COLUMN = 3.0
"""Ems by which the labels of one list may begin left or right of each other."""


def date(sheets: Sequence[Sheet]) -> Found | None:
    """The date of the head of the first page, else that of the foot, on whichever page of the letter it stands."""
    for line in head_of(sheets[0]):
        found = next(_in_head(sheets[0], line), None)
        if found is not None:
            return found
        if any(is_blank(line.said(cell)) for cell in line.cells):
            return None  # "Semarang,     Januari 2020": a date without its day is no date
    signatures = (found for sheet in sheets for found in signed(sheet))
    places = (found for sheet, begin in feet(sheets) for found in above_signer(sheet, begin))
    return next(chain(signatures, places), None) or today(sheets[0])


def _in_head(sheet: Sheet, line: Line) -> Iterator[Found]:
    for value, start, end in dates(line.text):
        behind = line.text[end:].split(GAP)[0]
        held = (one for one in labelled(sheet, line, labels.ANY) if one.colon and one.start <= start < one.end)
        label = next(held, None)
        if BEHIND.match(behind) or (label and HOUR.match(behind)):
            share = _by_label(sheet, label, start) if label else _by_place(sheet, line, start, end)
            if share:
                yield Found(sheet, value, (Part(line, start, end),), share, exact=True)


def _by_label(sheet: Sheet, one: Labelled, start: int) -> float:
    """How surely a date in the value of a label is the letter's own; 0: it is not."""
    line, before = one.line, one.line.text[one.start : start]
    if LABEL.match(line.text, one.cell.start):
        other = stamped(sheet, line, line.cell_at(start)) or _is_event(sheet, line, one.cell)
        return STRONG if BARE.match(WEEKDAY.sub("", before)) and not other else 0.0
    town = RUN_TOGETHER.match(before) or ("," in before and TOWN.match(before))
    return PLAIN if town and BESIDE.match(line.text, one.cell.start) else 0.0


def _by_place(sheet: Sheet, line: Line, start: int, end: int) -> float:
    """How surely a date without a label is the letter's own, by what stands before it in its cell."""
    cell = line.cell_at(start)
    own = HIJRI.sub("", line.text[cell.start : start])
    if OTHER.search(own):
        return PLAIN if BESIDE.match(own) and RUN_TOGETHER.match(own) else 0.0
    town = TOWN.match(own) if own.strip(" .,") else None
    if town:
        return STRONG if town["comma"] else PLAIN
    if not BARE.match(own):
        return 0.0
    before = line.text[: cell.start].rstrip()
    if before.endswith(",") and TOWN.match(line.said(line.cell_at(len(before) - 1))):
        return STRONG
    # an enclosure count may not become the day of a date left blank, nor a stamp's date the letter's
    other = GAP in line.text[start:end] or stamped(sheet, line, cell) or _is_labelled(sheet, line, cell)
    return 0.0 if other else PLAIN


def _is_labelled(sheet: Sheet, line: Line, cell: Cell) -> bool:
    """Whether a label that letters do not have stands before a cell: Mulai cuti : 14 Januari 2026."""
    before = [one for one in line.cells if one.start < cell.start]
    near = bool(before) and cell.left - before[-1].right < FAR * sheet.width
    return near and line.said(before[-1]).endswith(":") and not any(has_label(line, one) for one in before)


def _is_event(sheet: Sheet, line: Line, label: Cell) -> bool:
    """Whether the labels above and below are those of an event: day, hour, place."""
    place = sheet.lines.index(line)
    around = [*sheet.lines[max(0, place - 1) : place], *sheet.lines[place + 1 : place + 2]]
    return any(
        EVENT.match(other.text, cell.start) is not None and abs(cell.left - label.left) < COLUMN * sheet.em
        for other in around
        for cell in other.cells
    )
