"""Places on a turned page."""

from pathlib import Path

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ingest.reading import read_page
from ingest.turning import TURNS, turned_box, turned_reading, turned_size
from paper.kinds import PDF, PNG
from tests import files

SIZE = st.tuples(st.integers(1, 3000), st.integers(1, 3000))
TURN = st.sampled_from((0, *TURNS))


@st.composite
def boxes_on_pages(draw: st.DrawFn) -> tuple[tuple[int, int, int, int], int, int]:
    width, height = draw(SIZE)
    x0, x1 = sorted((draw(st.integers(0, width)), draw(st.integers(0, width))))
    y0, y1 = sorted((draw(st.integers(0, height)), draw(st.integers(0, height))))
    return (x0, y0, x1, y1), width, height


@given(boxes_on_pages(), TURN, TURN)
def test_two_turns_are_one_of_both_and_a_whole_one_is_none(
    place: tuple[tuple[int, int, int, int], int, int], first: int, second: int
) -> None:
    box, width, height = place
    once = turned_box(box, first, width, height)
    wide, tall = turned_size(first, width, height)
    assert 0 <= once[0] <= once[2] <= wide
    assert 0 <= once[1] <= once[3] <= tall
    assert turned_box(once, second, wide, tall) == turned_box(box, first + second, width, height)
    assert turned_box(once, 360 - first, wide, tall) == box


@given(TURN)
def test_a_box_goes_where_its_pixels_go(by: int) -> None:
    image = np.zeros((40, 70), np.uint8)
    image[5:11, 20:50] = 1
    there = np.rot90(image, -by // 90)
    x, y, width, height = cv2.boundingRect(np.ascontiguousarray(there))
    assert turned_box((20, 5, 50, 11), by, 70, 40) == (x, y, x + width, y + height)


def test_a_scan_is_turned_as_a_person_says(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.png", files.scan())
    with Image.open(path) as image:
        image.rotate(90, expand=True).save(path)  # counter-clockwise: it lies on its left side
    said = read_page(path, PNG, 1, turn=90)
    assert (said.rotation, said.width > said.height) == (90, True)
    assert "jembatan" in said.text
    wrong = read_page(path, PNG, 1, turn=0)
    assert (wrong.rotation, "jembatan" in wrong.text) == (0, False)


def test_the_words_of_a_text_layer_and_a_blank_page_are_turned_too(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.pdf", files.pdf())
    assert read_page(path, PDF, 1, turn=270) == turned_reading(read_page(path, PDF, 1), 270)
    blank = read_page(files.written(tmp_path, "b.png", files.scan(lines=())), PNG, 1, turn=90)
    assert (blank.rotation, blank.width < blank.height) == (90, True)
