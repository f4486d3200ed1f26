"""The pages and the API of the registers: what they say, what they refuse, what they send."""

import io
import zipfile
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lontar.routing import acts
from lontar.routing.acts import entries_of
from lontar.wiring import House
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.unit import Unit
from store.changes import Changes
from store.contract import Row
from tests.arrived import arrived
from tests.lontar.finding import understood
from tests.web.conftest import form, signed_in
from tests.web.noticing import SITE, Office, client, house, office
from tests.web.registering import clerk
from tests.web.test_api import promised

__all__ = ["client", "house", "office"]
PAGE = "/registers/incoming"


@pytest.fixture
def id(house: House) -> str:
    """A letter of the secretariat, read, in no register."""
    return understood(house, "jembatan rusak", subject="Perbaikan jembatan", sender="Camat Rawabening", date=20190305)


def sent(client: FlaskClient, address: str, **values: str | list[str]) -> TestResponse:
    return client.post(address, data=form(client, PAGE) | values)


def registered(house: House, client: FlaskClient, id: str, **values: str) -> Row:
    answer = sent(client, f"/letters/{id}/register", act="all", version="9999", **values)
    assert answer.status_code == 302, answer.text
    return entries_of(house, id)[-1]


def test_a_letter_is_registered_with_what_stands_in_the_form(house: House, client: FlaskClient, id: str) -> None:
    entry = registered(house, client, id, sender="Camat Rawabening", subject="Jembatan roboh", reference_number="")
    letter = house.store.load(Letter, id)
    assert (entry["agenda_number"], entry["checked"], letter.direction) == (1, True, "incoming")
    assert letter.value("subject") == "Jembatan roboh"
    assert letter.fields["sender"].by_hand
    assert letter.fields["reference_number"].by_hand  # it is said to have none
    shown = client.get(f"/letters/{id}/entries/{entry['_id']}").text
    assert '<p class="agenda-number">1</p>' in shown
    again = client.get(f"/letters/{id}/register")
    assert urlsplit(again.location).path == f"/letters/{id}/entries/{entry['_id']}"
    second = sent(client, f"/letters/{id}/register", act="all", sender="Lurah")
    assert second.status_code == 302
    assert house.store.load(Letter, id).value("sender") == "Camat Rawabening"


def test_what_is_empty_is_still_to_come_while_it_is_being_read(house: House, client: FlaskClient, id: str) -> None:
    letter = house.store.load(Letter, id)
    letter.stage, letter.fields = "arrived", {}
    house.store.commit(Changes.of(letter))
    assert "still being read" in client.get(f"/letters/{id}/register").text
    registered(house, client, id, sender="Camat Rawabening", subject="")
    fields = house.store.load(Letter, id).fields
    assert fields["sender"].by_hand
    assert "subject" not in fields


def test_a_letter_that_was_sent_is_entered_in_the_outgoing_book(house: House, client: FlaskClient, id: str) -> None:
    entry = registered(house, client, id, direction="outgoing", recipients="Camat Rawabening\nLurah")
    assert (entry["direction"], entry["handling"]) == ("outgoing", "closed")
    shown = client.get("/registers?direction=outgoing").text
    assert "Camat Rawabening; Lurah" in shown


def test_a_book_shows_restricted_and_cancelled_numbers(house: House, client: FlaskClient, id: str) -> None:
    secret, wrong = understood(house, "rapat rahasia", subject="Rahasia sekali"), understood(house, "salah")
    for one in (id, secret, wrong):
        registered(house, client, one)
    sent(client, f"/letters/{wrong}/entries/{entries_of(house, wrong)[0]['_id']}/cancel", reason="Salah buku")
    letter = house.store.load(Letter, secret)
    letter.grants = ["position:kepala-office"]
    house.store.commit(Changes.of(letter))
    shown = client.get("/registers").text
    assert "Rahasia sekali" not in shown
    assert secret not in shown
    assert "restricted" in shown
    assert "cancelled: Salah buku" in shown
    with zipfile.ZipFile(io.BytesIO(client.get("/registers/book.xlsx").data)) as book:
        cells = book.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in book.namelist() else b""
        text = (cells + book.read("xl/worksheets/sheet1.xml")).decode()
    assert "Salah buku" in text
    assert "restricted" in text
    assert "Rahasia sekali" not in text
    answer = client.get("/api/v1/registers").json
    promised("Register", answer)
    assert [(line["number"], line["restricted"]) for line in answer["entries"]] == [(3, False), (2, True), (1, False)]
    assert client.get("/registers/book.pdf").data.startswith(b"%PDF")
    assert client.get("/registers?handling=lost").status_code == 400
    assert client.get("/registers?unit=DPU").status_code == 404


def test_a_number_is_not_cancelled_without_a_reason(house: House, client: FlaskClient, id: str) -> None:
    entry = registered(house, client, id)
    answer = sent(client, f"/letters/{id}/entries/{entry['_id']}/cancel", reason=" ")
    assert answer.status_code == 400
    assert 'href="#reason"' in answer.text
    assert not entries_of(house, id)[0].get("cancelled")


def test_the_papers_are_those_of_who_keeps_the_book(house: House, client: FlaskClient, id: str) -> None:
    entry = registered(house, client, id)
    one = f"/letters/{id}/entries/{entry['_id']}"
    assert client.get(f"{one}/receipt.pdf").data.startswith(b"%PDF")
    assert client.get(f"{one}/card.pdf").data.startswith(b"%PDF")
    head = signed_in(house, "sekda")
    assert head.get(f"{one}/card.pdf").status_code == 200
    assert head.get(f"{one}/receipt.pdf").status_code == 404
    assert signed_in(house, "kades").get(one).status_code == 404
    other = registered(house, client, understood(house, "lain"))
    assert client.get(f"/letters/{id}/entries/{other['_id']}").status_code == 404


def test_the_receipt_goes_by_mail_and_says_nothing_of_what_the_letter_is_about(
    office: Office, house: House, client: FlaskClient, id: str
) -> None:
    entry = registered(house, client, id)
    one = f"/letters/{id}/entries/{entry['_id']}"
    for wrong in ("", "camat", "camat@desa", "a b@desa.example", "camat@desa.example\nBcc: x@y.example"):
        assert sent(client, f"{one}/mail", to=wrong).status_code == 400, wrong
    assert office.box.empty()
    assert sent(client, f"{one}/mail", to="camat@rawabening.example").status_code == 302
    message = office.box.get(timeout=30)
    body = message.get_content()
    assert message["To"] == "camat@rawabening.example"
    assert f"{SITE}/track/{entry['token']}" in body
    assert "Agenda number: 1" in body
    assert "jembatan" not in body.lower()


def test_a_sender_is_told_days_and_nothing_else(house: House, client: FlaskClient, id: str) -> None:
    entry = registered(house, client, id)
    stranger = client.application.test_client()
    stranger.set_cookie("language", "en")
    seen = stranger.get(f"/track/{entry['token']}")
    assert seen.status_code == 200
    assert "Your letter was received" in seen.text
    for said in (id, "jembatan", "Rawabening", "Sekretariat", 'href="/letters'):
        assert said not in seen.text
    assert (seen.headers["Referrer-Policy"], seen.headers["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    acts.close(house, clerk(house), entry["_id"], "answered")
    assert "Your letter was answered" in stranger.get(f"/track/{entry['token']}").text
    unknown = stranger.get("/track/abcdefghijklmnop")
    assert unknown.status_code == 404
    assert unknown.text.count("<li") == seen.text.count("<li")


def test_who_guesses_tokens_has_to_wait(house: House, client: FlaskClient, id: str) -> None:
    entry = registered(house, client, id)
    stranger = client.application.test_client()
    tries = house.settings.web.sign_in_attempts_address
    assert {stranger.get(f"/track/guess{number}").status_code for number in range(tries)} == {404}
    refused = stranger.get(f"/track/{entry['token']}")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0


def test_units_on_board_get_it_and_the_others_a_slip(house: House, client: FlaskClient, id: str) -> None:
    unit = house.store.load(Unit, "cempaka")
    unit.state = "preparing"
    house.store.commit(Changes.of(unit))
    registered(house, client, id)
    assert "on paper: print its slip" in client.get(f"/letters/{id}/deliver").text
    assert sent(client, f"/letters/{id}/deliver").status_code == 400
    assert sent(client, f"/letters/{id}/deliver", unit=["cempaka"]).status_code == 400
    answer = sent(client, f"/letters/{id}/deliver", unit=["dpu", "distan"], passing_on="on")
    assert answer.status_code == 302
    assert sorted(row["unit"] for row in entries_of(house, id)) == ["distan", "dpu", "setda"]
    assert client.get(f"/letters/{id}/slip.pdf").data.startswith(b"%PDF")
    assert client.get(f"/letters/{id}/slip.pdf?unit=dpu").status_code == 400
    assert "delivered to 2 units" in client.get(f"/letters/{id}?tab=history").text
    assert signed_in(house, "kadis").get(f"/letters/{id}").status_code == 200


def test_a_program_enters_cancels_and_delivers(house: House, client: FlaskClient, id: str) -> None:
    from tests.web.conftest import token

    headers = {"X-CSRF-Token": token(client.get("/account").text)}

    def post(address: str, **body: object) -> TestResponse:
        return client.post(f"/api/v1/letters/{id}/{address}", json=body, headers=headers)

    assert post("register", direction="up").status_code == 400
    entered = post("register", information=True)
    promised("Entered", entered.json)
    assert (entered.json or {})["number"] == 1
    assert post("register").status_code == 409
    delivered = post("deliver", units=["DPU", "SETDA"])
    promised("Delivered", delivered.json)
    assert ((delivered.json or {})["delivered"], (delivered.json or {})["there"]) == ({"DPU": 1}, ["SETDA"])
    assert post("deliver", units=["NOWHERE"]).status_code == 404
    one = f"entries/{(entered.json or {})['entry']}"
    assert post(f"{one}/cancel").status_code == 400
    promised("Done", post(f"{one}/cancel", reason="Salah buku").json)
    assert post(f"{one}/cancel", reason="Lagi").status_code == 409


def test_what_waits_for_a_look_is_counted_and_led_through(house: House, client: FlaskClient) -> None:
    ids = [understood(house, f"surat {number}", subject=f"Surat {number}") for number in range(2)]
    for id in ids:
        arrived(house, clerk(house), id)
    shown = client.get(PAGE).text
    assert "2 letters came in and wait for your look" in shown
    assert client.get("/registers/next").location == f"/letters/{ids[0]}/register"
    assert client.get(f"/registers/next?after={ids[0]}").location == f"/letters/{ids[1]}/register"
    for id in ids:
        registered(house, client, id)
    assert house.store.count(RegisterEntry) == 2
    assert client.get("/registers/next").location == PAGE
    assert "No letter waits to be looked at." in client.get(PAGE).text
