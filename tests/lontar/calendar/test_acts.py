"""What positions say of an invitation: they come, they do not, they send a deputy; and take it back."""

import pytest

from lontar import edits
from lontar.calendar import acts
from lontar.calendar.errors import AlreadySaid, NoAppointment
from lontar.calendar.items import Calendar
from lontar.facts import told, with_values
from lontar.routing import acts as routing
from lontar.wiring import House
from office.access import installation
from routing.answering import Answer
from routing.errors import AlreadyRead, InACircle, NotTheirs, ToItself, Vacant
from schemas.errors import NotFound, WrongUse
from schemas.event import Event
from schemas.position import Position
from store.changes import Changes
from tests.lontar.calendar.inviting import DAY, appointments, followed, invitation, states
from tests.lontar.routing.offices import asked, assignments, founded, who

pytestmark = pytest.mark.everywhere("full")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def id_of(house: House, letter: str, position: str = "head:dinas") -> str:
    return str(appointments(house, letter)[position]["_id"])


def verbs(house: House, letter: str) -> list[str]:
    rows = house.store.find(Event, {"thing": f"letters/{letter}"}, sort=[("sequence", 1)])
    return [row["verb"] for row in rows][2:]


def test_attending_is_said_once_read_by_it_and_stays_when_others_are_asked(house: House) -> None:
    letter, entry = invitation(house)
    id, kadis = id_of(house, letter), who(house, "kadis")
    assert len(acts.attend(house, kadis, id)) == 2
    assert acts.attend(house, kadis, id) == []
    assert assignments(house, entry)["head:dinas"]["state"] == "read"
    asked(house, "kadis", entry, "kabid")
    followed(house)
    assert states(house, letter) == {"head:dinas": "attending", "kabid": "invited"}
    assert verbs(house, letter) == ["letter.opened", "letter.attending", "letter.disposed"]


def test_the_second_one_is_told_what_the_first_one_said(house: House) -> None:
    letter, _ = invitation(house)
    id = id_of(house, letter)
    acts.excuse(house, who(house, "kadis"), id, "Dinas luar")
    with pytest.raises(AlreadySaid, match=r"Kadis .* they do not come"):
        acts.attend(house, who(house, "agendaris"), id)
    assert appointments(house, letter)["head:dinas"]["note"] == "Dinas luar"


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2000])
def test_to_be_excused_one_says_why(house: House, reason: str) -> None:
    letter, _ = invitation(house)
    with pytest.raises(WrongUse):
        acts.excuse(house, who(house, "kadis"), id_of(house, letter), reason)
    assert states(house, letter) == {"head:dinas": "invited"}


def test_a_deputy_gets_the_invitation_and_the_sender_keeps_who_it_is(house: House) -> None:
    letter, entry = invitation(house)
    id = id_of(house, letter)
    acts.depute(house, who(house, "kadis"), id, "kabid", "Wakili saya")
    assert acts.depute(house, who(house, "kadis"), id, "kabid") == []
    followed(house)
    assert states(house, letter) == {"head:dinas": "deputised", "kabid": "invited"}
    assert appointments(house, letter)["head:dinas"]["deputy"] == "kabid"
    assert assignments(house, entry)["head:dinas"]["standing"] == "passed-on"
    (disposed, deputised) = with_values(house, house.store.events()[-2:])
    assert (disposed["verb"], deputised["verb"]) == ("letter.disposed", "letter.deputised")
    assert (told(disposed)[1]["note"], told(disposed)[1]["instructions"]) == ("Wakili saya", ["represent"])
    acts.take_back(house, who(house, "kadis"), id)
    followed(house)
    assert states(house, letter) == {"head:dinas": "invited"}
    assert assignments(house, entry)["kabid"]["state"] == "withdrawn"


def test_a_deputy_who_declines_gives_it_back_and_one_who_has_read_it_keeps_it(house: House) -> None:
    letter, entry = invitation(house)
    id = id_of(house, letter)
    acts.depute(house, who(house, "kadis"), id, "kabid")
    followed(house)
    acts.attend(house, who(house, "kabid"), id_of(house, letter, "kabid"))
    with pytest.raises(AlreadyRead):
        acts.take_back(house, who(house, "kadis"), id)
    declined = assignments(house, entry)["kabid"]["_id"]
    routing.answer(house, who(house, "kabid"), declined, Answer("declined", "Sakit"))
    followed(house)
    assert states(house, letter) == {"head:dinas": "invited"}
    acts.depute(house, who(house, "kadis"), id, "sekdis")
    followed(house)
    assert states(house, letter) == {"head:dinas": "deputised", "sekdis": "invited"}


def test_a_deputy_can_send_another_one(house: House) -> None:
    letter, _ = invitation(house)
    acts.depute(house, who(house, "kadis"), id_of(house, letter), "kabid")
    followed(house)
    acts.depute(house, who(house, "kabid"), id_of(house, letter, "kabid"), "kasi")
    followed(house)
    assert states(house, letter) == {"head:dinas": "deputised", "kabid": "deputised", "kasi": "invited"}


def test_a_changed_day_asks_anew_but_for_whom_a_deputy_was_sent(house: House) -> None:
    letter, _ = invitation(house)
    acts.depute(house, who(house, "kadis"), id_of(house, letter), "kabid")
    followed(house)
    acts.attend(house, who(house, "kabid"), id_of(house, letter, "kabid"))
    edits.describe(house, installation("tests"), letter, {"event_time": "13.00"})
    followed(house)
    assert states(house, letter)["kabid"] == "attending"
    edits.describe(house, installation("tests"), letter, {"event_date": DAY + 1})
    followed(house)
    assert states(house, letter) == {"head:dinas": "deputised", "kabid": "invited"}
    assert appointments(house, letter)["kabid"]["moved_from"] == DAY
    acts.attend(house, who(house, "kabid"), id_of(house, letter, "kabid"))
    assert "moved_from" not in appointments(house, letter)["kabid"]


def test_what_cannot_be_said_changes_nothing(house: House) -> None:
    letter, _ = invitation(house)
    id, before = id_of(house, letter), house.store.sealed()
    nobody = Position(id="kosong", code="KOSONG", unit="dinas", title="Kosong")
    house.store.commit(Changes.of(nobody))
    for deputy, error in (("kadis", ToItself), ("kosong", Vacant), ("tiada", NotFound), ("", WrongUse)):
        with pytest.raises(error):
            acts.depute(house, who(house, "kadis"), id, deputy)
    with pytest.raises(NotTheirs):
        acts.attend(house, who(house, "sekdis"), id)
    with pytest.raises(NotFound):
        acts.attend(house, who(house, "kades"), id)
    with pytest.raises(NoAppointment):
        acts.attend(house, who(house, "kadis"), "x" * 32)
    assert house.store.sealed() == before
    assert states(house, letter) == {"head:dinas": "invited"}


def test_an_invitation_that_was_taken_back_can_be_answered_no_more(house: House) -> None:
    letter, entry = invitation(house)
    asked(house, "kadis", entry, "kabid")
    followed(house)
    id = id_of(house, letter, "kabid")
    found = assignments(house, entry)["kabid"]["_id"]
    routing.answer(house, who(house, "kadis"), found, Answer("withdrawn"))
    followed(house)
    for act in (acts.attend, acts.take_back):
        with pytest.raises((NoAppointment, NotFound)):
            act(house, who(house, "kabid"), id)


def test_nobody_sends_back_who_sent_them(house: House) -> None:
    letter, _ = invitation(house)
    acts.depute(house, who(house, "kadis"), id_of(house, letter), "kabid")
    followed(house)
    with pytest.raises(InACircle):
        acts.depute(house, who(house, "kabid"), id_of(house, letter, "kabid"), "kadis")


def test_those_can_be_sent_in_whose_position_somebody_acts(house: House) -> None:
    letter, _ = invitation(house)
    row = appointments(house, letter)["head:dinas"]
    found = [(one.id, one.name) for one in acts.candidates(house, row)]
    assert found == [("sekdis", "Sekdis"), ("kabid", "Kabid")]
    assert Calendar(house, who(house, "kadis")).one(row["_id"]).title == "Kadis"
