"""What was typed is not lost when the sign-in has ended: it is kept for its writer, and for nobody else."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lontar.wiring import House
from office import demo
from schemas.kept_form import KeptForm
from schemas.letter import Letter
from schemas.person import Person
from store.changes import Changes
from tests.web.conftest import SignIn, form, token
from web.accounts import sessions
from web.kept.form import KEPT, is_secret

TEMPLATES = Path(__file__).resolve().parents[2] / "web" / "templates"
TYPED_BY = re.compile(r'name="typed_by" value="([^"]+)"')


def page(client: FlaskClient, address: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    return form(client, address) | {"typed_by": TYPED_BY.findall(client.get(address).text)[0]}


def end_sessions(house: House, person: str) -> None:
    (row,) = house.store.find(Person, {"login": f"{person}@sukamaju.example"})
    for one in row["account"]["sessions"]:
        sessions.edit(row["_id"], lambda account: account.account.update(sessions=[]), "") if one else None


def sign_in_at(client: FlaskClient, address: str, person: str) -> TestResponse:
    shown = client.get(address).text
    name = demo.PEOPLE[person][0]
    id = next(id for id, said in re.findall(r'value="([^"]+)"><svg.*?</svg> ([^<]+)</button>', shown) if said == name)
    next_page = address.partition("next=")[2]
    return client.post(f"/sign-in/demo?next={next_page}", data={"csrf_token": token(shown), "person": id})


def hidden(shown: str) -> dict[str, str]:
    """The values of the form that sends what was kept."""
    found = re.search(r'action="/kept/send">(.*?)</form>', shown, re.DOTALL)
    assert found
    return dict(re.findall(r'name="([^"]+)" value="([^"]*)"', found[1]))


@pytest.fixture
def note(letters: dict[str, str]) -> str:
    return f"/letters/{letters['surat.pdf']}/notes"


def texts(house: House, note: str) -> list[str]:
    return [one["text"] for one in (house.store.get(Letter, note.split("/")[2]) or {}).get("notes", [])]


def typed(house: House, sign_in: SignIn, note: str, text: str, **more: Any) -> tuple[FlaskClient, TestResponse]:
    """The archivist types a note, and somewhere else their session is ended before they send it."""
    client = sign_in("arsiparis")
    data = page(client, note.rpartition("/")[0]) | {"text": text} | more
    with client.application.test_request_context():
        end_sessions(house, "arsiparis")
    return client, client.post(note, data=data, headers={"Referer": f"http://localhost{note.rpartition('/')[0]}?q=x"})


def test_a_note_sent_signed_out_waits_for_the_sign_in_and_is_then_sent_once(
    house: House, sign_in: SignIn, note: str
) -> None:
    client, answer = typed(house, sign_in, note, "Sudah\nsaya jawab")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=%2Fkept")
    assert "Sudah\nsaya jawab" not in texts(house, note)
    assert "it is kept for 30 minutes" in client.get(answer.location).text
    assert sign_in_at(client, answer.location, "arsiparis").location == "/kept"
    shown = client.get("/kept").text
    assert '<dd class="typed">Sudah\nsaya jawab</dd>' in shown
    assert f'href="{note.rpartition("/")[0]}?q=x"' in shown
    sent = hidden(shown)
    answer = client.post("/kept/send", data=sent)
    assert (answer.status_code, answer.location) == (307, note)
    for _ in range(2):  # the browser sends the body on, twice after a double click
        client.post(note, data=sent)
    assert texts(house, note).count("Sudah\nsaya jawab") == 1
    assert client.get("/kept").location == "/"


def test_nobody_else_sees_it(house: House, sign_in: SignIn, note: str) -> None:
    client, answer = typed(house, sign_in, note, "hanya untuk arsiparis")
    assert sign_in_at(client, answer.location, "agendaris").location == "/kept"
    assert client.get("/kept").location == "/"
    assert client.post("/kept/send", data=form(client, "/account")).location == "/"
    assert "hanya untuk arsiparis" in sign_in("arsiparis").get("/kept").text


def test_after_half_an_hour_it_is_gone(house: House, sign_in: SignIn, note: str) -> None:
    client, answer = typed(house, sign_in, note, "terlambat")
    sign_in_at(client, answer.location, "arsiparis")
    (row,) = house.store.every(KeptForm)
    old = KeptForm.unpacked(row)
    old.at -= KEPT + timedelta(seconds=1)
    house.store.commit(Changes.of(old))
    assert client.get("/kept").location == "/"


def test_it_can_be_discarded(house: House, sign_in: SignIn, note: str) -> None:
    client, answer = typed(house, sign_in, note, "tidak jadi")
    sign_in_at(client, answer.location, "arsiparis")
    back = client.post("/kept/discard", data=form(client, "/kept"))
    assert back.location == f"{note.rpartition('/')[0]}?q=x"
    assert list(house.store.every(KeptForm)) == []


@pytest.mark.parametrize("writer", ["", "arsiparis"])
def test_a_form_that_is_nobodys_is_not_kept(house: House, sign_in: SignIn, note: str, writer: str) -> None:
    """A stranger's, or one that another site made: neither can lay words into somebody's mouth."""
    answer = sign_in("").post(note, data={"text": "palsu", "typed_by": writer})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert list(house.store.every(KeptForm)) == []


def test_who_signed_in_anew_elsewhere_sends_the_old_page_all_the_same(house: House, sign_in: SignIn, note: str) -> None:
    client = sign_in("arsiparis")
    data = page(client, note.rpartition("/")[0]) | {"text": "dari tab lama"}
    fresh = sign_in("arsiparis")
    answer = fresh.post(note, data=data)
    assert (answer.status_code, answer.location) == (303, "/kept")
    assert "dari tab lama" in fresh.get("/kept").text
    other = sign_in("agendaris").post(note, data=data)
    assert other.status_code == 400
    assert "belongs to another sign-in" in other.text
    fresh.post("/kept/discard", data=form(fresh, "/kept"))


def test_a_password_is_never_kept(house: House, sign_in: SignIn) -> None:
    client = sign_in("admin")
    data = page(client, "/admin/mail") | {"smtp_host": "surat.example", "smtp_password": "rahasia sekali"}
    with client.application.test_request_context():
        end_sessions(house, "admin")
    assert client.post("/admin/mail", data=data).location == "/sign-in?next=%2Fkept"
    (row,) = house.store.every(KeptForm)
    names = [name for name, _ in row["values"]]
    assert "smtp_host" in names
    assert "rahasia" not in str(row)
    assert not {"smtp_password", "csrf_token", "typed_by"} & set(names)


def test_every_field_for_a_password_is_known_by_its_name() -> None:
    """So that a new one cannot be kept by mistake."""
    found = set()
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text("utf-8")
        found |= set(re.findall(r'field\(\w+\.(\w+), "password"', text))
        found |= set(re.findall(r'text\("(\w+)"[^\n]*?"password"', text))
        found |= set(re.findall(r'<input[^>]*type="password"[^>]*name="(\w+)"', text))
    assert {"password", "new_password", "smtp_password", "password_again"} <= found
    assert all(is_secret(name) for name in found), found


def test_a_program_gets_the_sentence_and_nothing_is_kept(house: House, sign_in: SignIn) -> None:
    """A bad token is simply not signed in: no token of a form is asked for."""
    client = sign_in("")
    for headers in ({"Authorization": "Bearer made-up"}, {}):
        answer = client.post("/api/v1/uploads", headers=headers | {"Tus-Resumable": "1.0.0"})
        assert (answer.status_code, answer.json["error"]["code"]) == (401, "sign-in-needed")
    session = sign_in("arsiparis")  # a good session does not help a bad token
    answer = session.post("/api/v1/uploads", headers={"Authorization": "Bearer made-up", "Tus-Resumable": "1.0.0"})
    assert (answer.status_code, answer.json["error"]["code"]) == (401, "sign-in-needed")
    assert session.post("/api/v1/uploads", headers={"Tus-Resumable": "1.0.0"}).status_code == 400  # no forged request
