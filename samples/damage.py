"""What paper and scanners do to a page: skew, noise, fading, stains, stamps, folds, low resolution, a phone's photo."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Chance = np.random.Generator


def skewed(page: Gray, chance: Chance) -> Gray:
    """Turned by up to two degrees, as a hand lays it on the glass."""
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), chance.uniform(-2, 2), 1.0)
    return np.asarray(cv2.warpAffine(page, turn, (width, height), borderValue=250), np.uint8)


def noisy(page: Gray, chance: Chance) -> Gray:
    """Grain of a cheap scanner."""
    return _clipped(page + chance.normal(0, chance.uniform(6, 16), page.shape))


def faded(page: Gray, chance: Chance) -> Gray:
    """Ink that has paled."""
    return _clipped(255 - (255 - page.astype(np.float64)) * chance.uniform(0.45, 0.7))


def stained(page: Gray, chance: Chance) -> Gray:
    """Paper darker at one side and in some blots."""
    height, width = page.shape
    shade = np.tile(np.linspace(1.0, chance.uniform(0.75, 0.9), width), (height, 1))
    for _ in range(3):
        center = (int(chance.integers(0, width)), int(chance.integers(0, height)))
        cv2.circle(shade, center, int(chance.integers(40, 160)), float(chance.uniform(0.8, 0.95)), -1)
    return _clipped(page * cv2.GaussianBlur(shade, (0, 0), 25))


def stamped(page: Gray, chance: Chance) -> Gray:
    """A round stamp beside the signature."""
    height, width = page.shape
    layer = np.full_like(page, 255)
    center = (int(width * chance.uniform(0.45, 0.6)), int(height * chance.uniform(0.7, 0.8)))
    for radius in (75, 66):
        cv2.circle(layer, center, radius, 120, 3)
    cv2.putText(layer, "SUKAMAJU", (center[0] - 60, center[1] + 8), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 120, 2)
    return np.minimum(page, layer)


def folded(page: Gray, chance: Chance) -> Gray:
    """A crease across the page."""
    row = int(page.shape[0] * chance.uniform(0.4, 0.6))
    creased = page.copy()
    creased[row : row + 3] = np.minimum(creased[row : row + 3], 190)
    return creased


def coarse(page: Gray, chance: Chance) -> Gray:
    """Scanned at two thirds of the resolution."""
    return np.asarray(cv2.resize(page, None, fx=0.66, fy=0.66, interpolation=cv2.INTER_AREA), np.uint8)


def photographed(page: Gray, chance: Chance) -> Gray:
    """Seen by a phone, a little from the side, with the table around it."""
    height, width = page.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = corners * 0.94 + 0.03 * np.array([width, height]) + chance.uniform(-0.012, 0.012, (4, 2)) * width
    warp = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    return np.asarray(cv2.warpPerspective(page, warp, (width, height), borderValue=90), np.uint8)


KINDS: tuple[Callable[[Gray, Chance], Gray], ...] = (
    skewed, noisy, faded, stained, stamped, folded, coarse, photographed,
)  # fmt: skip


def damage(page: Gray, chance: Chance) -> tuple[Gray, list[str]]:
    """A page with one to three kinds of damage, and their names."""
    wanted = sorted(chance.choice(len(KINDS), size=int(chance.integers(1, 4)), replace=False))
    for number in wanted:
        page = KINDS[number](page, chance)
    return page, [KINDS[number].__name__ for number in wanted]


def _clipped(page: NDArray[np.floating[Any]]) -> Gray:
    return np.asarray(np.clip(page, 0, 255), np.uint8)
