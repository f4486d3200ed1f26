"""The page that is damaged, and what all kinds of damage need."""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Page = NDArray[np.uint8]
"""(height, width, 3) RGB."""
Chance = np.random.Generator
Kind = Callable[[Page, Chance], Page]
RAMP = np.arange(256)
"""Every value that a pixel can have."""
TILE = 512
"""Grain is drawn once on a square this large and laid side by side: nobody sees it, and it takes a tenth of the
time."""


def cloud(chance: Chance, page: Page, cells: int) -> NDArray[np.float32]:
    """Soft blots from 0 to 1, about `cells` of them across the page; (height, width)."""
    height, width = page.shape[:2]
    rough = chance.random((max(2, cells * height // width), cells), dtype=np.float32)
    small = cv2.resize(rough, (width // 8, height // 8), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), 0, 1), np.float32)


def grain(chance: Chance, page: Page, size: float) -> NDArray[np.int16]:
    """Noise of standard deviation `size` for every pixel; (height, width, 3), the same in all colours."""
    height, width = page.shape[:2]
    tile = chance.normal(0, size, (TILE, TILE)).astype(np.int16)
    laid = np.tile(tile, (height // TILE + 1, width // TILE + 1))[:height, :width]
    return np.asarray(cv2.merge([laid, laid, laid]), np.int16)


def shaded(page: Page, light: NDArray[Any], tint: tuple[float, float, float] = (1, 1, 1)) -> Page:
    """The page under `light` (height, width; 1 leaves it as it is, at most 1), in the colour `tint`."""
    gains = [np.asarray(np.clip(light * 255 * part, 0, 255), np.uint8) for part in tint]
    return np.asarray(cv2.multiply(page, cv2.merge(gains), scale=1 / 255), np.uint8)


def added(page: Page, noise: NDArray[np.int16]) -> Page:
    return np.asarray(cv2.add(page, noise, dtype=cv2.CV_8U), np.uint8)


def warped(page: Page, matrix: NDArray[Any], around: tuple[int, int, int]) -> Page:
    """Turned or shifted by a 2x3 matrix; what was outside gets the colour `around`."""
    height, width = page.shape[:2]
    return np.asarray(
        cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=around), np.uint8
    )


def by_table(page: NDArray[Any], values: NDArray[Any]) -> Page:
    """Every value from 0 to 255 replaced by that of the table."""
    return np.asarray(cv2.LUT(page, np.clip(values, 0, 255).astype(np.uint8)), np.uint8)
