"""The words of a page as invisible text over its image: each in its box, in the order of reading.

What readers take for a line, a word and a space was measured with pdf.js, Poppler and PDFium: letters that are not
turned, or pdf.js loses the ends of lines; no box over the next one, a space of a fifth of the letters' height at least,
and one at the end of each line, or words run together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import copysign
from statistics import median, median_low

from paper.glyphs import DESCENT, EM, WIDTH, Alphabet
from paper.lines import Line, Piece

SPACE = 0.2
"""Least width of a space, as a share of the letters' height."""
BELOW = frozenset("gjpqyQ,;()[]/@|")
"""Characters that reach below the baseline."""
LEVEL, APART = 1 / 3, 0.6
"""Of the letters' height: a line that rises by less is level; lines less than that apart are one to pdf.js (0.5)."""
LEAST = 1.0
"""Points of the smallest letters."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A line in pixels: the letters' height, where each word begins and ends, and where it stands."""

    line: Line
    size: float
    spans: list[tuple[float, float]]
    feet: list[float]


def text_layer(lines: Sequence[Line], height: float, scale: tuple[float, float], alphabet: Alphabet) -> bytes:
    """The content that writes `lines` on a page `height` points high; `scale`: points a pixel, across and down."""
    shown = [
        one for row in _apart([_row(line, scale) for line in lines]) for one in _said(row, height, scale, alphabet)
    ]
    return "\n".join(["BT 3 Tr", *shown, "ET"]).encode("ascii")


def _row(line: Line, scale: tuple[float, float]) -> _Row:
    """The boxes of words that rise or fall are higher than their letters, by what the line rises within a word."""
    tall = _usual(line, 0.0)
    slope = _slope(line, tall)
    size = max(LEAST / scale[1], _usual(line, slope))
    start = median(_foot(piece, size, slope) - slope * _middle(piece) for piece in line)
    spans = _spans(line, SPACE * size)
    return _Row(line, size, spans, [start + slope * (left + right) / 2 for left, right in spans])


def _usual(line: Line, slope: float) -> float:
    """The usual height of letters, in pixels; a word counts by its letters, or the dashes of a line outvote them."""
    return median_low([piece.box[3] - piece.box[1] - _rise(piece, slope) for piece in line for _ in piece.text])


def _rise(piece: Piece, slope: float) -> float:
    return abs(slope) * (piece.box[2] - piece.box[0])


def _apart(rows: list[_Row]) -> list[_Row]:
    """The end of a line and the beginning of the next one apart from each other: where lines are so askew that both
    stand equally high, pdf.js would take them for one."""
    feet = [list(row.feet) for row in rows]
    for at, (row, after) in enumerate(pairwise(rows)):
        below = feet[at + 1][0] - feet[at][-1]
        near = APART * max(row.size, after.size) - abs(below)
        if near > 0 and after.spans[0][0] < row.spans[-1][1]:
            feet[at][-1] -= copysign(near / 2, below)
            feet[at + 1][0] += copysign(near / 2, below)
    return [replace(row, feet=some) for row, some in zip(rows, feet, strict=True)]


def _said(row: _Row, height: float, scale: tuple[float, float], alphabet: Alphabet) -> Iterator[str]:
    across, down = scale
    size = row.size * down
    yield f"/F {size:.2f} Tf"
    for piece, (left, right), foot in zip(row.line, row.spans, row.feet, strict=True):
        stretch = 100 * (right - left) * across / (len(piece.text) * size * WIDTH / EM)
        said = alphabet.encoded(f"{piece.text} ")
        yield f"{stretch:.1f} Tz 1 0 0 1 {left * across:.2f} {height - foot * down:.2f} Tm <{said}> Tj"


def _spans(line: Line, least: float) -> list[tuple[float, float]]:
    """Where the words begin and end, in pixels: a box over the next one gives way, or the next one does where it begins
    in the first half."""
    found: list[tuple[float, float]] = []
    pushed = 0.0
    for piece, after in zip(line, [*line[1:], None], strict=True):
        left = max(float(piece.box[0]), pushed)
        right, pushed = max(float(piece.box[2]), left + 1), 0.0
        if after is not None and left < after.box[0] < right + least:
            if after.box[0] > (left + right) / 2:
                right = max(left + 1, after.box[0] - least)
            else:
                pushed = right + least
        found.append((left, right))
    return found


def _slope(line: Line, size: float) -> float:
    """Of the line on which the words stand, in pixels: the median over each word and the one half a line behind it,
    which is what Theil's slope is over all pairs, at a cost that a line of ten thousand words can bear. One so small
    that it does not lift the last word by a third of its height is none, and readers see one line."""
    feet = [(_middle(piece), _foot(piece, size, 0.0)) for piece in line]
    pairs = zip(feet, feet[max(1, len(feet) // 2) :], strict=False)
    slopes = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in pairs if abs(x1 - x0) > size]
    slope = median(slopes) if slopes else 0.0
    return slope if abs(slope * (feet[-1][0] - feet[0][0])) >= LEVEL * size else 0.0


def _middle(piece: Piece) -> float:
    return (piece.box[0] + piece.box[2]) / 2


def _foot(piece: Piece, size: float, slope: float) -> float:
    """Where the middle of a word stands, in pixels from the top: the box's lower side, but for what hangs below."""
    hangs = DESCENT / EM * size if BELOW.intersection(piece.text) else 0
    return piece.box[3] + hangs - _rise(piece, slope) / 2
