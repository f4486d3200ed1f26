"""The words of a page in rows: what stands at one height, from the top down, each row from left to right.

The order in which a text layer or an engine hands over the words is not that of the paper: labels on the left and an
address on the right run together, or a colon stands three lines below its label. The words' boxes tell.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from schemas.page import PageReading
from schemas.rows import gaps, parted

LEVEL = 0.5
"""Words whose middles differ by less than so many heights of a word stand in one row."""
SLOPED = 0.002
"""A scan that lies more askew than this (height by width) is straightened before rows are told apart."""
ACROSS, DOWN, HIGH = 10, 20, 12
"""Of a text without boxes: the room that a sign takes, and the height of a row and of a word in it."""


class Place(NamedTuple):
    """A word's text, where it begins in the page's text, and its box, straightened."""

    text: str
    start: int
    left: float
    top: float
    right: float
    bottom: float


Row = list[Place]


def rows_of(page: PageReading) -> list[Row]:
    """The rows of a page; of a text without boxes its own lines, as on a typewriter."""
    if not page.words:
        return _typed(page.text)
    return [sorted(row, key=lambda word: word.left) for row in _levelled(_straightened(_read(page)))]


def height_of(rows: Iterable[Row]) -> float:
    """The usual height of a word."""
    return max(1.0, median([word.bottom - word.top for row in rows for word in row] or [1.0]))


def _read(page: PageReading) -> list[Row]:
    """The words by the lines of the page's text."""
    places = [Place(word.text, word.start, *map(float, word.box)) for word in page.words]
    return parted(places, gaps(page.text, [(word.start, word.end) for word in page.words]))


def _straightened(rows: list[Row]) -> list[Row]:
    """The same words, their boxes moved as if the page had lain straight."""
    slopes = [
        (_middle([row[-1]]) - _middle([row[0]])) / (row[-1].left - row[0].left)
        for row in rows
        if len(row) > 3 and row[-1].left > row[0].left
    ]
    slope = median(slopes) if slopes else 0.0
    if abs(slope) < SLOPED:
        return rows
    return [
        [word._replace(top=word.top - slope * word.left, bottom=word.bottom - slope * word.left) for word in row]
        for row in rows
    ]


def _levelled(rows: list[Row]) -> list[Row]:
    """Rows that stand at one height beside each other are one row. From the top down."""
    found: list[tuple[float, Row]] = []
    slack = LEVEL * height_of(rows)
    for row in sorted(rows, key=_middle):
        middle = _middle(row)
        near = (other for height, other in reversed(found[-4:]) if middle - height < slack)
        beside = next((other for other in near if _apart(row, other)), None)
        if beside is None:
            found.append((middle, list(row)))
        else:
            beside += row
    return [row for _, row in found]


def _middle(row: Sequence[Place]) -> float:
    return median((word.top + word.bottom) / 2 for word in row)


def _apart(row: Row, other: Row) -> bool:
    """Whether no word stands over another one."""
    both = sorted([*((word, 0) for word in row), *((word, 1) for word in other)], key=lambda one: one[0].left)
    return all(one.right <= word.left + 1 for (one, mine), (word, its) in pairwise(both) if mine != its)


def _typed(text: str) -> list[Row]:
    """The words of a text without boxes. What begins with a colon, as the cells of a table do that are written one
    below the other, goes on with the line before."""
    rows: list[Row] = []
    at = column = 0
    for line in text.split("\n"):
        words = [(match[0], match.start()) for match in re.finditer(r"\S+", line)]
        goes_on = bool(rows) and (line.lstrip()[:1] == ":" or rows[-1][-1].text == ":")
        if words and not goes_on:
            rows.append([])
        shift = column + 1 if words and goes_on else 0
        for word, start in words:
            left, top = ACROSS * (start + shift), DOWN * len(rows)
            rows[-1].append(Place(word, at + start, left, top, left + ACROSS * len(word), top + HIGH))
        if words:
            column = shift + len(line.rstrip())
        at += len(line) + 1
    return rows
