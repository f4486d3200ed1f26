"""What is read a second time: the number behind its label, and the lines at the foot over which stamps and signatures
lie. Print is told there by its letters, cut out line by line, freed of colour and of strokes, and given to the engine
once more, all of it at once; what is read better than before takes its place. Clean pages are not read again.

It takes half a second of the processor, beside three for the page.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.bands import ROOM, bands
from ingest.compose import compose
from ingest.doubt import doubtful_number, foot
from ingest.fields.lines import sheet_of
from ingest.ink import black, without_strokes
from ingest.prepare import Prepared, divide_background
from ingest.recogniser import Area, Gray, Line, Recogniser, Seen
from ingest.trim import confidence_of, trim
from schemas.page import PageReading

LETTER = 26.0
"""Height of a letter of a page on which none could be measured, in pixels."""
MOST, PAD = 7, 24
"""Lines that are read again at most; pixels of white round each."""
COVERED, SURE, GUESSED = 0.75, 80.0, 55.0
"""Share of a line's width over which words that are so sure were read: it needs no second look, unless one of its words
is less sure than the last."""
ASIDE = 2 * ROOM[0]
"""Heights of a letter that are white beside a line."""
LEAST, ALIKE, LONG = 60.0, 0.8, 1.25
"""Confidence from which a second reading counts; its length by that of the first, from which it does where it is surer,
and from which it does though it is not: of a name below a stamp the first look saw some letters, and these well."""
Colour = Callable[[], NDArray[np.uint8]]


class Strip(NamedTuple):
    """Where a line stands on the prepared page, and its pixels."""

    area: Area
    pixels: Gray


def again(ready: Prepared, colour: Colour, lines: Sequence[Line], engine: Recogniser, seconds: float) -> list[Line]:
    """The lines of a page with what a second look read better. `colour`: the same page, turned the same way, RGB."""
    height, width = ready.image.shape
    text, words = compose(lines, lambda area: (round(area[0]), round(area[1]), round(area[2]), round(area[3])))
    sheet = sheet_of(1, PageReading(1, width, height, "ocr", "", text, words))
    letter = ready.letter_height * ready.scale or LETTER
    strips = []
    if (value := doubtful_number(sheet)) is not None:
        strips.append(Strip(value, _cut(ready.image, value)))
    window = foot(sheet, letter)
    if window is not None:
        strips += _unread(window, _black(ready, colour, window), lines, letter)
    return _with(lines, strips, engine.block(_stacked(strips), seconds=seconds)) if strips else list(lines)


def _unread(window: Area, piece: Gray, lines: Sequence[Line], letter: float) -> list[Strip]:
    """The lines of print in a window of the page in which nothing, or nothing sure, was read."""
    seen = [word for line in lines for word in line.words]
    found = list[Strip]()
    for inner in bands(piece, letter):
        area = (inner[0] + window[0], inner[1] + window[1], inner[2] + window[0], inner[3] + window[1])
        inside = [word for word in seen if _is_in(word, area)]
        read = sum(word.box[2] - word.box[0] for word in inside if word.confidence >= SURE)
        guessed = any(word.confidence < GUESSED for word in inside)
        if guessed or read < COVERED * (area[2] - area[0] - ASIDE * letter):
            found.append(Strip(area, without_strokes(_cut(piece, inner), letter)))
    return found[:MOST]


def _black(ready: Prepared, colour: Colour, window: Area) -> Gray:
    """The window without coloured ink; as it was prepared where nothing on the page is coloured."""
    x0, y0, x1, y1 = (round(side) for side in window)
    move = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], np.float64)
    forth = move @ np.linalg.inv(ready.back)
    piece = cv2.warpPerspective(colour(), forth, (x1 - x0, y1 - y0), flags=cv2.INTER_CUBIC, borderValue=(255,) * 3)
    return divide_background(black(np.asarray(piece, np.uint8)))


def _cut(page: Gray, area: Area) -> Gray:
    x0, y0, x1, y1 = (round(side) for side in area)
    return page[y0:y1, x0:x1]


def _stacked(strips: Sequence[Strip]) -> Gray:
    """All strips below each other on white."""
    width = max(strip.pixels.shape[1] for strip in strips) + 2 * PAD
    rows = [np.full((PAD, width), 255, np.uint8)]
    for _, pixels in strips:
        rows += [np.full((pixels.shape[0] + PAD, width), 255, np.uint8)]
        rows[-1][: pixels.shape[0], PAD : PAD + pixels.shape[1]] = pixels
    return np.vstack(rows)


def _with(lines: Sequence[Line], strips: Sequence[Strip], read: Sequence[Line]) -> list[Line]:
    """The lines with what was read of strips, where that is better."""
    tops = np.cumsum([PAD, *(strip.pixels.shape[0] + PAD for strip in strips)])
    found = list(lines)
    for (area, _), (top, low) in zip(strips, pairwise(tops), strict=True):
        inside = [line for line in read if top <= (line.words[0].box[1] + line.words[0].box[3]) / 2 < low]
        # what a stamp left of itself may be read as a line of its own, above or below the one of print
        kept = trim([Line(tuple(_moved(word, area, top) for word in line.words)) for line in inside]).lines
        best = max(kept, key=lambda line: confidence_of(line.words) * _letters(line.words), default=None)
        if best is not None and confidence_of(best.words) >= LEAST:
            found = _replaced(found, best, area)
    return found


def _moved(word: Seen, area: Area, top: float) -> Seen:
    x, y = area[0] - PAD, area[1] - top
    x0, y0, x1, y1 = word.box
    return replace(word, box=(x0 + x, y0 + y, x1 + x, y1 + y))


def _replaced(lines: list[Line], line: Line, area: Area) -> list[Line]:
    """The lines with another one in the place of what stands in an area, where that is less sure."""
    inside = [word for other in lines for word in other.words if _is_in(word, area)]
    share = _letters(line.words) / max(1, _letters(inside))
    if share < LONG and (share < ALIKE or confidence_of(line.words) <= confidence_of(inside)):
        return lines
    rest = [replace(one, words=tuple(word for word in one.words if word not in inside)) for one in lines]
    own = replace(line, paragraph=1 + max((one.paragraph for one in lines), default=0))
    left = [one for one in rest if one.words]
    middle = (line.words[0].box[1] + line.words[0].box[3]) / 2
    at = next((place for place, one in enumerate(left) if one.words[0].box[1] > middle), len(left))
    return [*left[:at], own, *left[at:]]


def _letters(words: Sequence[Seen]) -> int:
    return sum(len(word.text) for word in words)


def _is_in(word: Seen, area: Area) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]
