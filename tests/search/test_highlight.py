"""Snippets and marks: what is shown is what was found, and it stands where it says."""

from operator import eq
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import forms, forms_of, tokens
from search.highlight import Snippet, look, marked, places, spans
from search.query import parse
from search.runs import near
from search.tokens import pack, unpack
from search.tree import Leaf, leaves

TEXT = "Surat Dinas\nPerihal: perbaikan djembatan di Desa Sukamaju\fLampiran\nJernbatan rusak, jembatan gantung"
ROW: dict[str, Any] = {"text": TEXT, "pages": [[1, 1, 0], [1, 2, TEXT.index("\f") + 1]], "tokens": pack(TEXT)}


def asked(query: str) -> list[Leaf]:
    return list(leaves(parse(query).tree))


def snippets(query: str, row: dict[str, Any], limit: int = 2, width: int = 200) -> list[Snippet]:
    return look(asked(query), row, limit=limit, width=width)[0]


def shown(query: str) -> list[str]:
    return [TEXT[a:b] for a, b in spans(asked(query), unpack(pack(TEXT)))]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("jembatan", ["djembatan", "Jernbatan", "jembatan"]),
        ("perbaiki", ["perbaikan"]),
        ('"jembatan gantung"', ["jembatan", "gantung"]),
        ('"gantung jembatan"', []),
        ("suka*", ["Sukamaju"]),
        ("lampirn~", ["Lampiran"]),
        ("desa NOT rusak", ["Desa"]),
        ("subject:desa", []),
        ("", []),
    ],
)
def test_the_words_that_were_found_are_marked(query: str, words: list[str]) -> None:
    assert shown(query) == words


def test_a_phrase_is_one_place_and_a_word_inside_it_no_other() -> None:
    found = places(asked('"jembatan gantung" jembatan perihal'), unpack(pack(TEXT)))
    assert [TEXT[a:b] for a, b in found] == ["Perihal", "djembatan", "Jernbatan", "jembatan gantung"]


def test_a_snippet_names_its_page_and_marks_its_words() -> None:
    first, second = snippets("jembatan", ROW, limit=2, width=60)
    assert (first.page, second.page) == (1, 2)
    assert [second.text[a:b] for a, b in second.marks] == ["Jernbatan", "jembatan"]
    assert "\n" not in first.text + second.text
    assert marked(second.text, second.marks, "[", "]").count("[") == 2


def test_without_a_word_the_snippet_is_the_beginning() -> None:
    (only,) = snippets("", ROW, width=30)
    assert only.text.startswith("Surat Dinas")
    assert only.marks == ()
    assert snippets("x", {"text": ""}) == []


def test_tokens_of_another_analysis_are_made_anew() -> None:
    stale = ROW | {"tokens": bytes([99]) + ROW["tokens"][1:]}
    assert snippets("jembatan", stale) == snippets("jembatan", ROW)
    assert snippets("jembatan", {"text": TEXT, "pages": ROW["pages"]}) == snippets("jembatan", ROW)


@given(st.text(max_size=200))
def test_packed_tokens_are_the_tokens(text: str) -> None:
    packed = unpack(pack(text))
    words = list(packed.words)
    again = [(words[number], start) for number, start in zip(packed.ids, packed.starts, strict=True)]
    assert again == [(token.forms, token.start) for token in tokens(text)]


@given(st.text(alphabet="rnmvwui1lo0jy e.", max_size=60), st.text(alphabet="rnmvwui1lo0jye", min_size=1, max_size=4))
def test_a_word_is_like_all_that_have_a_form_in_common_with_it(text: str, word: str) -> None:
    packed, asked = unpack(pack(text)), forms_of(word)
    alike = [number for number, token in enumerate(tokens(text)) if any(map(eq, token.forms, asked))]
    assert packed.like(asked) == alike
    assert packed.beginning(asked.folded) == [
        number for number, token in enumerate(tokens(text)) if token.forms.folded.startswith(asked.folded)
    ]


@given(st.text(alphabet="surat jembtn\n\f.", max_size=300), st.integers(20, 80))
def test_snippets_lie_within_one_page_and_marks_within_the_snippet(text: str, width: int) -> None:
    starts = [0] + [place + 1 for place, letter in enumerate(text) if letter == "\f"]
    row = {"text": text, "pages": [[1, number, start] for number, start in enumerate(starts, 1)], "tokens": pack(text)}
    for snippet in snippets("surat jembatan", row, limit=3, width=width):
        assert snippet.text in text.split("\f")[snippet.page - 1].replace("\n", " ")
        assert len(snippet.text) <= width
        assert all(0 <= a < b <= len(snippet.text) for a, b in snippet.marks)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("surat", "surat", 0), ("surat", "sruat", 1), ("surat", "sura", 1), ("abc", "xyz", 3)],
)
def test_how_far_two_words_are_apart(one: str, other: str, distance: int) -> None:
    assert near(one, other, distance)
    assert not distance or not near(one, other, distance - 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [("djalan", "jalan"), ("oentoek", "untuk"), ("tandjoeng", "tanjung"), ("pajoeng", "payung"), ("sjarat", "syarat")],
)
def test_old_spelling_has_the_stem_of_today(old: str, new: str) -> None:
    assert forms(old)[0].stem == forms(new)[0].stem


@pytest.mark.parametrize("pair", [("rnakan", "makan"), ("vvarga", "warga"), ("0rang", "orang"), ("bahaja", "bahaya")])
def test_what_ocr_and_old_spelling_confuse_has_one_skeleton(pair: tuple[str, str]) -> None:
    assert forms(pair[0])[0].skeleton == forms(pair[1])[0].skeleton


@given(st.text(max_size=50))
def test_analysis_never_fails_and_folds_once(text: str) -> None:
    for form in forms(text):
        assert form.folded
        assert [again.folded for again in forms(form.folded)] in ([form.folded], [form.folded.lower()])
