"""The printed lines of a page, as an eye sees them: words that stand at one height, wide gaps between them kept."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ingest.fields.rows import Place, Row, height_of, rows_of
from schemas.page import PageReading

GAP = "   "
"""How a wide gap is written in a line's text; words that stand together have one space between them."""
WIDE, ALIGNED = (2.2, 2.6), (1.1, 1.6)
"""A gap of so many ems, and so many times the usual gap, is wide; the second when the word behind it stands right below
another such word, as the lines of an address do. On a typewriter gaps are as wide as letters."""
EDGE = 0.6
"""Ems by which the lines of one column may begin left or right of each other."""
INNER = 0.3
"""Share of the text's width right of which a line that begins there stands in a column."""
ADDRESSED = re.compile(r"[YJ]th\.?$")
"""The first word of an address."""
SPECK = re.compile(r"[^\w:;=>/&(]{1,2}$")
"""What is read of folds and of the edges of stamps."""
PLACEHOLDER = re.compile(
    r"\$\{[^}]*\}|\{\{[^}]*\}\}|\[@[^\]]*\]|<<[^>]*>>|(?<!\S)[$^~#*|_\\]+(?!\S)|_{2,}|\.{3,}|(?<!\S)(?:\. ?){3,}(?!\S)"
)
"""What stands where something is to be filled in, or where a signature is to be put: it says nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a line that stand together: from `start` to `end` of its text, from `left` to `right` on the page."""

    start: int
    end: int
    left: float
    right: float


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One printed line. `at` has for each sign of `text` its place in the page's text, -1 where no sign stands;
    `words` have where each begins in `text`, and its left edge on the page."""

    text: str
    at: tuple[int, ...]
    cells: tuple[Cell, ...]
    words: tuple[tuple[int, float], ...]
    top: float
    bottom: float

    def said(self, cell: Cell) -> str:
        return self.text[cell.start : cell.end]

    def left_at(self, place: int) -> float:
        """The left edge of the word in which a place of the text lies."""
        return self.words[max(0, bisect_right(self.words, (place, float("inf"))) - 1)][1]

    def cell_at(self, place: int) -> Cell:
        """The cell in which a place of the text lies; the last one before it where it lies in a gap."""
        return next((cell for cell in reversed(self.cells) if cell.start <= place), self.cells[0])


class Part(NamedTuple):
    """From where to where in a line's text."""

    line: Line
    start: int
    end: int

    @property
    def said(self) -> str:
        """The text with one space for each gap."""
        return " ".join(self.line.text[self.start : self.end].split())


def joined(parts: Iterable[Part]) -> str:
    """The text of parts of several lines; a word broken at its hyphen is one word."""
    return re.sub(r"(?<=[^\W_]-)\n", "", "\n".join(part.said for part in parts)).replace("\n", " ")


@dataclass(frozen=True, eq=False)
class Sheet:
    """A page of a letter with its lines from the top down; empty lines are none."""

    file: int
    page: PageReading
    lines: tuple[Line, ...] = field(repr=False)
    em: float  # usual height of a word: the measure of all distances
    width: float

    def near(self, upper: Line, lower: Line, ems: float = 1.8) -> bool:
        """Whether a line follows another without an empty one between."""
        return lower.top - upper.bottom < ems * self.em

    @cached_property
    def left(self) -> float:
        """Where the text begins."""
        return min((line.cells[0].left for line in self.lines), default=0.0)

    @cached_property
    def right(self) -> float:
        return max((line.cells[-1].right for line in self.lines), default=0.0)


def sheet_of(file: int, page: PageReading) -> Sheet:
    """The lines of a page."""
    rows = rows_of(page)
    em = height_of(rows)
    gaps = _gaps_of(rows, em)
    lines = [line for row in rows if (line := _line(_without_specks(row, gaps), gaps)) is not None]
    return Sheet(file, page, tuple(lines), em, max([page.width, *(row[-1].right for row in rows)]))


class _Gaps(NamedTuple):
    """From where on a gap is wide, anywhere and at the edge of a column; `edges`: where columns begin."""

    wide: float
    aligned: float
    slack: float
    edges: list[float]

    def parts(self, before: Place, word: Place) -> bool:
        """Whether two words of a line stand apart."""
        gap = word.left - before.right
        low, high = bisect_left(self.edges, word.left - self.slack), bisect_right(self.edges, word.left + self.slack)
        if ADDRESSED.match(word.text) and high > low:
            return True  # however close the labels came to the address
        return gap > self.wide or (gap > self.aligned and high - low > 1)


def _gaps_of(rows: Sequence[Row], em: float) -> _Gaps:
    pairs = [pair for row in rows for pair in pairwise(row)]
    usual = median([word.left - before.right for before, word in pairs] or [0.0])
    wide, aligned = (max(ems * em, times * usual) for ems, times in (WIDE, ALIGNED))
    inner = INNER * max([row[-1].right for row in rows], default=0.0)
    alone = [row[0].left for row in rows if row[0].left > inner]
    edges = sorted([*alone, *(word.left for before, word in pairs if word.left - before.right > aligned)])
    return _Gaps(wide, aligned, EDGE * em, edges)


def _without_specks(row: Row, gaps: _Gaps) -> Row:
    """The row without what was read in the room between two columns: a fold, the edge of a stamp."""
    kept = row[:1]
    for word, after in pairwise(row[1:]):
        room = kept[-1]._replace(right=kept[-1].right + word.right - word.left)
        if not (SPECK.match(word.text) and gaps.parts(room, after)):
            kept.append(word)
    return kept + row[1:][-1:]


def _line(row: Row, gaps: _Gaps) -> Line | None:
    text: list[str] = []
    at: list[int] = []
    words: list[tuple[int, float]] = []
    for place, word in enumerate(row):
        if place:
            space = GAP if gaps.parts(row[place - 1], word) else " "
            text.append(space)
            at += [-1] * len(space)
        words.append((len(at), word.left))
        for number, sign in enumerate(word.text):
            plain = sign if sign.isascii() else _plain(sign)
            text.append(plain)
            at += [word.start + number] * len(plain)
    whole = PLACEHOLDER.sub(lambda found: " " * len(found[0]), "".join(text))
    cells = tuple(_cells(whole, at, {word.start: word for word in row}))
    if not cells:
        return None
    return Line(whole, tuple(at), cells, tuple(words), min(word.top for word in row), max(word.bottom for word in row))


def _plain(sign: str) -> str:
    """A sign as it is typed: ligatures apart, marks that only steer the direction of writing gone."""
    return "" if unicodedata.category(sign) in ("Cf", "Cc") else unicodedata.normalize("NFKC", sign)


def _cells(text: str, at: Sequence[int], words: dict[int, Place]) -> Iterable[Cell]:
    """What wide gaps part. A sign's place in the page's text leads to its word."""
    starts = sorted(words)
    for match in re.finditer(r"\S+(?: \S+)*", text):
        first, last = (_word_at(at[place], starts, words) for place in (match.start(), match.end() - 1))
        yield Cell(match.start(), match.end(), first.left, last.right)


def _word_at(place: int, starts: list[int], words: dict[int, Place]) -> Place:
    return words[starts[bisect_right(starts, place) - 1]]
