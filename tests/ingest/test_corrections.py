"""What people said of places of a page is laid over whatever a machine reads there, now and later."""

from dataclasses import dataclass
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.corrections import SURE, apply, said_anew

WIDE, HIGH, GAP = 100, 20, 20
"""Pixels of a word, and between words and lines."""
Row = list[int]


@dataclass(frozen=True)
class Read:
    """What a machine read on a page."""

    text: str
    words: list[Row]

    def box(self, word: str) -> Row:
        """Of a word that stands there once."""
        return next(row[2:6] for row in self.words if self.text[row[0] : row[1]] == word)


def read(*lines: str, right: int = 0, down: int = 0) -> Read:
    """A page of words of equal size; an empty line parts paragraphs. `right`, `down`: all of it lies so far off."""
    text, words = "\n".join(lines), []
    at = 0
    for number, line in enumerate(lines):
        for place, word in enumerate(line.split()):
            x, y = GAP + place * (WIDE + GAP) + right, GAP + number * (HIGH + GAP) + down
            start = text.index(word, at)
            at = start + len(word)
            words.append([start, at, x, y, x + WIDE, y + HIGH, 50])
    return Read(text, words)


def correction(box: Row, text: str) -> dict[str, Any]:
    return {"box": box, "text": text}


def around(one: Row, other: Row) -> Row:
    return [min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])]


def said(page: Read, *corrections: dict[str, Any]) -> str:
    return apply(page.text, page.words, corrections)[0]


PAGE = read("satu dua tiga", "empat lima", "", "enam tujuh delapan")


def test_a_word_is_replaced_in_its_place() -> None:
    text, words = apply(PAGE.text, PAGE.words, [correction(PAGE.box("lima"), "Lima,")])
    assert text == "satu dua tiga\nempat Lima,\n\nenam tujuh delapan"
    assert words[4] == [20, 25, *PAGE.box("lima"), SURE]


def test_a_word_that_was_right_is_confirmed() -> None:
    text, words = apply(PAGE.text, PAGE.words, [correction(PAGE.box("dua"), "dua")])
    assert text == PAGE.text
    assert [row[6] for row in words] == [50, SURE, 50, 50, 50, 50, 50, 50]


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("satu", "dua tiga\nempat lima\n\nenam tujuh delapan"),
        ("dua", "satu tiga\nempat lima\n\nenam tujuh delapan"),
        ("tiga", "satu dua\nempat lima\n\nenam tujuh delapan"),
        ("empat", "satu dua tiga\nlima\n\nenam tujuh delapan"),
        ("enam", "satu dua tiga\nempat lima\n\ntujuh delapan"),
        ("delapan", "satu dua tiga\nempat lima\n\nenam tujuh"),
    ],
)
def test_a_word_taken_off_leaves_lines_and_paragraphs(gone: str, left: str) -> None:
    assert said(PAGE, correction(PAGE.box(gone), "")) == left


def test_two_words_become_one() -> None:
    box = around(PAGE.box("satu"), PAGE.box("dua"))
    text, words = apply(PAGE.text, PAGE.words, [correction(box, "satudua")])
    assert text.startswith("satudua tiga\n")
    assert words[0] == [0, 7, *box, SURE]


def test_one_word_becomes_two_that_share_its_place_by_length() -> None:
    text, words = apply(PAGE.text, PAGE.words, [correction(PAGE.box("tujuh"), "tu juhan")])
    assert "enam tu juhan delapan" in text
    x0, y0, x1, y1 = PAGE.box("tujuh")
    assert [row[2:6] for row in words[6:8]] == [[x0, y0, x0 + 29, y1], [x0 + 29, y0, x1, y1]]


def test_a_line_said_anew_keeps_the_boxes_of_the_words_that_were_right() -> None:
    line = around(PAGE.box("enam"), PAGE.box("delapan"))
    text, words = apply(PAGE.text, PAGE.words, [correction(line, "enam tu juh delapan")])
    assert text.endswith("\n\nenam tu juh delapan")
    assert words[5][2:6] == PAGE.box("enam")
    assert words[8][2:6] == PAGE.box("delapan")


def test_a_word_the_machine_missed_is_put_in_its_line_where_it_stands() -> None:
    _, y0, _, y1 = PAGE.box("empat")
    for x, line in ((0, "baru empat lima"), (125, "empat baru lima"), (600, "empat lima baru")):
        assert said(PAGE, correction([x, y0, x + 10, y1], "baru")).split("\n")[1] == line


def test_a_line_the_machine_missed_is_put_between_those_above_and_below() -> None:
    between = said(PAGE, correction([20, 102, 400, 118], "garis baru"))
    assert between.split() == ["satu", "dua", "tiga", "empat", "lima", "garis", "baru", "enam", "tujuh", "delapan"]
    assert "\ngaris baru\n" in between
    assert said(PAGE, correction([20, 400, 400, 420], "di bawah")).endswith("delapan\ndi bawah")
    assert said(read(), correction([20, 20, 200, 40], "halaman kosong")) == "halaman kosong"


def test_what_is_said_of_a_place_anew_replaces_what_was_said_of_it_before() -> None:
    one, two = PAGE.box("satu"), PAGE.box("dua")
    before = [correction(one, "A"), correction(two, "B"), correction(PAGE.box("lima"), "C")]
    assert said_anew(before, around(one, two)) == before[2:]
    assert said_anew(before, two) == [before[0], before[2]]
    assert said_anew([correction(around(one, two), "AB")], two) == [correction(around(one, two), "AB")]


def test_a_word_that_another_reading_sees_some_pixels_further_on_is_the_same() -> None:
    x0, y0, x1, y1 = PAGE.box("dua")
    assert said_anew([correction([x0, y0, x1, y1], "B")], [x0 + 8, y0 + 3, x1 + 8, y1 + 3]) == []
    neighbour = [correction(PAGE.box("tiga"), "C")]
    assert said_anew(neighbour, [x0 + 8, y0 + 3, x1 + 8, y1 + 3]) == neighbour


@st.composite
def pages(draw: st.DrawFn) -> Read:
    """Of words of which none stands there twice."""
    numbers = iter(range(1000))
    counts = draw(st.lists(st.integers(0, 5), max_size=5))
    return read(*(" ".join(f"w{next(numbers)}" for _ in range(count)) for count in counts))


@st.composite
def corrected(draw: st.DrawFn) -> tuple[Read, list[dict[str, Any]]]:
    """A page with what was said of some of its words, each apart."""
    page = draw(pages())
    some = draw(st.lists(st.sampled_from(page.words), unique_by=tuple, max_size=6)) if page.words else []
    texts = st.sampled_from(["", "{0}", "{0} b{0}", "{0} b{0} c{0}"])
    return page, [correction(row[2:6], draw(texts).format(f"k{row[0]}")) for row in some]


def holds(text: str, words: list[Row]) -> None:
    """Words stand in the text one behind the other, with nothing but blanks and ends of lines between."""
    at = 0
    for start, end, *_ in words:
        assert start >= at
        assert text[at:start].strip() == ""
        assert text[start:end].strip()
        at = end
    assert text[at:].strip() == ""


@given(corrected())
def test_every_word_has_its_place_in_the_text(given: tuple[Read, list[dict[str, Any]]]) -> None:
    page, corrections = given
    holds(*apply(page.text, page.words, corrections))


@given(pages())
def test_without_corrections_it_is_what_was_read(page: Read) -> None:
    text, words = apply(page.text, page.words, [])
    assert (text, [row[2:] for row in words]) == (page.text.strip(), [row[2:] for row in page.words])


@given(corrected())
def test_laid_over_itself_it_changes_nothing(given: tuple[Read, list[dict[str, Any]]]) -> None:
    page, corrections = given
    once = apply(page.text, page.words, corrections)
    assert apply(*once, corrections) == once


@given(corrected())
def test_the_order_of_corrections_apart_does_not_matter(given: tuple[Read, list[dict[str, Any]]]) -> None:
    page, corrections = given
    found = {said(page, *some) for some in list(permutations(corrections))[:24]}
    assert len(found) == 1


@given(corrected(), st.integers(-WIDE // 3, WIDE // 3), st.integers(-HIGH // 3, HIGH // 3))
def test_a_later_reading_that_lies_elsewhere_keeps_what_people_said(
    given: tuple[Read, list[dict[str, Any]]], right: int, down: int
) -> None:
    page, corrections = given
    shifted = [[row[0], row[1], row[2] + right, row[3] + down, row[4] + right, row[5] + down, 50] for row in page.words]
    again = page.text.replace("w", "v")  # another machine reads another thing everywhere
    words = apply(again, shifted, corrections)[0].split()
    for one in corrections:
        for word in one["text"].split():
            assert words.count(word) == 1
    assert all(again[row[0] : row[1]] not in words for row, _ in covered(page, corrections))


def covered(page: Read, corrections: list[dict[str, Any]]) -> list[tuple[Row, dict[str, Any]]]:
    return [(row, one) for one in corrections for row in page.words if row[2:6] == one["box"]]


@given(corrected())
def test_a_later_reading_without_these_words_has_them_all_the_same(
    given: tuple[Read, list[dict[str, Any]]],
) -> None:
    page, corrections = given
    boxes = [one["box"] for one in corrections]
    left = [row for row in page.words if row[2:6] not in boxes]
    text, words = " ".join(page.text[row[0] : row[1]] for row in left), []
    at = 0
    for row in left:
        size = row[1] - row[0]
        words.append([at, at + size, *row[2:]])
        at += size + 1
    found = apply(text, words, corrections)
    holds(*found)
    for one in corrections:
        for word in one["text"].split():
            assert found[0].split().count(word) == 1
