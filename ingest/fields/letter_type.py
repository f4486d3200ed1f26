"""The letter type: the title that the letter bears. An ordinary letter bears none, and none is said."""

import re
from collections.abc import Sequence
from functools import cache

from ingest.fields.found import PLAIN, Found
from ingest.fields.known import Spellings
from ingest.fields.labels import goes_on, has_label
from ingest.fields.lines import Line, Part, Sheet

LONGEST = 90
"""Signs of a title with the office and the matter it names."""
SHORT = 8
"""Letters of a title up to which it must stand there as it is; in a longer one a letter may be misread."""
INVITATION = re.compile(r"(?:surat )?undangan\b", re.IGNORECASE)
CENTRED = 0.08
"""Share of the page's width by which a title's middle may miss that of the text."""


def letter_type(sheet: Sheet, head: Sequence[Line], types: Spellings, about: Found | None) -> Found | None:
    """The first title of the head, with the name the office gives it; or "Undangan", which is the subject `about`."""
    for place, line in enumerate(head):
        name = titled(sheet, line, types)
        if name is not None and not (place and goes_on(sheet, head[place - 1], line)):
            return Found(sheet, name, (Part(line, line.cells[0].start, line.cells[-1].end),), PLAIN)
    return _invitation(about, types) if about else None


def _invitation(about: Found, types: Spellings) -> Found | None:
    """An invitation has the form of a letter and bears its title as its subject (Permendagri 1/2023)."""
    line, start, end = about.parts[0]
    word = INVITATION.match(line.text, start, end)
    name = next((name for spelling, name in types if word and spelling == word[0].lower()), None)
    return Found(about.sheet, name, (Part(line, start, word.end()),), PLAIN) if name and word else None


def titled(sheet: Sheet, line: Line, types: Spellings) -> str | None:
    """The name of the type that a line bears as its title: alone on it, or in capitals before what it is about."""
    said = line.text.strip()
    centred = _is_centred(sheet, line)
    if len(said) > LONGEST or not (said.isupper() or centred) or has_label(line, line.cells[0]):
        return None
    plain = _plain(said)
    apart = _is_spaced(plain)
    for spelling, name in types:
        wanted = _spelt(spelling)
        if plain == wanted or (apart and plain.replace(" ", "") == wanted.replace(" ", "")):
            return name
        if said.isupper() and centred and (plain.startswith(wanted + " ") or _is_misread(plain, wanted)):
            return name
    return None


@cache
def _spelt(spelling: str) -> str:
    return _plain(spelling)


def _plain(said: str) -> str:
    """Small letters and single spaces only."""
    return " ".join(re.sub(r"[^\w ]", " ", said).lower().split())


def _is_spaced(plain: str) -> bool:
    """S U R A T  T U G A S"""
    words = plain.split()
    return len(words) > 3 and all(len(word) == 1 for word in words)


def _is_misread(plain: str, wanted: str) -> bool:
    if len(wanted) <= SHORT or len(plain) != len(wanted):
        return False
    return sum(a != b for a, b in zip(plain, wanted, strict=True)) == 1


def _is_centred(sheet: Sheet, line: Line) -> bool:
    """Whether a line stands in the middle of the text or the page; where there are no boxes nobody can tell."""
    middle = (line.cells[0].left + line.cells[-1].right) / 2
    middles = ((sheet.left + sheet.right) / 2, sheet.width / 2)
    return not sheet.page.words or any(abs(middle - other) < CENTRED * sheet.width for other in middles)
