"""Who else gets the letter: the list below "Tembusan" at its foot, or behind that label in the head of a note."""

import re
from collections.abc import Iterator, Sequence

from ingest.fields.address import COURTESY
from ingest.fields.found import STRONG, Found
from ingest.fields.head import STAMP, is_prose
from ingest.fields.labels import FAR, has_label
from ingest.fields.lines import Cell, Line, Part, Sheet
from ingest.fields.listed import pieces, plain_name

LABEL = re.compile(
    r"\W{0,3}(?:t ?e ?m ?[bh] ?(?:u|oe) ?s ?a ?n|tindasan|afschrift(?:en)?|cop(?:y|ies)(?: to)?|cc|c\.c)\b\.?"
    r"(?: (?:surat|ini|dengan|hormat|di[a-z]+|kepada|kpd\b\.?|yth\b\.?|jth\b\.?|aan))*"
    r"\W{0,3}?(?P<colon>\s*[:;=])?\s*",
    re.IGNORECASE,
)
REPORT = re.compile(
    r"\W*\(?\s*(?:sebagai|untuk|sbg)\.? (?:laporan|diketahui|maklum|informasi|perhatian)\w*\W*$", re.IGNORECASE
)
ENDS = re.compile(
    r"\W*(?:catatan|dokumen (?:ini|elektronik)|uu ite|undang-undang|ditandatangani|balai sertifikasi|"
    r"informasi elektronik|lampiran|model|form|scan|verifikasi|keterangan|nb\b|paraf|\d+ dari \d+|halaman|- ?\d+ ?-)",
    re.IGNORECASE,
)
"""What stands at the foot of a page below the copies."""
NUMBER = re.compile(r"\W*\d{1,2}(?:[.)]|$)|[\-–•]\s")
MOST_LINES = 40
GAP = 2.4
"""Ems that may lie between two lines of the list."""
LEFT, RIGHT = 3.0, 14.0
"""Ems by which its lines may begin left and right of the label."""


def label_at(sheet: Sheet, begin: int = 0) -> tuple[int, Cell, int] | None:
    """The line, the cell and the end of the label below which copies stand, from line `begin` on."""
    for place, line in enumerate(sheet.lines[begin:], begin):
        for cell in line.cells:
            match = LABEL.match(line.text, cell.start)
            if match and _is_label(sheet, line, cell, match):
                return place, cell, min(match.end(), len(line.text))
    return None


def copies(sheets: Sequence[Sheet]) -> Found | None:
    """The names of the first list, without courtesies and what they get it for."""
    for sheet in sheets:
        at = label_at(sheet)
        if at is None:
            continue
        names: list[str] = []
        parts: list[Part] = []
        for part, is_new in pieces(_block(sheet, *at), one_a_line=_one_a_line(sheet, at)):
            if names and not is_new:
                names[-1] += " " + part.said
            else:
                names.append(part.said)
            parts.append(part)
        names = [name for name in map(_name, names) if sum(map(str.isalpha, name)) > 1]
        if names:
            return Found(sheet, names, tuple(parts), STRONG)
    return None


def _is_label(sheet: Sheet, line: Line, cell: Cell, match: re.Match[str]) -> bool:
    """Whether this is the head of a list, not a sentence that speaks of copies."""
    rest = line.text[match.end() : cell.end].strip()
    return match["colon"] is not None or (
        not rest and not is_prose(sheet, line, cell) and line.said(cell)[:1].isupper()
    )


def _block(sheet: Sheet, place: int, cell: Cell, start: int) -> Iterator[Part]:
    """The lines of the list: what stands behind the label, and below it in its column."""
    first = sheet.lines[place]
    behind = first.cell_at(start) if start < len(first.text) else cell
    near = behind is cell or behind.left - cell.right < FAR * sheet.width
    last, end = first, behind.end if near else cell.end
    if first.text[start:end].strip(" .:-–"):
        yield Part(first, start, end)
    left, right = cell.left - LEFT * sheet.em, max(cell.left + RIGHT * sheet.em, behind.left if near else 0.0)
    for line in sheet.lines[place + 1 : place + MOST_LINES]:
        if not sheet.near(last, line, GAP):
            return
        other = next((one for one in line.cells if left < one.left <= right + sheet.em), None)
        if other is None:
            continue
        said = line.said(other)
        if ENDS.match(said) or STAMP.search(said) or has_label(line, other):
            return
        last = line
        yield Part(line, other.start, _end(line, other))


def _end(line: Line, cell: Cell) -> int:
    """Where an item ends: a number and its name may stand apart; a signature beside the list is none of it."""
    following = next((one for one in line.cells if one.start > cell.end), None)
    return following.end if following and NUMBER.fullmatch(line.said(cell)) else cell.end


def _one_a_line(sheet: Sheet, at: tuple[int, Cell, int]) -> bool:
    """Whether the list has no numbers: then each of its lines is a name."""
    return not any(NUMBER.match(part.said) for part in _block(sheet, *at))


def _name(said: str) -> str:
    courtesy = COURTESY.match(said)
    plain = said[courtesy.end() :] if courtesy else said
    return plain_name(REPORT.sub("", plain.rstrip(" .;,")))
