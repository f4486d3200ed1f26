"""The reference number: behind its label in the head, in one of the forms in which offices write numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.dates import dates
from ingest.fields import labels
from ingest.fields.found import PLAIN, STRONG, WEAK, Found
from ingest.fields.head import stamped
from ingest.fields.known import Spellings
from ingest.fields.labels import Labelled, labelled, lines_of
from ingest.fields.letter_type import titled
from ingest.fields.lines import Line, Part, Sheet, joined
from ingest.fields.serial import LEAST_PIECES, of_pen
from schemas.months import ROMAN

LABEL = labels.pattern(labels.NUMBER)
BESIDE = labels.pattern("|".join((labels.SUBJECT, labels.OTHER)))
LABELS_BELOW, COLUMN = 3, 2.5
"""Lines below a number without its label within which another stands; ems by which their values may begin apart."""
_IN_TITLE = re.compile(rf"\b(?:{labels.NUMBER})\b[ .]*:? *", re.IGNORECASE)
_SIGN = r"[\w.,\-–&+]"
_LEAD = r"(?:[A-Za-z]{1,6}[.\-]? (?:[\-–] )?)?"
_PART = rf"{_SIGN}+(?: (?![a-z]){_SIGN}+){{0,2}}"
FORM = re.compile(
    rf"(?P<year>(?=\S*\d){_SIGN}+(?:\s*/\s*{_SIGN}+)*\s+(?i:tahun|thn\.?|th\.)\s+\d{{4}})(?!\d)"
    rf"|(?P<slashed>(?:{_LEAD}{_SIGN}+|(?=/))(?:\s*/\s*(?:{_PART}(?=\s*/)|{_SIGN}*))+)"
    rf"|(?P<single>(?:[A-Z]{{1,4}}[.\-]? ?)?{_SIGN}*\d{_SIGN}*)"
)
"""12 TAHUN 1998; 005/12/SETDA/2019 with spaces and blanks round its strokes, B 771 /ILMATE; SE-12, 720."""
BROKEN = re.compile(r"[\w./\-–]{2,20}$")
"""The rest of a number on the line below."""
BEFORE_DATE = re.compile(r"\s+(?:[^\W\d_][\w .]*,|tanggal|tgl\.?)\s*$", re.IGNORECASE)
OPEN_END = re.compile(r"[\w.\-–]*\s?/|\d{4}\b")
"""How a number goes on behind a blank before which it stood open."""
CUT_OFF = re.compile(r"[.\-–]\s*$")
"""What a number of one piece ends in whose rest could not be read."""
ONLY_PLACE = re.compile(r"[\s.,]*(?:[A-Z][\w ]*,\s*)?")
MISREAD = re.compile(r"[1l|!]{1,3}")
"""I, II or III of which no sign was read as a letter; a month in figures has two."""
_ONES = str.maketrans("1l|", "III")
_STROKES = str.maketrans("1lT|!", "IIIII")
"""Beside a V or an X of a month a T is an I, too."""
LONGEST_PLAIN = 6
"""Figures from which a number without strokes is that of a telephone, a school or a person."""
TITLE_LINES = 5
"""How far below its title an order or a circular has its number."""


def number(sheet: Sheet, head: Sequence[Line], types: Spellings) -> Found | None:
    """The first number of the head that is not a stamp's; where it cannot be read no other takes its place."""
    for place, line in enumerate(head):
        below_title = any(titled(sheet, upper, types) for upper in head[max(0, place - TITLE_LINES) : place])
        for one in labelled(sheet, line, LABEL):
            found = _labelled(sheet, place, one, below_title=below_title)
            if found is not None or (one.colon and not stamped(sheet, line, one.cell)):
                return found
        if titled(sheet, line, types) and (label := _IN_TITLE.search(line.text)):
            match = FORM.match(line.text, label.end())
            return _found(sheet, match, [_part(line, match)], STRONG) if match else None
    return next(_without_label(sheet, head), None)


def _without_label(sheet: Sheet, head: Sequence[Line]) -> Iterator[Found]:
    """Where its label was not read: above another label of the head, at the left edge of what those label."""
    for place, line in enumerate(head):
        lower = head[place + 1 : place + 1 + LABELS_BELOW]
        lefts = [one.left for below in lower for one in labelled(sheet, below, BESIDE) if one.colon and one.text]
        for cell in line.cells:
            match = FORM.match(line.text, cell.start, cell.end)
            level = any(abs(cell.left - left) < COLUMN * sheet.em for left in lefts)
            if match and match["slashed"] and match.end() == cell.end and level and not dates(match[0]):
                found = _found(sheet, match, [_part(line, match)], WEAK)
                if found is not None and not stamped(sheet, line, cell):
                    yield found


def with_month(found: Found | None, day: int | None) -> Found | None:
    """The number of a scan with the Roman month of the letter's date where that was read as figures (II as 11), or the
    stroke before it as an I (SETDAIII for SETDA/II), and with its year where a letter was read in that (194C); one
    that ends in that month and year is borne out by them."""
    if found is None or day is None or found.sheet.page.source != "ocr":
        return found
    month, year = ROMAN[day // 100 % 100 - 1], str(day // 10_000)
    *pieces, last = str(found.value).split("/")
    read = [*(_with_month(piece, month) for piece in pieces), _with_year(last, year)]
    agrees = len(read) > LEAST_PIECES and read[-2:] == [month, year]
    return replace(found, value="/".join(read), borne_out=agrees)


def _with_year(piece: str, year: str) -> str:
    """The year where all figures of a piece are those of it, and one sign is none."""
    figures = sum(map(str.isdecimal, piece))
    alike = len(piece) == len(year) == figures + 1
    return year if alike and sum(a == b for a, b in zip(piece, year, strict=True)) == figures else piece


def _with_month(piece: str, month: str) -> str:
    misread = MISREAD.fullmatch(piece) or (len(piece) > 1 and re.search("[VX]", piece))
    if misread and piece.translate(_STROKES) == month:
        return month
    run_on = re.fullmatch(rf"(.*[A-Z.]{{2}})[I1l|]{month}", piece)
    return f"{run_on[1]}/{month}" if run_on else piece


def number_key(text: str) -> str:
    """The normal form of a reference number: letters and digits in capitals, parts joined by /, no spaces."""
    parts = [re.sub(r"[^0-9A-Z.\-]", "", part) for part in re.sub("[–—]", "-", text.upper()).split("/")]
    return "/".join(part.strip(".-") for part in parts if part.strip(".-"))


def _labelled(sheet: Sheet, place: int, one: Labelled, *, below_title: bool) -> Found | None:
    """What stands behind a label. Without a colon it must be the whole of what stands there, as it is not where a law
    or another letter is cited; a number without strokes must be that anyway."""
    line = one.line
    match = FORM.match(line.text, one.start, _end(one))
    if match is None:
        return _by_pen(sheet, one)
    dated = _is_date(line.text[match.end() :])
    behind = line.text[match.end() :] if below_title else line.text[match.end() : line.cell_at(match.end() - 1).end]
    alone = dated or not behind.strip(" .,;")
    if one.colon:
        sure = alone or not match["single"]
    else:
        sure = alone and bool(match["slashed"] or dated or (below_title and match["year"]))
    parts = [_part(line, match), *_broken(sheet, place, one, match)]
    found = _found(sheet, match, parts, STRONG if one.colon or below_title else PLAIN) if sure else None
    return found if found and alone else _by_pen(sheet, one) or found


def _by_pen(sheet: Sheet, one: Labelled) -> Found | None:
    """A number on a scan into which a pen wrote, or of which strokes are blanks: with its colon, and in a cell of its
    own. It is doubtful."""
    value = of_pen(one.text) if one.colon and sheet.page.source == "ocr" else None
    if value is None or dates(one.text):
        return None
    return Found(sheet, normal(value), (Part(one.line, one.start, one.end),), WEAK, exact=True)


def _part(line: Line, match: re.Match[str]) -> Part:
    return Part(line, match.start(), match.start() + len(match[0].rstrip(" .,;–-")))


def _broken(sheet: Sheet, place: int, one: Labelled, match: re.Match[str]) -> list[Part]:
    """The line below where the number goes on there: a stroke ends the one or begins the other."""
    lower = [part for part in lines_of(sheet, place, one) if part.line is not one.line][:1]
    return [
        part
        for part in lower
        if (match[0].rstrip().endswith("/") or part.said.startswith("/")) and BROKEN.match(part.said)
    ]


def _found(sheet: Sheet, match: re.Match[str], parts: Sequence[Part], share: float) -> Found | None:
    """The number, unless it is none. One with a blank, whose serial nobody wrote or the machine could not read, is said
    as it is printed, and doubtful."""
    value = normal(joined(parts))
    filled = [any(map(str.isalnum, piece)) for piece in value.split("/")]
    line = parts[0].line
    cut_off = match["single"] is not None and CUT_OFF.match(match.string, match.end() - 1) is not None
    code_alone = match["slashed"] is not None and sum(filled) < 2
    other = match["single"] is not None and ((value.isdecimal() and len(value) > LONGEST_PLAIN) or bool(dates(value)))
    of_stamp = match["slashed"] is None and stamped(sheet, line, line.cell_at(match.start()))
    if (
        (cut_off and sheet.page.source == "ocr")
        or code_alone
        or other
        or of_stamp
        or not any(map(str.isdecimal, value))
    ):
        return None
    return Found(sheet, value, tuple(parts), share if all(filled) else min(share, WEAK), exact=True)


def normal(said: str) -> str:
    """A number as letters give it: no blanks round its strokes, but one where a piece was left open."""
    pieces = [_month(piece) for piece in re.sub(" ?/ ?", "/", said).split("/")]
    return re.sub("/(?=/)", "/ ", "/".join(pieces))


def _month(piece: str) -> str:
    """A Roman month of which an I was read as 1 or l; what is all figures may be a month in figures."""
    month = piece.translate(_ONES)
    return month if month in ROMAN and re.search("[IVX]", piece) else piece


def _end(one: Labelled) -> int:
    """Where the value ends: behind blanks left for a serial number, before a place and date on the same line."""
    text, end = one.line.text, one.end
    for cell in one.line.cells:
        if cell.start < end or one.end == one.start:
            continue
        said = text[cell.start : cell.end]
        is_open = text[:end].rstrip().endswith("/") and OPEN_END.match(said)
        if not (said.startswith("/") or is_open) or dates(said):
            break
        end = cell.end
    for _, start, _ in dates(text[one.start : end]):
        cut = BEFORE_DATE.search(text[one.start : one.start + start].rstrip())
        if cut and cut.start():
            return one.start + cut.start()
    return end


def _is_date(rest: str) -> bool:
    """Whether only a place and a date follow: No. 720. Bucharest, January 25, 1939."""
    found = dates(rest)
    return len(found) == 1 and ONLY_PLACE.fullmatch(rest[: found[0][1]]) is not None
