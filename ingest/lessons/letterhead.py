"""By what letters of one sender are known: the printed lines of their letterhead, whatever was read of them.

The field "sender" is not asked: it may be what is wrong."""

import re
from collections.abc import Iterator, Sequence

from ingest.dates import dates
from ingest.fields.head import ANNEX, STREET, is_prose, stamped
from ingest.fields.labels import ADDRESS, has_label
from ingest.fields.lines import Line, Sheet
from ingest.lessons.likeness import folded, is_close

LINES, TOP = 10, 0.4
"""A letterhead has at most so many lines, within this share of the page's height from its first line."""
LETTERS = 6
"""What has fewer letters is a mark of a crest, of a fold or of a pen."""
MOST_GAP = 4.0
"""Ems without a line that end a letterhead which has an address or two lines."""
CODED = re.compile(r"\d[\w.\- ]*/|/[\w.\- ]*\d")
"""Figures and strokes: a reference number, which stands in the corner of some letterheads."""
ENOUGH = 0.6
"""Share of the letters of the longer letterhead that must be found in the other."""
FIGURES = re.compile(r"\d+")


def letterhead_of(sheet: Sheet) -> tuple[str, ...]:
    """Its lines from the top down, folded; empty where nothing can be told of the sender by them."""
    return tuple(_lines(sheet))


def is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two readings are of one letterhead: no line of either stands against one of the other.

    A line that only one reading has may have been lost in the other; where both have lines that the other lacks, these
    are names of two offices, as of two schools of one town."""
    pairs = _paired(one, other)
    alone = (_size(set(one) - {first for first, _ in pairs}), _size(set(other) - {second for _, second in pairs}))
    longer = max(_size(one), _size(other))
    common = min(_size(first for first, _ in pairs), _size(second for _, second in pairs))
    return longer > 0 and min(alone) == 0 and common >= ENOUGH * longer


def _lines(sheet: Sheet) -> Iterator[str]:
    """Up to the first label, address or running text, or below an address of the office."""
    first, last, count, addressed = sheet.lines[:1], None, 0, False
    for line in sheet.lines[: 2 * LINES]:
        below = last is not None and not sheet.near(last, line, MOST_GAP) and (addressed or count > 1)
        if below or count == LINES or line.top - first[0].top > TOP * (sheet.page.height or line.bottom):
            return
        if any(has_label(line, cell) or ADDRESS.match(line.said(cell)) or is_prose(sheet, line, cell)
               for cell in line.cells):  # fmt: skip
            return
        said = _said(sheet, line)
        street = STREET.search(line.text) is not None
        if addressed and not street:
            return
        addressed = addressed or street
        if street:
            said = " ".join(word for word in said.split() if word.isalpha())  # telephones differ, and are misread
        if sum(map(str.isalpha, said)) >= LETTERS:
            yield said
            last, count = line, count + 1


def _said(sheet: Sheet, line: Line) -> str:
    """The cells of a line that may belong to a letterhead."""
    cells = (cell for cell in line.cells if not stamped(sheet, line, cell))
    texts = (line.said(cell) for cell in cells)
    return folded(" ".join(one for one in texts if not (dates(one) or CODED.search(one) or ANNEX.match(one))))


def _paired(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, str]]:
    """Lines of the one, each with a line of the other that reads like it. Figures in names are compared as they are: by
    them schools of one town are told apart."""
    pairs, left = [], list(other)
    for line in one:
        found = next((again for again in left if is_close(line, again) and _figures(line) == _figures(again)), None)
        if found is not None:
            left.remove(found)
            pairs.append((line, found))
    return pairs


def _figures(line: str) -> list[str]:
    return FIGURES.findall(line)


def _size(lines: Sequence[str] | set[str] | Iterator[str]) -> int:
    return sum(map(len, lines))
