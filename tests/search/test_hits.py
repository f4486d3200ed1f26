"""Hits of a whole letter: which page each is on, how they are counted, and the boxes of one page's words."""

from typing import Any

import pytest

from search.hits import Hit, boxes, hits, standing
from search.query import parse
from search.said import said
from search.tokens import pack
from search.tree import leaves

PAGES = ("Surat jembatan rusak", "Nomor 005/12/2019\ntentang jembatan", "kosong")
UNCERTAIN = "jernbatan\nxx\f\fkabur\njembatan"
TEXT = "\f".join(PAGES)
STARTS = [[1, 1, 0], [1, 2, len(PAGES[0]) + 1], [2, 1, len(PAGES[0]) + len(PAGES[1]) + 2]]
ROW: dict[str, Any] = {"text": TEXT, "pages": STARTS, "tokens": pack(TEXT), "uncertain": UNCERTAIN}


def found(query: str) -> list[Hit]:
    return hits(parse(query).tree, ROW)


def test_hits_stand_in_the_order_of_the_pages_uncertain_words_behind_the_text() -> None:
    assert found("jembatan") == [
        Hit(1, 1, 6, 14),
        Hit(1, 1, word=0),
        Hit(1, 2, 26, 34),
        Hit(2, 1, word=1),
    ]
    assert PAGES[1][26:34] == "jembatan"


def test_a_number_is_one_hit_from_end_to_end() -> None:
    (hit,) = found("005/12/2019")
    assert PAGES[1][hit.start : hit.end] == "005/12/2019"


def test_a_phrase_that_goes_on_over_the_page_is_one_hit_with_a_part_on_each() -> None:
    (hit,) = found('"rusak nomor"')
    assert [(part.page, PAGES[part.page - 1][part.start : part.end]) for part in hit.parts] == [
        (1, "rusak"),
        (2, "Nomor"),
    ]
    text = "satu\f\fdua tiga"
    row = {"text": text, "pages": [[1, 1, 0], [1, 2, 5], [2, 1, 6]], "tokens": pack(text)}
    (hit,) = hits(parse('"satu dua tiga"').tree, row)
    assert [tuple(part)[:4] for part in hit.parts] == [(1, 1, 0, 4), (2, 1, 0, 8)]


def test_on_which_pages_each_word_stands_is_told_where_no_page_has_all() -> None:
    def told(query: str) -> list[tuple[str, list[tuple[int, int]]]]:
        return [(said(leaf), pages) for leaf, pages in standing(list(leaves(parse(query).tree)), ROW)]

    assert told("rusak kosong") == [("rusak", [(1, 1)]), ("kosong", [(2, 1)])]
    assert told('tentang OR kosong OR "rusak nomor"') == [
        ("tentang", [(1, 2)]),
        ("kosong", [(2, 1)]),
        ('"rusak nomor"', [(1, 1)]),
    ]
    for query in ("jembatan rusak", "jembatan tentang", "rusak", "rusak tidakada", ""):
        assert told(query) == []


@pytest.mark.parametrize("query", ["", "tidakada", "subject:jembatan", "NOT jembatan"])
def test_what_no_word_asks_for_is_no_hit(query: str) -> None:
    assert found(query) == []
    assert hits(parse("jembatan").tree, {}) == []


def test_the_boxes_are_those_of_the_words_under_a_hit() -> None:
    rows = [[0, 5, 0, 0, 50, 10, 90], [6, 14, 60, 0, 140, 10, 90], [15, 20, 150, 0, 200, 10, 40]]
    page = {"text": PAGES[0], "words": rows, "uncertain": [["jernbatan", 5, 50, 90, 60, 20], ["xx", 0, 0, 1, 1, 5]]}
    assert boxes(found("jembatan")[:2], page) == [[[60, 0, 140, 10]], [[5, 50, 90, 60]]]
    assert boxes([Hit(1, 1, 6, 20)], page) == [[[60, 0, 200, 10]]]
    broken = page | {"text": PAGES[0].replace(" rusak", "\nrusak")}
    assert boxes([Hit(1, 1, 6, 20)], broken) == [[[60, 0, 140, 10], [150, 0, 200, 10]]]
    assert boxes([Hit(1, 1, word=9)], page) == [[]]


def test_the_boxes_of_a_corrected_word_are_those_of_the_words_that_a_person_said() -> None:
    words = [[0, 5, 0, 0, 50, 10, 90], [6, 15, 60, 0, 140, 10, 30]]
    by_hand = [[0, 5, 0, 0, 50, 10, 90], [6, 14, 60, 0, 120, 10, 100], [15, 18, 120, 0, 140, 10, 100]]
    page = {"text": "Surat jernbotan", "words": words, "by_hand": "Surat jembatan itu", "words_by_hand": by_hand}
    row = {"text": page["by_hand"], "pages": [[1, 1, 0]], "tokens": pack(str(page["by_hand"]))}
    assert boxes(hits(parse("surat OR jembatan").tree, row), page) == [[[0, 0, 50, 10]], [[60, 0, 120, 10]]]
