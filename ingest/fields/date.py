"""The date of a letter: beside its place in the head, behind its label, or at its foot where it was signed.

Stamps, events, cited letters and laws have dates too. A date is the letter's own only where nothing but its place or
its label stands before it on its line, and nothing behind it.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.dates import MONTH_ONLY, dates
from ingest.fields import labels
from ingest.fields.found import PLAIN, STRONG, WEAK, Found
from ingest.fields.head import head_of, is_prose, stamped
from ingest.fields.labels import labelled
from ingest.fields.lines import GAP, Cell, Line, Sheet
from ingest.fields.signature import is_signed_below
from ingest.fields.today import today

_LABEL = labels.pattern(labels.DATE)
_EVENT = labels.pattern(labels.EVENT)
_BESIDE = labels.pattern("|".join((labels.NUMBER, labels.OTHER)))
"""Labels with whose value a date may have run together; a subject may end in a place and date of its own."""
_WEEKDAYS = (
    "senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|"
    "fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_NO_TOWN = (
    f"{_WEEKDAYS}|tanggal|tgl|pada|bulan|tahun|dan|revisi|mulai|berlaku|cetakan|edisi|versi|periode|sejak|terbit|"
    "reported|dated"
)
_TOWN = (
    "senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|tanggal|tgl|pada|bulan|tahun|dan|revisi|mulai|berlaku|cetakan|edisi|"
    "versi|periode|sejak|terbit|reported|dated|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_TOWN = rf"(?!(?:{_NO_TOWN})\b)[^\W\d_][\w.'’()\-]*(?: [^\W\d_][\w.'’()\-]*){{0,3}}"
_LEAD = r"(?:den|tanggal|tgl\.?|pada tanggal|the)?[\s.:]*"
TOWN = re.compile(rf"\W*{_TOWN}(?:, {{1,3}}{_TOWN})?\s?(?P<comma>[,;.])?\s*{_LEAD}$", re.IGNORECASE)
RUN_TOGETHER = re.compile(rf".*[\w\-]\s+{_TOWN}\s?,\s*{_LEAD}$", re.IGNORECASE)
HIJRI = re.compile(
    r"\d{1,2} [^\W\d][^\d]{2,20} 1[34]\d\d ?H\w*[.\s]*(?:[/|(,\-–]|bertepatan dengan)?\s*(?:tanggal)?\s*$",
    re.IGNORECASE,
)
"""28 Sya'ban 1440 H, before the same day by the other calendar."""
BARE = re.compile(rf"\W*{_LEAD}$", re.IGNORECASE)
BEHIND = re.compile(r"(?:\s*(?:M|Masehi)\b)?[\s.,;:\-–)]*(?:/[\s.]*\d+[\s.]*)?$")
"""Gregorian beside Hijri; a reference behind the date, as typists wrote it."""
HOUR = re.compile(r"\s+\d{1,2}[:.]\d{2}\b")
"""Of a mail."""
DAY = re.compile(rf"\W*(?:{_WEEKDAYS})\b,?", re.IGNORECASE)
OTHER = re.compile(
    r"\b(?:diterima|terima|received|agenda|hari|pukul|jam|rapat|berlaku|sejak|lahir|tmt|batas|lambat|s/d|s\.d|sampai|"
    r"dated|diundangkan|nomor|no)\b",
    re.IGNORECASE,
)
"""Stamps, events and laws have dates of their own."""
SIGNED = re.compile(
    r"\W*di ?(?:tetapkan|keluarkan|buat|berikan|tanda ?tangani|sahkan|keloearkan|boeat) (?:di|pada)\b", re.IGNORECASE
)
"""How the foot of an order or a decision begins."""
SIGNED_LINES = 3


def date(sheets: Sequence[Sheet]) -> Found | None:
    """The date of the head of the first page, else that of the foot, on whichever page of the letter it stands."""
    for line in head_of(sheets[0]):
        found = next(_in_head(sheets[0], line), None)
        if found is not None:
            return found
        if any(_is_blank(line.said(cell)) for cell in line.cells):
            return None  # "Semarang,     Januari 2020": a date without its day is no date
    found = today(sheets[0])
    if found is not None:
        return found
    for rule in (_signed, _at_foot):
        for sheet in sheets:
            found = next(rule(sheet), None)
            if found is not None:
                return found
    return None


def _in_head(sheet: Sheet, line: Line) -> Iterator[Found]:
    for value, start, end in dates(line.text):
        cell = line.cell_at(start)
        behind = line.text[end:].split(GAP)[0]
        label = next(
            (one for one in labelled(sheet, line, labels.ANY) if one.colon and one.start <= start < one.end), None
        )
        if not (BEHIND.match(behind) or (label and HOUR.match(behind))):
            continue
        share = _by_label(sheet, line, label.start, start) if label else _by_place(sheet, line, cell, start, end)
        if share:
            yield Found(sheet, value, ((line, start, end),), share, exact=True)


def _by_label(sheet: Sheet, line: Line, value: int, start: int) -> float:
    """How surely a date is the letter's own that stands in the value of a label; 0: it is not."""
    cell, before = line.cell_at(start), line.text[value:start]
    for found in labelled(sheet, line, _LABEL):
        if found.start == value:
            other = (
                not BARE.match(DAY.sub("", before)) or stamped(sheet, line, cell) or _is_event(sheet, line, found.cell)
            )
            return 0.0 if other else STRONG
    beside = any(found.start == value for found in labelled(sheet, line, _BESIDE))
    if not beside:
        return 0.0
    return PLAIN if RUN_TOGETHER.match(before) or (TOWN.match(before) and "," in before) else 0.0


def _by_place(sheet: Sheet, line: Line, cell: Cell, start: int, end: int) -> float:
    own = HIJRI.sub("", line.text[cell.start : start])
    if OTHER.search(own):
        return PLAIN if _BESIDE.match(own) and RUN_TOGETHER.match(own) else 0.0
    before = line.said(line.cells[line.cells.index(cell) - 1]) if cell is not line.cells[0] else ""
    town = TOWN.match(own) if own.strip(" .,") else None
    if town:
        return STRONG if town["comma"] else PLAIN
    if not BARE.match(own):
        return 0.0
    if before.endswith(",") and TOWN.match(before):
        return STRONG
    # an enclosure count may not become the day of a date left blank, nor a stamp's date the letter's
    return 0.0 if GAP in line.text[start:end] or stamped(sheet, line, cell) else PLAIN


def _is_blank(said: str) -> bool:
    """Whether a place, or nothing, and a month without its day are all that stands here."""
    month = MONTH_ONLY.search(said)
    if month is None or said[month.end() :].strip(" .,"):
        return False
    before = said[: month.start()]
    return (BARE.match(before) or TOWN.match(before)) is not None


def _is_event(sheet: Sheet, line: Line, label: Cell) -> bool:
    """Whether the labels above and below are those of an event: day, hour, place."""
    place = sheet.lines.index(line)
    return any(
        _EVENT.match(other.text, cell.start) is not None and abs(cell.left - label.left) < 3 * sheet.letter
        for other in sheet.lines[max(0, place - 1) : place + 2]
        if other is not line
        for cell in other.cells
    )


def _signed(sheet: Sheet) -> Iterator[Found]:
    """Ditetapkan di Sukamaju, pada tanggal 3 Mei 2019: on that line or on one of the next."""
    for place, line in enumerate(sheet.lines):
        cell = next((cell for cell in line.cells if SIGNED.match(line.text, cell.start)), None)
        if cell is None or is_prose(sheet, line, cell):
            continue
        for lower in sheet.lines[place : place + SIGNED_LINES]:
            for value, start, end in dates(lower.text):
                beside = lower.cell_at(start)
                if beside.left > cell.left - 3 * sheet.letter and BEHIND.match(lower.text[end:]):
                    yield Found(sheet, value, ((lower, start, end),), STRONG, exact=True)
        return


def _at_foot(sheet: Sheet) -> Iterator[Found]:
    """A place and date, or a date, above the signer's position; a place and date below the last running text."""
    prose = [any(is_prose(sheet, line, cell) for cell in line.cells) for line in sheet.lines]
    last = max((place for place, is_text in enumerate(prose) if is_text), default=-1)
    begin = len(head_of(sheet))
    for place, line in enumerate(sheet.lines[begin:], begin):
        for value, start, end in dates(line.text):
            cell = line.cell_at(start)
            own = line.text[cell.start : start]
            if (
                not BEHIND.match(line.text[end:].split(GAP)[0])
                or OTHER.search(line.said(cell))
                or GAP in line.text[start:end]
            ):
                continue
            if (
                place
                and prose[place - 1]
                and cell.left < sheet.left + 3 * sheet.letter
                and sheet.near(sheet.lines[place - 1], line)
            ):
                continue  # the end of the running text
            town, signed = TOWN.match(own) if own.strip() else None, is_signed_below(sheet, place, cell)
            if town and town["comma"] and (signed or place > last):
                yield Found(sheet, value, ((line, start, end),), PLAIN, exact=True)
            elif signed and BARE.match(own) and not stamped(sheet, line, cell):
                yield Found(sheet, value, ((line, start, end),), WEAK, exact=True)
