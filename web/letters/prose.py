"""A page's text as it is shown: paragraphs of lines of pieces, its hits marked, its doubtful words told apart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from schemas.page import DOUBT

PARAGRAPH = re.compile(r"\n\s*\n")
Hit = tuple[int, int, int]
"""Its number, and where it begins and ends in the text."""


@dataclass(frozen=True)
class Piece:
    """Some text of one line. `hit`: the number of the hit it belongs to; `opens`: it is that hit's first piece.
    `sure`: the confidence (0-100) of the doubtful word it belongs to."""

    text: str
    hit: int | None
    opens: bool
    sure: int | None


Paragraphs = list[list[list[Piece]]]


def paragraphs(text: str, hits: Sequence[Hit] = (), words: Iterable[Sequence[Any]] = ()) -> Paragraphs:
    """`words`: rows of a stored Page, [start, end, ..., confidence]; none for a text that a person corrected."""
    doubts = [(row[0], row[1], round(row[-1])) for row in words if row[-1] < DOUBT]
    found, at = [], 0
    for match in [*PARAGRAPH.finditer(text), None]:
        end = match.start() if match else len(text)
        if text[at:end].strip():
            found.append(_lines(text, at, end, hits, doubts))
        at = match.end() if match else end
    return found


def doubtful(words: Iterable[Sequence[Any]], text: str) -> list[tuple[str, int]]:
    """The doubtful words of a page, each with its confidence."""
    return [(text[row[0] : row[1]], round(row[-1])) for row in words if row[-1] < DOUBT]


def _lines(text: str, start: int, end: int, hits: Sequence[Hit], doubts: Sequence[Hit]) -> list[list[Piece]]:
    lines, at = [], start
    for line in text[start:end].split("\n"):
        lines.append(_pieces(text, at, at + len(line), hits, doubts))
        at += len(line) + 1
    return lines


def _pieces(text: str, start: int, end: int, hits: Sequence[Hit], doubts: Sequence[Hit]) -> list[Piece]:
    """The line from `start` to `end`, cut wherever a hit or a doubtful word begins or ends."""
    here = [(a, b, number) for number, a, b in hits if a < end and b > start]
    weak = [(a, b, sure) for a, b, sure in doubts if a < end and b > start]
    cuts = sorted({start, end, *(cut for a, b, _ in (*here, *weak) for cut in (a, b) if start < cut < end)})
    pieces = []
    for low, high in pairwise(cuts):
        hit = next(((number, a) for a, b, number in here if a <= low < b), None)
        sure = next((sure for a, b, sure in weak if a <= low < b), None)
        number, first = hit or (None, None)
        pieces.append(Piece(text[low:high], number, first == low, sure))
    return pieces
