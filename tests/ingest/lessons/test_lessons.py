"""Corrected letters teach the next ones of the same letterhead where their values stand, and nothing that is not so."""

from dataclasses import replace

import pytest

from ingest.fields import fields_of
from ingest.lessons import learned
from tests.ingest.lessons.letters import DAYS, SUBJECTS, letter, taught, truth, understood

LABELS = "Bilangan : {number}\nTarikh   : {date}\nPerkara  : {subject}"
LAYOUTS = {
    "labels of their own": LABELS,
    "in one line": "Surat keluar {number} tertanggal {date}\nMengenai : {subject}",
    "labels above": "Register keluar          Dibuat pada\n{number}             {date}\n\nPokok persoalan\n{subject}",
    "as a memo": "Untuk      Panitia\nUrusan     {subject}\nHari       {date}\nKode       {number}",
    "date behind a stroke": 'Surat kami {number} / {date}\nMasalah  "{subject}"',
    "no labels": "{number}                                          {date}\n\n          {subject}",
}


@pytest.mark.parametrize("middle", LAYOUTS.values(), ids=LAYOUTS)
def test_after_three_letters_the_fourth_is_understood(middle: str) -> None:
    one = letter(3, middle)
    before, after = fields_of(one.sheets), understood(taught(middle), one)
    assert any(name not in before or before[name].value != value for name, value in truth(3).items())
    assert {name: after[name].value for name in ("reference_number", "date", "subject")} == {
        name: truth(3)[name] for name in ("reference_number", "date", "subject")
    }


def test_a_value_of_several_lines_goes_on_where_those_of_the_examples_did() -> None:
    middle = "Bilangan : {number}\nTarikh   : {date}\nPerkara  : {subject}\n  bagi warga Desa Parit\nSalinan  : arsip"
    told = [letter(number, middle) for number in range(3)]
    said = [replace(one, said=one.said | {"subject": f"{one.said['subject']} bagi warga Desa Parit"}) for one in told]
    found = understood(learned(said), letter(3, middle))["subject"]
    assert found.value == f"{SUBJECTS[3]} bagi warga Desa Parit"


def test_what_was_learned_says_so_and_where_it_stands() -> None:
    found = understood(taught(LABELS), letter(3, LABELS))["subject"]
    assert (found.learned, found.page, found.printed) == (3, 1, SUBJECTS[3])
    assert found.box
    assert 0 < found.confidence < 90, "less sure than the words are"


def test_one_letter_teaches_nothing() -> None:
    assert taught(LABELS, corrected=1) == []


def test_two_letters_that_agree_fill_what_was_not_found() -> None:
    assert understood(taught(LABELS, corrected=2), letter(3, LABELS))["subject"].value == SUBJECTS[3]


def test_a_letter_without_the_words_gets_nothing() -> None:
    other = letter(3, "Bilangan : {number}\nTarikh   : {date}")
    assert "subject" not in understood(taught(LABELS), other)


def test_a_sender_that_only_its_mark_names_is_learned_as_it_is() -> None:
    head = "bintang samudra\nlayar terkembang\nJalan Dermaga 21 Telukdalam 53499"
    told = [letter(number, LABELS, head) for number in range(3)]
    said = [replace(one, said=one.said | {"sender": "PT Bintang Samudra"}) for one in told]
    found = understood(learned(said), letter(3, LABELS, head))["sender"]
    assert (found.value, found.learned) == ("PT Bintang Samudra", 3)


def test_what_a_person_says_is_not_there_is_learned_too() -> None:
    middle = "Nomor : {number}\nHal   : {subject}\nTanggal : {date}"
    told = [letter(number, middle) for number in range(3)]
    assert all("subject" in one.read for one in told)
    said = [replace(one, said={"subject": None}) for one in told]
    assert "subject" not in understood(learned(said), letter(3, middle))


def test_the_plain_rules_are_believed_where_they_were_right() -> None:
    middle = "Nomor : {number}\nHal   : {subject}\nTanggal : {date}\n\nPerkara : " + DAYS[0]
    told = [letter(number, middle) for number in range(3)]
    one = letter(3, middle)
    assert understood(learned(told), one) == fields_of(one.sheets)


def test_a_later_correction_that_contradicts_a_lesson_ends_it() -> None:
    told = [letter(number, LABELS) for number in range(2)]
    other = letter(2, LABELS)
    against = replace(other, said=other.said | {"subject": "Sesuatu yang lain sama sekali"})
    assert "subject" in {one.rule.name for one in learned(told)}
    assert "subject" not in {one.rule.name for one in learned([*told, against])}


def test_where_people_pointed_is_where_it_stands() -> None:
    """The same number stands twice; what they pointed at is behind "Terdaftar"."""
    middle = "Perkara : {subject} ({number})\nTerdaftar : {number}\nTarikh : {date}"
    told = []
    for number in range(3):
        one = letter(number, middle)
        sheet = one.sheets[0]
        word = next(word for word in sheet.page.words if word.text == truth(number)["reference_number"])
        told.append(replace(one, pointed={"reference_number": (1, 1, word.box)}))
    first = next(one for one in learned(told) if one.rule.name == "reference_number")
    assert first.rule.words == "terdaftar"
