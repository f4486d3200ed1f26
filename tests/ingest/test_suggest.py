"""What the lexicon suggests for words as read; what it says nothing about stays as it is."""

import pytest

from ingest.suggest import suggested, suggestion
from schemas.page import Word


def made(text: str) -> str:
    words, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        words.append(Word(word, (0, 0, 1, 1), 90.0, at, at + len(word)))
        at += len(word)
    return suggested(text, words)


@pytest.mark.parametrize(
    ("read", "meant"),
    [("thst", "that"), ("acccunt,", "account,"), ("jembetan", "jembatan"), ("vergadcring", "vergadering")],
)
def test_letters_of_like_shape_are_changed_into_a_common_word(read: str, meant: str) -> None:
    assert suggestion(read) == meant


@pytest.mark.parametrize("word", ["Rawabening", "005/12/2015", "RSUD", "dengan", "xq"])
def test_names_numbers_and_known_words_stay(word: str) -> None:
    assert suggestion(word) == word


def test_the_text_around_a_suggestion_stays() -> None:
    assert made("say\n\nthst  one") == "say\n\nthat  one"
    assert made("nothing is suggested here") == ""


def test_a_comma_behind_an_initial_or_a_title_is_a_full_stop_before_a_name() -> None:
    assert made("to Mr, Jordan and W, Cordes") == "to Mr. Jordan and W. Cordes"
    assert made("surat No, 12 kepada Sdr, Camat") == "surat No. 12 kepada Sdr. Camat"


def test_a_comma_elsewhere_stays() -> None:
    assert made("golongan A, B, dan C, serta Camat, Lurah") == ""
