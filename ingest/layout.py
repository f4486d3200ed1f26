"""Does the text of a page stand in columns? Tesseract reads across columns in the mode that is best for letters."""

import numpy as np
from numpy.typing import NDArray

from ingest.measure import smaller
from ingest.recogniser import Gray

SIDE = 1000  # pixels of the longer side on which this is looked at
INK = 160
GUTTER = 0.013
"""Least width of the white between columns, as a share of the page's."""
FREE = 0.02
"""Share of a gutter's rows that may have ink in it: specks, and the tail of a letter."""
BAND = 0.18
"""Height, as a share of the page's, over which columns are looked for."""
LINES = 7
"""Least lines of text on both sides of the gutter in that band: the labels and the address at the head of a letter
stand beside each other too, but on fewer lines, and are read as lines."""
WORD = 0.02
"""White up to this share of the page's width parts words, more parts what stands on a line."""
A_LINE = 0.15
"""Least length of a line of a column, as a share of the page's width. Stamps, notes by hand and specks beside each
other are rows of ink as well, but hardly three of them are so long (real letters; a real column has nine)."""
BOTH, LEADING = 0.5, 0.02
"""Share of the height of the text that must have text on both sides of the gutter: a date beside a label is no column.
White up to the second, a share of the page's height, parts lines of one text: those of two columns seldom lie level."""


def in_columns(page: Gray) -> bool:
    """Whether a white gutter runs down a part of the middle third of the page with text on both its sides.

    Part of the page is enough: a title above, or a picture across the columns, leave them columns.
    """
    ink = smaller(page, min(1.0, SIDE / max(page.shape))) < INK
    height, width = ink.shape
    band, gutter = int(BAND * height), max(4, round(GUTTER * width))
    leading = max(1, round(LEADING * height))
    if band < LINES:
        return False  # no page but a strip
    return any(
        _parted(ink[top : top + band], gutter, leading) for top in range(0, height - band + 1, max(1, band // 4))
    )


def _parted(ink: NDArray[np.bool_], gutter: int, leading: int) -> bool:
    """Whether the text of a band is parted by a gutter."""
    width = ink.shape[1]
    low, high = int(width * 0.33), int(width * 0.67)
    free = ink[:, low:high].sum(axis=0) < FREE * max(1, ink.any(axis=1).sum())
    gutters = low + np.flatnonzero(np.diff(free, prepend=False, append=False)).reshape(-1, 2)
    return any(
        _are_columns(ink[:, :start], ink[:, end:], width, leading) for start, end in gutters if end - start >= gutter
    )


def _are_columns(left: NDArray[np.bool_], right: NDArray[np.bool_], width: int, leading: int) -> bool:
    """Whether text stands on both sides of a gutter. `width`: pixels of the page's."""
    one, other = (_text(np.asarray(side.any(axis=1), bool), leading) for side in (left, right))
    beside = (one & other).sum() >= BOTH * (one | other).sum()
    return bool(beside) and all(_lines(side, width) >= LINES for side in (left, right))


def _text(rows: NDArray[np.bool_], leading: int) -> NDArray[np.bool_]:
    """Rows of ink with the white between lines."""
    return np.asarray(np.convolve(rows, np.ones(leading), "same") > 0, bool)


def _lines(side: NDArray[np.bool_], page_width: int) -> int:
    """How many lines of text stand on one side of a gutter, white between them."""
    edges = np.flatnonzero(np.diff(side.any(axis=1), prepend=False, append=False)).reshape(-1, 2)
    lines = (np.asarray(side[top:bottom].any(axis=0), bool) for top, bottom in edges)
    return sum(_longest(line, WORD * page_width) >= A_LINE * page_width for line in lines)


def _longest(line: NDArray[np.bool_], white: float) -> int:
    """The longest stretch of ink in which no white is wider than `white`."""
    inked = np.flatnonzero(line)
    ends = np.flatnonzero(np.diff(inked, append=np.inf) > white)
    starts = np.concatenate(([0], ends[:-1] + 1))
    return int((inked[ends] - inked[starts]).max())
