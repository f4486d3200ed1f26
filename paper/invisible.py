"""The words of a page as invisible text over its image: each in its box, in the order of reading.

What readers take for a line, a word and a space was measured with pdf.js, Poppler and PDFium: one horizontal baseline a
line, or pdf.js loses its end; no box over the next one, a space of a fifth of the letters' height at least, and one at
the end of each line, or words run together.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import median, median_low

from paper.glyphs import DESCENT, EM, WIDTH, Alphabet
from paper.lines import Line, Piece

SPACE = 0.2
"""Least width of a space, as a share of the letters' height."""
BELOW = frozenset("gjpqyQ,;()[]/@|")
"""Characters that reach below the baseline."""
LEVEL = 1 / 3
LEAST = 1.0
"""Points of the smallest letters."""


def text_layer(lines: Sequence[Line], height: float, scale: tuple[float, float], alphabet: Alphabet) -> bytes:
    """The content that writes `lines` on a page `height` points high; `scale`: points a pixel, across and down."""
    shown = [one for line in lines for one in _line(line, height, scale, alphabet)]
    return "\n".join(["BT 3 Tr", *shown, "ET"]).encode("ascii")


def _line(line: Line, height: float, scale: tuple[float, float], alphabet: Alphabet) -> Iterator[str]:
    across, down = scale
    size = max(LEAST, median_low([(piece.box[3] - piece.box[1]) * down for piece in line]))
    least = SPACE * size / across
    slope, start = _baseline(line, size / down)
    spans = _spans(line, least)
    yield f"/F {size:.2f} Tf"
    for piece, (left, right), after in zip(line, spans, [*spans[1:], None], strict=True):
        baseline = height - (start + slope * (left + right) / 2) * down
        gap = max(least, after[0] - right if after else 0)
        word, space = _stretch((right - left) * across, len(piece.text), size), _stretch(gap * across, 1, size)
        yield f"1 0 0 1 {left * across:.2f} {baseline:.2f} Tm {word} Tz <{alphabet.encoded(piece.text)}> Tj"
        yield f"{space} Tz <{alphabet.encoded(' ')}> Tj"


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


def _baseline(line: Line, size: float) -> tuple[float, float]:
    """Slope of the line on which the words stand, and where it begins, in pixels; a slope so small that it does not lift
    the last word by a third of its height is none, and readers see one line."""
    feet = [((piece.box[0] + piece.box[2]) / 2, _foot(piece, size)) for piece in line]
    slopes = [(y1 - y0) / (x1 - x0) for (x0, y0), (x1, y1) in combinations(feet, 2) if abs(x1 - x0) > size]
    slope = median(slopes) if slopes else 0.0
    if abs(slope * (feet[-1][0] - feet[0][0])) < LEVEL * size:
        slope = 0.0
    return slope, median(y - slope * x for x, y in feet)


def _foot(piece: Piece, size: float) -> float:
    """In pixels from the top: the box's lower side, but for what hangs below."""
    return piece.box[3] + (DESCENT / EM * size if BELOW.intersection(piece.text) else 0)


def _stretch(wide: float, letters: int, size: float) -> str:
    """Horizontal scaling in percent with which so many letters take `wide` points."""
    return f"{100 * wide / (letters * size * WIDTH / EM):.1f}"
