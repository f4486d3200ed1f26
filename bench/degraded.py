"""What old paper and poor scanners do to a page, one harm at a time, so that each can be measured."""

from collections.abc import Callable

import cv2
import numpy as np

from ingest.measure import smaller
from ingest.recogniser import Gray


def turned(page: Gray, degrees: float) -> Gray:
    """Turned counter-clockwise in its frame, paper at the corners."""
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    paper = int(np.median(page))
    return np.asarray(cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper), np.uint8)


def noisy(page: Gray, spread: float) -> Gray:
    """With grain of so many gray levels (standard deviation)."""
    grain = np.random.default_rng(1).normal(0, spread, page.shape)
    return np.asarray(np.clip(page + grain, 0, 255), np.uint8)


def faded(page: Gray, ink: float) -> Gray:
    """With `ink` (0-1) of its contrast left."""
    paper = float(np.percentile(page, 90))
    return np.asarray(np.clip(paper - (paper - page.astype(np.float32)) * ink, 0, 255), np.uint8)


HARMS: dict[str, Callable[[Gray], Gray]] = {
    "askew": lambda page: turned(page, 3.0),
    "half": lambda page: smaller(page, 0.5),
    "third": lambda page: smaller(page, 0.36),
    "noise": lambda page: noisy(page, 30.0),
    "faded": lambda page: noisy(faded(page, 0.25), 5.0),
    "sideways": lambda page: np.ascontiguousarray(np.rot90(page)),
    "sideways, other": lambda page: np.ascontiguousarray(np.rot90(page, 3)),
    "upside_down": lambda page: np.ascontiguousarray(np.rot90(page, 2)),
}
"""Those of which the measured limits speak."""
