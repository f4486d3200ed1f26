"""The feed of a calendar: its address, what it tells, and how other programs read it."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from flask.testing import FlaskClient

from lontar.calendar import acts, feeds
from lontar.routing import acts as routing
from lontar.wiring import House
from routing.answering import Answer
from schemas.assignment import Assignment
from schemas.calendar_feed import CalendarFeed
from schemas.day import day_number
from schemas.letter import FieldValue, Letter
from schemas.person import Person
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from tests.demo import demo_house
from tests.lontar.finding import reader
from tests.web.conftest import app_of, form, signed_in
from tests.web.inviting import CONSOLE, appointment, corrected, hidden, invited

SOON = now().date() + timedelta(days=10)
LONG = "Rapat koordinasi pembangunan jalan, jembatan; dan irigasi \\ perbaikan “tanggul” Sukamaju bagian barat" * 3


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def program(house: House) -> FlaskClient:
    """Signed in nowhere."""
    return app_of(house).test_client()


def made(house: House, name: str = "kadis") -> str:
    """The address of a new feed."""
    return f"/calendar/{feeds.make(house, reader(house, name))}.ics"


def soon(house: House, subject: str, days: int = 10, **more: Any) -> str:
    return invited(house, subject, event_date=day_number(now().date() + timedelta(days=days)), **more)


def events(program: FlaskClient, address: str) -> list[icalendar.Event]:
    answer = program.get(address)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    return list(icalendar.Calendar.from_ical(answer.data).walk("VEVENT"))


def test_an_invitation_is_an_event_in_the_zone_of_its_unit(house: House, program: FlaskClient) -> None:
    unit = house.store.load(Unit, "dpu")
    unit.timezone = "Asia/Makassar"
    house.store.commit(Changes.of(unit))
    letter = soon(house, "Rapat jalan", sender="Bupati Sukamaju")
    address = made(house)
    (event,) = events(program, address)
    starts = datetime.combine(SOON, datetime.min.time(), ZoneInfo("Asia/Makassar")) + timedelta(hours=9)
    assert (event["summary"], event["location"], event["status"]) == ("Rapat jalan", "Aula Sukamaju", "TENTATIVE")
    assert (event.start, event.end) == (starts, starts + timedelta(hours=3))
    assert "Bupati Sukamaju" in event["description"]
    assert str(event["url"]).endswith(f"/letters/{letter}")
    whole = icalendar.Calendar.from_ical(program.get(address).data)
    assert [zone["tzid"] for zone in whole.walk("VTIMEZONE")] == ["Asia/Makassar"]
    assert whole["version"] == "2.0"


def test_what_changes_keeps_its_uid_and_counts_up(house: House, program: FlaskClient) -> None:
    letter, address = soon(house, "Rapat jalan"), made(house)
    (first,) = events(program, address)
    corrected(house, letter, event_time="13.00-14.00")
    (second,) = events(program, address)
    acts.attend(house, reader(house, "kadis"), appointment(house, letter)["_id"])
    (third,) = events(program, address)
    assert first["uid"] == second["uid"] == third["uid"]
    assert first["sequence"] < second["sequence"] < third["sequence"]
    assert (second["status"], third["status"], third["transp"]) == ("TENTATIVE", "CONFIRMED", "OPAQUE")


def test_what_was_taken_back_is_told_as_cancelled_for_a_while_and_then_no_more(
    house: House, program: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, address = soon(house, "Rapat jalan", asked=("staf",)), made(house, "staf")
    (before,) = events(program, address)
    asked = house.store.find(Assignment, {"letter": letter}, sort=[("made_at", -1)])[0]
    routing.answer(house, CONSOLE, asked["_id"], Answer("withdrawn"))
    corrected(house, letter)
    (event,) = events(program, address)
    assert (event["uid"], event["status"], event["summary"]) == (before["uid"], "CANCELLED", "Undangan dibatalkan")
    assert "description" not in event
    monkeypatch.setattr("lontar.calendar.feeds.GONE", timedelta(0))
    assert events(program, address) == []


def test_who_is_excused_or_sends_a_deputy_is_free(house: House, program: FlaskClient) -> None:
    letter, address = soon(house, "Rapat jalan"), made(house)
    acts.depute(house, reader(house, "kadis"), appointment(house, letter)["_id"], "staf")
    (event,) = events(program, address)
    assert (event["transp"], event["summary"]) == (
        "TRANSPARENT",
        "diwakili: Pengelola Jalan dan Jembatan · Rapat jalan",
    )


def test_long_text_with_every_sign_comes_through_in_lines_of_75_bytes(house: House, program: FlaskClient) -> None:
    soon(house, LONG, event_place="Aula; lantai 2, kiri\nbelakang")
    address = made(house)
    body = program.get(address).data
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    (event,) = events(program, address)
    assert (event["summary"], event["location"]) == (LONG, "Aula; lantai 2, kiri\nbelakang")


def test_whole_days_several_days_and_an_end_that_is_assumed(house: House, program: FlaskClient) -> None:
    last = SOON + timedelta(days=2)
    dated = FieldValue(value=day_number(SOON), printed=f"x s.d. {last.day}-{last.month}-{last.year}", confidence=90.0)
    soon(house, "Kursus", event_time="")
    address = made(house)
    (whole,) = events(program, address)
    assert (whole.start, whole.end) == (SOON, SOON + timedelta(days=1))
    letter = soon(house, "Rapat jalan", event_time="09.00")
    kept = next(event for event in events(program, address) if event["summary"] == "Rapat jalan")
    assert kept.end - kept.start == timedelta(hours=2)
    assert "diperkirakan dua jam" in kept["description"]
    changed = house.store.load(Letter, letter)
    changed.fields["event_date"] = dated
    house.store.commit(Changes.of(changed))
    corrected(house, letter)
    days = [event for event in events(program, address) if event["summary"] == "Rapat jalan"]
    assert [event.start.date() for event in days] == [SOON, SOON + timedelta(days=1), last]
    assert len({str(event["uid"]) for event in days}) == 3


def test_only_the_last_weeks_and_the_coming_year_are_told(house: House, program: FlaskClient) -> None:
    for days in (-70, -50, 300, 400):
        soon(house, f"Rapat {days}", days)
    assert [str(event["summary"]) for event in events(program, made(house))] == ["Rapat -50", "Rapat 300"]


def test_of_a_secret_letter_the_feed_tells_the_hours_alone(house: House, program: FlaskClient) -> None:
    letter, address = soon(house, "Rapat jalan"), made(house)
    hidden(house, letter)
    (event,) = events(program, address)
    assert event["summary"] == "Undangan tertutup"
    assert not {"location", "description", "url"} & {name.lower() for name in event}
    said = program.get(address).text
    assert letter not in said
    assert "jalan" not in said


def test_the_feed_is_in_the_language_of_its_person(house: House, program: FlaskClient) -> None:
    hidden(house, soon(house, "Rapat jalan"))
    person = house.store.load(Person, reader(house, "kadis").person)
    person.language = "en"
    house.store.commit(Changes.of(person))
    assert events(program, made(house))[0]["summary"] == "Restricted invitation"


def test_nothing_new_is_answered_without_a_body_and_nothing_is_kept_on_the_way(
    house: House, program: FlaskClient
) -> None:
    letter, address = soon(house, "Rapat jalan"), made(house)
    first = program.get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert (first.headers["Referrer-Policy"], first.headers["X-Robots-Tag"]) == ("no-referrer", "noindex")
    again = program.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    corrected(house, letter, event_time="10.00")
    assert program.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_address_is_shown_once_and_ends_with_the_next_one(house: House, program: FlaskClient) -> None:
    head = signed_in(house, "kadis")
    assert "You have no address yet." in head.get("/calendar/feed").text
    addresses = []
    for _ in range(2):
        page = head.post("/calendar/feed", data=form(head, "/calendar/feed")).text
        (address,) = re.findall(r"http://localhost(/calendar/[\w-]{43}\.ics)", page)
        addresses.append(address)
    assert [program.get(address).status_code for address in addresses] == [404, 200]
    shown = head.get("/calendar/feed").text
    assert "You have an address since" in shown
    assert addresses[1][10:-4] not in shown + repr(list(house.store.every(CalendarFeed)))
    head.post("/calendar/feed/end", data=form(head, "/calendar/feed"))
    assert program.get(addresses[1]).status_code == 404
    assert list(house.store.every(CalendarFeed)) == []


def test_a_closed_account_has_no_feed(house: House, program: FlaskClient) -> None:
    address = made(house)
    person = house.store.load(Person, reader(house, "kadis").person)
    person.active = False
    house.store.commit(Changes.of(person))
    assert program.get(address).status_code == 404


def test_who_tries_many_addresses_has_to_wait(house: House, program: FlaskClient) -> None:
    address, most = made(house), house.settings.web.sign_in_attempts_address
    assert {program.get(f"/calendar/{number}.ics").status_code for number in range(most)} == {404}
    answer = program.get("/calendar/x.ics")
    assert (answer.status_code, int(answer.headers["Retry-After"]) > 0) == (429, True)
    assert program.get(address).status_code == 429
    other = program.get(address, environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert other.status_code == 200
