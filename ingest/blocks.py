"""Labels at the left of a letter's head, with place, date and address beside them at the right.

An engine that reads a letter as one column goes across both: "Sifat : Biasa Yth. Direktur Utama". They are told by the
white between them, and read one after the other: errors on twelve generated letters, eight of them with such a head,
7.6 % > 1.8; of the words that follow each other 95.8 % > 98.8 still do.
"""

from collections.abc import Sequence
from itertools import chain
from statistics import median
from typing import NamedTuple

from ingest.recogniser import Line, Seen

WHITE = 1.2
"""Least width of the white between two blocks, in heights of a word."""
MIDDLE = (0.25, 0.75)
"""Where in the width of the text that white lies: what labels say begins further left."""
NEXT = 3.5
"""Most heights of a word from one line to the next of a block: the subject may stand apart."""
LABELS, BOTH = 2, 2
"""Least lines of the left block with a colon, and least lines with words on both sides: fewer are no head of a letter.
Tables and signatures beside each other have no labels, and stay as they are."""

Span = tuple[float, float]
"""From x to x."""


class Row(NamedTuple):
    """Lines at one height, and their words from left to right."""

    lines: tuple[Line, ...]
    words: tuple[Seen, ...]


def block_by_block(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """The lines of a letter, where two blocks stand beside each other all of the left one before the right one; and
    whether there are such blocks. All else stays in its order."""
    words = list(chain.from_iterable(line.words for line in lines))
    if not words:
        return list(lines), False
    tall = median(word.box[3] - word.box[1] for word in words)
    left, right = min(word.box[0] for word in words), max(word.box[2] for word in words)
    middle = left + MIDDLE[0] * (right - left), left + MIDDLE[1] * (right - left)
    rows, paragraph = _rows(lines, tall), max(line.paragraph for line in lines) + 1
    out: list[Line] = []
    at, split = 0, False
    while at < len(rows):
        taken, x = _beside(rows[at:], tall, middle)
        if not taken:
            out += rows[at].lines
            at += 1
            continue
        for side in _sides(taken, x):
            out += [Line(words, paragraph) for words in side if words]
            paragraph += 1
        at, split = at + len(taken), True
    return out, split


def _rows(lines: Sequence[Line], tall: float) -> list[Row]:
    """Lines that follow each other at the same height are one row."""
    rows: list[Row] = []
    for line in lines:
        level = bool(rows) and abs(_height(rows[-1].words) - _height(line.words)) < tall / 2
        together = (*rows.pop().lines, line) if level else (line,)
        words = chain.from_iterable(one.words for one in together)
        rows.append(Row(together, tuple(sorted(words, key=lambda word: word.box[0]))))
    return rows


def _height(words: Sequence[Seen]) -> float:
    """Where the middle of a line lies."""
    return median((word.box[1] + word.box[3]) / 2 for word in words)


def _beside(rows: Sequence[Row], tall: float, middle: Span) -> tuple[list[Row], float]:
    """As many of the first rows as stand in two blocks, and the x between them; none where they do not."""
    free, taken = [middle], list[Row]()
    for row in rows:
        if taken and not 0 < _height(row.words) - _height(taken[-1].words) < NEXT * tall:
            break
        left = [
            (max(low, start), min(high, end))
            for low, high in free
            for start, end in _whites(row.words, tall)
            if min(high, end) - max(low, start) >= WHITE * tall
        ]
        if not left:
            break
        free, taken = left, [*taken, row]
    for low, high in free:
        x = (low + high) / 2
        sides = _sides(taken, x)
        labels = sum(any(":" in word.text for word in words) for words in sides[0])
        if labels >= LABELS and sum(bool(one and other) for one, other in zip(*sides, strict=True)) >= BOTH:
            return taken, x
    return [], 0.0


def _whites(words: Sequence[Seen], tall: float) -> list[Span]:
    """The wide white between the words of a row, and on both of its sides; but not before a colon, which goes with its
    label."""
    starts = [(word.box[0], word.text.startswith(":")) for word in words] + [(float("inf"), False)]
    ends = [0.0, *(word.box[2] for word in words)]
    whites = zip(ends, starts, strict=True)
    return [(end, start) for end, (start, colon) in whites if start - end >= WHITE * tall and not colon]


def _sides(rows: Sequence[Row], x: float) -> tuple[list[tuple[Seen, ...]], list[tuple[Seen, ...]]]:
    """The words of each row left and right of x."""
    return (
        [tuple(word for word in row.words if word.box[0] < x) for row in rows],
        [tuple(word for word in row.words if word.box[0] >= x) for row in rows],
    )
