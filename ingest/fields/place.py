"""The place of a letter: the town of its dateline, of "Ditetapkan di ..." at its foot, or of a record's sentence."""

import re
from collections.abc import Iterator, Sequence

from ingest.dates import MONTH_ONLY, dates
from ingest.fields.dateline import BARE, HIJRI, RUN_TOGETHER, TOWN, is_blank
from ingest.fields.foot import SIGNED
from ingest.fields.found import PLAIN, STRONG, WEAK, Found
from ingest.fields.head import head_of
from ingest.fields.letterhead import OFFICE
from ingest.fields.lines import GAP, Cell, Line, Part, Sheet
from ingest.fields.running import running

LEAD = re.compile(r"[\s,.]+(?:den|tanggal|tgl|pada tanggal|pada)[\s.:]*$", re.IGNORECASE)
"""What stands between a town and its date."""
AT = re.compile(r"\b(?:bertempat )?di\s+(?P<town>[A-Z][\w'’\-]+(?: [A-Z][\w'’\-]+){0,2})\s*(?=[,;.\n]|$)")
ROOM = re.compile(r"\b(?:aula|ruang|gedung|balai|pendopo|hotel|rumah|lapangan|gelanggang)", re.IGNORECASE)
"""A record may say the room instead of the town."""
SIGNED_TOWN = re.compile(r"[\s:]*(?P<town>[^\W\d_][\w.'’\-]*(?: [^\W\d_][\w.'’\-]*){0,3})")
ENDS_TOWN = re.compile(r"[\s,.]+(?:pada|tanggal|tgl)\b.*$", re.IGNORECASE)
SENTENCE_LINES = 5


def place(sheets: Sequence[Sheet], dated: Found | None) -> Found | None:
    """Beside the date `dated` of the letter, or beside a month whose day was left blank; else where it was signed."""
    if dated is None:
        foot = (found for sheet in sheets for found in (*_signed(sheet), *_beside_blank(sheet, sheet.lines)))
        return next(_beside_blank(sheets[0], head_of(sheets[0])), None) or next(foot, None)
    line, start, _ = dated.parts[0]
    signed = next(_signed(dated.sheet, around=line), None)
    return signed or _before(dated.sheet, line, start) or _of_record(dated.sheet, line)


def _before(sheet: Sheet, line: Line, start: int) -> Found | None:
    """The town before a date: in its cell, or in one of its own that ends in a comma."""
    cell = line.cell_at(start)
    own = HIJRI.sub("", line.text[cell.start : start])
    if BARE.match(own):
        upper = line.text[: cell.start].rstrip()
        if not upper.endswith(","):
            return _above(sheet, line, cell)
        cell = line.cell_at(len(upper) - 1)
        own = line.text[cell.start : cell.end]
    town = TOWN.match(own)
    if town is not None and (town["comma"] or LEAD.search(own)):
        return _found(sheet, line, cell.start, town, STRONG)
    apart = RUN_TOGETHER.match(own)
    return _found(sheet, line, cell.start, apart, WEAK) if apart else None


def _above(sheet: Sheet, line: Line, cell: Cell) -> Found | None:
    """The town on the line above, where the day by the other calendar, or nothing, stands between it and the date."""
    number = sheet.lines.index(line)
    for upper in sheet.lines[max(0, number - 1) : number]:
        for other in upper.cells:
            own = HIJRI.sub("", upper.said(other))
            alone = own != upper.said(other) or own.rstrip().endswith(",")
            town = TOWN.match(own) if alone and other.right > cell.left else None
            if town is not None and town["comma"]:
                return _found(sheet, upper, other.start, town, STRONG)
    return None


def _found(sheet: Sheet, line: Line, begin: int, match: re.Match[str], share: float) -> Found | None:
    start = begin + match.start("town")
    said = LEAD.sub("", match["town"]).rstrip(" .,")
    if sum(map(str.isalpha, said)) < 3:
        return None
    return Found(sheet, said, (Part(line, start, start + len(said)),), share)


def _beside_blank(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Found]:
    """Semarang,     Januari 2020: the day was left open, also where the month stands in a cell of its own."""
    for line in lines:
        for month in MONTH_ONLY.finditer(line.text):
            cell = line.cell_at(month.start())
            before = line.text[: month.start()].rstrip()
            if not is_blank(line.said(cell)) or (GAP in line.text[len(before) : month.start()] and before[-1:] != ","):
                continue
            town = line.cell_at(len(before) - 1) if before else cell
            match = TOWN.match(line.text[town.start : len(before)])
            found = _found(sheet, line, town.start, match, STRONG) if match and match["comma"] else None
            if found is not None:
                yield found


def _signed(sheet: Sheet, around: Line | None = None) -> Iterator[Found]:
    """Ditetapkan di Sukamaju; with `around` only where that line, or one of the next two, is it."""
    for number, line in enumerate(sheet.lines):
        if around is not None and around not in sheet.lines[number : number + 3]:
            continue
        for cell in line.cells:
            signed = SIGNED.match(line.text, cell.start)
            town = SIGNED_TOWN.match(ENDS_TOWN.sub("", line.text[signed.end() :])) if signed else None
            if signed and town and not dates(town["town"]):
                found = _found(sheet, line, signed.end(), town, STRONG)
                if found is not None:
                    yield found


def _of_record(sheet: Sheet, line: Line) -> Found | None:
    """The town of the sentence that says on which day a record was made."""
    number = sheet.lines.index(line)
    text = running(sheet.lines[number : number + SENTENCE_LINES])
    for match in AT.finditer(text.text):
        if not (ROOM.search(match["town"]) or OFFICE.search(match["town"])):
            start, end = match.span("town")
            return Found(sheet, match["town"], text.parts(start, end), PLAIN)
    return None
