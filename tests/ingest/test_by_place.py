"""A text layer whose words are drawn in any order is put in that of their places; all others stay as they are."""

from itertools import islice
from random import Random

import pytest

from bench.order import pairs_kept
from bench.ordered import Page, columns, letterheads, read_shuffled
from ingest.by_place import by_place, strewn
from schemas.page import Word

TALL, WIDE = 20, 10  # pixels of a line and of a letter


def line(left: int, top: int, text: str) -> list[Word]:
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        x = left + at * WIDE
        words.append(Word(word, (x, top, x + len(word) * WIDE, top + TALL), 100.0))
        at += len(word)
    return words


LETTER = [line(100, 100 + 30 * row, f"baris {row} dari surat ini tentang jembatan") for row in range(20)]


def in_any_order(lines: list[list[Word]]) -> list[Word]:
    order = list(lines)
    Random(1).shuffle(order)
    return [word for one in order for word in one]


def said(lines: list[list[Word]]) -> list[str]:
    return [" ".join(word.text for word in one) for one in lines]


def read(words: list[Word]) -> list[str]:
    text, placed = by_place(words)
    assert sorted(word.text for word in placed) == sorted(word.text for word in words)
    assert all(text[word.start : word.end] == word.text for word in placed)
    return [one for one in text.split("\n") if one]


def test_lines_in_any_order_are_strewn_and_put_in_order() -> None:
    words = in_any_order(LETTER)
    assert strewn(words)
    assert read(words) == said(LETTER)


def test_lines_one_below_the_other_and_columns_one_after_the_other_are_not_strewn() -> None:
    beside = [line(700, 100 + 30 * row, f"kolom kedua baris {row}") for row in range(20)]
    assert not strewn([word for one in LETTER + beside for word in one])


def test_a_page_of_few_lines_is_left_as_it_is() -> None:
    assert not strewn(in_any_order(LETTER[:6]))


def test_columns_are_read_one_after_the_other() -> None:
    beside = [line(700, 110 + 30 * row, f"kolom kedua dari halaman itu baris {row}") for row in range(20)]
    title = [line(300, 40, "Judul yang berdiri di atas kedua kolom")]
    assert read(in_any_order(title + LETTER + beside)) == said(title + LETTER + beside)


def test_a_table_is_read_row_by_row() -> None:
    rows = [line(100, 100 + 30 * row, f"{row:02}   Jembatan   {'ABCDEFGHIJ'[row]}   1.500.000") for row in range(10)]
    cells = [[word] for row in rows for word in row]
    assert read(in_any_order(cells)) == said(rows)


@pytest.mark.parametrize("page", [*islice(letterheads(5), 3), *islice(columns(5), 3)], ids=lambda page: page.name)
def test_letters_and_columns_keep_their_order_however_they_are_drawn(page: Page) -> None:
    assert pairs_kept(page.truth, read_shuffled(page)) >= 0.95
