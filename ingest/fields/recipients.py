"""The recipients: the names of the address, all of a list, without the courtesies; or those whom an order sends."""

import re
from collections.abc import Iterator, Sequence

from ingest.fields import labels
from ingest.fields.address import address_of
from ingest.fields.found import PLAIN, Found
from ingest.fields.labels import labelled
from ingest.fields.lines import Line, Part, Sheet
from ingest.fields.listed import ONLY_FORM, pieces, plain_name

CAPITAL_TOWN = re.compile(r"(?=(?:\W*[A-Z]){6})[A-Z][A-Z .\-]+$")
"""A town in capitals below names that are not; an acronym has fewer letters."""
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
    for part, is_new in pieces(address.parts):
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
    names = [name for name in map(plain_name, names) if sum(map(str.isalpha, name)) > 2]
    if names and names[0].lower().startswith("nama "):
        return _sent(sheet)
    return Found(sheet, names, tuple(parts), address.share) if names else None


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
