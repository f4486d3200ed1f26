"""One letter delivered to many units: an entry in the incoming book of each that is on board."""

import pytest

from lontar.routing import acts, delivering, recording, tracking
from lontar.routing.recording import Book
from lontar.wiring import House
from office.access import may_see
from routing.answering import Answer
from routing.errors import NobodyToDeliverTo, NotTheirs
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.errors import NotFound
from schemas.event import Event
from schemas.letter import Letter
from schemas.unit import Unit
from store.changes import Changes
from tests.lontar.routing.offices import a_letter, asked, entry_of, founded, registered, who

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def preparing(house: House, id: str) -> None:
    unit = house.store.load(Unit, id)
    unit.state = "preparing"
    house.store.commit(Changes.of(unit))


def test_each_unit_on_board_gets_it_in_its_book_and_its_people_may_read_it(house: House) -> None:
    preparing(house, "seksi")
    letter, entry = registered(house)
    made = delivering.deliver(
        house, who(house, "agendaris"), letter, ["bidang", "desa", "seksi", "dinas"], passing_on=True
    )
    assert made.numbers == {"bidang": 1, "desa": 1}
    assert (made.there, made.paper) == (("dinas",), ("seksi",))
    mine = entry_of(house, entry)
    assert (mine.handling, mine.closed_as) == ("closed", "passed-on")
    row = house.store.get(Letter, letter) or {}
    assert all(may_see(who(house, one), row) for one in ("kades", "juru", "kabid", "kadis"))
    its = next(row for row in acts.entries_of(house, letter) if row["unit"] == "desa")
    assert (its["handling"], its["checked"]) == ("waiting", False)
    assert house.store.load(Assignment, Assignment.root(its["_id"])).position == "head:desa"
    events = house.store.find(Event, {"thing": f"letters/{letter}"}, sort=[("sequence", 1)])
    assert [one["verb"] for one in events] == ["letter.registered", "letter.delivered", "letter.closed"]


def test_delivered_again_it_goes_to_the_new_ones_alone(house: House) -> None:
    letter, _ = registered(house)
    clerk = who(house, "agendaris")
    delivering.deliver(house, clerk, letter, ["desa"])
    again = delivering.deliver(house, clerk, letter, ["desa", "bidang"])
    assert (again.numbers, again.there) == ({"bidang": 1}, ("desa",))
    with pytest.raises(NobodyToDeliverTo):
        delivering.deliver(house, clerk, letter, ["desa", "nowhere"])
    assert house.store.count(RegisterEntry) == 3


def test_who_does_not_keep_a_register_of_it_delivers_nothing(house: House) -> None:
    letter, _ = registered(house)
    with pytest.raises(NotFound):
        delivering.deliver(house, who(house, "juru"), letter, ["desa"])
    delivering.deliver(house, who(house, "agendaris"), letter, ["desa"])
    assert delivering.deliver(house, who(house, "juru"), letter, ["seksi"]).numbers == {"seksi": 1}
    other = a_letter(house, "bidang")
    row = house.store.load(Letter, other)
    row.grants = ["unit:dinas"]
    house.store.commit(Changes.of(row))
    with pytest.raises(NotTheirs):
        delivering.deliver(house, who(house, "agendaris"), other, ["desa"])


def test_four_hundred_units_get_it_in_one_act_without_a_gap(house: House) -> None:
    units = [
        Unit(id=f"desa{n}", code=f"D{n}", name=f"Desa {n}", parent="office", path=["office", f"desa{n}"])
        for n in range(400)
    ]
    house.store.commit(Changes.of(*units))
    clerk, ids = who(house, "agendaris"), [unit.id for unit in units]
    for number in (1, 2):
        made = delivering.deliver(house, clerk, registered(house)[0], ids)
        assert made.numbers == dict.fromkeys(ids, number)


def test_the_sender_learns_the_days_and_nothing_else(house: House) -> None:
    _, entry = registered(house)
    token = entry_of(house, entry).token
    first = tracking.tracked(house, token)
    assert first is not None
    assert (first.processed, first.answered, first.ended) == (None, None, False)
    asked(house, "kadis", entry, "kabid")
    assert tracking.tracked(house, token) == tracking.Tracked(first.received, first.received, None, False)
    acts.answer(house, who(house, "kabid"), assignment_of(house, entry, "kabid"), Answer("done", "Sudah dibalas."))
    assert tracking.tracked(house, token) == tracking.Tracked(first.received, first.received, first.received, False)
    for wrong in ("", "x" * 16, "x" * 1000):
        assert tracking.tracked(house, wrong) is None


def assignment_of(house: House, entry: str, position: str) -> str:
    rows = house.store.find(Assignment, {"entry": entry}, sort=[("made_at", 1)], limit=100)
    return str(next(row["_id"] for row in rows if row["position"] == position))


def test_a_letter_passed_on_is_answered_when_one_of_those_who_got_it_answers(house: House) -> None:
    letter, entry = registered(house)
    delivering.deliver(house, who(house, "agendaris"), letter, ["desa"], passing_on=True)
    token = entry_of(house, entry).token
    before = tracking.tracked(house, token)
    assert before is not None
    assert (before.processed, before.answered) == (before.received, None)
    its = next(row["_id"] for row in acts.entries_of(house, letter) if row["unit"] == "desa")
    acts.close(house, who(house, "juru"), its, "answered")
    after = tracking.tracked(house, token)
    assert after is not None
    assert after.answered == before.received


def test_for_information_it_ends_without_an_answer_and_a_cancelled_number_is_not_known(house: House) -> None:
    made = recording.record(house, who(house, "agendaris"), a_letter(house), Book("dinas"), information=True)
    token = entry_of(house, made.entry).token
    seen = tracking.tracked(house, token)
    assert seen is not None
    assert (seen.processed, seen.answered, seen.ended) == (seen.received, None, True)
    acts.cancel(house, who(house, "agendaris"), made.entry, "Ganda")
    assert tracking.tracked(house, token) is None
