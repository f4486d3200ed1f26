"""A letter registered, handed on from position to position, and answered: what waits for whom, and who may read it."""

from datetime import timedelta

import pytest

from lontar.letters import letter_for
from lontar.routing import acts, recording
from lontar.routing.recording import Book
from lontar.wiring import House
from office.access import may_see
from routing.answering import Answer
from routing.disposing import Order
from routing.errors import (
    AlreadyEnded,
    AlreadyRead,
    AlreadyRegistered,
    DueBefore,
    EntryClosed,
    InACircle,
    NobodyAsked,
    NotLive,
    NotTheirs,
    StillWithOthers,
    ToItself,
    Vacant,
)
from schemas.assignment import Assignment
from schemas.delegation import Delegation
from schemas.errors import NotAmong, NotFound, WrongUse
from schemas.event import Event
from schemas.letter import Letter
from schemas.position import Holding
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from tests.lontar.routing.offices import a_letter, asked, assignments, entry_of, founded, registered, who

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def states(house: House, entry: str) -> dict[str, tuple[str, str]]:
    return {position: (row["state"], row["standing"]) for position, row in assignments(house, entry).items()}


def do(house: House, person: str, entry: str, *said: str, letter: str | None = None) -> list[int]:
    """What somebody makes of what was asked of the position that has their name: a state, and what they say."""
    id = assignments(house, entry)[person]["_id"]
    return acts.answer(house, who(house, person), id, Answer(*said, letter=letter))


def test_a_registered_letter_waits_for_the_head_of_its_unit(house: House) -> None:
    letter, entry = registered(house)
    made = entry_of(house, entry)
    assert (made.agenda_number, made.handling, made.direction) == (1, "waiting", "incoming")
    assert states(house, entry) == {"head:dinas": ("unread", "own")}
    assert house.store.load(Letter, letter).direction == "incoming"
    assert len(made.token) == 16


def test_a_letter_stands_once_in_a_register(house: House) -> None:
    letter = a_letter(house)
    recording.record(house, who(house, "agendaris"), letter, Book("dinas"))
    with pytest.raises(AlreadyRegistered):
        recording.record(house, who(house, "agendaris"), letter, Book("dinas"))
    with pytest.raises(NotFound):
        recording.record(house, who(house, "juru"), letter, Book("desa"))


def test_asked_of_others_it_is_in_hand_until_the_last_of_them_is_done(house: House) -> None:
    letter, entry = registered(house)
    asked(house, "kadis", entry, "kabid", "sekdis", due=20990101, note="segera")
    assert entry_of(house, entry).handling == "in-hand"
    assert states(house, entry)["head:dinas"] == ("in-progress", "passed-on")
    asked(house, "kabid", entry, "kasi", of="kabid")
    assert states(house, entry)["kabid"] == ("in-progress", "passed-on")
    do(house, "sekdis", entry, "done", "Sudah dicatat.")
    answer = a_letter(house, "seksi")
    do(house, "kasi", entry, "done", letter=answer)
    assert states(house, entry)["kabid"] == ("in-progress", "done")
    made = entry_of(house, entry)
    assert (made.handling, made.closed_as) == ("closed", "answered")
    verbs = [row["verb"] for row in house.store.find(Event, {"thing": f"letters/{letter}"}, sort=[("sequence", 1)])]
    assert verbs == ["letter.registered", *["letter.disposed"] * 2, *["letter.followed-up"] * 2]


def test_declined_and_withdrawn_by_all_it_waits_again(house: House) -> None:
    _, entry = registered(house)
    found = asked(house, "kadis", entry, "kabid", "sekdis")
    do(house, "kabid", entry, "declined", "Bukan bidang kami.")
    assert entry_of(house, entry).handling == "in-hand"
    acts.answer(house, who(house, "kadis"), found["sekdis"]["_id"], Answer("withdrawn"))
    assert entry_of(house, entry).handling == "waiting"
    assert states(house, entry)["head:dinas"] == ("in-progress", "own")
    with pytest.raises(WrongUse, match="reason"):
        do(house, "kabid", asked_again(house, entry), "declined")


def asked_again(house: House, entry: str) -> str:
    asked(house, "kadis", entry, "kabid")
    return entry


def test_who_was_asked_reads_the_letter_with_the_heads_above_them(house: House) -> None:
    letter, entry = registered(house)
    with pytest.raises(NotFound):
        letter_for(house, who(house, "kades"), letter)
    found = asked(house, "agendaris", entry, "kades")
    row = letter_for(house, who(house, "kades"), letter)
    assert may_see(who(house, "sekda"), row)
    assert not may_see(who(house, "kasi"), row)
    acts.answer(house, who(house, "agendaris"), found["kades"]["_id"], Answer("withdrawn"))
    with pytest.raises(NotFound):
        letter_for(house, who(house, "kades"), letter)


@pytest.mark.parametrize(
    ("order", "error"),
    [
        (Order([]), NobodyAsked),
        (Order(["kadis"]), ToItself),
        (Order(["nobody"]), NotFound),
        (Order(["kabid"], due=20200101), DueBefore),
        (Order(["kabid"], urgency="soon"), WrongUse),
        (Order(["kabid"], note="x" * 5000), WrongUse),
        (Order(["kades", "kabid"]), NotLive),
    ],
)
def test_a_disposition_that_cannot_be_changes_nothing(house: House, order: Order, error: type[Exception]) -> None:
    letter, entry = registered(house)
    village = house.store.load(Unit, "desa")
    village.state = "preparing"
    house.store.commit(Changes.of(village))
    before = house.store.events()
    with pytest.raises(error):
        acts.dispose(house, who(house, "kadis"), Assignment.root(entry), order)
    assert house.store.events() == before
    assert states(house, entry) == {"head:dinas": ("unread", "own")}
    assert not may_see(who(house, "kades"), house.store.get(Letter, letter) or {})


def test_nobody_is_asked_in_a_position_that_nobody_holds_and_a_delegate_is(house: House) -> None:
    _, entry = registered(house)
    (row,) = house.store.find(Holding, {"position": "sekdis"}, sort=[("since", -1)], limit=1)
    held = Holding.unpacked(row)
    held.until = now()
    house.store.commit(Changes.of(held))
    with pytest.raises(Vacant, match="Sekdis"):
        asked(house, "kadis", entry, "kabid", "sekdis")
    assert states(house, entry) == {"head:dinas": ("unread", "own")}
    hour = timedelta(hours=1)
    lent = Delegation(form="Plt.", position="sekdis", person="analis", since=now() - hour, until=now() + hour)
    house.store.commit(Changes.of(lent))
    found = asked(house, "kadis", entry, "kabid", "sekdis")
    acts.answer(house, who(house, "analis"), found["sekdis"]["_id"], Answer("done", "Selesai."))
    event = house.store.events()[-1]
    assert (event["actor"], event["behalf"]) == ("analis", "sekdis")


def test_a_disposition_is_withdrawn_from_all_who_have_not_read_it(house: House) -> None:
    _, entry = registered(house)
    found = asked(house, "kadis", entry, "kabid", "sekdis")
    made = found["kabid"]["disposition"]
    with pytest.raises(NotTheirs):
        acts.recall(house, who(house, "sekdis"), made)
    acts.opened(house, who(house, "kabid"), found["kabid"]["letter"])
    acts.opened(house, who(house, "kabid"), found["kabid"]["letter"])
    assert len(acts.recall(house, who(house, "kadis"), made)) == 1
    assert states(house, entry)["kabid"] == ("read", "own")
    assert states(house, entry)["sekdis"] == ("withdrawn", "dropped")
    with pytest.raises(AlreadyRead, match="Kabid"):
        acts.recall(house, who(house, "kadis"), made)
    assert [one["verb"] for one in house.store.events()][-3:] == ["letter.disposed", "letter.opened", "letter.recalled"]


def test_a_cancelled_number_ends_what_was_passed_on(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    asked(house, "kabid", entry, "kasi", of="kabid")
    acts.cancel(house, who(house, "agendaris"), entry, "Salah alamat")
    assert entry_of(house, entry).handling == "closed"
    assert {standing for _, standing in states(house, entry).values()} == {"dropped"}


def test_the_head_who_did_it_closes_the_entry_and_cannot_decline(house: House) -> None:
    _, entry = registered(house)
    root = Assignment.root(entry)
    with pytest.raises(WrongUse):
        acts.answer(house, who(house, "kadis"), root, Answer("declined", "Bukan kami."))
    acts.answer(house, who(house, "kadis"), root, Answer("done", "Sudah dibalas lisan."))
    assert (entry_of(house, entry).handling, entry_of(house, entry).closed_as) == ("closed", "done")
    acts.reopen(house, who(house, "kadis"), entry)
    assert "follow_up" not in (house.store.get(Assignment, root) or {})


def test_a_day_that_is_over_is_no_due_day_and_no_instruction_is_made_up(house: House) -> None:
    _, entry = registered(house)
    with pytest.raises(NotAmong, match="follow-up"):
        asked(house, "kadis", entry, "kabid", instructions=["menari"])
    found = asked(house, "kadis", entry, "kabid", instructions=["follow-up"])
    with pytest.raises(DueBefore):
        acts.set_due(house, who(house, "kadis"), found["kabid"]["_id"], 20200101)
    acts.set_due(house, who(house, "kadis"), found["kabid"]["_id"], 20990101)
    assert assignments(house, entry)["kabid"]["due"] == 20990101


def test_a_letter_goes_in_no_circle_and_twice_to_nobody(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    with pytest.raises(InACircle):
        asked(house, "kadis", entry, "kabid")
    with pytest.raises(InACircle):
        asked(house, "kabid", entry, "kadis", of="kabid")
    asked(house, "kabid", entry, "kasi", of="kabid")
    with pytest.raises(InACircle):
        asked(house, "kasi", entry, "kabid", of="kasi")


def test_only_who_was_asked_answers_and_the_second_one_sees_what_the_first_did(house: House) -> None:
    _, entry = registered(house)
    found = asked(house, "kadis", entry, "kabid")
    with pytest.raises(NotTheirs):
        acts.answer(house, who(house, "sekdis"), found["kabid"]["_id"], Answer("done", "x"))
    do(house, "kabid", entry, "done", "Selesai.")
    with pytest.raises(AlreadyEnded, match="Kabid"):
        do(house, "kabid", entry, "declined", "Bukan kami.")
    assert assignments(house, entry)["kabid"]["follow_up"] == "Selesai."
    assert do(house, "kabid", entry, "done", "Selesai lagi.") == []


def test_what_was_read_is_not_withdrawn_and_what_was_passed_on_not_ended(house: House) -> None:
    _, entry = registered(house)
    found = asked(house, "kadis", entry, "kabid")
    do(house, "kabid", entry, "read")
    with pytest.raises(AlreadyRead, match="Kabid"):
        acts.answer(house, who(house, "kadis"), found["kabid"]["_id"], Answer("withdrawn"))
    asked(house, "kabid", entry, "kasi", of="kabid")
    with pytest.raises(StillWithOthers):
        do(house, "kabid", entry, "done", "Selesai.")


def test_what_was_done_can_be_taken_up_again(house: House) -> None:
    _, entry = registered(house)
    found = asked(house, "kadis", entry, "kabid")
    do(house, "kabid", entry, "done", "Selesai.")
    assert entry_of(house, entry).handling == "closed"
    acts.resume(house, who(house, "kabid"), found["kabid"]["_id"])
    assert states(house, entry)["kabid"] == ("in-progress", "own")
    assert (entry_of(house, entry).handling, entry_of(house, entry).closed_at) == ("in-hand", None)


def test_an_entry_is_closed_for_information_and_opened_again(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    acts.close(house, who(house, "agendaris"), entry, "information")
    made = entry_of(house, entry)
    assert (made.handling, made.closed_as) == ("closed", "information")
    assert states(house, entry) == {"head:dinas": ("done", "done"), "kabid": ("unread", "dropped")}
    with pytest.raises(EntryClosed):
        do(house, "kabid", entry, "read")
    with pytest.raises(EntryClosed):
        asked(house, "kadis", entry, "sekdis")
    acts.reopen(house, who(house, "kadis"), entry)
    assert entry_of(house, entry).handling == "in-hand"
    assert states(house, entry)["kabid"] == ("unread", "own")


def test_opened_again_after_it_was_done_it_is_handled_anew(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    made = list(assignments(house, entry).values())
    do(house, "kabid", entry, "done", "Selesai.")
    acts.reopen(house, who(house, "kadis"), entry)
    assert entry_of(house, entry).handling == "waiting"
    assert states(house, entry)["kabid"] == ("done", "done")
    asked(house, "kadis", entry, "kabid")
    assert entry_of(house, entry).handling == "in-hand"
    with pytest.raises(WrongUse):
        acts.resume(house, who(house, "kabid"), next(one for one in made if one["position"] == "kabid")["_id"])


def test_what_ended_is_passed_on_no_more(house: House) -> None:
    _, entry = registered(house)
    asked(house, "kadis", entry, "kabid")
    do(house, "kabid", entry, "declined", "Bukan bidang kami.")
    with pytest.raises(AlreadyEnded):
        asked(house, "kabid", entry, "kasi", of="kabid")


def test_a_cancelled_number_stays_in_the_book_with_its_reason(house: House) -> None:
    letter, entry = registered(house)
    acts.cancel(house, who(house, "agendaris"), entry, "Salah alamat")
    made = entry_of(house, entry)
    assert (made.agenda_number, made.cancelled, made.handling) == (1, "Salah alamat", "closed")
    assert states(house, entry) == {"head:dinas": ("withdrawn", "dropped")}
    again = recording.record(house, who(house, "agendaris"), letter, Book("dinas"))
    assert again.number == 2
    with pytest.raises(EntryClosed):
        acts.reopen(house, who(house, "kadis"), entry)
