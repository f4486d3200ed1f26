"""Appointments come, move and go as letters are routed and corrected."""

import pytest

from lontar import edits, undoing
from lontar.routing import acts
from lontar.wiring import House
from office.access import installation
from routing.answering import Answer
from schemas.letter import FieldValue
from tests.lontar.calendar.inviting import DAY, appointments, followed, invitation, says, states
from tests.lontar.routing.offices import asked, assignments, founded, who

pytestmark = pytest.mark.everywhere("full")
CONSOLE = installation("tests")


@pytest.fixture(autouse=True)
def office(house: House) -> None:
    founded(house)


def test_the_head_is_invited_until_somebody_is_asked_and_again_when_all_decline(house: House) -> None:
    letter, entry = invitation(house)
    found = appointments(house, letter)["head:dinas"]
    assert (found["unit"], found["day"], found["until"], found["begins"], found["ends"]) == (
        "dinas",
        DAY,
        DAY,
        540,
        720,
    )
    asked(house, "kadis", entry, "kabid", "sekdis")
    followed(house)
    assert states(house, letter) == {"kabid": "invited", "sekdis": "invited"}
    for position in ("kabid", "sekdis"):
        id = assignments(house, entry)[position]["_id"]
        acts.answer(house, who(house, position), id, Answer("declined", "Berhalangan"))
    followed(house)
    assert states(house, letter) == {"head:dinas": "invited"}


def test_who_passes_it_on_stays_invited_and_so_is_who_gets_it(house: House) -> None:
    letter, entry = invitation(house)
    asked(house, "kadis", entry, "kabid")
    asked(house, "kabid", entry, "kasi", of="kabid")
    followed(house)
    assert set(states(house, letter)) == {"kabid", "kasi"}


def test_a_letter_that_invites_to_nothing_and_one_that_nobody_has_to_handle_make_none(house: House) -> None:
    letter, _ = invitation(house, event_date=None)
    assert appointments(house, letter) == {}
    says(house, letter, event_date=DAY)
    followed(house)
    assert set(states(house, letter)) == {"head:dinas"}


def test_a_changed_day_moves_it_and_it_is_withdrawn_and_comes_back_with_the_letter(house: House) -> None:
    letter, entry = invitation(house)
    edits.describe(house, CONSOLE, letter, {"event_date": DAY + 1, "event_time": "13.00"})
    followed(house)
    found = appointments(house, letter)["head:dinas"]
    assert (found["day"], found["moved_from"], found["begins"], found.get("ends")) == (DAY + 1, DAY, 780, None)
    undoing.withdraw(house, CONSOLE, letter, "salah")
    followed(house)
    assert appointments(house, letter) == {}
    undoing.restore(house, CONSOLE, letter)
    followed(house)
    again = appointments(house, letter)["head:dinas"]
    assert "moved_from" not in again
    assert again["version"] > found["version"]
    acts.cancel(house, who(house, "agendaris"), entry, "Salah alamat")
    followed(house)
    assert appointments(house, letter) == {}


def test_a_withdrawn_disposition_and_a_day_that_is_taken_away_cancel_it(house: House) -> None:
    letter, entry = invitation(house)
    found = asked(house, "kadis", entry, "kabid")
    followed(house)
    acts.answer(house, who(house, "kadis"), found["kabid"]["_id"], Answer("withdrawn"))
    followed(house)
    assert set(states(house, letter)) == {"head:dinas"}
    edits.describe(house, CONSOLE, letter, {"event_date": ""})
    followed(house)
    assert appointments(house, letter) == {}


def test_several_days_are_one_appointment(house: House) -> None:
    dated = FieldValue(value=20301202, printed="2 s.d. 4 Desember 2030", confidence=90.0)
    letter, _ = invitation(house, event_date=dated, event_time=None)
    found = appointments(house, letter)["head:dinas"]
    assert (found["day"], found["until"], "begins" in found) == (20301202, 20301204, False)


def test_nothing_is_put_where_nothing_changed(house: House) -> None:
    letter, _ = invitation(house)
    before = appointments(house, letter)
    edits.tag(house, CONSOLE, letter, ["rapat"])
    followed(house)
    assert appointments(house, letter) == before
