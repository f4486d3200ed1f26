"""The sender: the row "Dari", the office that the letterhead names, or who signed where there is no letterhead."""

import re
from collections.abc import Sequence

from ingest.fields import labels
from ingest.fields.found import PLAIN, STRONG, WEAK, Found
from ingest.fields.head import feet
from ingest.fields.known import Spellings
from ingest.fields.labels import labelled, lines_of
from ingest.fields.letter_type import titled
from ingest.fields.letterhead import CLOSE, LONG, OFFICE, OPEN, letterhead, name_of
from ingest.fields.lines import Line, Part, Sheet
from ingest.fields.signature import ROLES, signer

LABEL = labels.pattern(labels.FROM)
OF_TITLE = re.compile(rf"\b(?P<office>(?:{ROLES})\b.*?)(?=\s+(?:nomor|tentang)\b|\W*$)", re.IGNORECASE)
"""KEPUTUSAN BUPATI SUKAMAJU NOMOR 5 TAHUN 2020"""
AFTER_TITLE = re.compile(r"\W*(?:nomor|no\b|tentang|tahun)", re.IGNORECASE)
HEAD_OF = re.compile(rf"\W*(?:kepala|direktur|ketua|pimpinan|rektor)\s+(?={OFFICE.pattern})", re.IGNORECASE)
"""Who heads an office signs for it."""


def sender(sheets: Sequence[Sheet], head: Sequence[Line], types: Spellings) -> Found | None:
    """Of the first of these rules that finds one."""
    first = sheets[0]
    return from_row(first, head) or letterhead(first, head, types) or _of_title(first, head, types) or _signer(sheets)


def from_row(sheet: Sheet, head: Sequence[Line]) -> Found | None:
    """The row "Dari" of a note."""
    for place, line in enumerate(head):
        for one in labelled(sheet, line, LABEL):
            if one.colon and any(map(str.isalpha, one.text)):
                parts = tuple(lines_of(sheet, place, one))
                return Found(sheet, name_of(parts), parts, STRONG)
    return None


def _of_title(sheet: Sheet, head: Sequence[Line], types: Spellings) -> Found | None:
    """The office that a decision or a circular names in its title, on the next line too where it is broken."""
    for place, line in enumerate(head):
        office = OF_TITLE.search(line.text) if titled(sheet, line, types) else None
        if office is None:
            continue
        broken = head[place + 1 : place + 2] if _is_broken(sheet, line, head[place + 1 : place + 2], office) else ()
        parts = (
            Part(line, office.start("office"), office.end("office")),
            *(Part(lower, lower.cells[0].start, lower.cells[-1].end) for lower in broken),
        )
        return Found(sheet, name_of(parts), parts, PLAIN)
    return None


def _is_broken(sheet: Sheet, line: Line, below: Sequence[Line], office: re.Match[str]) -> bool:
    """Whether the name of the office goes on in the line below: it is open, or runs to the end of a long line, and what
    stands right below is neither number nor matter."""
    if not below or AFTER_TITLE.match(below[0].text):
        return False
    long = line.cells[-1].right - line.cells[0].left > LONG * (sheet.right - sheet.left)
    ends = office.end("office") >= len(line.text.rstrip())
    alike = below[0].text.isupper() and sheet.near(line, below[0], CLOSE)
    return OPEN.search(office["office"]) is not None or (long and ends and alike)


def _signer(sheets: Sequence[Sheet]) -> Found | None:
    """The office of the position that signed, the company, or the person."""
    for sheet, begin in feet(sheets):
        found = signer(sheet, begin)
        if found is not None:
            head = HEAD_OF.match(found.line.text, found.start, found.end)
            part = found._replace(start=head.end()) if head else found
            return Found(sheet, name_of([part]), (part,), WEAK)
    return None
