"""Nobody in a letter is, or could be taken for, a real person."""

import re
from itertools import islice
from random import Random

import pytest

from samples.content import WORDS, content
from samples.draft import Sample
from samples.people import head_of, in_capitals, person
from samples.writer import write

KNOWN = re.compile(
    r"soekarno|sukarno|hatta|soeharto|suharto|habibie|wahid|megawati|yudhoyono|jokowi|widodo|prabowo|soedirman|"
    r"sudirman|kartini|diponegoro|sjahrir|syahrir|tjokroaminoto|wilhelmina|juliana|daendels|raffles",
    re.IGNORECASE,
)
"""People everybody knows, after whom streets and schools are called too."""
TITLED = re.compile(r"\b(?:Drs|Dra|Ir|Hj|H|R|M|Mas|Raden)\.? (?:Ng\. )?((?:[A-Z][\w']+ ?)+)")


def invented() -> set[str]:
    names = content("names")
    whole = [*names["first"], *names["last"], *names["old"], *names["dutch"]]
    return {word.casefold() for name in whole for word in re.findall(r"[\w']+", name)}


@pytest.fixture(scope="module")
def letters() -> list[Sample]:
    return list(islice(write(6), 200))


def test_signers_and_those_who_are_sent_have_invented_names(letters: list[Sample]) -> None:
    known = invented()
    for sample in letters:
        sent = sample.fields["recipients"] if sample.layout == "surat-tugas" else []
        for name in (sample.fields["signer"], *sent):
            parts = re.sub(r"\b[\w]+\.(?:[A-Z]\w*\.)*", " ", name.partition(",")[0])
            words = re.findall(r"[^\W\d]{3,}", parts)
            assert words
            assert {word.casefold() for word in words} <= known, name


def test_names_behind_titles_in_the_text_are_invented(letters: list[Sample]) -> None:
    known = invented()
    for sample in letters:
        for name in TITLED.findall(" \n ".join(sample.body)):
            assert {word.casefold() for word in name.split()} <= known, (sample.name, name)


def test_nobody_known_is_named_anywhere() -> None:
    for path in WORDS.iterdir():
        assert KNOWN.findall(path.read_text("utf-8")) == [], path.name


def test_personnel_numbers_are_nobody_s() -> None:
    """The 31st of February since 2008, an office 000 before."""
    for seed in range(50):
        assert re.fullmatch(r"\d{4}0231 \d{6} [12] \d{3}", person(Random(seed), 2020).number)
        assert re.fullmatch(r"000 \d{3} \d{3}", person(Random(seed), 1990).number)


def test_an_office_keeps_its_head_for_some_years() -> None:
    assert head_of("Dinas Sosial", 2015) == head_of("Dinas Sosial", 2019)
    assert head_of("Dinas Sosial", 2015) != head_of("Dinas Sosial", 2020)


def test_titles_keep_their_letters_in_capitals() -> None:
    assert in_capitals("Drs. Arkanata Banyubiru, M.Si.") == "Drs. ARKANATA BANYUBIRU, M.Si."
