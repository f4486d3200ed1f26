"""Drafts through the JSON API: every answer of the shape it promises, a change over another's refused."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from lontar.wiring import House
from schemas.draft import Draft
from schemas.event import Event
from schemas.letter import Letter
from schemas.signing_attempt import SigningAttempt
from tests.demo import demo_house
from tests.serving import with_token
from tests.web import drafting
from tests.web.conftest import app_of
from tests.web.drafting import CONTENT
from tests.web.test_api import API, promised
from tests.web.test_sign import PASSPHRASE, give_key


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with demo_house(Path(tmp_path_factory.mktemp("drafts"))) as house:
        yield house


class Program:
    """Asks with somebody's personal token, and holds each answer to its shape."""

    def __init__(self, house: House, login: str) -> None:
        with_token(house.store, login, login)
        self.client: FlaskClient = app_of(house).test_client()
        self.client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {login}"

    def ask(self, method: str, path: str, gives: str, status: int = 200, **body: Any) -> Any:
        json = body if method != "GET" else None
        answer = self.client.open(f"{API}{path}", method=method, json=json)
        assert answer.status_code == status, answer.text
        promised(gives if status == 200 else "Error", answer.json)
        return answer.json


def test_a_draft_goes_all_the_way(house: House) -> None:
    staff, head = Program(house, "staf"), Program(house, "kadis")
    assert staff.ask("GET", "/drafts/templates", "DraftTemplates")["templates"][0]["name"] == "surat-dinas"
    made = staff.ask("POST", "/drafts", "Draft", template="surat-dinas", content=CONTENT, signer="K-office")
    one = f"/drafts/{made['id']}"
    staff.ask("PATCH", one, "DraftDone", revision=1, initials=["K-dpu"], security_class="B")
    refused = head.ask("PATCH", one, "DraftDone", 409, revision=1, content=CONTENT | {"body": "Lain"})
    assert refused["error"]["code"] == "draft-changed"
    head.ask("PATCH", one, "DraftDone", 400, content={})
    staff.ask("POST", f"{one}/submit", "DraftDone")
    assert head.ask("GET", "/drafts?list=initial", "Drafts")["drafts"][0]["id"] == made["id"]
    seen = head.ask("GET", one, "Draft")["approves"]
    staff.ask("POST", f"{one}/initials", "DraftDone", 403, content=seen)
    head.ask("POST", f"{one}/initials", "DraftDone", content=seen)
    assert staff.ask("POST", f"{one}/freeze", "DraftDone")["state"] == "frozen"
    whole = staff.ask("GET", one, "Draft")
    assert (whole["number"], whole["waits"], whole["can"]) == (1, "Sekretaris Daerah", ["cancel", "take-back"])
    assert staff.client.get(f"{API}{one}/letter.pdf").data.startswith(b"%PDF")
    staff.ask("POST", f"{one}/take-back", "DraftDone")
    staff.ask("POST", f"{one}/submit", "DraftDone")
    head.ask("POST", f"{one}/back", "DraftDone", reason="Perbaiki.")
    kinds = [row["kind"] for row in staff.ask("GET", f"{one}/versions", "DraftVersions")["versions"]]
    assert kinds == ["submitted", "frozen", "submitted", "aside"]
    staff.ask("GET", f"{one}/difference?from=1&until=2", "DraftDifference")
    staff.ask("GET", f"{one}/difference?from=9", "DraftDifference", 404)
    staff.ask("POST", f"{one}/cancel", "DraftDone", 400, reason=" ")
    staff.ask("POST", f"{one}/cancel", "DraftDone", reason="Batal.")
    book = staff.ask("GET", "/registers?direction=outgoing", "Register")["entries"]
    assert [(line["number"], line["draft"], line["cancelled"]) for line in book] == [(1, made["id"], "Batal.")]


def test_it_is_signed_and_what_was_typed_is_nowhere(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    give_key(house)
    give_key(house, "kadis")
    program, id = Program(house, "sekda"), drafting.frozen(house)
    one, wrong = f"/drafts/{id}/sign", "bukan sandinya ini"
    seen = program.ask("GET", f"/drafts/{id}", "Draft")["frozen_sha256"]
    refused = program.ask("POST", one, "DraftSigned", 422, seen=seen, passphrase=wrong)
    assert refused["error"]["code"] == "wrong-passphrase"
    assert program.ask("POST", one, "DraftSigned", 409, passphrase=PASSPHRASE)["error"]["code"] == (
        "changed-since-opened"
    )
    assert program.ask("POST", one, "DraftSigned", 400, seen=seen, one_time_code="471108")["error"]["code"] == (
        "no-one-time-codes"
    )
    assert program.ask("POST", f"{one}/code", "DraftSigned", 400)["error"]["code"] == "no-one-time-codes"
    assert program.ask("POST", f"{one}/look", "DraftSigned")["state"] == "frozen"
    program.ask("POST", f"{one}/anew", "DraftSigned", 409, reason="Layanan diam.")
    Program(house, "kadis").ask("POST", one, "DraftSigned", 409, seen=seen, passphrase=PASSPHRASE)
    Program(house, "kades").ask("POST", one, "DraftSigned", 404, seen=seen, passphrase=PASSPHRASE)
    done = program.ask("POST", one, "DraftSigned", seen=seen, passphrase=PASSPHRASE)
    assert (done["state"], done["signing"]) == ("signed", None)
    assert house.store.get(Letter, done["letter"])
    program.ask("POST", one, "DraftSigned", 409, seen=seen, passphrase=PASSPHRASE)
    stored = [list(house.store.every(kind)) for kind in (Draft, Event, SigningAttempt)]
    for secret in (wrong, PASSPHRASE, "471108"):
        assert secret not in repr(stored) + caplog.text


def test_what_is_not_theirs_is_not_there(house: House) -> None:
    id = drafting.a_draft(house, initials=[], signer="kepala-dpu")
    other = Program(house, "kades")
    other.ask("GET", f"/drafts/{id}", "Draft", 404)
    other.ask("PATCH", f"/drafts/{id}", "DraftDone", 404, revision=1)
    other.ask("GET", "/number-forms", "NumberForms", 404)


def test_forms_of_numbers(house: House) -> None:
    admin = Program(house, "admin")
    admin.ask("PUT", "/number-forms", "NumberForms", unit="DPU", code="800", form="{number}/X")
    assert admin.ask("GET", "/number-forms?unit=DPU", "NumberForms")["forms"] == [{"code": "800", "form": "{number}/X"}]
    admin.ask("PUT", "/number-forms", "NumberForms", 400, unit="DPU", form="X")
