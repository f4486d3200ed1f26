"""Which words of a question a letter may lack, and how it is asked for all of them again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.nearly import called, firmly, parts_of, plain_words
from search.query import parse
from search.synonyms import Synonyms
from search.tree import Alike, AtLeast, Fuzzy, leaves
from search.widened import as_typed, widened

SYNONYMS = Synonyms([("Perangkat Daerah", "OPD")])


@pytest.mark.parametrize(
    ("query", "words", "firm"),
    [
        ("perbaikan jembatan", ["perbaikan", "jembatan"], 0),
        ("jembatan perangkat daerah", ["jembatan", "perangkat daerah"], 0),
        ("surat dari camat tentang jembatan", ["camat", "jembatan"], 0),
        ('jembatan "desa maju"', ["jembatan"], 1),
        ("jembatan dari:camat", ["jembatan"], 1),
        ("jembatan -gantung", ["jembatan"], 1),
        ("jembatan 005/12/2019", ["jembatan"], 1),
        ("jembatan 2019 jem* jembtan~", ["jembatan"], 3),
        ("arah:masuk", [], 1),
    ],
)
def test_what_nobody_insisted_on_may_be_lacking(query: str, words: list[str], firm: int) -> None:
    parts = parts_of(widened(parse(query).tree, SYNONYMS))
    assert (list(map(called, parts.words)), len(parts.firm)) == (words, firm)


def test_words_as_typed_are_all_insisted_on() -> None:
    assert parts_of(as_typed(parse("perbaikan jembatan").tree)).words == ()


@pytest.mark.parametrize("query", ["perbaikan AND jembatan", "perbaikan OR jembatan", "(perbaikan jembatan)"])
def test_words_that_something_joins_are_meant_so(query: str) -> None:
    assert plain_words(parse(query)) == []


def test_only_what_may_be_misspelt_is_taken_for_words_near_it() -> None:
    loose = parts_of(widened(parse("perbaikan jambatn desa").tree, Synonyms())).near(["jambatn"])
    assert [leaf for one in loose.words for leaf in leaves(one) if isinstance(leaf, Fuzzy)] == [Fuzzy("jambatn")]
    assert isinstance(loose.having(2), AtLeast)
    assert all(isinstance(one, Alike) for one in loose.words)


words = st.lists(
    st.sampled_from(["jembatan", "dari", "camat", "tentang", "2019", '"desa maju"', "-jalan", "hal:rapat"])
)


@given(words.map(" ".join))
def test_asked_for_firmly_a_question_finds_the_same_and_is_taken_loosely_no_more(query: str) -> None:
    tree = parse(query).tree
    again = parse(firmly(tree))
    assert plain_words(again) == [] or len(plain_words(parse(query))) != len(plain_words(again))
    if plain_words(parse(query))[1:] and not again.problems:  # an OR in a long question may be one too many
        assert again.tree == tree
