"""Rows of words are cut into lines where the text of their page has line ends."""

import re

from hypothesis import given
from hypothesis import strategies as st

from paper.lines import paragraphs
from schemas.rows import PARAGRAPH, gaps, parted

TEXTS = st.lists(st.sampled_from(["surat", "di", "a", " ", "\n", "\n\n"])).map(" ".join)


def rows(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S+", text)]


def lines_of(text: str) -> list[list[str]]:
    words = rows(text)
    return parted([text[start:end] for start, end in words], gaps(text, words))


def test_a_line_ends_where_the_text_has_a_line_end_between_two_words() -> None:
    assert lines_of("\nNomor : 5\nPerihal\n\n  Jalan rusak\n") == [["Nomor", ":", "5"], ["Perihal"], ["Jalan", "rusak"]]
    assert lines_of("") == lines_of(" \n") == []


@given(TEXTS)
def test_the_lines_are_those_that_a_reader_of_the_text_sees(text: str) -> None:
    assert lines_of(text) == [line.split() for line in text.split("\n") if line.split()]


@given(TEXTS)
def test_a_word_and_what_stands_before_it_are_the_text_again(text: str) -> None:
    words = rows(text)
    said = "".join(gap + text[start:end] for gap, (start, end) in zip(gaps(text, words), words, strict=True))
    assert said == text.rstrip()


def test_a_paragraph_ends_at_an_empty_line() -> None:
    text = "satu dua\ntiga\n\nempat"
    assert parted(text.split(), gaps(text, rows(text)), PARAGRAPH) == [["satu", "dua", "tiga"], ["empat"]]


def test_copies_are_made_from_paragraphs_of_lines_without_words_of_control_characters() -> None:
    text = "satu \x01 dua\ntiga\n\nempat"
    words = [[*span, 0, 0, 10, 10, 90] for span in rows(text)]
    said = [[[piece.text for piece in line] for line in block] for block in paragraphs(text, words[::-1])]
    assert said == [[["satu", "dua"], ["tiga"]], [["empat"]]]
