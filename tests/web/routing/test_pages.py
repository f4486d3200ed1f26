"""The pages of inbox, disposition and answers, without a script."""

import re

import pypdfium2
import pytest
from flask.testing import FlaskClient

from lontar.routing import acts
from lontar.wiring import House
from routing.answering import Answer
from schemas.assignment import Assignment
from schemas.disposition import Disposition
from schemas.entry import RegisterEntry
from tests.arrived import arrived
from tests.lontar.bare import person
from tests.lontar.routing.offices import a_letter
from tests.web.conftest import form, signed_in
from tests.web.routed import ANALYST, HEAD, VACANT, of


@pytest.fixture
def head(home: House) -> FlaskClient:
    return signed_in(home, "kadis")


@pytest.fixture
def staff(home: House) -> FlaskClient:
    return signed_in(home, "staf")


def sent(client: FlaskClient, address: str, **boxes: object) -> tuple[int, str]:
    """Status, and where it leads or what it says. The form is that of the page."""
    page = address.rpartition("/")[0] if address.count("/") > 2 and not address.endswith("disposition") else address
    answer = client.post(address, data=form(client, page) | boxes)
    return answer.status_code, answer.location or answer.text


def test_an_inbox_says_what_waits_what_was_passed_on_and_what_is_done(head: FlaskClient, ids: dict[str, str]) -> None:
    page = head.get("/inbox").text
    assert "Jembatan waiting" in page
    assert "Jembatan passed" not in page
    assert "Secret letter, number 5" in page
    assert "Jembatan secret" not in page
    passed = head.get("/inbox?tab=passed-on").text
    assert re.search(r"Analis Jembatan: not read yet", passed)
    assert "Jembatan done" in head.get("/inbox?tab=done").text
    assert 'class="count-of">4' in page


def test_whoever_was_asked_sees_what_is_late_and_has_read_it_by_opening_it(
    home: House, staff: FlaskClient, ids: dict[str, str]
) -> None:
    page = staff.get("/inbox").text
    assert re.search(r"late by \d+ working days", page)
    assert "Kepala Dinas: <strong>Follow up</strong> · Mohon ditelaah." in page
    staff.head(f"/letters/{ids['passed']}")
    assert of(home, ids["entry_passed"]).state == "unread"
    assert "Waits for you as Analis Jembatan" in staff.get(f"/letters/{ids['passed']}?tab=fields").text
    assert of(home, ids["entry_passed"]).state == "read"


def test_a_disposition_is_filled_in_sent_and_taken_back_until_it_is_read(
    home: House, head: FlaskClient, staff: FlaskClient, ids: dict[str, str]
) -> None:
    address = f"/letters/{ids['waiting']}/disposition?from=inbox"
    page = head.get(address).text
    assert re.search(rf'value="{ANALYST}"[^>]*>\s*<span><strong>Analis Jembatan', page)
    assert re.search(rf'value="{VACANT}" disabled', page)
    assert re.search(r'name="instruction" value="follow-up" checked', page)
    due = re.search(r'name="due" value="(\d{8})" checked', page)
    assert due
    status, location = sent(head, address, to=ANALYST, instruction="follow-up", due=due[1], urgency="ordinary")
    assert (status, location.partition("?")[0]) == (302, "/inbox")
    made = of(home, ids["entry_waiting"])
    assert (made.sender, made.due, made.state) == (HEAD, int(due[1]), "unread")
    page = head.get(location).text
    assert "Sent to Analis Jembatan." in page
    boxes = {"disposition": made.disposition, "from": "inbox"}
    answer = head.post(f"/letters/{ids['waiting']}/recall", data=form(head, location) | boxes)
    assert answer.location == "/inbox"
    assert of(home, ids["entry_waiting"]).state == "withdrawn"
    assert home.store.load(RegisterEntry, ids["entry_waiting"]).handling == "waiting"
    _, location = sent(head, address, to=ANALYST, due="none")
    staff.get(f"/letters/{ids['waiting']}")
    page = head.get(location).text
    assert "Sent to Analis Jembatan." in page
    again = re.search(r'name="disposition" value="([^"]+)"', page)
    assert again
    assert "Take it back</button></form>" not in page
    answer = head.post(f"/letters/{ids['waiting']}/recall", data=form(head, location) | {"disposition": again[1]})
    assert answer.status_code == 409
    assert "Analis Jembatan has read it already" in answer.text


def test_one_sending_is_one_disposition(home: House, head: FlaskClient, ids: dict[str, str]) -> None:
    address = f"/letters/{ids['waiting']}/disposition"
    boxes = form(head, address) | {"to": ANALYST, "due": "none"}
    before = len(list(home.store.every(Disposition)))
    first, second = head.post(address, data=boxes), head.post(address, data=boxes)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.location == second.location
    assert len(list(home.store.every(Disposition))) == before + 1


def test_positions_are_looked_for_and_what_was_typed_stays(head: FlaskClient, ids: dict[str, str]) -> None:
    address = f"/letters/{ids['waiting']}/disposition"
    status, page = sent(head, address, look="1", find="kepala desa", note="Mohon hadir", to=ANALYST, due="other")
    assert status == 200
    assert 'name="to" value="kepala-cempaka"' in page
    assert re.search(rf'value="{ANALYST}" checked', page)
    assert "Mohon hadir</textarea>" in page
    _, page = sent(head, address, look="1", find="tidak ada")
    assert "No position has these words." in page


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({}, "at least one recipient"),
        ({"to": HEAD}, "cannot pass a letter on to itself"),
        ({"to": "nobody"}, "Position nobody was not found"),
        ({"to": VACANT}, "Nobody holds the position Kabid Jalan"),
        ({"to": ANALYST, "due": "20200101"}, "This day is over"),
        ({"to": ANALYST, "due": "other", "due_day": "besok"}, "choose a day"),
        ({"to": ANALYST, "due": "other", "due_day": "2020-01-01"}, "This day is over"),
        ({"to": ANALYST, "due": "kapan"}, "choose one of those offered"),
        ({"to": ANALYST, "instruction": "menari"}, "menari must be one of"),
        ({"to": ANALYST, "note": "x" * 5000}, "more than 4000"),
    ],
)
def test_what_cannot_be_sent_is_said_and_changes_nothing(
    home: House, head: FlaskClient, ids: dict[str, str], boxes: dict[str, str], said: str
) -> None:
    before = home.store.sealed()
    status, page = sent(head, f"/letters/{ids['waiting']}/disposition", **boxes)
    assert status in (400, 404)
    assert said in page.replace("&#39;", "'")
    assert "<title>Error: " in page
    assert home.store.sealed() == before


def test_it_is_begun_done_with_an_answering_letter_and_taken_up_again(
    home: House, staff: FlaskClient, ids: dict[str, str]
) -> None:
    letter, id = f"/letters/{ids['passed']}", of(home, ids["entry_passed"]).id
    assert sent(staff, f"{letter}/answer", assignment=id, state="in-progress")[0] == 302
    status, page = sent(staff, f"{letter}/answer", assignment=id, state="done", said="  ", letter="005/99")
    assert status == 404
    assert "Letter 005/99 was not found" in page
    status, page = sent(staff, f"{letter}/answer", assignment=id, state="done", said=" ")
    assert status == 400
    assert 'href="#said"' in page
    other = f"http://localhost/letters/{ids['other']}?tab=text"
    assert sent(staff, f"{letter}/answer", assignment=id, state="done", said="Sudah.", letter=other)[0] == 302
    done = of(home, ids["entry_passed"])
    assert (done.state, done.follow_up, done.answer) == ("done", "Sudah.", ids["other"])
    page = staff.get(f"{letter}?tab=fields").text
    assert f'<a href="/letters/{ids["other"]}">Jembatan other</a>' in page
    assert "closed: answered" in page
    assert sent(staff, f"{letter}/resume", assignment=id)[0] == 302
    assert of(home, ids["entry_passed"]).state == "in-progress"


def test_the_second_of_two_sees_who_did_it_and_keeps_what_they_wrote(
    home: House, staff: FlaskClient, ids: dict[str, str]
) -> None:
    letter, id = f"/letters/{ids['passed']}", of(home, ids["entry_passed"]).id
    boxes = form(staff, letter) | {"assignment": id, "state": "declined", "said": "Bukan tugas kami sama sekali."}
    acts.answer(home, person(home, "staf"), id, Answer("done", "Selesai."))
    answer = staff.post(f"{letter}/answer", data=boxes)
    assert answer.status_code == 409
    assert re.search(r"Staf Dinas PU has ended this already, at \d+ \w+ 2\d{3} \d\d:\d\d WIB", answer.text)
    assert "Bukan tugas kami sama sekali." in answer.text
    assert of(home, ids["entry_passed"]).follow_up == "Selesai."


def test_who_asked_sets_another_day_and_closes_and_opens_the_entry(
    home: House, head: FlaskClient, ids: dict[str, str]
) -> None:
    letter, id = f"/letters/{ids['late']}", of(home, ids["entry_late"]).id
    status, page = sent(head, f"{letter}/due", assignment=id, state="due", due="2020-01-01")
    assert status == 400
    assert "This day is over" in page
    assert sent(head, f"{letter}/due", assignment=id, due="2099-01-01")[0] == 302
    assert of(home, ids["entry_late"]).due == 20990101
    assert sent(head, f"{letter}/due", assignment=id, due="")[0] == 302
    assert of(home, ids["entry_late"]).due is None
    entry = ids["entry_late"]
    assert sent(head, f"{letter}/close", **{"entry": entry, "as": "information"})[0] == 302
    assert "closed: for information" in head.get(f"{letter}?tab=fields").text
    assert sent(head, f"{letter}/reopen", entry=entry)[0] == 302
    assert home.store.load(RegisterEntry, entry).handling == "in-hand"


def test_only_who_was_asked_answers(home: House, head: FlaskClient, ids: dict[str, str]) -> None:
    letter, id = f"/letters/{ids['passed']}", of(home, ids["entry_passed"]).id
    assert sent(head, f"{letter}/answer", assignment=id, state="done", said="Sudah.")[0] == 403
    outsider = signed_in(home, "kades")
    assert outsider.get(letter).status_code == 404
    assert outsider.get(f"{letter}/disposition").status_code == 404
    assert outsider.get("/inbox").status_code == 200
    assert "Nothing waits for you." in outsider.get("/inbox").text
    assert of(home, ids["entry_passed"]).state == "unread"


def test_marked_as_read_in_the_inbox(home: House, staff: FlaskClient, ids: dict[str, str]) -> None:
    answer = staff.post(f"/letters/{ids['passed']}/opened", data=form(staff, "/inbox"))
    assert answer.location == "/inbox"
    assert of(home, ids["entry_passed"]).state == "read"


def test_a_group_of_heads_is_asked_at_once(home: House, ids: dict[str, str]) -> None:
    boss = signed_in(home, "sekda")
    letter = arrived(home, person(home, "agendaris"), a_letter(home, "setda"))
    entry = home.store.load(RegisterEntry, letter.entry)
    address = f"/letters/{entry.letter}/disposition"
    page = boss.get(address).text
    assert "All heads of the units directly below (3)" in page
    assert "All heads of all units below (4)" in page
    assert sent(boss, address, group="below", due="none")[0] == 302
    rows = home.store.find(Assignment, {"entry": entry.id}, sort=[("made_at", 1)], limit=10)
    assert {row["position"] for row in rows} == {"head:setda", "kepala-dpu", "kepala-cempaka", "kepala-distan"}


def test_the_slip_is_a_paper_of_the_office(head: FlaskClient, home: House, ids: dict[str, str]) -> None:
    made = of(home, ids["entry_passed"]).disposition
    answer = head.get(f"/letters/{ids['passed']}/dispositions/{made}/slip.pdf")
    assert answer.mimetype == "application/pdf"
    with pypdfium2.PdfDocument(answer.data) as document:
        assert len(document) == 1
        said = " ".join(document[0].get_textpage().get_text_bounded().split())
    for part in ("LEMBAR DISPOSISI", "Jembatan passed", "Analis Jembatan, Dinas Pekerjaan Umum", "Mohon ditelaah.",
                 "Nomor agenda 2", "Tindak lanjuti", "Kepala Dinas,", "Kepala Dinas PU"):  # fmt: skip
        assert part in said, said
    assert head.get(f"/letters/{ids['waiting']}/dispositions/{made}/slip.pdf").status_code == 404
    outsider = signed_in(home, "kades")
    assert outsider.get(f"/letters/{ids['passed']}/dispositions/{made}/slip.pdf").status_code == 404
