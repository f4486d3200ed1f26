"""What the lexicon suggests for a misread word is found where the word stands, as it was read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.entry import IndexEntry
from search.highlight import look
from search.hits import hits
from search.query import parse
from search.reasons import MOST_SUGGESTED, suggestions
from search.suggested import answering
from search.texts import BLANK, texts_of
from search.tokens import pack
from search.tree import Leaf, leaves

FIRST, SECOND = "Camat Rawabcning dan jalan msak", "jembatan gantung yang ganrung"
TEXT = f"{FIRST}\f{SECOND}"


def row(read: str, word: str) -> list[Any]:
    at = TEXT.index(read)
    return [at, at + len(read), word]


ROWS = [row("Rawabcning", "Rawabening"), row("msak", "rusak"), row("ganrung", "gantung")]
LETTER = {"text": TEXT, "pages": [[1, 1, 0], [1, 2, len(FIRST) + 1]], "tokens": pack(TEXT), "suggested": ROWS}


def asked(query: str) -> list[Leaf]:
    return list(leaves(parse(query).tree))


def marked(query: str) -> list[str]:
    shown, _ = look(asked(query), LETTER)
    return [one.text[a:b] for one in shown for a, b in one.marks]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("rusak", ["msak"]),
        ("kerusakan", ["msak"]),  # the same stem
        ("rawab*", ["Rawabcning"]),
        ("rawabenig~", ["Rawabcning"]),
        ("jalan rusak", ["jalan", "msak"]),
        ("gantung", ["gantung", "ganrung"]),
        ('"jalan rusak"', []),  # a phrase is what was read
        ('"rusak gantung"', []),
        ("subject:rusak", []),
        ("", []),
    ],
)
def test_the_word_as_read_is_marked_in_the_snippet(query: str, words: list[str]) -> None:
    assert marked(query) == words


def test_what_only_a_suggestion_answers_has_its_reason() -> None:
    _, unseen = look(asked("jalan rusak gantung tiada"), LETTER)
    (one,) = suggestions(unseen, TEXT, ROWS)
    assert (one.field, one.text) == ("suggested", "msak → rusak")
    assert [one.text[a:b] for a, b in one.marks] == ["rusak"]


def test_the_same_suggestion_is_told_once_and_not_too_many_are() -> None:
    text = "a1 a2 a3 a4 a1"
    rows = [[at * 3, at * 3 + 2, "rusak"] for at in range(5)]
    told = [one.text for one in suggestions(asked("rusak"), text, rows)]
    assert told == [f"a{number} → rusak" for number in range(1, MOST_SUGGESTED + 1)]


def test_the_places_of_a_whole_letter_are_in_the_order_of_its_pages() -> None:
    found = hits(parse("rusak OR gantung").tree, LETTER)
    pages = (FIRST, SECOND)
    assert [(hit.page, pages[hit.page - 1][hit.start : hit.end]) for hit in found] == [
        (1, "msak"),
        (2, "gantung"),
        (2, "ganrung"),
    ]


def test_a_word_that_is_like_its_suggestion_is_one_place() -> None:
    text = "jernbatan"  # its skeleton is that of jembatan
    letter = {"text": text, "pages": [[1, 1, 0]], "tokens": pack(text), "suggested": [[0, len(text), "jembatan"]]}
    assert len(hits(parse("jembatan").tree, letter)) == 1


def test_in_the_index_they_stand_behind_the_text_and_apart() -> None:
    entry = IndexEntry("L", 1, (), "jalan msak", ("rusak", "jalan", "rusak", "Rawabening"))
    words = dict(texts_of(entry))["text"].folded.split()
    assert words == ["jalan", "msak", BLANK, "rusak", BLANK, "rawabening"]


def test_a_letter_without_suggestions_is_indexed_as_it_is() -> None:
    assert dict(texts_of(IndexEntry("L", 1, (), "jalan")))["text"].folded == "jalan"
    assert dict(texts_of(IndexEntry("L", 1, ())))["text"].folded == BLANK


@given(
    st.lists(st.text(alphabet="ab -.", min_size=1, max_size=6), max_size=6), st.sampled_from(["a", "ab", "b*", "aab~"])
)
def test_a_suggestion_answers_for_itself_alone(words: list[str], query: str) -> None:
    """Together they answer as each does by itself."""
    rows = [[number, number + 1, word] for number, word in enumerate(words)]
    alone = [row for row in rows if answering(asked(query), [row])]
    assert answering(asked(query), rows) == alone
