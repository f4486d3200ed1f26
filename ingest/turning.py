"""Places on a page that is turned: what stood in a box stands in another one afterwards."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.page import Box, PageReading, Word

TURNS = (90, 180, 270)
"""Degrees clockwise."""


def turned_box(box: Sequence[int], by: int, width: int, height: int) -> Box:
    """The box on a page of `width` times `height` pixels once the page is turned `by` degrees clockwise."""
    x0, y0, x1, y1 = box
    match by % 360:
        case 90:
            return height - y1, x0, height - y0, x1
        case 180:
            return width - x1, height - y1, width - x0, height - y0
        case 270:
            return y0, width - x1, y1, width - x0
        case _:
            return x0, y0, x1, y1


def turned_size(by: int, width: int, height: int) -> tuple[int, int]:
    return (height, width) if by % 180 else (width, height)


def turned_reading(reading: PageReading, by: int) -> PageReading:
    """What was read on an upright page, on that page turned."""
    size = (reading.width, reading.height)

    def turned(words: Sequence[Word]) -> tuple[Word, ...]:
        return tuple(replace(word, box=turned_box(word.box, by, *size)) for word in words)

    width, height = turned_size(by, *size)
    words, uncertain = turned(reading.words), turned(reading.uncertain)
    return replace(reading, width=width, height=height, words=words, uncertain=uncertain, rotation=by)
