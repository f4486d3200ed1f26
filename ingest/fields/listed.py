"""Names that stand one below the other or behind each other's numbers: those a letter is for, those who get a copy."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ingest.fields.address import COURTESY
from ingest.fields.lines import Part

_FORMS = r"(?:sdr[ia]?|saudar[ai]|saoedara|bapak|bpk|ibu|toean|tuan|njonja|nyonya)\b"
FORM = re.compile(rf"(?:{_FORMS}(?:\([a-z]\))?(?:[.,/\s]*|\s*/\s*i\b\s*))+(?=[^\W\d_]{{2}})", re.IGNORECASE)
"""Forms of address; where nothing follows, they are the name."""
ONLY_FORM = re.compile(rf"(?:(?:{_FORMS}|i\b)[.,/\s]*)+$", re.IGNORECASE)
NUMBERED = re.compile(r"[\s\"“”‘’*]*(?:[\-–•]\s|\(?(?:\d{1,3}[.),+*]{1,2}|[a-z|!][.)]))\s*(?=[^\W\d])", re.IGNORECASE)
NEXT = re.compile(r"\s*[;,]\s*(?:dan\s+)?(?=\d{1,3}[.)]\s*[^\W\d])")
"""Between the numbered names of one line."""
IN_TOWN = re.compile(r"[\s,]+di\s*[-–—]*\s*t ?e ?m ?p ?a ?t\W*$|[\s,]+di\s*[-–—]+\s*\S.*$|[\s,]+di\W*$", re.IGNORECASE)
ATTACHED = re.compile(r"\s*\(?\s*(?:sebagaimana |sesuai )?(?:daftar )?(?:nama )?terlampir\s*\)?", re.IGNORECASE)
ROLE = re.compile(
    r"(?:para|seluruh|segenap|kepala|camat|lurah|bupati|wali ?kota|gubernur|menteri|direktur|ketua|sekretaris|rektor|"
    r"dekan|inspektur|komandan|kapol\w*|dandim|pimpinan|asisten|kabag|kadis|kabid|jaksa|hakim)\b",
    re.IGNORECASE,
)
"""How a further name of a list without numbers begins."""


def plain_name(said: str) -> str:
    """The name without what is no part of it; that a list is attached is said only where no name is."""
    plain = IN_TOWN.sub("", said)
    plain = ATTACHED.sub("", plain).strip(" ;,.:") or plain
    return re.sub(r"[\s;,]+dan$", "", plain).strip(" ;,.:")


def pieces(parts: Iterable[Part], *, one_a_line: bool = False) -> Iterator[tuple[Part, bool]]:
    """The names of an address, or the lines of one name, and whether each begins another name. `one_a_line`: each line
    that begins with a capital does, as in a list of copies without numbers."""
    listed = False
    for line, begin, end in parts:
        cuts = [begin, *(match.end() for match in NEXT.finditer(line.text, begin, end)), end]
        for start, stop in pairwise(cuts):
            inner, courteous = _past(COURTESY, line.text, start, stop)
            inner, numbered = _past(NUMBERED, line.text, inner, stop)
            inner, again = _past(COURTESY, line.text, inner, stop)
            inner, formal = _past(FORM, line.text, inner, stop)
            listed = listed or numbered
            begins = courteous or again or formal or ROLE.match(line.text[inner:stop]) is not None
            begins = begins or (one_a_line and start == begin and line.text[inner:stop].lstrip()[:1].isupper())
            if line.text[inner:stop].strip(" .:;,-–—"):
                yield Part(line, inner, stop), numbered or (begins and not listed)


def _past(mark: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, bool]:
    """Where a piece goes on behind marks at its start, and whether there were any."""
    inner = start
    while (match := mark.match(text, inner, end)) and match.end() > inner:
        inner = match.end()
    return inner, inner > start
