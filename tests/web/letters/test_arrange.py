"""The page on which a letter's pages are arranged, by its forms alone, and the same by the JSON API."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lontar.followers import IndexFollower
from lontar.journey import arrive
from lontar.paging import pages_of
from lontar.settle import settle
from lontar.wiring import House
from office.access import installation
from schemas.letter import Letter
from store.changes import Changes
from tests import files
from tests.demo import demo_house
from tests.lontar.batch import batch
from tests.lontar.paged import paged, said, standing
from tests.web.conftest import form, signed_in, token


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A demo office of its own: these tests change what letters show."""
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def archivist(house: House) -> FlaskClient:
    return signed_in(house, "arsiparis")


def keep(house: House, folder: Path, name: str, content: bytes) -> str:
    path = files.written(folder, name, content)
    (arrived,) = arrive(house, path, name, installation("tests"), unit="setda", direction="incoming")
    settle(house, 1)
    IndexFollower(house).catch_up()
    return str(arrived.id)


def pages(page: str) -> list[str]:
    """The pages as they stand on the grid."""
    return re.findall(r'name="order" value="([\d.]+)"', page)


def send(client: FlaskClient, id: str, act: str, **values: object) -> TestResponse:
    """The form as it stands, with a button pressed."""
    page = client.get(f"/letters/{id}/arrange").text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    data = form(client, f"/letters/{id}/arrange") | {"order": pages(page), "version": version[1], "act": act} | values
    return client.post(f"/letters/{id}/arrange", data=data)


def test_pages_are_moved_left_out_and_brought_back(house: House, archivist: FlaskClient, tmp_path: Path) -> None:
    id = keep(house, tmp_path, "a.pdf", paged("a", 4))
    send(archivist, id, "earlier", page=["1.3", "1.4"])
    assert said(house, id) == ["a1", "a3", "a4", "a2"]
    send(archivist, id, "later", page=["1.1"])
    assert said(house, id) == ["a3", "a1", "a4", "a2"]
    answer = send(archivist, id, "out", page=["1.1", "1.2"])
    assert said(house, id) == ["a3", "a4"]
    shown = archivist.get(answer.location).text
    assert "2 pages left out" in shown
    assert "Left out" in shown
    send(archivist, id, "back", back=["1.1"])
    assert said(house, id) == ["a1", "a3", "a4"]


def test_chosen_pages_are_turned_either_way_and_read_again(
    house: House, archivist: FlaskClient, tmp_path: Path
) -> None:
    id = keep(house, tmp_path, "a.pdf", paged("a", 3))
    shown = archivist.get(send(archivist, id, "right", page=["1.1", "1.3"]).location).text
    assert "2 pages were turned and are read again." in shown
    assert re.findall(r"files/1/pages/\d\?w=\d+(?:&amp;r=(\d+))?", shown) == ["90", "", "90"]
    settle(house, 1)
    send(archivist, id, "left", page=["1.3"])
    settle(house, 1)
    assert [page.get("rotation", 0) for page in pages_of(house, id)] == [90, 0, 0]
    assert said(house, id) == ["a1", "a2", "a3"]


def test_what_was_done_is_said_and_can_be_undone(house: House, archivist: FlaskClient, tmp_path: Path) -> None:
    id = keep(house, tmp_path, "a.pdf", paged("a", 3))
    answer = send(archivist, id, "split", page=["1.2", "1.3"])
    page = archivist.get(answer.location).text
    assert "2 letters split off" in page
    events = re.findall(r'name="event" value="(\d+)"', page)
    assert events
    archivist.post(f"/letters/{id}/arrange", data={"csrf_token": token(page), "act": "undo", "event": events})
    assert said(house, id) == ["a1", "a2", "a3"]
    assert len(standing(house)) == 1
    history = archivist.get(f"/letters/{id}?tab=history").text
    assert "the splitting was taken back" in history


def test_separator_sheets_and_blank_pages_are_told_before_anything_is_done(
    house: House, archivist: FlaskClient, tmp_path: Path
) -> None:
    id = keep(house, tmp_path, "a.pdf", batch("._|."))
    page = archivist.get(f"/letters/{id}/arrange").text
    assert "Nothing stands on these pages: 2." in page
    assert "Split at the separator sheets: 2 letters" in page
    send(archivist, id, "blanks", blank=["1.2"])
    assert len(pages(archivist.get(f"/letters/{id}/arrange").text)) == 3
    send(archivist, id, "separators")
    assert sorted(text for row in standing(house) for text in said(house, row["_id"])) == ["a1", "a2"]


def test_another_letter_is_appended_by_its_address(house: House, archivist: FlaskClient, tmp_path: Path) -> None:
    one = keep(house, tmp_path, "a.pdf", paged("a", 2))
    two = keep(house, tmp_path, "b.pdf", paged("b", 1))
    data = form(archivist, f"/letters/{one}/arrange") | {"letter": f"http://localhost/letters/{two}?q=lembar"}
    assert archivist.post(f"/letters/{one}/merge", data=data).status_code == 302
    assert said(house, one) == ["a1", "a2", "b1"]
    gone = archivist.get(f"/letters/{two}").text
    assert "The pages of this letter are in another one now." in gone
    assert f'href="/letters/{one}"' in gone
    send(archivist, one, "file-later 1")
    assert said(house, one) == ["b1", "a1", "a2"]


def test_what_cannot_be_done_is_said_on_the_page(house: House, archivist: FlaskClient, tmp_path: Path) -> None:
    id = keep(house, tmp_path, "a.pdf", paged("a", 2))
    refused = send(archivist, id, "out", page=["1.1", "1.2"])
    assert refused.status_code == 400
    assert "A letter shows at least one page." in refused.text
    data = form(archivist, f"/letters/{id}/arrange") | {"letter": "0" * 26}
    missing = archivist.post(f"/letters/{id}/merge", data=data)
    assert missing.status_code == 404
    assert "was not found" in missing.text
    assert send(archivist, id, "out", page=["x"]).status_code == 400
    assert said(house, id) == ["a1", "a2"]


def test_who_may_not_arrange_finds_no_way_there(house: House, tmp_path: Path) -> None:
    id = keep(house, tmp_path, "a.pdf", paged("a", 2))
    auditor = signed_in(house, "pemeriksa")
    page = auditor.get(f"/letters/{id}")
    assert page.status_code == 200
    assert "Arrange the pages" not in page.text
    assert "Arrange the pages" in signed_in(house, "arsiparis").get(f"/letters/{id}").text
    assert auditor.get(f"/letters/{id}/arrange").status_code in (403, 404)


def test_pages_of_another_letter_are_not_served_by_this_one(
    house: House, archivist: FlaskClient, tmp_path: Path
) -> None:
    id = keep(house, tmp_path, "a.pdf", paged("a", 2))
    assert archivist.get(f"/letters/{id}/files/1/pages/2").status_code == 200
    send(archivist, id, "split", page=["1.2"])
    assert archivist.get(f"/letters/{id}/files/1/pages/2").status_code == 404
    with archivist.get(f"/letters/{id}/files/1/original") as answer:
        assert answer.data == (tmp_path / "a.pdf").read_bytes()
    (part,) = (row["_id"] for row in standing(house) if row["_id"] != id)
    secret = house.store.load(Letter, part)
    secret.grants = ["person:nobody"]
    house.store.commit(Changes.of(secret))
    assert archivist.get(f"/letters/{id}/files/1/original").status_code == 404
    shown = archivist.get(f"/letters/{id}").text
    assert "/files/1/original" not in shown


def test_programs_arrange_too(house: House, archivist: FlaskClient, tmp_path: Path) -> None:
    one = keep(house, tmp_path, "a.pdf", paged("a", 3))
    two = keep(house, tmp_path, "b.pdf", paged("b", 1))
    headers = {"X-CSRF-Token": token(archivist.get(f"/letters/{one}").text)}

    def post(what: str, body: object) -> TestResponse:
        return archivist.post(f"/api/v1/letters/{one}/{what}", json=body, headers=headers)

    done = post("arrangement", {"pages": [[1, 3], [1, 1], [1, 2]]})
    assert set(done.json or {}) == {"events", "version"}
    parted = (post("split", {"before": [3]}).json or {})["letters"]
    assert [said(house, id) for id in (one, *parted)] == [["a3", "a1"], ["a2"]]
    assert post("merge", {"letters": [two]}).status_code == 200
    assert said(house, one) == ["a3", "a1", "b1"]
    assert post("split", {}).status_code == 400
    assert post("split", {"at": "staples"}).status_code == 400
    assert post("arrangement", {"pages": [[1]]}).status_code == 400
    files_of = archivist.get(f"/api/v1/letters/{one}").json or {}
    assert [(one["leaves"], one["left_out"]) for one in files_of["files"]] == [([3, 1], []), ([], [])]


def test_the_separator_sheet_is_printed_from_the_intake_page(archivist: FlaskClient) -> None:
    assert 'href="/intake/separator"' in archivist.get("/intake").text
    sheet = archivist.get("/intake/separator")
    assert (sheet.mimetype, sheet.data[:5]) == ("application/pdf", b"%PDF-")


def test_a_batch_scan_is_uploaded_as_such(house: House, archivist: FlaskClient) -> None:
    chosen = {"files": (io.BytesIO(batch(".|.")), "paket.pdf"), "split": "separators", "direction": "legacy"}
    archivist.post("/intake", data=form(archivist, "/intake") | chosen)
    settle(house, 1)
    assert sorted(text for row in standing(house) for text in said(house, row["_id"])) == ["a1", "a2"]
    assert len(standing(house)) == 2
