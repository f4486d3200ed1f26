"""Words of a text layer by their places, where the file draws them in an order that no person reads.

Programs that set forms, and editors that were used on a PDF, leave the texts of a page in any order. Of 40 generated
pages drawn so 79 % of the words that follow each other still do as they are drawn, 99.8 % by their places.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import numpy as np

from ingest.blocks import WHITE, Span, block_by_block
from ingest.compose import compose
from ingest.recogniser import Area, Line, Seen
from schemas.page import Box, Word

BACK = 1.5
"""By so many heights of a word the next line lies higher where the order goes back up the page."""
LINES, MOST_BACK = 8, 0.25
"""Least lines of a page that has an order, and the share of them that may go back up: a page in columns does so once a
column, a page in any order every other line."""
MOST_WORDS = 5_000
"""Of a page that is put in order: four newspaper pages; ten times as many take a hundred times as long."""
MIDDLE = (0.2, 0.8)
"""Where in the width of a text the white between its columns lies."""
LEAST_LINES, FILLED = 7, 0.6
"""Least lines of a column, and how much of its width a usual line fills with words: less is a table, which is read row
by row."""
NARROWEST = 8
"""Least width of a column, in heights of a word: a narrower one is a table's."""
PARAGRAPH = 2.2
"""Heights of a word from one line to the next from which a paragraph begins."""


def strewn(words: Sequence[Word]) -> bool:
    """Whether the words stand in no order: too many lines go back up the page."""
    if not LINES <= len(words) <= MOST_WORDS:
        return False
    x0, y0, x1, y1 = np.array([word.box for word in words], float).T
    tall, middle = float(np.median(y1 - y0)), (y0 + y1) / 2
    down = np.diff(middle)
    new_line = (np.abs(down) >= tall / 2) | (x0[1:] < x1[:-1] - tall)
    back = new_line & (down <= -BACK * tall)
    return bool(new_line.sum() >= LINES and back.sum() > MOST_BACK * new_line.sum())


def by_place(words: Sequence[Word]) -> tuple[str, tuple[Word, ...]]:
    """The text and its words from top to bottom, column by column, block by block."""
    seen = [Seen(word.text, word.box, word.confidence) for word in words]
    tall = median(word.box[3] - word.box[1] for word in seen)
    lines, above, paragraph = list[Line](), 0.0, 0
    for row in _rows(sorted(seen, key=_middle), tall):
        here = _middle(row[0])
        paragraph += not 0 < here - above < PARAGRAPH * tall
        lines.append(Line(row, paragraph))
        above = here
    return compose(block_by_block(lines)[0], _as_it_is)


def _as_it_is(area: Area) -> Box:
    x0, y0, x1, y1 = map(round, area)
    return x0, y0, x1, y1


def _rows(words: list[Seen], tall: float) -> Iterator[tuple[Seen, ...]]:
    """The rows of words that are sorted from top to bottom, those of a column before those of the next."""
    while words:
        columns = _columns(words, tall)
        for column in columns:
            yield from _rows(column, tall)
        if not columns:
            columns = [_level(words, tall)]
            yield tuple(sorted(columns[0], key=lambda word: word.box[0]))
        words = words[sum(map(len, columns)) :]


def _level(words: list[Seen], tall: float) -> list[Seen]:
    """The first words that stand at one height."""
    return [word for word in words if _middle(word) - _middle(words[0]) < tall / 2]


def _columns(words: list[Seen], tall: float) -> list[list[Seen]]:
    """As many of the first words as stand in columns, by column from left to right; none where they do not."""
    left, right = min(word.box[0] for word in words), max(word.box[2] for word in words)
    free = [(left + MIDDLE[0] * (right - left), left + MIDDLE[1] * (right - left))]
    taken = 0
    for word in words:
        narrower = [span for one in free for span in _without(one, word.box) if span[1] - span[0] >= WHITE * tall]
        if not narrower:
            break
        free, taken = narrower, taken + 1
    edges = [left, *(sum(span) / 2 for span in free), right + 1]
    columns = [[word for word in words[:taken] if low <= word.box[0] < high] for low, high in pairwise(edges)]
    columns = [column for column in columns if column]
    return columns if len(columns) > 1 and all(_is_text(column, tall) for column in columns) else []


def _without(span: Span, box: Area) -> tuple[Span, Span]:
    """What a word leaves of a white at its left and at its right."""
    return (span[0], min(span[1], box[0])), (max(span[0], box[2]), span[1])


def _is_text(words: list[Seen], tall: float) -> bool:
    """Whether words stand in lines as a column's do."""
    rows = []
    while words:
        rows.append(_level(words, tall))
        words = words[len(rows[-1]) :]
    wide = max(word.box[2] for row in rows for word in row) - min(word.box[0] for row in rows for word in row)
    inked = median(sum(word.box[2] - word.box[0] for word in row) for row in rows)
    return len(rows) >= LEAST_LINES and wide >= NARROWEST * tall and inked >= FILLED * wide


def _middle(word: Seen) -> float:
    return (word.box[1] + word.box[3]) / 2
