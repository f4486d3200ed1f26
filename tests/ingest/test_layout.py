"""Columns are told from the lines of a letter, whose labels and address stand beside each other too."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from ingest.layout import in_columns

TEXT = "jembatan itu rusak dan akan kami perbaiki bersama warga desa pada bulan ini juga"
WORDS = TEXT.split()
LEADING = 34


def page(*blocks: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """A page of 1240 x 1754 pixels with blocks of text (left, top, width, lines)."""
    image = Image.new("L", (1240, 1754), 250)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(24)
    for left, top, width, lines in blocks:
        words = 0
        for line in range(lines):
            text = ""
            while draw.textlength(f"{text} {WORDS[words % len(WORDS)]}", font) < width:
                text, words = f"{text} {WORDS[words % len(WORDS)]}", words + 1
            draw.text((left, top + LEADING * line), text, font=font, fill=20)
    return np.asarray(image, np.uint8)


def test_two_columns_are_columns() -> None:
    assert in_columns(page((80, 100, 500, 45), (660, 100, 500, 45)))


def test_columns_below_a_title_and_above_a_footnote_are_columns() -> None:
    assert in_columns(page((80, 80, 1080, 8), (80, 500, 500, 20), (660, 500, 500, 20), (80, 1350, 1080, 8)))


def test_lines_over_the_whole_page_are_no_columns() -> None:
    assert not in_columns(page((80, 100, 1080, 45)))


def test_the_head_of_a_letter_is_no_columns() -> None:
    assert not in_columns(page((80, 200, 420, 5), (700, 200, 420, 5), (80, 600, 1080, 20)))


def test_a_date_and_a_signature_at_the_right_are_no_columns() -> None:
    assert not in_columns(page((700, 100, 400, 1), (80, 200, 1080, 25), (700, 1200, 400, 8)))


def test_narrow_columns_whose_lines_end_raggedly_are_columns() -> None:
    assert in_columns(page((80, 100, 300, 40), (460, 100, 300, 40), (840, 100, 300, 40)))


def test_columns_whose_lines_do_not_lie_level_are_columns() -> None:
    assert in_columns(page((80, 100, 500, 45), (660, 100 + LEADING // 2, 500, 45)))


def test_stamps_and_notes_beside_each_other_are_no_columns() -> None:
    """Rows of ink on both sides of a white gutter, as many as columns have, but no lines of text."""
    scraps = [(left, top, 130, 1) for top in range(300, 900, LEADING) for left in (80, 300, 700, 960)]
    assert not in_columns(page((400, 80, 500, 3), *scraps, (80, 1000, 1080, 18)))


def test_a_blank_page_has_none() -> None:
    assert not in_columns(np.full((1754, 1240), 255, np.uint8))
