"""The pages and the API of sent letters: foreseen, sent, opened, taken back, mailed again, corrected."""

import io
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lontar.routing import recording
from lontar.routing.recording import Book
from lontar.sending import acts, post
from lontar.sending.wanted import Wanted
from lontar.wiring import House
from schemas.letter import Letter
from schemas.sending import Mailing, Sending
from schemas.unit import Unit
from store.changes import Changes
from tests.lontar.finding import understood
from tests.web.conftest import form, signed_in
from tests.web.noticing import Office, client, house, office
from tests.web.registering import clerk
from tests.web.test_api import promised

__all__ = ["client", "house", "office"]
PAGE = "/sent"
CAMAT = "camat@contoh.example"


@pytest.fixture
def id(house: House) -> str:
    return outgoing(house)


def outgoing(house: House, subject: str = "Undangan rapat anggaran") -> str:
    """A letter in the outgoing book of the secretariat."""
    id = understood(house, "undangan rapat", subject=subject, sender="Sekretariat", date=20261130)
    letter = house.store.load(Letter, id)
    letter.files[0].sha256, letter.files[0].size = house.originals.put(io.BytesIO(b"%PDF-1.7 " + id.encode()))
    house.store.commit(Changes.of(letter))
    recording.record(house, clerk(house), id, Book("setda", "outgoing"))
    return id


def sent(client: FlaskClient, address: str, **values: str | list[str]) -> TestResponse:
    return client.post(address, data=form(client, PAGE) | values)


def test_it_is_foreseen_then_sent_and_its_sender_sees_how_far_it_is(house: House, client: FlaskClient, id: str) -> None:
    unit = house.store.load(Unit, "cempaka")
    unit.state = "preparing"
    house.store.commit(Changes.of(unit))
    assert "Send this letter" in client.get(f"/letters/{id}").text
    shown = client.get(f"/letters/{id}/send").text
    assert "Send to" not in shown
    values = {"unit": ["dpu", "cempaka", "setda"], "addresses": f"{CAMAT}\n"}
    foreseen = sent(client, f"/letters/{id}/send", **values)
    assert foreseen.status_code == 200
    assert "Send to 3 recipients" in foreseen.text
    assert "is the unit that sends the letter" in foreseen.text
    assert house.store.count(Sending) == 0
    done = sent(client, f"/letters/{id}/send", act="send", **values)
    assert done.status_code == 302
    assert "?new=" in done.location
    page = client.get(done.location).text
    for words in ("not opened yet (1)", "on paper (1)", "mail waits (1)", "It can be taken back", "Print the slips"):
        assert words in page
    assert client.get(f"/letters/{id}/sent/slips.pdf").data.startswith(b"%PDF")
    kadis = signed_in(house, "kadis")
    assert kadis.get(f"/letters/{id}").status_code == 200
    assert kadis.get(f"/letters/{id}/sent").status_code == 404
    assert "opened (1)" in client.get(f"/letters/{id}/sent").text
    assert "Undangan rapat anggaran" in client.get("/sent").text
    history = client.get(f"/letters/{id}?tab=history").text
    assert "sent to 3 recipients" in history
    assert "opened by a unit that got it" in history
    assert CAMAT not in history


def test_what_was_opened_is_not_taken_back(house: House, client: FlaskClient, id: str) -> None:
    acts.send(house, clerk(house), id, Wanted(units=("dpu", "cempaka")))
    with signed_in(house, "kadis").get(f"/letters/{id}/files/1/original") as answer:
        assert answer.status_code == 200
    answer = sent(client, f"/letters/{id}/sent/recall")
    assert answer.status_code == 302
    said = client.get(answer.location).text
    assert "Taken back from 1 recipient." in said
    assert "It stays with 1 who has it." in said
    again = sent(client, f"/letters/{id}/sent/recall")
    assert again.status_code == 400
    assert "has opened it" in again.text


def test_a_mail_that_failed_says_why_and_goes_again(office: Office, house: House, client: FlaskClient, id: str) -> None:
    acts.send(house, clerk(house), id, Wanted(addresses=(CAMAT,)))
    (row,) = house.store.every(Mailing)
    failed = house.store.load(Mailing, row["_id"])
    failed.state, failed.why = "unsure", post.INTERRUPTED
    house.store.commit(Changes.of(failed))
    page = client.get(f"/letters/{id}/sent").text
    assert "the sending was interrupted" in page
    answer = sent(client, f"/letters/{id}/sent/mail", mailing=row["_id"])
    assert answer.status_code == 302
    assert sent(client, f"/letters/{outgoing(house)}/sent/mail", mailing=row["_id"]).status_code == 404
    assert post.post(house) == 1
    assert office.box.get_nowait()["To"] == CAMAT


def test_positions_are_looked_for_and_lists_are_kept_and_deleted(house: House, client: FlaskClient, id: str) -> None:
    looked = sent(client, f"/letters/{id}/send", act="look", find="kepala dinas")
    assert looked.status_code == 200
    (position,) = re.findall(r'name="position" value="([^"]+)"', looked.text)[:1]
    saved = sent(client, f"/letters/{id}/send", act="save", name="Dinas", position=position, of_unit="on")
    assert "The list is saved." in saved.text
    lists = client.get("/recipient-lists").text
    (name,) = re.findall(r"/recipient-lists/([^/]+)/delete", lists)
    done = sent(client, f"/letters/{id}/send", act="send", list=name)
    assert "not opened yet (1)" in client.get(done.location).text
    assert sent(signed_in(house, "arsiparis"), f"/recipient-lists/{name}/delete").status_code in (302, 404)
    assert client.get("/recipient-lists").status_code == 200


def test_what_is_no_letter_of_ones_own_or_no_address_is_a_sentence(house: House, client: FlaskClient, id: str) -> None:
    other = understood(house, "jembatan rusak", subject="Perbaikan jembatan")
    answer = client.get(f"/letters/{other}/send")
    assert answer.status_code == 403
    assert "no book of outgoing letters" in answer.text
    wrong = sent(client, f"/letters/{id}/send", unit="dpu", addresses="nobody")
    assert 'value="dpu" checked' in wrong.text
    assert wrong.status_code == 400
    assert "must be an e-mail address" in wrong.text
    assert client.get(f"/letters/{other}/sent").status_code == 404
    nobody = sent(client, f"/letters/{id}/send", act="send")
    assert nobody.status_code == 400
    assert "Nobody was chosen" in nobody.text


def test_an_earlier_letter_is_replaced_and_its_readers_are_led_on(house: House, client: FlaskClient, id: str) -> None:
    new = outgoing(house, "Ralat undangan")
    acts.send(house, clerk(house), id, Wanted(units=("dpu",)))
    none = sent(client, f"/letters/{new}/overtake", letter="", standing="replaced")
    assert none.status_code == 400
    answer = sent(client, f"/letters/{new}/overtake", letter=f"/letters/{id}", standing="replaced", why="Salah hari.")
    assert answer.status_code == 302
    acts.send(house, clerk(house), new, Wanted(units=("dpu",)))
    kadis = signed_in(house, "kadis")
    page = kadis.get(f"/letters/{id}").text
    assert "This letter was replaced" in page
    assert f"/letters/{new}" in page
    assert "Salah hari." in page
    assert "It replaces an earlier letter" in kadis.get(f"/letters/{new}").text
    assert sent(client, f"/letters/{id}/reinstate", reason=" ").status_code == 400
    assert sent(client, f"/letters/{id}/reinstate", reason="Keliru.").status_code == 302
    assert "This letter was replaced" not in kadis.get(f"/letters/{id}").text


def test_the_api_sends_tells_and_takes_back(house: House, client: FlaskClient, id: str) -> None:
    csrf = {"X-CSRF-Token": form(client, PAGE)["csrf_token"]}
    address = f"/api/v1/letters/{id}/sendings"

    def asked(method: str, where: str, **values: object) -> object:
        answer = client.open(where, method=method, json=values, headers=csrf)
        assert answer.status_code == 200, answer.text
        return answer.json

    foreseen = asked("POST", address, to=["DPU"], dry_run=True)
    promised("Sending", foreseen)
    promised("Sending", asked("POST", address, to=["DPU", CAMAT]))
    promised("Recipients", client.get(address).json)
    (row,) = house.store.every(Mailing)
    failed = house.store.load(Mailing, row["_id"])
    failed.state = "failed"
    house.store.commit(Changes.of(failed))
    promised("Recipients", asked("POST", f"{address}/mail", mailing=row["_id"]))
    promised("Sendings", client.get("/api/v1/sendings").json)
    promised("Recalled", asked("POST", f"{address}/recall"))
    made = asked("POST", "/api/v1/recipient-lists", name="Dinas", to=["DPU"])
    promised("RecipientLists", made)
    promised("RecipientLists", client.get("/api/v1/recipient-lists").json)
    assert isinstance(made, dict)
    promised("RecipientLists", asked("DELETE", f"/api/v1/recipient-lists/{made['lists'][0]['id']}"))
    new = outgoing(house, "Pencabutan")
    promised("Done", asked("POST", f"/api/v1/letters/{new}/overtakes", letter=id, standing="revoked", why="Batal."))
    shown = client.get(f"/api/v1/letters/{id}").json
    promised("Letter", shown)
    assert shown["overtaken"] == {"standing": "revoked", "by": new, "why": "Batal."}
    promised("Done", asked("DELETE", f"/api/v1/letters/{id}/overtaken", reason="Keliru."))
    assert not house.store.load(Letter, id).overtaken
