"""The classification code that a reference number begins with: by the table in use on the letter's day, old or new, as
the office has it; a code below one of the table counts as that office's own refinement of it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ingest.fields.found import PLAIN, STRONG, WEAK, Found
from ingest.fields.lines import Part
from office.vocabularies.entry import Entry
from office.vocabularies.vocabulary import Vocabulary
from schemas.day import day_of

CODE = re.compile(r"(?:[A-Za-z]{1,5}\.)?(?P<code>\d{3}(?:\.\d{1,3})*)$")
"""005, 421.2, 800.1.11.1, Um.005: three figures, and what refines them."""
SERIAL = re.compile(r"\d|\s|$")
"""What stands behind a code: the serial, or the blank for it. What is a serial itself has an office behind it."""
PREFIX = re.compile(r"(?:SR|B|T|R)(?:[\-–]?\d+)?$")
"""The security class before the code, also with the serial: B/005/12/..., B/1/800.1.11.1/...; B-12/000.5/..."""


class _Piece(NamedTuple):
    """A piece of a number between two strokes, and the one behind it."""

    said: str
    behind: str | None


def classification_code(number: Found | None, day: int | None, codes: Vocabulary) -> Found | None:
    """The code in a reference number; `day`: the letter's date."""
    if number is None:
        return None
    on = day_of(day) if day else None
    pieces = list(_pieces(str(number.value)))
    for said in _candidates(pieces):
        share = _share(said, codes, on)
        if share:
            return Found(number.sheet, said, _parts(number, said), share, exact=True)
    return None


def _pieces(value: str) -> Iterator[_Piece]:
    said = value.split("/")
    for piece, behind in zip(said, [*said[1:], None], strict=True):
        yield _Piece(piece.strip(), behind)


def _candidates(pieces: Sequence[_Piece]) -> Iterator[str]:
    """What may be a code: the first piece where a serial follows; behind a class the next two, of which the one with
    parts comes first; and any piece with points in it, which the office's table may have."""
    first = 1 if PREFIX.match(pieces[0].said) else 0
    found = []
    for piece in pieces[first : first + 2] if first else pieces[:1]:
        code = CODE.match(piece.said)
        refined = code is not None and "." in code["code"]
        if code and (refined or (piece.behind is not None and SERIAL.match(piece.behind))):
            found.append(code["code"])
    yield from sorted(found, key=lambda code: "." not in code)
    yield from (piece.said for piece in pieces if re.search(r"\d.*\.|\.\d|[A-Z].*\.", piece.said))


def _share(said: str, codes: Vocabulary, on: date | None) -> float:
    """How sure a code is: it, or what it is below, stands in the table of that day, or in one of another day, for
    offices changed over on different days. 0: nowhere."""
    for entries, share in ((_in_use(codes, on), STRONG), (codes.entries, WEAK)):
        known = {entry.code.casefold() for entry in entries}
        if said.casefold() in known:
            return share
        if any(above in known for above in _above(said)):
            return min(share, PLAIN)
    return 0.0


def _in_use(codes: Vocabulary, on: date | None) -> Sequence[Entry]:
    return codes.on(on) if on else codes.entries


def _above(code: str) -> Iterator[str]:
    """What a code is below: 421.2 is below 421, 420 and 400; 000.5.6.2 below 000.5.6, 000.5 and 000."""
    parts = code.split(".")
    if not CODE.match(code):
        return
    yield from (".".join(parts[:end]) for end in range(len(parts) - 1, 0, -1))
    yield from (f"{parts[0][:2]}0", f"{parts[0][:1]}00")


def _parts(number: Found, said: str) -> tuple[Part, ...]:
    """Where a code stands in the number; the whole number where spaces stand in it."""
    for line, start, end in number.parts:
        at = line.text.find(said, start, end)
        if at >= 0:
            return (Part(line, at, at + len(said)),)
    return number.parts
