"""Black print without what lies over it: stamps and pens in colour, long strokes."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.recogniser import Gray

PLAIN, COLOURED = 25.0, 65.0
"""Gray levels between the channels of a dot up to which it is gray, and from which it is coloured for certain."""
DARKEST, LIGHTEST = 70.0, 160.0
"""Of a coloured dot, by its lightest channel: black print below the colour up to here, only colour from there on."""
WHITE = 90
"""Percentile of the dots of a piece of a page that is its paper: print and stamp cover less than a tenth."""
INK = 150
STROKE = 3.5
"""Heights of a letter from which a level stroke is none of a letter: the line below a name."""


def black(colour: NDArray[np.uint8]) -> Gray:
    """A piece of a page (height, width, 3) as gray, what is only coloured on it white. Print that lies below a stamp
    stays dark in all channels, the stamp only in some."""
    paper = np.maximum(np.percentile(colour.reshape(-1, 3), WHITE, axis=0), 60)
    even = np.clip(colour * (255 / paper), 0, 255).astype(np.float32)
    high = even.max(axis=2)
    share = np.clip((high - even.min(axis=2) - PLAIN) / (COLOURED - PLAIN), 0, 1)
    gray = even @ np.array([0.299, 0.587, 0.114], np.float32)
    below = np.clip((high - DARKEST) * 255 / (LIGHTEST - DARKEST), 0, 255)
    return np.asarray(gray * (1 - share) + np.maximum(gray, below) * share, np.uint8)


def without_strokes(page: Gray, letter: float) -> Gray:
    """Gray pixels without level strokes that are longer than letters are; `letter`: the height of one."""
    ink = np.asarray(page < INK, np.uint8)
    level = cv2.getStructuringElement(cv2.MORPH_RECT, (max(3, int(STROKE * letter)), 1))
    strokes = cv2.dilate(cv2.morphologyEx(ink, cv2.MORPH_OPEN, level), np.ones((3, 1), np.uint8))
    return np.asarray(np.where(strokes > 0, 255, page), np.uint8)
