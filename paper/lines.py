"""The words of a page by paragraph and line, as its text has them: what copies of a letter are made from."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.page import Box, union
from schemas.rows import PARAGRAPH, gaps, parted

LANGUAGES = {"ind": "id", "eng": "en", "nld": "nl"}
"""Languages of a reading as BCP 47 has them."""
UNSPEAKABLE = frozenset({"\0", "\ufeff", "\ufffe", "\uffff"})
"""Code points that PDF/A (ISO 19005-2, 6.2.11.7.2) takes for letters without a meaning, and XML does not take."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word in its place; `confidence` 0-100."""

    text: str
    box: Box
    confidence: float


Line = tuple[Piece, ...]
Paragraph = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page as a copy says it. `width`, `height`: pixels of the page image as served, in which all boxes are, 0 where
    there is none; `language`: BCP 47, "" where it is not known; `text`: all that is said on it."""

    number: int
    name: str
    width: int
    height: int
    language: str
    text: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def lines(self) -> list[Line]:
        return [line for paragraph in self.paragraphs for line in paragraph]


def paragraphs(text: str, rows: Iterable[Sequence[Any]]) -> tuple[Paragraph, ...]:
    """The words of `rows`, [start, end, x0, y0, x1, y1, confidence] into `text`: a line ends where the text has a line
    end between two words, a paragraph where it has an empty line."""
    rows = [row for row in sorted(rows, key=lambda row: row[0]) if plain(text[row[0] : row[1]])]
    pieces = [Piece(plain(text[start:end]), (x0, y0, x1, y1), sure) for start, end, x0, y0, x1, y1, sure in rows]
    before = gaps(text, rows)
    blocks = parted(range(len(rows)), before, PARAGRAPH)
    return tuple(
        tuple(tuple(line) for line in parted([pieces[at] for at in block], [before[at] for at in block]))
        for block in blocks
    )


def plain(word: str) -> str:
    """Without control characters and what else is no letter to anybody."""
    return "".join(one for one in word if unicodedata.category(one) not in ("Cc", "Cs") and one not in UNSPEAKABLE)


def around(pieces: Iterable[Piece]) -> Box:
    """The box around all of them."""
    return union(piece.box for piece in pieces)
