"""A page that was photographed: its outline against the desk, and the page as if the camera had stood right above it.

Figures: of 144 generated letters photographed (half of them askew under a hard shadow, `samples.damage.phone`) the
outline was found on 139; of 79 real scans (by which SQUARE was set) and 432 generated ones none was touched. Errors on
12 of those askew 7.3 % > 5.3, on their flat pages 5.1, each page against the kinder of two orders of its blocks. A hard
shadow has no step of its own: the background that pages are divided by follows it.
The page is taken for flat: what is curved, as at the back of a book, stays curved.
"""

from collections.abc import Iterator
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.measure import smaller
from ingest.recogniser import Gray

Corners = NDArray[np.float64]
"""(4, 2): x, y of a page's corners in pixels, clockwise from its upper left."""
Homography = NDArray[np.float64]
"""(3, 3): maps (x, y, 1) of one image to another, but for the third value."""
Line = tuple[float, float]
"""Distance from the origin in pixels and the angle of the normal in radians, as of HoughLines."""

SIDE = 600
"""Pixels of the longer side of the copy on which the outline is looked for."""
LETTERS = 13
"""Side in pixels of the square that closes letters on that copy, so that the paper is one area."""
VOTES, LEANING, LINES = 60, 30, 8
"""Pixels of an edge that make it a line; degrees by which it leans from level or upright; how many of either."""
APART, PARALLEL = 8, 4
"""Pixels at the middle of the copy, and degrees, by which two lines differ."""
LEAST = 0.2
"""Share of the photo that the page covers at least."""
BESIDE = (3, 6)
"""Pixels from a side of the outline, inwards and outwards, at which the tones are compared."""
LIGHTER, SURE = 1.08, 0.8
"""How many times as light paper is as the desk beside it, and on which share of each side."""
WITHIN = 0.004
"""Share of the photo's sides by which all corners are inside of it: a corner that is not seen would be guessed."""
SQUARE, UPRIGHT = 2.0, 6.0
"""Degrees by which the sides differ from right angles, and by which the page is turned, when nothing needs to be done:
so lies a smaller sheet, cut or torn as it may be, on the glass of a scanner (1.5 in one of 79 scans); its skew is
found later."""
INWARD = 0.004
"""Share by which corners are drawn to the middle: no desk is left at the edges, where margins are wider."""


def flattened(page: Gray) -> tuple[Gray, Homography] | None:
    """The page of a photo seen from right above, and the map from the photo to it; None for all that is no photo.

    Its pixels are as many along each side as the longer of the two opposite sides has in the photo."""
    corners = outline(page)
    if corners is None or is_square(corners):
        return None
    middle = corners.mean(axis=0)
    corners = middle + (corners - middle) * (1 - INWARD)
    top, right, bottom, left = (float(np.hypot(*side)) for side in np.roll(corners, -1, axis=0) - corners)
    width, height = round(max(top, bottom)), round(max(left, right))
    there = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    forth = cv2.getPerspectiveTransform(corners.astype(np.float32), there)
    flat = cv2.warpPerspective(page, forth, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(flat, np.uint8), np.asarray(forth, np.float64)


def outline(page: Gray) -> Corners | None:
    """The corners of a light page against what is darker all around it; None when there is none, or it is unsure.

    By lines, two across and two down, because the edge of a shadow runs over paper and desk and breaks the areas of
    both. A shadow's edge has a darker side as well: the largest sure outline is taken."""
    scale = min(1.0, SIDE / max(page.shape))
    paper = _without_letters(smaller(page, scale))
    best, most = None, 0.0
    for corners in _candidates(paper):
        if _area(corners) <= most:
            continue  # however sure it is
        sureness = _sureness(paper, corners)
        worth = _area(corners) * sureness**2
        if worth > most and sureness >= SURE:
            best, most = corners, worth
    if best is None:
        return None
    stretch = np.array([page.shape[1] / paper.shape[1], page.shape[0] / paper.shape[0]])
    return np.asarray((best + 0.5) * stretch - 0.5, np.float64)


def is_square(corners: Corners) -> bool:
    """Whether the page lies as a scanner sees it: right angles, hardly turned."""
    sides = np.roll(corners, -1, axis=0) - corners
    angles = np.degrees(np.arctan2(sides[:, 1], sides[:, 0])) - [0, 90, 180, 270]
    angles = (angles + 180) % 360 - 180
    return bool(np.ptp(angles) < SQUARE and np.abs(angles).max() < UPRIGHT)


def _without_letters(copy: Gray) -> Gray:
    """Paper and desk alone."""
    return np.asarray(cv2.medianBlur(cv2.morphologyEx(copy, cv2.MORPH_CLOSE, np.ones((LETTERS, LETTERS))), 5), np.uint8)


def _candidates(paper: Gray) -> Iterator[Corners]:
    """All outlines of two level and two upright lines that lie within the photo and are large enough."""
    height, width = paper.shape
    across, down = _lines(paper)
    crossings = {(level, upright): _crossing(level, upright) for level in across for upright in down}
    for top, bottom in combinations(across, 2):
        for left, right in combinations(down, 2):
            pairs = ((top, left), (top, right), (bottom, right), (bottom, left))
            corners = np.array([crossings[pair] for pair in pairs])
            size = np.array([width, height])
            inside = (corners > WITHIN * size).all() and (corners < (1 - WITHIN) * size - 1).all()
            if inside and _area(corners) >= LEAST * width * height:
                yield corners


def _lines(paper: Gray) -> tuple[list[Line], list[Line]]:
    """The longest straight edges: level ones from the top down, upright ones from the left."""
    edges = cv2.dilate(cv2.Canny(paper, 12, 36), np.ones((2, 2)))
    found = cv2.HoughLines(edges, 1, np.pi / 360, VOTES)
    across: list[tuple[float, Line]] = []
    down: list[tuple[float, Line]] = []
    height, width = paper.shape
    for distance, angle in [] if found is None else found[:, 0].tolist():
        leaning = (np.degrees(angle) + 90) % 180 - 90
        cos, sin = np.cos(angle), np.sin(angle)
        if abs(leaning) <= LEANING:
            kept, place = down, (distance - height / 2 * sin) / cos
        elif abs(leaning) >= 90 - LEANING:
            kept, place = across, (distance - width / 2 * cos) / sin
        else:
            continue
        new = all(abs(place - other) > APART or _between(angle, line[1]) > PARALLEL for other, line in kept)
        if len(kept) < LINES and new:
            kept.append((place, (distance, angle)))
    return [line for _, line in sorted(across)], [line for _, line in sorted(down)]


def _between(angle: float, other: float) -> float:
    """Degrees between two lines."""
    return float(abs((np.degrees(angle - other) + 90) % 180 - 90))


def _crossing(one: Line, other: Line) -> NDArray[np.float64]:
    """Where two lines cross."""
    (distance, angle), (far, direction) = one, other
    sides = np.array([[np.cos(angle), np.sin(angle)], [np.cos(direction), np.sin(direction)]])
    return np.asarray(np.linalg.solve(sides, [distance, far]), np.float64)


def _area(corners: Corners) -> float:
    """In square pixels; below zero for one that crosses itself."""
    x, y = corners.T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def _sureness(paper: Gray, corners: Corners) -> float:
    """The share of the least sure side along which the paper is lighter than what lies beyond it."""
    size = np.array([paper.shape[1], paper.shape[0]]) - 1
    least = 1.0
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        inward = np.array([start[1] - end[1], end[0] - start[0]]) / max(1.0, float(np.hypot(*(end - start))))
        along = start + np.linspace(0.04, 0.96, 48)[:, None] * (end - start)
        within, beyond = (
            np.mean([_tones(paper, np.clip(along + sign * far * inward, 0, size)) for far in BESIDE], axis=0)
            for sign in (1, -1)
        )
        least = min(least, float((within > LIGHTER * beyond + 2).mean()))
    return least


def _tones(paper: Gray, places: NDArray[np.float64]) -> NDArray[np.uint8]:
    x, y = np.rint(places).astype(int).T
    return np.asarray(paper[y, x], np.uint8)
