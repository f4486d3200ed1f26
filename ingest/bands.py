"""Where lines of print stand on a piece of a page, told by their letters alone: whatever else is drawn there, stamps
and signatures, is larger than letters or in no line."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.ink import INK, without_strokes
from ingest.recogniser import Area, Gray

TALL, WIDE = (0.4, 1.9), 2.6
"""Heights of what may be a letter, and its greatest width, by the usual height of a letter."""
LEVEL, APART = 0.6, 4.0
"""Heights of a letter by which the middles of one line's letters differ, and that lie between two of its words; over
a stroke of a pen whole letters are lost."""
LEAST = 5
"""Letters of a line."""
ROOM = (3.0, 0.55)
"""Heights of a letter of white that a line takes with it, beside and above it."""


def bands(piece: Gray, letter: float) -> list[Area]:
    """The lines from the top down; `letter`: the usual height of a letter in pixels."""
    ink = np.asarray(without_strokes(piece, letter) < INK, np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = stats[1:, :4].astype(np.int64)
    tall, wide = boxes[:, 3], boxes[:, 2]
    like = (tall >= TALL[0] * letter) & (tall <= TALL[1] * letter) & (wide <= WIDE * letter)
    height, width = piece.shape
    aside, above = ROOM[0] * letter, ROOM[1] * letter
    return [
        (max(0.0, x0 - aside), max(0.0, y0 - above), min(width, x1 + aside), min(height, y1 + above))
        for row in _levelled(boxes[like], LEVEL * letter)
        for x0, y0, x1, y1 in _runs(row, APART * letter)
    ]


def _levelled(boxes: NDArray[np.int64], slack: float) -> Iterator[NDArray[np.int64]]:
    """The boxes by lines: those whose middles lie level."""
    middles = boxes[:, 1] + boxes[:, 3] / 2
    order = np.argsort(middles)
    breaks = np.flatnonzero(np.diff(middles[order]) > slack / 2) + 1
    for part in np.split(order, breaks):
        yield boxes[part]


def _runs(row: NDArray[np.int64], apart: float) -> Iterator[Area]:
    """The stretches of a line in which letters follow each other, enough of them to be words."""
    ordered = row[np.argsort(row[:, 0])]
    gaps = ordered[1:, 0] - (ordered[:-1, 0] + ordered[:-1, 2])
    for part in np.split(ordered, np.flatnonzero(gaps > apart) + 1):
        if len(part) >= LEAST:
            right, low = (part[:, 0] + part[:, 2]).max(), (part[:, 1] + part[:, 3]).max()
            yield float(part[:, 0].min()), float(part[:, 1].min()), float(right), float(low)
