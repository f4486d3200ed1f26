"""The reference number: behind its label in the head, in one of the forms in which offices write numbers."""

import re
from collections.abc import Sequence

from ingest.dates import ROMAN, dates
from ingest.fields import labels
from ingest.fields.found import PLAIN, STRONG, Found, Part
from ingest.fields.head import stamped
from ingest.fields.labels import Labelled, labelled, lines_of
from ingest.fields.letter_type import Spellings, titled
from ingest.fields.lines import Line, Sheet

LABEL = labels.pattern(labels.NUMBER)
_IN_TITLE = re.compile(rf"\b(?:{labels.NUMBER})\b[ .]*:? *", re.IGNORECASE)
_SIGN = r"[\w.,\-–&()+]"
_LEAD = r"(?:[A-Za-z]{1,6}[.\-]? (?:[\-–] )?)?"
_PART = rf"{_SIGN}+(?: (?![a-z]){_SIGN}+){{0,2}}"
FORM = re.compile(
    rf"(?P<year>(?=\S*\d){_SIGN}+(?:\s*/\s*{_SIGN}+)*\s+(?i:tahun|thn\.?|th\.)\s+\d{{4}})(?!\d)"
    rf"|(?P<slashed>(?:{_LEAD}{_SIGN}+|(?=/))(?:\s*/\s*(?:{_PART}(?=\s*/)|{_SIGN}*))+)"
    rf"|(?P<single>(?:[A-Z]{{1,4}}[.\-]? ?)?{_SIGN}*\d{_SIGN}*)"
)
"""12 TAHUN 1998; 005/12/SETDA/2019 with spaces and blanks round its strokes, B 771 /ILMATE; SE-12, 720."""
BROKEN = re.compile(r"[\w./\-–]{2,20}$")
_ONES = str.maketrans("1l|", "III")
LONGEST_PLAIN = 6
"""Figures from which a number without strokes is that of a telephone, a school or a person."""
TITLE_LINES = 5
"""How far below its title an order or a circular has its number."""


def number(sheet: Sheet, head: Sequence[Line], types: Spellings) -> Found | None:
    """The first number of the head that is not a stamp's."""
    for place, line in enumerate(head):
        below_title = any(titled(sheet, upper, types) for upper in head[max(0, place - TITLE_LINES) : place])
        for found in labelled(sheet, line, LABEL):
            said = _labelled(sheet, place, found, below_title=below_title)
            if said is not None or (found.colon and not stamped(sheet, line, found.cell)):
                return said  # the first is the letter's own; where it cannot be read no other takes its place
        if titled(sheet, line, types) and (label := _IN_TITLE.search(line.text)):
            match = FORM.match(line.text, label.end())
            said = _said(sheet, line, match, STRONG) if match else None
            if said is not None:
                return said
    return None


def number_key(text: str) -> str:
    """The normal form of a reference number: letters and digits in capitals, parts joined by /, no spaces."""
    parts = [re.sub(r"[^0-9A-Z.\-]", "", part) for part in re.sub("[–—]", "-", text.upper()).split("/")]
    return "/".join(part.strip(".-") for part in parts if part.strip(".-"))


def _labelled(sheet: Sheet, place: int, found: Labelled, *, below_title: bool) -> Found | None:
    """What stands behind a label. Without a colon it must be the whole of what stands there, as it is not where a law
    or another letter is cited; a number without strokes must be that anyway."""
    line = found.line
    match = FORM.match(line.text, found.start, _end(found))
    if match is None:
        return None
    dated = _is_date(line.text, match.end())
    alone = dated or not line.text[match.end() : line.cell_at(match.end() - 1).end].strip(" .,;")
    sure = match["slashed"] or dated or (below_title and match["year"])
    if not alone and not (found.colon and not match["single"]):
        return None
    if not found.colon and not sure:
        return None
    rest = [part for part in lines_of(sheet, place, found) if part[0] is not line][:1]
    return _said(sheet, line, match, STRONG if found.colon or below_title else PLAIN, rest)


def _said(sheet: Sheet, line: Line, match: re.Match[str], share: float, rest: Sequence[Part] = ()) -> Found | None:
    """The number; `rest`: the line below, on which it goes on where a stroke ends or begins one of the two."""
    end = match.start() + len(match[0].rstrip(" .,;–-"))
    parts = [(line, match.start(), end)]
    parts += [(lower, first, last) for lower, first, last in rest if _breaks(line.text[:end], lower.text[first:last])]
    value = re.sub(r" ?/ ?", "/", " ".join(" ".join(one.text[first:last] for one, first, last in parts).split()))
    value = "/".join(map(_month, value.split("/")))
    filled = [any(map(str.isalnum, part)) for part in value.split("/")]
    if (
        not (value[0].isalnum() or value[0] == "/")
        or not any(map(str.isdecimal, value))
        or (match["slashed"] and sum(filled) < 2)
    ):
        return None  # the classification code alone, before a serial number that nobody wrote
    if not all(filled) and sheet.page.source == "ocr":
        return None  # on paper the blank was filled in by hand, and what was written there could not be read
    if match["single"] and ((value.isdecimal() and len(value) > LONGEST_PLAIN) or dates(value)):
        return None
    if not match["slashed"] and stamped(sheet, line, line.cell_at(match.start())):
        return None
    return Found(sheet, value.replace("//", "/ /"), tuple(parts), share, exact=True)


def _breaks(upper: str, lower: str) -> bool:
    return (upper.endswith("/") or lower.startswith("/")) and BROKEN.match(lower) is not None


def _month(part: str) -> str:
    """A Roman month of which an I was read as 1 or l; what is all figures may be a month in figures."""
    month = part.translate(_ONES)
    return month if month in ROMAN and re.search("[IVX]", part) else part


def _end(found: Labelled) -> int:
    """Where the value ends: behind blanks left for a serial number, before a place and date on the same line."""
    text, end = found.line.text, found.end
    for cell in found.line.cells:
        if cell.start < end or found.end == found.start:
            continue
        first = text[cell.start : cell.end].split()[0]
        open_end = text[:end].rstrip().endswith("/") and ("/" in first or re.fullmatch(r"\d{4}", first))
        if not (first.startswith("/") or open_end) or dates(text[cell.start : cell.end]):
            break
        end = cell.end
    for _, start, _ in dates(text[found.start : end]):
        before = text[found.start : found.start + start].rstrip()
        cut = re.search(r"\s+(?:[^\W\d_][\w .]*,|tanggal|tgl\.?)\s*$", before, re.IGNORECASE)
        if cut and cut.start():
            return found.start + cut.start()
    return end


def _is_date(text: str, start: int) -> bool:
    """Whether only a place and a date follow: No. 720. Bucharest, January 25, 1939."""
    rest = text[start:]
    found = dates(rest)
    return len(found) == 1 and re.fullmatch(r"[\s.,]*(?:[A-Z][\w ]*,\s*)?", rest[: found[0][1]]) is not None
