"""What is done to a scanned page before it is read. Each step is a function with its reason and its measured gain.

Figures: character errors on 26 real typescripts (facts of the project), and on the same pages damaged on purpose.
Never done, because it made them worse: own binarisation (5.6 > 10.4 or 22.7), median filter (5.6 > 12.1).
"""

from dataclasses import dataclass

import cv2
import numpy as np

from ingest.measure import grain, letter_height, skew_of, smaller
from ingest.photo import Homography, flattened
from ingest.recogniser import Gray

NOISY, VERY_NOISY = 0.045, 0.11
"""Noise over contrast from which a page is blurred, by 1.1 or 1.6 pixels (30.7 > 3.2 on pages with added noise)."""
SMALL_LETTERS, GOOD_LETTERS = 20, 26
"""Median letter height in pixels below which a page is enlarged, and to which
(errors 21 % > 4.3 on pages of a third the size)."""
MOST_ENLARGED, LONGEST_SIDE = 3.0, 3600
"""Noise can pass for small letters: without these caps a page grew to 60 megapixels and 13 minutes."""


ORIENTED_LETTERS = 20
"""Letter height in pixels at which Tesseract is asked which way up a page lies. Of 20 real pages, each turned four
ways, 75 of 80 answers are right and no wrong one is sure; asked at full size 68, with 8 wrong and sure ones."""


@dataclass(frozen=True)
class Prepared:
    """The image to read and the way back to the page that was given; the other values are for the record."""

    image: Gray
    back: Homography
    straightened: bool
    skew: float
    scale: float
    noise: float
    letter_height: float


def prepare(page: Gray) -> Prepared:
    """An upright gray page made ready for the engine."""
    seen = flattened(page)
    flat, forth = seen or (page, np.eye(3, dtype=np.float64))
    image, noise = calm(divide_background(flat))
    skew = skew_of(image)
    straight, turn = turned(image, skew) if skew else (image, np.eye(3, dtype=np.float64))
    forth = turn @ forth
    height = letter_height(straight)
    scale = enlargement(height, straight.shape)
    if scale > 1.0:
        straight = np.asarray(cv2.resize(straight, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)
        forth = np.diag([scale, scale, 1.0]) @ forth
    back = np.asarray(np.linalg.inv(forth), np.float64)
    return Prepared(straight, back, seen is not None, skew, scale, noise, height)


def for_orientation(ready: Prepared) -> Gray:
    """The prepared page in the size in which to ask which way up it lies."""
    height = ready.letter_height * ready.scale
    return smaller(ready.image, ORIENTED_LETTERS / height) if height > ORIENTED_LETTERS else ready.image


def divide_background(page: Gray) -> Gray:
    """The page divided by its own paper: stains, shadows and yellowing go, faded ink grows dark (28 > 2.6 on faded).

    The paper is what a closing with a disc larger than a letter leaves, smoothed, worked out on a small copy.
    """
    height, width = page.shape
    letter = max(15, int(min(height, width) / 60) | 1)
    small = min(1.0, 600 / max(height, width)) if max(height, width) > 1200 else 0.5
    copy = smaller(page, small)
    disc = max(3, int(letter * small * 2) | 1)
    paper = cv2.morphologyEx(copy, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (disc, disc)))
    paper = cv2.medianBlur(paper, min(255, (disc * 2) | 1))
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(page, np.maximum(paper, 1), scale=255), np.uint8)


def calm(page: Gray) -> tuple[Gray, float]:
    """The page with its grain smoothed where there is much of it, and the grain over the contrast.

    Smoothing grays the ink, so the tones are stretched and the background divided once more. Clean pages are
    returned as they are: blur costs them what it gains the others.
    """
    dark, light = np.percentile(page[::4, ::4], (1, 60))
    noise = grain(page) / max(20.0, float(light - dark))
    if noise <= NOISY:
        return page, noise
    smooth = divide_background(np.asarray(cv2.GaussianBlur(page, (0, 0), 1.1 if noise < VERY_NOISY else 1.6), np.uint8))
    return stretch(smooth), noise


def stretch(page: Gray) -> Gray:
    """Tones stretched so that the darkest hundredth is black and the paper white; a page without ink stays as it is."""
    dark, light = (float(value) for value in np.percentile(page[::4, ::4], (1, 60)))
    if light - dark < 20 or dark < 60:
        return page
    return np.asarray(
        cv2.convertScaleAbs(page, alpha=255 / (light - dark), beta=-dark * 255 / (light - dark)), np.uint8
    )


def turned(page: Gray, angle: float) -> tuple[Gray, Homography]:
    """The whole page turned by `angle` degrees counter-clockwise, and the (3, 3) map from old to new pixels."""
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    wide, tall = int(height * sin + width * cos), int(height * cos + width * sin)
    turn[:, 2] += (wide - width) / 2, (tall - height) / 2
    paper = int(np.median(page[::4, ::4]))
    image = cv2.warpAffine(page, turn, (wide, tall), flags=cv2.INTER_CUBIC, borderValue=paper)
    return np.asarray(image, np.uint8), np.vstack([turn, [0.0, 0.0, 1.0]])


def enlargement(height: float, shape: tuple[int, ...]) -> float:
    """By how much a page with letters of `height` pixels is enlarged; 1.0: not at all."""
    if not 0 < height < SMALL_LETTERS:
        return 1.0
    scale = min(MOST_ENLARGED, GOOD_LETTERS / height, max(1.0, LONGEST_SIDE / max(shape)))
    return scale if scale > 1.05 else 1.0
