"""Questions that one letter alone answers, and texts that are damaged as recorded."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bench.confusions import damaged
from bench.damaged import CONFUSIONS, cases
from bench.fts import Fts
from bench.remembered import questions

LETTERS = [
    ("090/12/2019 Dinas Sosial perbaikan jembatan gantung", {
        "reference_number": "090/12/UM/2019", "sender": "Dinas Sosial", "subject": "perbaikan jembatan gantung",
    }),
    ("090/13/2019 Dinas Kesehatan perbaikan jembatan desa", {
        "reference_number": "090/13/UM/2019", "sender": "Dinas Kesehatan", "subject": "perbaikan jembatan desa",
    }),
]  # fmt: skip


def test_a_question_has_so_many_words_that_one_letter_alone_answers_it() -> None:
    asked = list(questions(LETTERS, Random(1)))
    assert {one.kind for one in asked} == {"title", "misspelt", "sender and topic", "number"}
    fts = Fts(text for text, _ in LETTERS)
    for one in asked:
        if one.kind not in ("number", "misspelt"):
            assert fts.find(one.query, 10)[0] == one.letter, one
    serials = [
        ("12", "13")[one.letter] in one.query.replace(" ", "").split("/") for one in asked if one.kind == "number"
    ]
    assert serials == [True, True]


@given(st.text(alphabet="abcdefghiklmnoprstu ", min_size=1, max_size=200), st.integers(0, 5))
def test_nothing_is_damaged_where_nothing_is_asked_for(text: str, seed: int) -> None:
    assert damaged(text, 0.0, Random(seed)) == text


def test_damage_is_as_much_as_asked_for() -> None:
    text = "perbaikan jembatan gantung di desa sukamaju kecamatan " * 200
    wrong = sum(a != b for a, b in zip(text.split(), damaged(text, 0.02, Random(1)).split(), strict=True))
    assert 0.3 < wrong / (0.02 * len(text)) < 1


def test_a_damaged_word_of_the_test_differs_by_its_confusions_alone() -> None:
    words = ["pembangunan", "kecamatan", "undangan"]
    found = cases(words)
    assert {one.word for one in found} == set(words)
    assert all(one.read != one.word for one in found)
    once = {word.replace(old, new, 1) for word in words for old, new in CONFUSIONS}
    assert sum(one.read in once for one in found) > len(found) / 4
