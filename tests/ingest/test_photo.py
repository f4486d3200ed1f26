"""A photographed page is seen from right above; a scan is left as it is."""

import cv2
import numpy as np
import pytest

from ingest.photo import flattened, outline
from ingest.prepare import prepare
from ingest.recogniser import Gray
from samples.damage import choice, devices, phone
from samples.damage.page import Page

HEIGHT, WIDTH = 1169, 827
SEEDS = range(20)
SCANNED = [kind for kind in choice.KINDS if kind not in choice.PHONE]


def letter() -> Page:
    """An A4 page at 100 dpi with lines of words."""
    page, font = np.full((HEIGHT, WIDTH, 3), 252, np.uint8), cv2.FONT_HERSHEY_SIMPLEX
    for row in range(100, 1000, 30):
        cv2.putText(page, "surat keterangan jembatan gantung", (80, row), font, 0.7, (20, 20, 20), 1)
    return page


def gray(page: Page) -> Gray:
    return np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)


def test_the_outline_is_found_to_a_hundredth_of_the_width() -> None:
    """Whatever the desk, and across the hard edge of a shadow."""
    close = 0
    for seed in SEEDS:
        true = phone.corners(letter(), np.random.default_rng(seed)) * phone.LARGER
        found = outline(gray(phone.snapped(letter(), np.random.default_rng(seed))))
        close += found is not None and float(np.abs(found - true).max()) < 0.01 * phone.LARGER * WIDTH
    assert close >= 0.95 * len(SEEDS)


@pytest.mark.parametrize("kind", SCANNED, ids=lambda kind: kind.__name__)
def test_a_scan_is_never_touched(kind: choice.Kind) -> None:
    chance = np.random.default_rng(3)
    assert flattened(gray(devices.skewed(kind(letter(), chance), chance))) is None


def test_a_small_sheet_on_the_black_glass_of_a_scanner_is_no_photo() -> None:
    glass = np.full((HEIGHT + 260, WIDTH + 200, 3), 30, np.uint8)
    glass[120 : 120 + HEIGHT, 90 : 90 + WIDTH] = letter()
    assert outline(gray(glass)) is not None
    assert flattened(gray(glass)) is None


def test_a_page_that_does_not_lie_within_the_photo_is_left_as_it_is() -> None:
    photo = gray(phone.snapped(letter(), np.random.default_rng(2)))
    assert flattened(photo) is not None
    assert flattened(np.ascontiguousarray(photo[: photo.shape[0] * 2 // 3])) is None


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_what_is_prepared_is_mapped_back_to_the_photo(seed: int) -> None:
    """The corners of the straightened page lie on those of the page in the photo."""
    true = phone.corners(letter(), np.random.default_rng(seed)) * phone.LARGER
    ready = prepare(gray(phone.snapped(letter(), np.random.default_rng(seed))))
    assert ready.straightened
    height, width = ready.image.shape
    there = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]]) @ ready.back.T
    assert np.abs(there[:, :2] / there[:, 2:] - true).max() < 0.025 * phone.LARGER * WIDTH
