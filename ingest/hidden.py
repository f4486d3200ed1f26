"""Words of a text layer that nobody sees on the page: drawn in white on white, or not drawn at all. They are marks for
a signature's place, or say something else than the paper."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from paper import pdf
from schemas.page import Word

SHRINK = 0.5
"""Of the page image as served: enough to see whether there is ink."""
LEAST_CONTRAST = 40
"""Gray levels between the lightest and the darkest dot of what can be seen."""
ROOM = 1
"""Pixels by which a word's box is smaller than it is, so that a line beside it is not taken for it."""


def unseen(page: Any, words: tuple[Word, ...]) -> frozenset[int]:
    """Numbers of the words of an open PDF page that cannot be seen."""
    places = pdf.may_be_hidden(page)
    inside = [number for number, word in enumerate(words) if _is_in(word, places)] if len(places) else []
    if not inside:
        return frozenset()
    pixels = pdf.render(page, pdf.served_scale(page) * SHRINK, gray=True)
    return frozenset(number for number in inside if not _shows(pixels, words[number]))


def _is_in(word: Word, places: NDArray[np.float64]) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return bool(((places[:, 0] <= x) & (x <= places[:, 2]) & (places[:, 1] <= y) & (y <= places[:, 3])).any())


def _shows(pixels: NDArray[np.uint8], word: Word) -> bool:
    """Whether there is ink where a word is said to stand."""
    x0, y0, x1, y1 = (round(side * SHRINK) for side in word.box)
    part = pixels[y0 + ROOM : max(y1 - ROOM, y0 + ROOM + 1), x0 + ROOM : max(x1 - ROOM, x0 + ROOM + 1)]
    return part.size > 0 and int(part.max()) - int(part.min()) >= LEAST_CONTRAST
