"""The separator sheet is known on its scan, and nothing else is taken for one."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from paper import qr, separator
from tests.lontar.batch import sheet

Gray = NDArray[np.uint8]


def skewed(page: Gray, degrees: float) -> Gray:
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(page, turn, (width, height), borderValue=250), np.uint8)


def noisy(page: Gray, size: float = 25) -> Gray:
    grain = np.random.default_rng(1).normal(0, size, page.shape)
    return np.clip(page + grain, 0, 255).astype(np.uint8)


def faded(page: Gray, left: float = 0.2) -> Gray:
    return np.asarray(255 - (255 - page.astype(float)) * left, np.uint8)


WAYS = {
    "as it is": lambda page: page,
    "skewed left": lambda page: skewed(page, -5),
    "skewed right": lambda page: skewed(page, 5),
    "upside down": lambda page: np.rot90(page, 2).copy(),
    "on its side": lambda page: np.rot90(page).copy(),
    "noisy": noisy,
    "faded": faded,
    "black and white": lambda page: np.where(page < 140, 0, 255).astype(np.uint8),
    "all at once": lambda page: noisy(faded(skewed(np.rot90(page, 2).copy(), 4), 0.4), 10),
}


@pytest.mark.parametrize("dpi", [100, 300])
@pytest.mark.parametrize("way", WAYS)
def test_the_sheet_is_known_however_it_was_scanned(way: str, dpi: int) -> None:
    assert separator.marks(np.asarray(WAYS[way](sheet(dpi)), np.uint8)) == {"separator": True}


def with_code(text: str) -> Gray:
    dark = np.array(qr.modules(text), np.uint8)
    page = np.full((1169, 827), 255, np.uint8)
    code = np.kron(1 - dark, np.ones((14, 14), np.uint8)) * np.uint8(255)
    page[200 : 200 + code.shape[0], 250 : 250 + code.shape[1]] = code
    return page


@pytest.mark.parametrize("text", ["https://example.org/verify/1", "LONTAR:SEPARATOR:2", "LONTAR"])
def test_other_codes_separate_nothing(text: str) -> None:
    assert qr.texts(with_code(text)) == [text]
    assert not separator.marks(with_code(text))


def test_a_page_whose_file_says_what_stands_on_it_is_looked_at_when_it_may_be_one() -> None:
    assert separator.may_be("Lembar pemisah\nSeparator sheet")
    assert not separator.may_be("Perihal: jembatan gantung")
