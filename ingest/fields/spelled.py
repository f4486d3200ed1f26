"""Names of a vocabulary in what a label labels, or stamped on the page: as they are, or with one letter misread."""

import re
from typing import NamedTuple

from ingest.fields.found import PLAIN, Found
from ingest.fields.head import is_prose
from ingest.fields.known import Spellings
from ingest.fields.lines import Part, Sheet

SHORT = 4
"""Letters of a name up to which it must stand there as it is."""
WORDS = re.compile(r"[^\W_]+(?:[ \-][^\W_]+)*")
WORD = re.compile(r"[^\W_]+")
FRAME = " .,:;*!()[]|-–—_'\""
"""What stands round a stamp."""


class Said(NamedTuple):
    """What a name leads to, and where it stands in the text."""

    value: str
    start: int
    end: int


def said_in(text: str, names: Spellings) -> Said | None:
    """The first of the names that stands in a text; the longest of those that begin together."""
    for found in WORDS.finditer(text):
        words = [word.span() for word in WORD.finditer(found[0])]
        for place, (start, _) in enumerate(words):
            for spelling, value in names:
                last = place + len(WORD.findall(spelling)) - 1
                if last < len(words) and _is(found[0][start : words[last][1]], spelling):
                    return Said(value, found.start() + start, found.start() + words[last][1])
    return None


def stamp_of(sheet: Sheet, names: Spellings) -> Found | None:
    """A name that stands by itself in capitals on the page, as a stamp does."""
    for line in sheet.lines:
        for cell in line.cells:
            said = line.said(cell).strip(FRAME)
            if not said.isupper() or is_prose(sheet, line, cell):
                continue
            value = next((value for spelling, value in names if _is(said, spelling)), None)
            if value is not None:
                return Found(sheet, value, (Part(line, cell.start, cell.end),), PLAIN)
    return None


def _is(said: str, spelling: str) -> bool:
    """Whether this is that name; spaces may stand between its letters, and in a long one a letter may be misread."""
    plain, wanted = (re.sub(r"[\W_]+", "", one.casefold()) for one in (said, spelling))
    if plain == wanted:
        return True
    alike = len(plain) == len(wanted) > SHORT and plain[0] == wanted[0]
    return alike and sum(a != b for a, b in zip(plain, wanted, strict=True)) == 1
