"""A draft that answers a letter begins with what that letter says; once the answer is sent, the entry is closed."""

import pytest

from drafting.template import all_shipped, shipped
from lontar.drafting import acts, answering, listed, shown
from lontar.drafting.answering import begun_with
from lontar.routing import acts as routing_acts
from lontar.understanding.threads import Threads
from lontar.wiring import House
from office.access import Reader
from schemas.assignment import Assignment
from schemas.draft import Draft
from schemas.errors import NotFound
from schemas.letter import FieldValue, Letter
from store.again import again
from store.changes import Changes
from store.contract import Row
from tests.lontar.drafting.drafted import draft_of
from tests.lontar.routing.offices import a_letter, asked, assignments, entry_of, founded, registered, who

pytestmark = pytest.mark.everywhere("full")
LETTER = {
    "subject": "Perbaikan jembatan",
    "sender": "Camat Cempaka",
    "reference_number": "005/12/CMP/2026",
    "date": 20261122,
    "classification_code": "600",
}


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def incoming(house: House) -> tuple[str, str]:
    letter, entry = registered(house)
    known = house.store.load(Letter, letter)
    known.fields |= {name: FieldValue(value=value, confidence=99.0) for name, value in LETTER.items()}
    house.store.commit(Changes.of(known))
    return letter, entry


def test_sender_subject_number_and_date_are_filled_in(house: House) -> None:
    letter, _ = incoming(house)
    id = answering.begin(house, who(house, "kadis"), letter)
    draft = draft_of(house, id)
    assert draft.answers == letter
    assert draft.content["recipients"] == ["Camat Cempaka"]
    assert draft.content["subject"] == "Tanggapan atas Perbaikan jembatan"
    assert "nomor 005/12/CMP/2026 tanggal 22 November 2026 hal Perbaikan jembatan" in draft.content["body"]
    assert [row["_id"] for row in listed.of_letter(house, who(house, "sekdis"), letter)] == [id]
    assert listed.of_letter(house, who(house, "kades"), letter) == []
    with pytest.raises(NotFound):
        answering.begin(house, who(house, "kades"), letter)


def test_who_may_not_read_the_letter_is_not_told_which_it_is(house: House) -> None:
    letter, _ = incoming(house)
    id = answering.begin(house, who(house, "kadis"), letter)
    acts.change(house, who(house, "kadis"), id, {"signer": "kades"}, 1)
    assert shown.whole(house, who(house, "kades"), id)["answers"] is None
    assert shown.whole(house, who(house, "kadis"), id)["answers"] == letter


@pytest.mark.parametrize("name", [one.name for one in all_shipped()])
def test_whatever_a_letter_says_the_form_takes_it(name: str) -> None:
    for letter in ({}, LETTER, LETTER | {"subject": "x" * 2000, "date": 20261100}, {"date": 20260000}):
        content = begun_with(shipped(name), letter)
        assert all(content.values())
        assert content.keys() <= {field.name for field in shipped(name).fields}


def sent(house: House, letter: str, unit: str = "dinas") -> Draft:
    """A draft of an answer, as if its letter had been signed."""
    id = answering.begin(house, who(house, "agendaris"), letter)
    draft = draft_of(house, id)
    draft.letter, draft.unit = "01JANSWER00000000000000000", unit
    house.store.commit(Changes.of(draft))
    return draft


def answered(house: House, reader: Reader, draft: Row) -> list[int]:
    """What sending the answer does to the entry of the letter that it answers."""
    return again(house.store, lambda: answering.closing(house, reader, draft))


def test_the_entry_is_closed_as_answered_once_the_answer_is_sent(house: House) -> None:
    letter, entry = incoming(house)
    asked(house, "kadis", entry, "kabid")
    draft = sent(house, letter)
    assert len(answered(house, who(house, "kadis"), dict(draft.to_mongo()))) == 1
    made = entry_of(house, entry)
    assert (made.handling, made.closed_as) == ("closed", "answered")
    root = house.store.get(Assignment, Assignment.root(entry)) or {}
    assert root["answer"] == draft.letter
    assert assignments(house, entry)["kabid"]["standing"] == "dropped"
    assert answered(house, who(house, "kadis"), dict(draft.to_mongo())) == []


def test_the_answer_stands_in_the_thread_of_the_letter(house: House) -> None:
    letter, _ = incoming(house)
    draft = sent(house, letter)
    became = house.store.load(Letter, a_letter(house))
    became.fields["references"] = FieldValue(value=[LETTER["reference_number"]], confidence=90.0)
    became.ties = answering.ties_of(house, dict(draft.to_mongo()))
    (reference,) = Threads(house, who(house, "kadis")).references(dict(became.to_mongo()))
    assert reference.letter is not None
    assert (reference.letter["_id"], reference.by_hand) == (letter, True)
    assert answering.ties_of(house, {"answers": None}) == []


def test_of_a_unit_below_it_closes_the_entry_above(house: House) -> None:
    letter, entry = incoming(house)
    draft = sent(house, letter, "seksi")
    answered(house, who(house, "kasi"), dict(draft.to_mongo()))
    assert entry_of(house, entry).closed_as == "answered"


def test_what_answers_nothing_or_elsewhere_closes_nothing(house: House) -> None:
    letter, entry = incoming(house)
    draft = sent(house, letter, "desa")
    assert answered(house, who(house, "kades"), dict(draft.to_mongo())) == []
    alone = acts.make(house, who(house, "agendaris"), "surat-dinas", {})
    assert answered(house, who(house, "kadis"), dict(draft_of(house, alone).to_mongo())) == []
    routing_acts.close(house, who(house, "agendaris"), entry, "information")
    draft = sent(house, letter)
    assert answered(house, who(house, "kadis"), dict(draft.to_mongo())) == []
    assert entry_of(house, entry).closed_as == "information"
