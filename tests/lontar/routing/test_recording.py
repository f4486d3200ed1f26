"""A letter recorded by a clerk: what was read confirmed and its entry made or checked, in one commit."""

import pytest

from lontar import edits
from lontar.routing import acts, recording
from lontar.routing.days import Days
from lontar.routing.recording import Book
from lontar.wiring import House
from routing.errors import AlreadyRegistered, EntryClosed, LetterWithdrawn, NotTheirs
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.errors import Conflict, NotAmong, NotFound, WrongUse
from schemas.event import Event
from schemas.letter import Letter
from store.changes import Changes
from tests.lontar.routing.offices import a_letter, entry_of, founded, registered, who

pytestmark = pytest.mark.everywhere("full")
DINAS = Book("dinas")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def verbs(house: House, letter: str) -> list[str]:
    rows = house.store.find(Event, {"thing": f"letters/{letter}"}, sort=[("sequence", 1)])
    return [row["verb"] for row in rows]


def said(house: House, **values: object) -> object:
    return edits.describing(house, who(house, "agendaris"), values, sure=tuple(values))


def test_a_new_letter_gets_its_fields_and_its_number_in_one_commit(house: House) -> None:
    id = a_letter(house)
    made = recording.record(house, who(house, "agendaris"), id, DINAS, said(house, sender="Camat Raya", date=20261130))
    letter, entry = house.store.load(Letter, id), entry_of(house, made.entry)
    assert (made.number, entry.checked, entry.handling) == (1, True, "waiting")
    assert letter.fields["sender"].by_hand
    assert (letter.value("sender"), letter.direction) == ("Camat Raya", "incoming")
    assert verbs(house, id) == ["letter.described", "letter.registered"]
    assert len(made.events) == 2


def test_what_came_in_with_a_number_is_checked_and_keeps_it(house: House) -> None:
    id, entry = registered(house)
    made = recording.record(house, who(house, "agendaris"), id, DINAS, said(house, subject="Perbaikan jembatan"))
    assert (made.entry, made.number) == (entry, 1)
    assert entry_of(house, entry).checked
    assert house.store.load(Letter, id).fields["subject"].by_hand
    assert verbs(house, id) == ["letter.registered", "letter.described", "letter.checked"]


@pytest.mark.parametrize("before", [True, False], ids=["it has an entry", "it is new"])
def test_what_waits_for_the_head_is_due_by_what_the_clerk_said_of_the_letter(house: House, before: bool) -> None:
    id = registered(house)[0] if before else a_letter(house)
    made = recording.record(house, who(house, "agendaris"), id, DINAS, said(house, urgency="Sangat Segera"))
    root = house.store.load(Assignment, Assignment.root(made.entry))
    assert root.due == Days(house).of("dinas").after(1)


def test_a_day_that_somebody_set_for_the_head_stands(house: House) -> None:
    id, entry = registered(house)
    day = Days(house).of("dinas").after(20)
    acts.set_due(house, who(house, "kadis"), Assignment.root(entry), day)
    recording.record(house, who(house, "agendaris"), id, DINAS, said(house, urgency="Sangat Segera"))
    assert house.store.load(Assignment, Assignment.root(entry)).due == day


@pytest.mark.parametrize("before", [True, False], ids=["it has an entry", "it is new"])
def test_for_information_it_waits_for_nobody(house: House, before: bool) -> None:
    id = registered(house)[0] if before else a_letter(house)
    made = recording.record(house, who(house, "agendaris"), id, DINAS, information=True)
    entry, root = entry_of(house, made.entry), house.store.load(Assignment, Assignment.root(made.entry))
    assert (entry.handling, entry.closed_as, entry.checked) == ("closed", "information", True)
    assert (root.state, root.standing, root.ended_by) == ("done", "done", "agendaris")
    assert "letter.closed" in verbs(house, id)
    acts.reopen(house, who(house, "agendaris"), made.entry)
    assert entry_of(house, made.entry).handling == "waiting"


def test_a_letter_that_was_sent_stands_in_the_outgoing_book_and_waits_for_nobody(house: House) -> None:
    id = a_letter(house)
    made = recording.record(house, who(house, "agendaris"), id, Book("dinas", "outgoing"))
    entry = entry_of(house, made.entry)
    assert (entry.register.split("/")[1], entry.handling, made.number) == ("outgoing", "closed", 1)
    assert house.store.get(Assignment, Assignment.root(made.entry)) is None


def test_the_second_clerk_learns_the_number_and_overwrites_nothing(house: House) -> None:
    id = a_letter(house)
    recording.record(house, who(house, "agendaris"), id, DINAS, said(house, sender="Camat Raya"))
    with pytest.raises(AlreadyRegistered) as refused:
        recording.record(house, who(house, "agendaris"), id, DINAS, said(house, sender="Lurah"))
    assert refused.value.params == {"unit": "Dinas", "number": 1}
    assert house.store.load(Letter, id).value("sender") == "Camat Raya"


def test_fields_that_another_person_changed_meanwhile_are_refused_and_no_number_is_drawn(house: House) -> None:
    id, clerk = a_letter(house), who(house, "agendaris")
    seen = house.store.sealed()
    edits.describe(house, clerk, id, {"subject": "Jembatan roboh"})
    change = edits.describing(house, clerk, {"subject": "Jembatan baru"}, seen, sure=("subject",))
    with pytest.raises(Conflict):
        recording.record(house, clerk, id, DINAS, change)
    assert acts.entries_of(house, id) == []
    assert recording.record(house, clerk, id, DINAS).number == 1


def test_bad_input_changes_nothing(house: House) -> None:
    id, clerk = a_letter(house), who(house, "agendaris")
    for book, error in ((Book("desa"), NotTheirs), (Book("dinas", "sideways"), NotAmong)):
        with pytest.raises(error):
            recording.record(house, clerk, id, book)
    with pytest.raises(NotTheirs):
        recording.record(house, who(house, "kadis"), id, DINAS)
    with pytest.raises(NotFound):
        recording.record(house, who(house, "juru"), id, Book("desa"))
    with pytest.raises(WrongUse):
        recording.record(house, clerk, id, DINAS, said(house, date=99999999))
    letter = house.store.load(Letter, id)
    letter.withdrawn = "ganda"
    house.store.commit(Changes.of(letter))
    with pytest.raises(LetterWithdrawn):
        recording.record(house, clerk, id, DINAS)
    assert house.store.count(RegisterEntry) == 0


def test_a_number_cancelled_stays_and_the_letter_can_be_registered_anew(house: House) -> None:
    clerk = who(house, "agendaris")
    id, entry = registered(house)
    acts.cancel(house, clerk, entry, "Salah buku")
    assert entry_of(house, entry).checked
    with pytest.raises(EntryClosed):
        acts.cancel(house, clerk, entry, "Lagi")
    with pytest.raises(WrongUse):
        acts.cancel(house, clerk, registered(house)[1], "  ")
    assert recording.record(house, clerk, id, DINAS).number == 3
