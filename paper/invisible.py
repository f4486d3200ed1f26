"""The words of a page as invisible text over its image: each in its box, in the order of reading.

What readers take for a line, a word and a space was measured with pdf.js, Poppler and PDFium: one horizontal baseline a
line, or pdf.js loses its end; no box over the next one, a space of a fifth of the letters' height at least, and one at
the end of each line, or words run together.
"""

from collections.abc import Iterator, Sequence
from statistics import median_low

from paper.glyphs import DESCENT, EM, WIDTH, Alphabet
from paper.lines import Line, Piece

SPACE = 0.2
"""Least width of a space, as a share of the letters' height."""
BELOW = frozenset("gjpqyQ,;()[]/@|")
"""Characters that reach below the baseline."""
LEAST = 1.0
"""Points of the smallest letters."""


def text_layer(lines: Sequence[Line], height: float, scale: tuple[float, float], alphabet: Alphabet) -> bytes:
    """The content that writes `lines` on a page `height` points high; `scale`: points a pixel, across and down."""
    shown = [one for line in lines for one in _line(line, height, scale, alphabet)]
    return "\n".join(["BT 3 Tr", *shown, "ET"]).encode("ascii")


def _line(line: Line, height: float, scale: tuple[float, float], alphabet: Alphabet) -> Iterator[str]:
    across, down = scale
    size = max(LEAST, median_low([(piece.box[3] - piece.box[1]) * down for piece in line]))
    baseline = height - median_low([_baseline(piece, size / down) for piece in line]) * down
    least = SPACE * size / across
    yield f"/F {size:.2f} Tf"
    for piece, after in zip(line, [*line[1:], None], strict=True):
        left, right = float(piece.box[0]), float(max(piece.box[2], piece.box[0] + 1))
        if after is not None and after.box[0] > left + 1:
            right = min(right, max(left + 1, after.box[0] - least))
        gap = max(least, after.box[0] - right if after is not None else 0)
        word, space = _stretch((right - left) * across, len(piece.text), size), _stretch(gap * across, 1, size)
        yield f"1 0 0 1 {left * across:.2f} {baseline:.2f} Tm {word} Tz <{alphabet.encoded(piece.text)}> Tj"
        yield f"{space} Tz <{alphabet.encoded(' ')}> Tj"


def _baseline(piece: Piece, size: float) -> float:
    """In pixels from the top: the box's lower side, but for what hangs below."""
    return piece.box[3] + (DESCENT / EM * size if BELOW.intersection(piece.text) else 0)


def _stretch(wide: float, letters: int, size: float) -> str:
    """Horizontal scaling in percent with which so many letters take `wide` points."""
    return f"{100 * wide / (letters * size * WIDTH / EM):.1f}"
