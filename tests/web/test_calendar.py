"""The pages of the calendar: days, weeks, months, what clashes, what is said of an invitation, and beside letters."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.routing import acts
from lontar.wiring import House
from routing.answering import Answer
from schemas.assignment import Assignment
from schemas.unit import Unit
from store.changes import Changes
from tests.demo import demo_house
from tests.web.conftest import form, signed_in
from tests.web.inviting import CONSOLE, MONDAY, WEEK, appointment, corrected, hidden, invited


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def head(house: House) -> FlaskClient:
    return signed_in(house, "kadis")


def sent(client: FlaskClient, address: str, page: str = WEEK, **values: str) -> tuple[int, str]:
    """The page that comes after a form."""
    answer = client.post(address, data=form(client, page) | values, follow_redirects=True)
    return answer.status_code, answer.text


def rows(page: str) -> dict[str, str]:
    """What stands on each day, by its date."""
    found = re.findall(r'<th scope="row".*?</span> <span>([^<]+)</span>(.*?)</tr>', page, re.DOTALL)
    return {day: " ".join(re.sub(r"<[^>]+>", " ", said).split()) for day, said in found}


def test_a_week_shows_each_day_with_its_invitations(house: House, head: FlaskClient) -> None:
    letter = invited(house, "Rapat jalan")
    page = rows(head.get(WEEK).text)
    assert next(iter(page)) == "2 December 2030"
    assert len(page) == 7
    assert page["2 December 2030"].startswith("09:00–12:00 Rapat jalan Aula Sukamaju · invited")
    assert page["3 December 2030"] == ""
    head.set_cookie("language", "id")
    assert "09.00–12.00" in head.get(WEEK).text
    assert f'/calendar/appointments/{appointment(house, letter)["_id"]}"' in head.get(WEEK).text


def test_a_month_has_whole_weeks_and_a_day_has_itself(house: House, head: FlaskClient) -> None:
    invited(house, "Rapat jalan")
    month = rows(head.get("/calendar?view=month&date=2030-12-15").text)
    assert [*month][:: len(month) - 1] == ["25 November 2030", "5 January 2031"]
    assert len(month) == 42
    page = head.get("/calendar?view=month&date=2030-12-15").text
    assert "Calendar: December 2030" in page
    assert 'href="/calendar?view=month&amp;date=2030-11-30"' in page
    assert 'href="/calendar?view=month&amp;date=2031-01-01"' in page
    assert list(rows(head.get("/calendar?view=day&date=2030-12-02").text)) == ["2 December 2030"]


@pytest.mark.parametrize("asked", ["?view=year", "?date=tomorrow", "?date=9999-12-31", "?date=0001-01-01", "?unit=x"])
def test_an_address_that_means_nothing_shows_this_week(head: FlaskClient, asked: str) -> None:
    page = head.get(f"/calendar{asked}").text
    assert len(rows(page)) == 7
    assert 'aria-current="date"' in page
    assert "No invitations in these days" in page


def test_days_off_are_named(head: FlaskClient) -> None:
    assert rows(head.get("/calendar?view=week&date=2030-12-25").text)["25 December 2030"] == "Christmas Day"


def test_an_end_that_is_not_said_no_time_and_several_days(house: House, head: FlaskClient) -> None:
    letter = invited(house, "Rapat jalan", event_time="13.30")
    assert "13:30–15:30 (the end is not said; two hours are assumed)" in head.get(WEEK).text
    corrected(house, letter, event_time="")
    assert "all day, no time is said" in head.get(WEEK).text


def test_two_at_the_same_time_say_so_and_lead_to_each_other(house: House, head: FlaskClient) -> None:
    first, second = invited(house, "Rapat jalan"), invited(house, "Rapat jembatan", event_time="11.00")
    page = head.get(WEEK).text
    clashes = re.findall(r'class="clash">([^<]+)<a href="/calendar/appointments/(\w+)">([^<]+)', page)
    assert [(words.strip(), name) for words, _, name in clashes] == [
        ("At the same time:", "Rapat jembatan"),
        ("At the same time:", "Rapat jalan"),
    ]
    assert clashes[0][1] == appointment(house, second)["_id"]
    beside = head.get(f"/letters/{first}").text
    assert "2 December 2030, 09:00–12:00" in beside
    assert "Aula Sukamaju" in beside
    assert "Rapat jembatan</a></p>" in beside


def test_attending_takes_one_tap_and_can_be_undone(house: House, head: FlaskClient) -> None:
    letter = invited(house, "Rapat jalan")
    address = f"/calendar/appointments/{appointment(house, letter)['_id']}"
    status, page = sent(head, f"{address}/attend", back=WEEK)
    assert status == 200
    assert "Saved: attending." in page
    assert "Aula Sukamaju · attending" in rows(page)["2 December 2030"]
    _, page = sent(head, f"{address}/take-back", back=WEEK)
    assert "Taken back: you are invited as before." in page
    assert "Aula Sukamaju · invited" in rows(page)["2 December 2030"]
    history = head.get(f"/letters/{letter}?tab=history").text
    assert "Kepala Dinas attends" in history
    assert "Kepala Dinas is invited as before" in history


def test_the_second_one_is_told_what_the_first_one_said(house: House, head: FlaskClient) -> None:
    letter = invited(house, "Rapat jalan")
    address = f"/calendar/appointments/{appointment(house, letter)['_id']}"
    data = form(head, address)
    sent(head, f"{address}/excuse", page=address, note="Dinas luar")
    answer = head.post(f"{address}/attend", data=data)
    assert answer.status_code == 409
    assert "has answered this invitation already: they do not come." in answer.text
    assert "Dinas luar" in answer.text


def test_to_be_excused_one_says_why_and_what_was_typed_stays(house: House, head: FlaskClient) -> None:
    letter = invited(house, "Rapat jalan")
    address = f"/calendar/appointments/{appointment(house, letter)['_id']}"
    status, page = sent(head, f"{address}/excuse", page=address, note=" ")
    assert (status, "<title>Error: Rapat jalan" in page, 'href="#note"' in page) == (400, True, True)
    status, page = sent(head, f"{address}/depute", page=address, recipients="", told="Wakili saya")
    assert (status, 'href="#recipients"' in page, ">Wakili saya</textarea>" in page) == (400, True, True)
    assert appointment(house, letter)["state"] == "invited"


def test_a_deputy_is_chosen_told_and_given_back(house: House, head: FlaskClient) -> None:
    letter = invited(house, "Rapat jalan")
    address = f"/calendar/appointments/{appointment(house, letter)['_id']}"
    page = head.get(address).text
    assert '<option value="staf">Pengelola Jalan dan Jembatan · Staf Dinas PU</option>' in page
    assert "Represent me: 2 December 2030, 09:00–12:00, Aula Sukamaju</textarea>" in page
    _, page = sent(head, f"{address}/depute", page=address, recipients="staf", told="Wakili saya")
    assert "Saved: deputised: Pengelola Jalan dan Jembatan." in page
    corrected(house, letter)
    staff = signed_in(house, "staf")
    assert "Rapat jalan" in rows(staff.get(WEEK).text)["2 December 2030"]
    entry = house.store.find(Assignment, {"letter": letter}, sort=[("made_at", -1)])[0]
    acts.answer(house, CONSOLE, entry["_id"], Answer("declined", "Sakit"))
    corrected(house, letter)
    assert "Aula Sukamaju · invited" in rows(head.get(WEEK).text)["2 December 2030"]
    assert "Rapat jalan" not in staff.get(WEEK).text


def test_who_leads_no_unit_sends_nobody_and_sees_nobody_elses_calendar(house: House) -> None:
    letter = invited(house, "Rapat jalan", asked=("staf",))
    staff, head = signed_in(house, "staf"), signed_in(house, "kadis")
    address = f"/calendar/appointments/{appointment(house, letter, 'staf')['_id']}"
    assert "Be excused" in staff.get(address).text
    assert "Send a deputy" not in staff.get(address).text
    assert sent(staff, f"{address}/depute", page=address, recipients="kepala-dpu")[0] == 403
    assert 'name="unit"' not in staff.get(WEEK).text
    assert "Pengelola Jalan dan Jembatan" in rows(head.get(f"{WEEK}&unit=dpu").text)["2 December 2030"]
    assert "Rapat jalan" not in head.get(WEEK).text


def test_the_head_looks_at_anothers_invitation_and_says_nothing_for_them(house: House, head: FlaskClient) -> None:
    letter = invited(house, "Rapat jalan", asked=("staf",))
    address = f"/calendar/appointments/{appointment(house, letter, 'staf')['_id']}"
    page = head.get(address).text
    assert "Rapat jalan" in page
    assert f"{address}/attend" not in page
    assert sent(head, f"{address}/attend", page=address)[0] == 403


def test_of_a_secret_letter_only_the_hours_are_shown(house: House, head: FlaskClient) -> None:
    letter = invited(house, "Rapat jalan")
    other = invited(house, "Rapat jembatan", event_time="10.00")
    hidden(house, letter)
    page, id = head.get(WEEK).text, appointment(house, letter)["_id"]
    assert rows(page)["2 December 2030"].startswith("09:00–12:00 Restricted invitation")
    assert "Rapat jalan" not in page
    assert id not in page
    assert letter not in page
    assert head.get(f"/calendar/appointments/{id}").status_code == 404
    assert sent(head, f"/calendar/appointments/{id}/attend")[0] == 404
    beside = head.get(f"/letters/{other}").text
    assert "Restricted invitation" in beside
    assert "Restricted" not in signed_in(house, "kades").get(WEEK).text


def test_a_moved_invitation_says_from_where(house: House, head: FlaskClient) -> None:
    letter = invited(house, "Rapat jalan")
    corrected(house, letter, event_date=MONDAY + 1)
    assert "Moved from 2 December 2030" in rows(head.get(WEEK).text)["3 December 2030"]


def test_the_api_and_an_unknown_period(house: House, head: FlaskClient) -> None:
    letter = invited(house, "Rapat jalan", event_time="09.00")
    found = head.get("/api/v1/calendar?from=2030-12-01&until=2030-12-31").json
    (one,) = found["appointments"]
    assert (one["letter"], one["day"], one["begins"], one["ends"]) == (letter, "2030-12-02", "09:00", None)
    assert (one["end_assumed"], one["position"], one["unit"], one["state"]) == (True, "Kepala Dinas", "DPU", "invited")
    hidden(house, letter)
    (one,) = head.get("/api/v1/calendar?from=2030-12-01&until=2030-12-31").json["appointments"]
    assert (one["restricted"], one["id"], one["letter"], one["subject"], one["place"]) == (True, *[None] * 4)
    for asked in ("from=2030-12-31&until=2030-12-01", "from=2030-02-31", "from=2020-01-01&until=2030-01-01"):
        answer = head.get(f"/api/v1/calendar?{asked}")
        assert (answer.status_code, answer.json["error"]["code"]) == (400, "unknown-period"), asked
    assert head.get("/api/v1/calendar?unit=SETDA").status_code == 404
    assert head.get("/api/v1/calendar?unit=DPU").json == {"appointments": []}


def test_the_day_of_today_is_that_of_the_persons_unit(house: House, head: FlaskClient) -> None:
    unit = house.store.load(Unit, "dpu")
    unit.timezone = "Asia/Jayapura"
    house.store.commit(Changes.of(unit))
    assert head.get("/calendar").text.count('aria-current="date"') == 1
