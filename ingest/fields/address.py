"""The address of a letter: the lines from "Kepada" or "Yth." down to the town, beside the labels or below them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.fields import labels
from ingest.fields.found import PLAIN, STRONG
from ingest.fields.head import BODY, STAMP, is_prose
from ingest.fields.labels import ADDRESS, FAR, Labelled, has_label, labelled
from ingest.fields.lines import Cell, Line, Part, Sheet

LABEL = labels.pattern(labels.TO)
COURTESY = re.compile(
    r"[\s:;,.\-–—]*"
    rf"(?:(?:kepada|kpd|aan|den|het|heer)\b|{labels.HONOURS})"
    r"[\s.:;,]*",
    re.IGNORECASE,
)
TOWN = re.compile(
    r"\W*(?:d ?i\b(?! *(?:lingk|seluruh|wilayah|bawah))|t ?e ?m ?p ?a ?t\W*$|te\W*$|jalan\b|jl\b|u\. ?p\b|c\.? ?[qg]\b|"
    r"d/a\b|p/a\b)",
    re.IGNORECASE,
)
"""In Tempat: the town, the street, for whose attention: no part of the name."""
ENGLISH = re.compile(r"\W*to\b", re.IGNORECASE)
"""An English address has its commas at the ends of the lines."""
MOST_LINES = 40
LEFT, RIGHT = 7.0, 9.0
"""Ems by which the lines of an address may begin left of its first word, right of its first name."""
FIRST_GAP, GAP_HEIGHTS = 4.0, 2.6
"""Ems that may lie between the lines of an address."""


class Address(NamedTuple):
    """The parts of lines that make an address, and how surely it is one."""

    parts: list[Part]
    share: float


def address_of(sheet: Sheet, head: Sequence[Line]) -> Address | None:
    """The first address of the head."""
    for place, line in enumerate(head):
        for cell in line.cells:
            if ADDRESS.match(line.text, cell.start):
                return Address(list(_block(sheet, place, _beside(sheet, line, cell))), PLAIN)
        for one in labelled(sheet, line, LABEL):
            if one.colon or not one.text.strip(" -–—"):
                return Address(list(_block(sheet, place, one)), STRONG)
    return None


def names_somebody(said: str) -> bool:
    """Whether more than courtesies stands there."""
    return COURTESY.sub("", said).strip(" .:;,-–—") != ""


def _beside(sheet: Sheet, line: Line, cell: Cell) -> Labelled:
    """What stands behind the word of address, also behind a wide gap, as in a table of labels."""
    last = cell
    for following in line.cells[line.cells.index(cell) + 1 :]:
        alone = not names_somebody(line.text[cell.start : last.end])
        if alone and following.left - last.right < FAR * sheet.width:
            last = following
    return Labelled(line, cell, cell.start, last.end, True)


def _block(sheet: Sheet, place: int, one: Labelled) -> Iterator[Part]:
    """The lines of the address, from behind its label to where the town, the body or an empty space begins."""
    named = re.search(r"\w", COURTESY.sub(lambda found: " " * len(found[0]), one.text))
    value = one.line.left_at(one.start + named.start()) if named else one.cell.left
    last, any_yet = one.line, named is not None
    if one.text.strip():
        yield Part(one.line, one.start, one.end)
    for line in sheet.lines[place + 1 : place + MOST_LINES]:
        if not sheet.near(last, line, GAP_HEIGHTS if any_yet else FIRST_GAP):
            return
        left, right = one.cell.left - LEFT * sheet.em, value + RIGHT * sheet.em
        cell = next((cell for cell in line.cells if left < cell.left < right and names_somebody(line.said(cell))), None)
        if cell is None:
            continue
        said = line.said(cell)
        other = has_label(line, cell) and not ADDRESS.match(line.text, cell.start)
        if other or STAMP.search(said) or TOWN.match(said) or BODY.match(said) or is_prose(sheet, line, cell):
            return
        yield Part(line, cell.start, cell.end)
        if ENGLISH.match(one.line.text, one.cell.start) and said.endswith(","):
            return
        last, any_yet = line, True
