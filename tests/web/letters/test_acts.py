"""Every act on a letter, how it is undone, and what others may not do."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from lontar.wiring import House
from schemas.letter import Letter
from tests.web.conftest import signed_in
from tests.web.letters.letter_page import act, undo_what_the_page_offers


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("confirm", {"subject": "Lain sama sekali", "date": "1 Mei 2020"}, "Lain sama sekali"),
        ("confirm", {"letter_type": "undangan", "urgency": "very-urgent"}, "very urgent"),
        ("tags", {"tags": "penting, banjir"}, "tags added: penting, banjir"),
        ("notes", {"text": "Sudah dijawab lewat telepon"}, "Sudah dijawab lewat telepon"),
    ],
)
def test_what_was_done_is_said_and_can_be_undone(
    house: House, archivist: FlaskClient, name: str, values: dict[str, str], said: str
) -> None:
    id = next(row["_id"] for row in house.store.every(Letter) if row["files"][0]["name"] == "scan.png")
    before = house.store.load(Letter, id)
    answer = act(archivist, id, name, "?q=jembatan", **values)
    assert said.lower() in archivist.get(answer.location).text.lower()
    assert "q=jembatan" in answer.location
    undone = undo_what_the_page_offers(archivist, answer)
    assert "Undone." in undone.text
    after = house.store.load(Letter, id)
    assert (after.fields, after.tags, after.notes, after.grants) == (
        before.fields, before.tags, before.notes, before.grants,
    )  # fmt: skip


def test_an_own_note_can_be_taken_back_and_nobody_elses(
    house: House, archivist: FlaskClient, clerk: FlaskClient, ids: dict[str, str]
) -> None:
    id = ids["naskah.docx"]
    act(archivist, id, "notes", text="Salah surat")
    at = house.store.load(Letter, id).notes[0].at.isoformat()
    assert "Take back" in archivist.get(f"/letters/{id}").text
    assert "Take back" not in clerk.get(f"/letters/{id}").text
    assert act(clerk, id, "take-back", at=at).status_code == 404
    assert act(archivist, id, "take-back", at=at).status_code == 302
    assert house.store.load(Letter, id).notes == []


def test_withdrawing_asks_for_a_reason_and_restoring_is_offered(
    house: House, archivist: FlaskClient, ids: dict[str, str]
) -> None:
    id = ids["ramai.pdf"]
    refused = act(archivist, id, "withdraw", reason=" ")
    assert refused.status_code == 400
    assert 'href="#reason"' in refused.text
    assert act(archivist, id, "withdraw", reason="salah unit").status_code == 302
    page = archivist.get(f"/letters/{id}").text
    assert "Withdrawn: salah unit" in page
    assert "Withdrawn: salah unit" in signed_in(house, "sekda").get(f"/letters/{id}").text
    assert act(archivist, id, "restore").status_code == 302
    assert "Withdrawn:" not in archivist.get(f"/letters/{id}").text


def test_what_is_refused_stays_in_its_box(house: House, archivist: FlaskClient, ids: dict[str, str]) -> None:
    id, sealed = ids["naskah.docx"], house.store.sealed()
    for name, typed in {"notes": {"text": "x" * 10_001}, "tags": {"tags": "y" * 61}}.items():
        refused = act(archivist, id, name, **typed)
        assert refused.status_code in (400, 422)
        assert next(iter(typed.values())) in refused.text
    assert house.store.sealed() == sealed


def test_undoing_what_was_changed_since_is_refused(
    house: House, archivist: FlaskClient, clerk: FlaskClient, ids: dict[str, str]
) -> None:
    id = ids["surat.eml"]
    done = act(archivist, id, "confirm", subject="Satu")
    act(clerk, id, "confirm", subject="Dua")
    assert "Saved:" not in archivist.get(done.location).text, "nothing is offered that cannot be done"
    event = parse_qs(urlsplit(done.location).query)["done"][0]
    assert act(archivist, id, "undo", event=event).status_code == 409
    assert act(archivist, id, "undo", event="1").status_code == 404


def test_who_may_not_change_a_letter_sees_no_form_for_it(house: House, ids: dict[str, str]) -> None:
    auditor = signed_in(house, "pemeriksa")
    page = auditor.get(f"/letters/{ids['scan.png']}").text
    actions = set(re.findall(r'method="post" action="/letters/\w+/(\w+)"', page))
    assert actions == {"tags", "notes"}
    assert act(auditor, ids["scan.png"], "confirm", subject="x").status_code == 403


def test_without_right_to_read_not_even_the_state_is_there(house: House, ids: dict[str, str]) -> None:
    outsider = signed_in(house, "kades")
    for address in ("", "/state", "?tab=history", "?version=1"):
        assert outsider.get(f"/letters/{ids['scan.png']}{address}").status_code == 404
