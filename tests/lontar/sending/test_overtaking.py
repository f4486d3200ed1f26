"""Mistakes: a new letter that replaces or revokes an earlier one of the same unit."""

import pytest

from lontar.sending import acts, overtaking
from lontar.sending.wanted import Wanted
from lontar.wiring import House
from office.access import installation
from routing.errors import AlreadyOvertaken, NotOutgoing, OfAnotherUnit, Overtaken, OvertakesItself
from schemas.draft import Draft
from schemas.entry import RegisterEntry
from schemas.errors import NotAmong, NotFound, WrongUse
from schemas.event import Event
from schemas.issued import Issued
from schemas.letter import Letter
from store.changes import Changes
from tests.lontar.routing.offices import founded, registered, who
from tests.lontar.sending.outgoing import outgoing

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def row_of(house: House, letter: str) -> dict[str, object]:
    return house.store.get(Letter, letter) or {}


@pytest.mark.parametrize("standing", ["replaced", "revoked"])
def test_readers_and_whoever_asks_are_told_by_which_letter(house: House, standing: str) -> None:
    old, new, clerk = outgoing(house), outgoing(house), who(house, "agendaris")
    house.store.commit(Changes.of(Issued(id="token", letter=old, sha256="0" * 64)))
    acts.send(house, clerk, old, Wanted(units=("desa", "bidang")))
    assert overtaking.overtaken(house, clerk, row_of(house, old)) is None
    assert len(overtaking.overtake(house, clerk, new, old, standing, why="Tanggal keliru.")) == 2
    assert overtaking.overtake(house, clerk, new, old, standing) == []
    issued = house.store.load(Issued, "token")
    assert (issued.standing, issued.by, issued.reason) == (standing, new, "Tanggal keliru.")
    acts.send(house, clerk, new, Wanted(units=("desa",)))
    found = overtaking.overtaken(house, who(house, "kades"), row_of(house, old))
    assert found is not None
    assert (found.standing, (found.by or {}).get("_id"), found.why) == (standing, new, "Tanggal keliru.")
    other = overtaking.overtaken(house, who(house, "analis"), row_of(house, old))
    assert other is not None
    assert other.by is None  # it may not be read there
    assert [row["_id"] for row in overtaking.overtakes(house, clerk, new)] == [old]
    assert overtaking.overtakes(house, who(house, "sekda"), old) == []
    with pytest.raises(Overtaken):
        acts.send(house, clerk, old, Wanted(units=("seksi",)))


def test_there_is_never_a_circle_and_never_a_second_one(house: House) -> None:
    one, two, three, clerk = outgoing(house), outgoing(house), outgoing(house), who(house, "agendaris")
    with pytest.raises(OvertakesItself):
        overtaking.overtake(house, clerk, one, one, "replaced")
    with pytest.raises(NotAmong):
        overtaking.overtake(house, clerk, two, one, "issued")
    overtaking.overtake(house, clerk, two, one, "replaced")
    overtaking.overtake(house, clerk, three, two, "replaced")
    for later, earlier in ((one, two), (one, three), (two, three)):
        with pytest.raises((Overtaken, AlreadyOvertaken)):
            overtaking.overtake(house, clerk, later, earlier, "replaced")
    with pytest.raises(AlreadyOvertaken):
        overtaking.overtake(house, clerk, three, one, "revoked")


def test_only_the_unit_that_issued_it_may(house: House) -> None:
    old, clerk = outgoing(house), who(house, "agendaris")
    acts.send(house, clerk, old, Wanted(units=("desa",)))
    theirs = outgoing(house, unit="desa", clerk="juru")
    with pytest.raises(NotOutgoing):
        overtaking.overtake(house, who(house, "juru"), theirs, old, "revoked")
    with pytest.raises(NotFound):
        overtaking.overtake(house, clerk, theirs, old, "revoked")
    with pytest.raises(OfAnotherUnit):
        overtaking.overtake(house, installation("op"), theirs, old, "revoked")
    came_in, _ = registered(house)
    with pytest.raises(NotOutgoing):
        overtaking.overtake(house, clerk, old, came_in, "revoked")


def test_it_is_undone_with_a_reason(house: House) -> None:
    old, new, clerk = outgoing(house), outgoing(house), who(house, "agendaris")
    house.store.commit(Changes.of(Issued(id="token", letter=old, sha256="0" * 64)))
    overtaking.overtake(house, clerk, new, old, "revoked")
    with pytest.raises(WrongUse):
        overtaking.reinstate(house, clerk, old, " ")
    assert len(overtaking.reinstate(house, clerk, old, "Salah nomor.")) == 1
    assert overtaking.reinstate(house, clerk, old, "Salah nomor.") == []
    issued = house.store.load(Issued, "token")
    assert (issued.standing, issued.by, issued.reason) == ("issued", None, None)
    assert overtaking.overtaken(house, clerk, row_of(house, old)) is None
    events = house.store.find(Event, {"thing": f"letters/{old}"}, sort=[("sequence", -1)], limit=1)
    assert events[0]["verb"] == "letter.reinstated"
    overtaking.overtake(house, clerk, old, new, "replaced")


def test_a_sent_letter_makes_its_draft_sent_and_answers_what_it_answers(house: House) -> None:
    came_in, entry = registered(house)
    letter = outgoing(house)
    draft = Draft(unit="dinas", template="dinas", made_by="sekdis", state="signed", letter=letter, answers=came_in)
    house.store.commit(Changes.of(draft, Issued(id="token", letter=letter, draft=draft.id, sha256="0" * 64)))
    acts.send(house, who(house, "agendaris"), letter, Wanted(units=("desa",)))
    assert house.store.load(Draft, draft.id).state == "sent"
    kept = house.store.load(RegisterEntry, entry)
    assert (kept.handling, kept.closed_as) == ("closed", "answered")
    acts.send(house, who(house, "agendaris"), letter, Wanted(units=("bidang",)))
    events = [row["verb"] for row in house.store.find(Event, {"thing": f"drafts/{draft.id}"}, sort=[("sequence", 1)])]
    assert events == ["draft.sent"]
