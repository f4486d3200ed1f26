"""What is measured on a page before it is read: ink, skew, the height of its letters, its grain. Nothing is changed."""

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.recogniser import Gray

LEAST_SKEW, MOST_SKEW = 0.2, 6.0
"""Degrees. Less does no harm to Tesseract, more is not skew."""
SURE_SKEW = 1.5
"""How far the best angle must stand out from the usual one, else there are no lines to go by."""
BLANK = 0.002
"""Share of dark pixels above which a page is not blank: some sixty letters."""
PALE, FAINT = 0.7, 0.9
"""Of the shade of the paper: ink is darker than the second, that of print than the first. Print leaves a share of 0.003
and more of a page below the first (30 letters), what shines through none."""
PRINTED = 0.1
"""Share of the ink that is as dark as print, from which there is some: 0.6 and more of it in a line of few words, less
than 0.02 in what shines through."""
A_LETTER = 20
"""Pixels of ink on the small copy; a single figure has 37, 200 specks of dust none."""
LEAST_SHADE, ABOVE_GRAIN = 20.0, 8.0
"""Gray levels, and times the grain, by which faded ink is darker than the paper: ink of an eighth of its contrast by 37
and 25 times, the darkest of a grainy page without ink by 4 times."""


def is_blank(page: Gray) -> bool:
    """Whether there is nothing to read: hardly a dark pixel, and what there is has not the shape of letters.

    By the dark pixels alone a page with one line on it was blank; by the shape in the depth of usual ink, letters that
    faded to an eighth of it."""
    dark = (page < 128).mean() >= BLANK or (page < 200).mean() >= 2 * BLANK
    return not (dark or len(_ink(page)[0]) >= A_LETTER or _has_faded_ink(page))


def _has_faded_ink(page: Gray) -> bool:
    """Whether as much as on a page that is not blank is darker than its paper, if ever so little."""
    small = smaller(page, min(1.0, 1000 / max(page.shape)))
    paper = cv2.medianBlur(small, 51).astype(np.float32)
    shade = max(LEAST_SHADE, ABOVE_GRAIN * grain(small))
    return bool((paper - small > shade).mean() >= BLANK)


def is_back(page: Gray) -> bool:
    """Whether a page may bear only what shines through from its other side, on paper of any shade: hardly a dot is as
    dark as PALE of the paper around it. Known up to three tenths of the ink; so is a letter that faded as far, which
    says something when it is read."""
    small = smaller(page, min(1.0, 1000 / max(page.shape)))
    paper = np.asarray(cv2.blur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8)), (51, 51)))
    dark, ink = (float((small < shade * paper).mean()) for shade in (PALE, FAINT))
    return dark < BLANK and dark <= PRINTED * ink


def grain(page: Gray) -> float:
    """The noise of a page in gray levels: what a Laplacian of a Laplacian leaves of it, in the median (Immerkaer)."""
    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    height, width = page.shape
    middle = page if max(page.shape) < 2500 else page[height // 6 : -(height // 6), width // 6 : -(width // 6)]
    rest = np.abs(cv2.filter2D(middle, cv2.CV_16S, kernel))
    return float(np.median(rest)) / 0.6745 / 6


def skew_of(page: Gray) -> float:
    """Degrees by which a page must be turned (counter-clockwise) to have level lines, 0 when it is good (5.9 > 2.7 at
    3 degrees). The angle at which the rows of ink stand out most sharply, on a copy of 1,000 pixels."""
    ys, xs = _ink(page)
    if len(ys) < 200:
        return 0.0

    def sharpness(angle: float) -> float:
        rows = ys * np.cos(np.radians(angle)) - xs * np.sin(np.radians(angle))
        profile = np.bincount((rows - rows.min()).astype(int)).astype(float)
        return float(np.sum(np.diff(profile) ** 2))

    angles = np.arange(-MOST_SKEW, MOST_SKEW + 0.01, 0.5)
    coarse = [sharpness(angle) for angle in angles]
    near = angles[int(np.argmax(coarse))] + np.arange(-0.5, 0.51, 0.1)
    fine = [sharpness(angle) for angle in near]
    best = float(near[int(np.argmax(fine))])
    return best if abs(best) >= LEAST_SKEW and max(fine) >= SURE_SKEW * float(np.median(coarse)) else 0.0


def letter_height(page: Gray) -> float:
    """The median height of letter-like blots in pixels, 0 when there are fewer than 30."""
    ink = 255 - sauvola(page, max(15, (min(page.shape) // 40) | 1), 0.25)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, tall, area = (
        stats[1:, column].astype(np.int64) for column in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA)
    )
    side, fill = min(page.shape), area / np.maximum(1, tall * wide)
    like = (tall >= 5) & (tall < side / 12) & (wide >= 3) & (wide < side / 6) & (fill > 0.12) & (fill < 0.9)
    heights = tall[like & (wide < 3.5 * tall) & (tall < 4 * wide)]
    if len(heights) < 30:
        return 0.0
    # The most common height, counted by the ink it stands for, then the median around it: specks are many but small.
    counts = np.convolve(np.bincount(heights, weights=heights.astype(float)), [0.25, 0.5, 0.25], "same")
    common = int(counts.argmax())
    return float(np.median(heights[(heights > 0.5 * common) & (heights < 2 * common)]))


def _ink(page: Gray) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns of letter-like ink on a small copy; stamps, borders and specks have an angle of their own."""
    ink = 255 - sauvola(smaller(page, min(1.0, 1000 / max(page.shape))), 25, 0.25)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    odd = (stats[:, cv2.CC_STAT_HEIGHT] > 40) | (stats[:, cv2.CC_STAT_WIDTH] > 250) | (stats[:, cv2.CC_STAT_AREA] < 4)
    ink[odd[labels]] = 0
    ys, xs = np.nonzero(ink)
    if len(ys) > 60_000:
        some = np.random.default_rng(0).choice(len(ys), 60_000, replace=False)
        ys, xs = ys[some], xs[some]
    return ys, xs


def sauvola(page: Gray, window: int, k: float) -> Gray:
    """Ink black, paper white, by the mean and spread around each pixel (Sauvola 2000, R=128). Only to measure."""
    mean = np.asarray(cv2.boxFilter(page, cv2.CV_32F, (window, window), borderType=cv2.BORDER_REFLECT), np.float32)
    square = cv2.sqrBoxFilter(page, cv2.CV_32F, (window, window), borderType=cv2.BORDER_REFLECT)
    # In place, because a page of 20 megapixels takes 80 MB a step.
    edge = np.asarray(square, np.float32)
    edge -= mean * mean
    np.sqrt(np.maximum(edge, 0, out=edge), out=edge)
    edge *= k / 128
    edge += 1 - k
    edge *= mean
    return np.asarray((page > edge) * np.uint8(255), np.uint8)


def smaller(page: Gray, scale: float) -> Gray:
    """A copy by the mean of what falls on each pixel; at least one pixel stays of either side."""
    size = max(1, round(page.shape[1] * scale)), max(1, round(page.shape[0] * scale))
    return np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), np.uint8)
