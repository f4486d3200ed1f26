"""What a question may take: every one that nobody means is cut to it, and told so."""

import pytest

from bench import hard
from bench.corpus import Corpus
from search.effort import BEGINNING, MOST, PHRASE, WORD, effort, words_of
from search.misread import LONGEST as LONGEST_MISREAD
from search.misread import misread
from search.query import LONGEST, parse
from search.strange import LONGEST as LONGEST_SIGNED
from search.synonyms import Synonyms
from search.tree import AtLeast, Leaf, Misread, Not, Or, Prefix, Word, leaves
from search.widened import MOST_MISREAD, widened

HARD = hard.questions(Corpus())


def of(query: str, **shares: float) -> float:
    return effort(parse(query).tree, shares)


@pytest.mark.parametrize("query", HARD, ids=lambda query: ascii(query[:20]))
def test_no_question_takes_more_than_the_most(query: str) -> None:
    parsed = parse(query)
    assert effort(parsed.tree) <= MOST
    assert all(str(problem) for problem in parsed.problems)
    assert parsed.problems or len(query) <= LONGEST  # what was left out of a long one is told


def test_words_of_a_conjunction_take_what_the_rarest_leaves() -> None:
    assert of("jalan rusak") == 2 * WORD
    assert of("jalan rusak", jalan=0.1, rusak=0.5) == pytest.approx(2 * WORD * 0.2)
    assert of("jalan OR rusak", jalan=0.1, rusak=0.5) > of("jalan rusak", jalan=0.1, rusak=0.5)
    assert of('"jalan rusak" desa', desa=0.0) == 0.0
    assert of('"jalan rusak"', jalan=0.9, rusak=0.05) == pytest.approx(PHRASE * 0.1)


def test_a_word_is_as_frequent_as_its_root() -> None:
    assert words_of(parse("perbaikan").tree) == ["perbaikan", "baik"]
    assert of("perbaikan", perbaikan=0.0, baik=0.5) == WORD


def test_signs_are_looked_up_among_all_words_however_rare_the_others() -> None:
    assert of("jem* desa", desa=0.0) == BEGINNING
    assert of("-jalan", jalan=0.0) == 0.0
    assert effort(Not(Prefix("jem"))) == BEGINNING


def test_what_some_of_many_words_answer_weighs_as_with_or() -> None:
    words = tuple(map(Word, ("jalan", "desa", "rusak")))
    assert effort(AtLeast(words, 2)) == effort(Or(words))


@pytest.mark.parametrize("query", ["a" * 600 + "*b", "*" + "bu" * 30 + "*", "a" * 600 + "~", "bubaka" * 20 + "~"])
def test_a_word_with_signs_has_few_letters(query: str) -> None:
    parsed = parse(query)
    (problem,) = parsed.problems
    assert str(problem).startswith(f"A word with * ? or ~ has at most {LONGEST_SIGNED} letters; ")
    assert isinstance(parsed.tree, Word | Prefix)
    assert parse("b" * LONGEST_SIGNED + "~").problems == parse("b" * (LONGEST_SIGNED - 1) + "*b").problems == ()


def test_a_word_of_hundreds_of_letters_is_none_and_has_no_misread_forms() -> None:
    assert misread("m" * LONGEST_MISREAD)
    assert misread("m" * (LONGEST_MISREAD + 1)) == misread("m" * LONGEST) == frozenset()


def test_a_long_sentence_is_searched_by_its_words_as_they_are() -> None:
    def forms(words: int) -> list[Leaf]:
        query = " ".join(Corpus().words[:words])
        return [leaf for leaf in leaves(widened(parse(query).tree, Synonyms())) if isinstance(leaf, Misread)]

    assert len(forms(MOST_MISREAD)) == MOST_MISREAD
    assert forms(MOST_MISREAD + 1) == []
