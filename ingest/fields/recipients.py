"""The recipients: the names of the address, all of a list, without the courtesies; or those whom an order sends."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.fields import labels
from ingest.fields.address import COURTESY, address_of
from ingest.fields.found import PLAIN, Found
from ingest.fields.labels import labelled
from ingest.fields.lines import Line, Part, Sheet

_FORMS = r"(?:sdr[ia]?|saudar[ai]|saoedara|bapak|bpk|ibu|toean|tuan|njonja|nyonya)\b"
FORM = re.compile(rf"(?:{_FORMS}(?:\([a-z]\))?(?:[.,/\s]*|\s*/\s*i\b\s*))+(?=[^\W\d_]{{2}})", re.IGNORECASE)
"""Forms of address; where nothing follows, they are the name."""
ONLY_FORM = re.compile(rf"(?:(?:{_FORMS}|i\b)[.,/\s]*)+$", re.IGNORECASE)
NUMBERED = re.compile(r"\s*\(?(?:\d{1,3}[.),]|[a-z][.)])\s*(?=[^\W\d])", re.IGNORECASE)
NEXT = re.compile(r"\s*[;,]\s*(?:dan\s+)?(?=\d{1,3}[.)]\s*[^\W\d])")
"""Between the numbered names of one line."""
IN_TOWN = re.compile(r"[\s,]+di\s*[-–—]*\s*t ?e ?m ?p ?a ?t\W*$|[\s,]+di\s*[-–—]+\s*\S.*$|[\s,]+di\W*$", re.IGNORECASE)
CAPITAL_TOWN = re.compile(r"(?=(?:\W*[A-Z]){6})[A-Z][A-Z .\-]+$")
"""A town in capitals below names that are not; an acronym has fewer letters."""
ATTACHED = re.compile(r"\s*\(?\s*(?:sebagaimana |sesuai )?(?:daftar )?(?:nama )?terlampir\s*\)?", re.IGNORECASE)
ROLE = re.compile(
    r"(?:para|seluruh|segenap|kepala|camat|lurah|bupati|wali ?kota|gubernur|menteri|direktur|ketua|sekretaris|rektor|"
    r"dekan|inspektur|komandan|kapol\w*|dandim|pimpinan|asisten|kabag|kadis|kabid|jaksa|hakim)\b",
    re.IGNORECASE,
)
"""How a further name of a list without numbers begins."""
TO, NAMED = labels.pattern(labels.spaced("kepada")), re.compile(r"\W{0,3}(?:\d+[.)]\s*)?nama\s*:\s*", re.IGNORECASE)
"""The list of those whom an order sends: Kepada : 1. Nama : ..."""
MOST_LINES = 60


def recipients(sheet: Sheet, head: Sequence[Line]) -> Found | None:
    """The names of the address in the head; where there is none, those whom the order sends."""
    address = address_of(sheet, head)
    if address is None:
        return _sent(sheet)
    names: list[str] = []
    parts: list[Part] = []
    for part, is_new in _pieces(address.parts):
        if names and not is_new and names[-1].lower().endswith(f" {part.said.lower().strip(' .,')}"):
            break  # the town once more, without "di"
        if names and not is_new and CAPITAL_TOWN.match(part.said) and not names[-1].isupper():
            break
        if names and ONLY_FORM.match(names[-1]):
            names[-1] = part.said
        elif names and not is_new:
            names[-1] += " " + part.said
        else:
            names.append(part.said)
        parts.append(part)
    names = [name for name in map(_name, names) if sum(map(str.isalpha, name)) > 2]
    if names and names[0].lower().startswith("nama "):
        return _sent(sheet)
    return Found(sheet, names, tuple(parts), address.share) if names else None


def _name(said: str) -> str:
    """The name without what is no part of it; that a list is attached is said only where no name is."""
    plain = IN_TOWN.sub("", said)
    plain = ATTACHED.sub("", plain).strip(" ;,.:") or plain
    return re.sub(r"[\s;,]+dan$", "", plain).strip(" ;,.:")


def _pieces(parts: Iterable[Part]) -> Iterator[tuple[Part, bool]]:
    """The names of an address, or the lines of one name, and whether each begins another name."""
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
            if line.text[inner:stop].strip(" .:;,-–—"):
                yield Part(line, inner, stop), numbered or (begins and not listed)


def _past(mark: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, bool]:
    """Where a piece goes on behind marks at its start, and whether there were any."""
    inner = start
    while (match := mark.match(text, inner, end)) and match.end() > inner:
        inner = match.end()
    return inner, inner > start


def _sent(sheet: Sheet) -> Found | None:
    """The names in the list behind "Kepada" of an order, up to its next label."""
    for place, line in enumerate(sheet.lines):
        to = next((one for one in labelled(sheet, line, TO) if one.colon or NAMED.match(line.text, one.start)), None)
        if to is not None:
            parts = tuple(_named(sheet.lines[place : place + MOST_LINES], to.start, to.cell.left + sheet.em))
            return Found(sheet, [part.said for part in parts], parts, PLAIN) if parts else None
    return None


def _named(lines: Sequence[Line], start: int, left: float) -> Iterator[Part]:
    """What stands behind "Nama" on these lines, the first of them from `start` on, up to one that begins at `left`."""
    for line in lines:
        if line is not lines[0] and line.cells[0].left < left:
            return
        named = NAMED.search(line.text, start if line is lines[0] else 0)
        if named and line.text[named.end() :].strip():
            yield Part(line, named.end(), line.cell_at(named.end()).end)
