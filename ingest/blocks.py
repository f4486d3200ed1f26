"""Labels at the left of a letter's head, with place, date and address beside them at the right; and two signatures.

An engine that reads a letter as one column goes across both: "Sifat : Biasa Yth. Direktur Utama". They are told by the
white between them, and read one after the other: errors on twelve generated letters, eight of them with such a head,
7.6 % > 1.8; of the words that follow each other 95.8 % > 98.8 still do.
"""

from collections.abc import Sequence
from itertools import chain, pairwise
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
Tables have no labels, and stay as they are."""
ROOM, MOST_ROOM = 2.8, 14.0
"""Least and most heights of a word from the line above the room for a signature to the name below it."""
LEVEL = 2.5
"""Most heights of a word by which that room begins or ends higher on one side than on the other."""
LAST = 8
"""Most lines below two signatures: copies, initials."""
BELOW = 2.2
"""Most heights of a word from one line to the next below that room: what comes after a blank line is no signature."""

Span = tuple[float, float]
"""From x to x, or from y to y."""
Side = Sequence[tuple[Seen, ...]]
"""The words of each row on one side; some rows have none there."""


class Sheet(NamedTuple):
    """The height of a word, where the text begins and ends from left to right, and where the line above begins."""

    tall: float
    left: float
    right: float
    above: float


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
    rows, paragraph = _rows(lines, tall), max(line.paragraph for line in lines) + 1
    out: list[Line] = []
    at, split = 0, False
    while at < len(rows):
        above = rows[at - 1].words[0].box[0] if at else left
        taken, x = _beside(rows[at:], Sheet(tall, left, right, above))
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


def _beside(rows: Sequence[Row], sheet: Sheet) -> tuple[list[Row], float]:
    """As many of the first rows as stand in two blocks, and the x between them; none where they do not."""
    for signed, are in ((False, _are_labels), (True, _are_signatures)):
        taken, free = _parted(rows, sheet, signed=signed)
        found = [(low, high) for low, high in free if are(*_sides(taken, (low + high) / 2), sheet)]
        if found and not (signed and len(rows) - len(taken) > LAST):
            low, high = max(found, key=lambda span: (_begun(taken, span, sheet.tall), span[1] - span[0]))
            return taken, (low + high) / 2
    return [], 0.0


def _begun(rows: Sequence[Row], white: Span, tall: float) -> int:
    """How many lines begin where the white ends: those of the right block, but few behind a wide blank in the left."""
    right = _sides(rows, sum(white) / 2)[1]
    return sum(abs(words[0].box[0] - white[1]) < tall / 2 for words in right if words)


def _parted(rows: Sequence[Row], sheet: Sheet, *, signed: bool) -> tuple[list[Row], list[Span]]:
    """As many of the first rows as have white in common, and where it is. `signed`: one gap may be as wide as the room
    for a signature."""
    tall, left, right, _ = sheet
    free = [(left + MIDDLE[0] * (right - left), left + MIDDLE[1] * (right - left))]
    taken, most = list[Row](), MOST_ROOM if signed else NEXT
    for row in rows:
        step = _height(row.words) - _height(taken[-1].words) if taken else tall
        narrower = [
            (max(low, start), min(high, end))
            for low, high in free
            for start, end in _whites(row.words, tall)
            if min(high, end) - max(low, start) >= WHITE * tall
        ]
        if not 0 < step < most * tall or not narrower:
            break
        if signed and step >= ROOM * tall:
            most = BELOW
        free, taken = narrower, [*taken, row]
    return taken, free if taken else []


def _are_labels(left: Side, right: Side, _sheet: Sheet) -> bool:
    """Whether labels stand at the left, and something beside them."""
    labels = sum(any(":" in word.text for word in words) for words in left)
    return labels >= LABELS and sum(bool(one and other) for one, other in zip(left, right, strict=True)) >= BOTH


def _are_signatures(left: Side, right: Side, sheet: Sheet) -> bool:
    """Whether both sides leave room for a signature at about the same height. The last words of a paragraph, with
    initials below them, begin where the line above does."""
    tall, first = sheet.tall, next((words for words in left if words), None)
    if first is None or abs(first[0].box[0] - sheet.above) < tall:
        return False
    rooms = [_room([_height(words) for words in side if words]) for side in (left, right)]
    return all(
        ROOM * tall <= low - high and abs(edge - other) <= LEVEL * tall
        for high, low in rooms
        for edge, other in zip(*rooms, strict=True)
    )


def _room(heights: Sequence[float]) -> Span:
    """The widest gap between lines that follow each other; (0, 0) where there are not two."""
    return max(pairwise(heights), key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))


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
