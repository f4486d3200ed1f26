"""What programs do with inbox, dispositions and answers: the same acts, each answer of the shape that it promises."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from lontar.wiring import House
from schemas.entry import RegisterEntry
from store.changes import Changes
from tests.web.conftest import signed_in, token
from tests.web.routed import ANALYST, HEAD, VACANT, of
from tests.web.test_api import promised


class Program:
    """A client that speaks JSON."""

    def __init__(self, client: FlaskClient) -> None:
        self._client, self._csrf = client, token(client.get("/account").text)

    def get(self, address: str, gives: str) -> Any:
        answer = self._client.get(f"/api/v1{address}")
        assert answer.status_code == 200, answer.text
        promised(gives, answer.json)
        return answer.json

    def post(self, address: str, gives: str = "Done", status: int = 200, **said: Any) -> Any:
        answer = self._client.post(f"/api/v1{address}", json=said, headers={"X-CSRF-Token": self._csrf})
        assert answer.status_code == status, answer.text
        promised(gives if status == 200 else "Error", answer.json)
        return answer.json


@pytest.fixture
def head(home: House) -> Program:
    return Program(signed_in(home, "kadis"))


@pytest.fixture
def staff(home: House) -> Program:
    return Program(signed_in(home, "staf"))


def test_an_inbox_comes_in_pages_and_a_secret_letter_with_its_number_alone(head: Program, ids: dict[str, str]) -> None:
    first = head.get("/inbox?limit=2", "Inbox")
    assert len(first["lines"]) == 2
    rest = head.get(f"/inbox?after={first['after']}", "Inbox")
    lines = [*first["lines"], *rest["lines"]]
    assert {line["letter"] for line in lines} == {ids[name] for name in ("waiting", "secret", "spare", "other")}
    (secret,) = [line for line in lines if line["secret"]]
    assert (secret["agenda_number"], secret["subject"]) == (5, None)
    passed = head.get("/inbox?tab=passed-on", "Inbox")["lines"]
    assert {line["passed_to"][0]["state"] for line in passed} == {"unread"}


def test_a_letter_is_handed_on_answered_and_taken_back(
    home: House, head: Program, staff: Program, ids: dict[str, str]
) -> None:
    letter = f"/letters/{ids['waiting']}"
    made = head.post(f"{letter}/dispositions", "Disposed", to=["ANALIS"], note="Mohon ditelaah.", due=20990101)
    (entry,) = head.get(f"{letter}/handling", "Handling")["entries"]
    root, one = entry["assignments"]
    assert (root["can"], one["can"]) == (["dispose", "due"], ["due", "withdraw"])
    assert (one["position"], one["from"], one["due"]) == ("Analis Jembatan", "Kepala Dinas", 20990101)
    assert one["instructions"] == ["follow-up"]
    staff.post(f"{letter}/answers", assignment=one["assignment"], state="in-progress")
    head.post(f"{letter}/recall", status=409, disposition=made["disposition"])
    staff.post(f"{letter}/answers", assignment=one["assignment"], state="done", said="Sudah.", letter=ids["other"])
    assert head.get(f"{letter}/handling", "Handling")["entries"][0]["closed_as"] == "answered"
    staff.post(f"{letter}/resume", assignment=one["assignment"])
    head.post(f"{letter}/due", assignment=one["assignment"], due=20990202)
    assert of(home, ids["entry_waiting"]).due == 20990202
    head.post(f"{letter}/due", assignment=one["assignment"])
    assert of(home, ids["entry_waiting"]).due is None
    head.post(f"{letter}/close", entry=ids["entry_waiting"], **{"as": "information"})
    head.post(f"{letter}/reopen", entry=ids["entry_waiting"])
    assert home.store.load(RegisterEntry, ids["entry_waiting"]).handling == "in-hand"


def test_positions_are_found_with_who_acts_in_them(head: Program) -> None:
    found = {one["id"]: one for one in head.get("/positions?q=jalan", "Positions")["positions"]}
    assert (found[VACANT]["name"], found[VACANT]["can_be_asked"]) == (None, False)
    assert found["staf"]["name"] == "Staf Dinas PU"


def test_what_is_wrong_is_said_and_nothing_is_done(
    home: House, head: Program, staff: Program, ids: dict[str, str]
) -> None:
    letter, before = f"/letters/{ids['waiting']}", home.store.sealed()
    for said, status in (
        ({"to": []}, 400),
        ({"to": ["nobody"]}, 404),
        ({"to": [HEAD]}, 400),
        ({"to": [VACANT]}, 400),
        ({"to": [ANALYST], "due": 20200101}, 400),
        ({"to": [ANALYST], "urgency": "soon"}, 400),
        ({"to": [ANALYST], "instructions": ["menari"]}, 400),
        ({"to": [ANALYST], "of": of(home, ids["entry_passed"]).id}, 404),
        ({"to": ANALYST}, 400),
    ):
        head.post(f"{letter}/dispositions", status=status, **said)
    mine = of(home, ids["entry_passed"]).id
    staff.post(f"/letters/{ids['late']}/answers", status=404, assignment=mine, state="done", said="x")
    staff.post(f"/letters/{ids['passed']}/answers", status=400, assignment=mine, state="asleep")
    staff.post(f"/letters/{ids['passed']}/answers", status=404, assignment=mine, state="done", letter="005/99")
    staff.post(f"/letters/{ids['passed']}/answers", status=403, assignment=mine, state="withdrawn")
    head.post(f"/letters/{ids['passed']}/answers", status=403, assignment=mine, state="done", said="x")
    assert home.store.sealed() == before


def test_of_an_answering_letter_that_is_not_theirs_nobody_is_told_the_id(
    home: House, head: Program, staff: Program, ids: dict[str, str]
) -> None:
    mine = of(home, ids["entry_passed"]).id
    row = of(home, ids["entry_passed"])
    row.answer, row.state = ids["secret"], "done"

    home.store.commit(Changes.of(row))
    entries = staff.get(f"/letters/{ids['passed']}/handling", "Handling")["entries"]
    (node,) = [one for one in entries[0]["assignments"] if one["assignment"] == mine]
    assert node["answer"] is None
    entries = head.get(f"/letters/{ids['passed']}/handling", "Handling")["entries"]
    assert ids["secret"] in str(entries)
