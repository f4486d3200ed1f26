"""Questions for letters that somebody knows: each names one letter, by what is true of it alone."""

from random import Random
from typing import Any

from bench.known_items import KINDS, Item, questions
from bench.plain_search import PlainSearch
from bench.relevance import success

SUBJECTS = ("Perbaikan jembatan gantung", "Perbaikan jembatan beton", "Pengadaan vaksin ternak", "Jadwal ronda malam")
SENDER = ("Dinas Pekerjaan Umum", "Dinas Pekerjaan Umum", "Dinas Peternakan", "Desa Cempaka")
WORDS = 10
"""The least letters of a set in which no word stands in too many of them."""


def an_item(number: int, **other: Any) -> Item:
    fields = {
        "subject": SUBJECTS[number % 4],
        "sender": SENDER[number % 4],
        "reference_number": f"{600 + number}/{number:03d}/UMUM/2019",
    }
    body = [f"Warga {chr(97 + number) * 5} menunggu jawaban."]
    return Item(f"{number}.pdf", {"fields": fields | other, "body": body})


def test_each_question_is_answered_by_one_letter_alone() -> None:
    items = [an_item(number) for number in range(WORDS)]
    asked = list(questions(items, items, Random(1)))
    assert {one.kind for one in asked} == set(KINDS)
    for one in asked:
        if one.kind in ("title", "sender"):
            assert [item.name for item in items if item.every.issuperset(one.text.split())] == [one.wanted]
            assert len(one.text.split()) <= 4


def test_a_letter_that_cannot_be_told_from_others_is_not_asked_for() -> None:
    twins = [Item(name, an_item(1).truth) for name in ("a.pdf", "b.pdf")]
    assert list(questions(twins, twins, Random(1))) == []


def test_a_misspelt_question_differs_in_one_word() -> None:
    items = [an_item(number) for number in range(WORDS)]
    asked = list(questions(items, items, Random(2)))
    right = {one.wanted: one.text.split() for one in asked if one.kind == "title"}
    wrong = {one.wanted: one.text.split() for one in asked if one.kind == "spelling"}
    assert wrong.keys() == right.keys() != set()
    for name, words in wrong.items():
        assert sum(a != b for a, b in zip(words, right[name], strict=True)) == 1


def test_a_part_of_a_number_has_its_serial() -> None:
    items = [an_item(number) for number in range(WORDS)]
    for one in questions(items, items, Random(3)):
        if one.kind == "number":
            assert "/" in one.text
            assert one.text not in ("UMUM/2019", "UMUM / 2019")


def test_plain_search_puts_letters_with_all_words_first() -> None:
    plain = PlainSearch([("a", "jembatan gantung rusak"), ("b", 'jembatan "beton"'), ("c", "vaksin")])
    assert plain.names('jembatan "gantung', 10) == ["a", "b"]
    assert plain.names("(", 10) == []


def test_success_counts_the_first_and_the_first_ten() -> None:
    items = [an_item(number) for number in range(WORDS)]
    asked = [one for one in questions(items, items, Random(1)) if one.kind == "title"]
    second = success(asked, lambda query: ["other", *(one.wanted for one in asked if one.text == query)], "")
    assert second["title"] == {"success@1": 0.0, "success@10": 100.0, "questions": len(asked)}
    assert second["all"] == second["title"]
