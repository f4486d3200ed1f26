"""The ledger in the API, as a workbook and as a page: one list, one set of numbers; what is chosen acted upon."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import installation
from tests.arrived import arrived
from tests.lontar.routing.offices import a_letter
from tests.web import ledgered
from tests.web.conftest import form, signed_in, token
from tests.web.stock import stocked
from tests.web.test_api import promised

ASKS = ("", "?overdue=1", "?unopened=1&sort=due", "?position=ANALIS", "?unit=DPU", "?person=me", "?show=came")


@pytest.fixture
def house(tmp_path: Path, stock: Path) -> Iterator[House]:
    stocked(stock, tmp_path, ledgered.archive)
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    yield house
    house.close()


@pytest.fixture
def head(house: House) -> FlaskClient:
    return signed_in(house, "kadis")


def test_page_program_and_workbook_have_the_same_lines(head: FlaskClient) -> None:
    for asks in ASKS:
        found = head.get(f"/api/v1/ledger{asks}").json
        promised("Ledger", found)
        subjects = [one["subject"] for one in found["lines"]]
        page = head.get(f"/ledger{asks}").text
        assert re.findall(r'<td role="cell"><a href="/letters/\w+">([^<]+)', page) == subjects
        with zipfile.ZipFile(BytesIO(head.get(f"/ledger.xlsx{asks}").data)) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert sheet.count("<row ") == len(subjects) + 1
        assert all(subject in sheet for subject in subjects)
    numbers = head.get("/api/v1/ledger").json["numbers"]
    assert (numbers["waiting"], numbers["overdue"], numbers["done"]) == (6, 1, 1)


def test_who_answers_for_nothing_sees_their_own_alone(house: House) -> None:
    staff = signed_in(house, "staf")
    assert staff.get("/api/v1/ledger").json["numbers"]["waiting"] == 2
    assert 'name="line"' not in staff.get("/ledger").text
    for address in ("/ledger?unit=DPU", "/ledger?branch=SUKAMAJU", "/dashboard?branch=DPU", "/ledger?person=x"):
        assert staff.get(address).status_code == 404
    assert staff.get("/ledger?age=9").status_code == 400


def test_a_secret_letter_is_counted_for_who_may_read_it(house: House, head: FlaskClient) -> None:
    above, auditor = signed_in(house, "sekda"), signed_in(house, "pemeriksa")
    assert "Jembatan secret" in head.get("/ledger").text
    for client in (above, auditor):
        found = client.get("/api/v1/ledger?branch=DPU").json
        assert found["numbers"]["waiting"] == len(found["lines"]) == 5
        assert "secret" not in client.get("/ledger").text


def test_what_is_chosen_is_reminded_of_once(house: House, head: FlaskClient) -> None:
    line = head.get("/api/v1/ledger?overdue=1").json["lines"][0]["id"]
    data = form(head, "/ledger") | {"line": line}
    for _ in range(2):
        page = head.post("/ledger/remind", data=data, follow_redirects=True).text
        assert "Reminded of 1 line." in page or "Reminded" not in page
    events = [row["verb"] for row in house.store.events(0, 10_000)]
    assert events.count("letter.reminded") == 1


def test_the_whole_list_is_given_away_and_back(head: FlaskClient) -> None:
    data = form(head, "/ledger") | {"position": "ANALIS", "all": "1"}
    asked = head.post("/ledger/reassign", data=data).text
    ids = re.findall(r'name="line" value="([^"]+)"', asked)
    assert len(ids) == 2
    again = {"csrf_token": token(asked), "position": "ANALIS", "line": ids, "to": "staf", "why": "Pejabat berganti."}
    page = head.post("/ledger/reassign", data=again, follow_redirects=True).text
    assert "2 lines were given away." in page
    (events,) = re.findall(r'name="event" value="(\d+-\d+)"', page)
    back = {"csrf_token": token(page), "event": events, "position": "ANALIS"}
    assert "2 lines were given back." in head.post("/ledger/undo", data=back, follow_redirects=True).text
    assert head.post("/ledger/undo", data=back | {"event": "1-9"}).status_code == 404


def test_wrong_forms_say_why_and_change_nothing(house: House, head: FlaskClient) -> None:
    before = house.store.sealed()
    for address, more in (
        ("/ledger/remind", {}),
        ("/ledger/reassign", {"line": "x", "to": "nobody", "why": ""}),
        ("/ledger/views", {"name": " "}),
        ("/ledger/views", {"name": "Yang terlambat"}),
    ):
        answer = head.post(address, data=form(head, "/ledger") | more)
        assert answer.status_code in (400, 404, 409), address
        assert "<title>Error: " in answer.text
    assert house.store.sealed() == before


def test_a_program_reminds_and_gives_away(head: FlaskClient) -> None:
    headers = {"X-CSRF-Token": token(head.get("/ledger").text)}
    ids = [one["id"] for one in head.get("/api/v1/ledger?position=ANALIS").json["lines"]]
    done = head.post("/api/v1/ledger/reminders", json={"lines": [*ids, "none"]}, headers=headers).json
    promised("Lines", done)
    assert (done["done"], done["refused"][0]["lines"]) == (2, 1)
    given = {"lines": ids, "to": "staf", "why": "Pejabat berganti."}
    moved = head.post("/api/v1/ledger/reassignments", json=given, headers=headers).json
    promised("Lines", moved)
    assert moved["done"] == 2


def test_a_page_says_that_its_numbers_are_late(house: House, head: FlaskClient) -> None:
    assert "The numbers are those of" not in head.get("/dashboard").text
    head.post("/ledger/remind", data=form(head, "/ledger") | {"all": "1"})
    assert "The numbers are those of" not in head.get("/dashboard").text
    arrived(house, installation("tests", "dpu"), a_letter(house, "dpu"))
    assert "The numbers are those of" in head.get("/dashboard").text
    ledgered.counted(house)
    assert "The numbers are those of" not in head.get("/ledger").text
