"""Who got a letter, how far each is with it, and what can be taken back."""

from datetime import datetime

import pytest

from lontar.routing import acts as handling
from lontar.routing import recording
from lontar.routing.acts import entries_of
from lontar.routing.recording import Book
from lontar.sending import acts, states
from lontar.sending.opening import opened
from lontar.sending.wanted import Wanted
from lontar.wiring import House
from office.access import installation, may_see
from routing.answering import Answer
from routing.errors import NothingToRecall, NotOutgoing
from routing.routed import grants_now
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.errors import NotFound
from schemas.letter import Letter
from tests.lontar.routing.offices import asked, assignments, founded, who
from tests.lontar.routing.test_delivering import preparing
from tests.lontar.sending.outgoing import outgoing

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def sent(house: House, *units: str) -> str:
    letter = outgoing(house)
    acts.send(house, who(house, "agendaris"), letter, Wanted(units=units))
    return letter


def entry_in(house: House, letter: str, unit: str) -> RegisterEntry:
    rows = [row for row in entries_of(house, letter) if (row["unit"], row["direction"]) == (unit, "incoming")]
    return house.store.load(RegisterEntry, rows[-1]["_id"])


def stands(house: House, letter: str, person: str = "agendaris") -> dict[str, str]:
    found = states.recipients(house, who(house, person), letter, ["dinas"])
    return {one.name.lower(): one.state for one in found}


def since(house: House, letter: str) -> datetime | None:
    """From when on it is with the section as it is."""
    found = states.recipients(house, who(house, "agendaris"), letter, ["dinas"])
    return next(one.at for one in found if one.code == "BIDANG")


def test_the_sender_sees_how_far_each_is(house: House) -> None:
    preparing(house, "seksi")
    letter = sent(house, "bidang", "desa", "seksi")
    assert stands(house, letter) == {"bidang": "delivered", "desa": "delivered", "seksi": "paper"}
    opened(house, who(house, "juru"), letter)
    first = entry_in(house, letter, "desa")
    opened(house, who(house, "kades"), letter)
    again = entry_in(house, letter, "desa")
    assert (again.opened_at, again.opened_by) == (first.opened_at, "juru")
    assert stands(house, letter)["desa"] == "read"
    entry = entry_in(house, letter, "bidang").id
    asked(house, "kabid", entry, "analis")
    assert stands(house, letter)["bidang"] == "disposed"
    assert since(house, letter) == assignments(house, entry)["analis"]["made_at"]
    answer = outgoing(house)
    row = assignments(house, entry)["analis"]
    handling.answer(house, who(house, "analis"), row["_id"], Answer("done", "Dibalas."))
    assert stands(house, letter)["bidang"] == "closed"
    assert since(house, letter) == entry_in(house, letter, "bidang").closed_at
    handling.reopen(house, who(house, "kabid"), entry)
    handling.answer(house, installation("op"), Assignment.root(entry), Answer("done", "", answer))
    assert stands(house, letter)["bidang"] == "answered"
    assert since(house, letter) == entry_in(house, letter, "bidang").closed_at
    (one,) = [one for one in states.recipients(house, who(house, "agendaris"), letter, ["dinas"]) if one.answer]
    assert (one.code, one.number, one.answer) == ("BIDANG", 1, answer)
    found = states.recipients(house, who(house, "agendaris"), letter, ["dinas"])
    assert states.counts(found) == {"read": 1, "answered": 1, "paper": 1}


def test_it_is_handed_on_since_the_first_who_still_has_it(house: House) -> None:
    letter = sent(house, "bidang")
    entry = entry_in(house, letter, "bidang").id
    asked(house, "kabid", entry, "analis")
    handling.answer(
        house, who(house, "analis"), assignments(house, entry)["analis"]["_id"], Answer("declined", "Bukan.")
    )
    assert stands(house, letter)["bidang"] == "read"
    asked(house, "kabid", entry, "kasi")
    assert since(house, letter) == assignments(house, entry)["kasi"]["made_at"]


def test_a_head_above_the_sender_and_the_installation_open_it_for_nobody(house: House) -> None:
    letter = sent(house, "bidang", "desa")
    for reader in (who(house, "sekda"), who(house, "kadis"), who(house, "agendaris"), installation("op")):
        opened(house, reader, letter)
    assert set(stands(house, letter).values()) == {"delivered"}


def test_it_is_taken_back_from_who_has_not_opened_it(house: House) -> None:
    letter, clerk = sent(house, "bidang", "desa", "seksi"), who(house, "agendaris")
    opened(house, who(house, "kabid"), letter)
    made = acts.recall(house, clerk, letter)
    taken = {house.store.load(RegisterEntry, id).unit for id in made.taken}
    kept = [house.store.load(RegisterEntry, id).unit for id in made.kept]
    assert (taken, kept) == ({"desa", "seksi"}, ["bidang"])
    entry = entry_in(house, letter, "desa")
    assert (entry.cancelled, entry.handling, entry.agenda_number) == ("ditarik kembali", "closed", 1)
    root = house.store.load(Assignment, Assignment.root(entry.id))
    assert (root.state, root.standing) == ("withdrawn", "dropped")
    row = house.store.get(Letter, letter) or {}
    assert not may_see(who(house, "kades"), row)
    assert may_see(who(house, "analis"), row)
    assert row["grants"] == grants_now(house.store, Letter.unpacked(row))
    assert stands(house, letter) == {"bidang": "read", "desa": "recalled", "seksi": "recalled"}
    with pytest.raises(NothingToRecall):
        acts.recall(house, clerk, letter)
    again = acts.send(house, clerk, letter, Wanted(units=("desa", "bidang")))
    assert again.numbers == {"desa": 2}


def test_what_a_registry_looked_at_or_somebody_was_asked_stays(house: House) -> None:
    letter, clerk = sent(house, "bidang", "desa"), who(house, "agendaris")
    asked(house, "kabid", entry_in(house, letter, "bidang").id, "analis")
    recording.record(house, who(house, "juru"), letter, Book("desa"))
    with pytest.raises(NothingToRecall):
        acts.recall(house, clerk, letter)


def test_one_sending_is_taken_back_and_another_stays(house: House) -> None:
    letter, clerk = sent(house, "bidang"), who(house, "agendaris")
    other = acts.send(house, clerk, letter, Wanted(units=("desa",)))
    acts.recall(house, clerk, letter, other.sending)
    assert stands(house, letter) == {"bidang": "delivered", "desa": "recalled"}


def test_only_the_sender_takes_it_back(house: House) -> None:
    letter = sent(house, "desa")
    with pytest.raises(NotOutgoing):
        acts.recall(house, who(house, "juru"), letter)
    with pytest.raises(NotFound):
        acts.recall(house, who(house, "kasi"), letter)
    assert stands(house, letter) == {"desa": "delivered"}
