"""The page under the bell, and what a person chooses to be told."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from office.choices import choices_of
from schemas.notice import Notice
from schemas.person import Person
from tests.lontar.finding import reader, understood
from tests.web.administering import signed_in
from tests.web.conftest import form
from tests.web.noticing import Office, reached, told

PAGE = "/notices/settings"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with reached(tmp_path) as office:
        yield office


@pytest.fixture
def client(office: Office) -> FlaskClient:
    return signed_in(office.house, "arsiparis")


def bell(client: FlaskClient) -> str:
    found = re.search(r'class="bell".*?</a>', client.get("/account").text, re.DOTALL)
    assert found
    return "".join(re.findall(r'count-of">(\d+\+?)', found[0]))


def test_the_bell_counts_what_is_new_until_it_is_seen(office: Office, client: FlaskClient) -> None:
    assert bell(client) == ""
    letter = understood(office.house, "jembatan", subject="Perbaikan jembatan", reference_number="005/1")
    told(office.house, "arsiparis", 1, letter=letter, due=20261202)
    told(office.house, "arsiparis", 2, "declined")
    told(office.house, "arsiparis", 5, "waiting", data={"open": 4, "late": 1})  # by mail only
    told(office.house, "staf", 3)
    assert bell(client) == "2"
    page = client.get("/notices").text
    assert "A letter was given to you to act on. Perbaikan jembatan" in page
    assert "005/1" in page
    assert "due on 2 December 2026" in page
    assert "What you gave to somebody was declined." in page
    hidden = form(client, "/notices")
    ids = re.findall(r'type="hidden" name="id" value="([^"]+)"', page)
    after = told(office.house, "arsiparis", 4)  # while the page is looked at
    said = client.post("/notices/seen", data=hidden | {"id": ids}, follow_redirects=True).text
    assert "2 notices are seen." in said
    assert bell(client) == "1"
    assert after in client.get("/notices").text
    assert "Perbaikan jembatan" in client.get("/notices?earlier=1").text


def test_more_than_twenty_are_not_counted(office: Office, client: FlaskClient) -> None:
    for number in range(22):
        told(office.house, "arsiparis", number)
    assert bell(client) == "20+"


def test_of_a_letter_that_may_not_be_read_the_page_says_nothing(office: Office, client: FlaskClient) -> None:
    letter = understood(office.house, "rahasia", subject="Rahasia", security_class="SR", grants=["person:somebody"])
    told(office.house, "arsiparis", 1, letter=letter)
    assert bell(client) == ""
    assert letter not in client.get("/notices").text


def test_nobody_sees_the_notices_of_another(office: Office, client: FlaskClient) -> None:
    id = told(office.house, "staf", 1)
    client.post("/notices/seen", data=form(client, "/notices") | {"id": id})
    assert not (office.house.store.get(Notice, id) or {})["seen"]


def test_the_empty_page_says_what_will_be_there(client: FlaskClient) -> None:
    assert "Nothing new." in client.get("/notices").text
    assert "There are no earlier notices." in client.get("/notices?earlier=1").text


def test_choices_are_kept(office: Office, client: FlaskClient) -> None:
    values = {
        "page": ["received", "late"], "mail": ["late"], "hook": [], "when": "daily",
        "quiet_from": "21:00", "quiet_until": "06:00", "contact": "62811000",
    }  # fmt: skip
    assert client.post(PAGE, data=form(client, PAGE) | values).status_code == 302
    person = office.house.store.get(Person, reader(office.house, "arsiparis").person)
    kept = choices_of(person)
    assert (kept.kinds("page"), kept.kinds("mail"), kept.kinds("hook")) == (["received", "late"], ["late"], [])
    assert (kept.daily, kept.hours, kept.contact) == (True, ("21:00", "06:00"), "62811000")
    page = client.get(PAGE).text
    assert re.search(r'name="mail" value="late" checked', page)
    assert not re.search(r'name="mail" value="soon" checked', page)
    assert 'value="21:00"' in page


def test_wrong_hours_are_refused_and_what_was_typed_stays(office: Office, client: FlaskClient) -> None:
    values = {"mail": ["late"], "when": "daily", "quiet_from": "21:00", "quiet_until": "nanti", "contact": "62811000"}
    answer = client.post(PAGE, data=form(client, PAGE) | values)
    assert answer.status_code == 400
    assert 'href="#quiet_until"' in answer.text
    assert 'value="nanti"' in answer.text
    assert re.search(r'name="mail" value="late" checked', answer.text)
    person = office.house.store.get(Person, reader(office.house, "arsiparis").person)
    assert choices_of(person).hours == ("", "")


def test_without_mail_only_the_page_is_offered_and_nothing_else_is_forgotten(
    office: Office, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = {"page": ["late"], "mail": ["late"], "quiet_from": "21:00", "quiet_until": "06:00", "contact": "62811000"}
    client.post(PAGE, data=form(client, PAGE) | values)
    monkeypatch.setattr("web.notices.views.channels_of", lambda _house: ())
    page = client.get(PAGE).text
    assert "This office sends no e-mail" in page
    assert 'name="mail"' not in page
    assert client.post(PAGE, data=form(client, PAGE) | {"page": ["soon"]}).status_code == 302
    kept = choices_of(office.house.store.get(Person, reader(office.house, "arsiparis").person))
    assert (kept.kinds("page"), kept.kinds("mail"), kept.contact) == (["soon"], ["late"], "62811000")
    assert kept.hours == ("21:00", "06:00")
