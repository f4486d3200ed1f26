"""The pages of the archive's work: description, filing by hand, lists, loans; what one may not read is not there."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest
from flask.testing import FlaskClient

from lontar.followers import IndexFollower
from lontar.many import casefiles
from lontar.settings import load
from lontar.shelving import boxes
from lontar.wiring import House, open_house
from office import demo
from schemas.box import Box, Folder
from schemas.description import Description
from schemas.letter import Letter
from schemas.loan import Loan
from tests.lontar.bare import bare, person
from tests.lontar.jobbing import followed
from tests.web.conftest import form, signed_in


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    bare(house, 4)
    yield house
    house.close()


@pytest.fixture
def client(home: House) -> FlaskClient:
    return signed_in(home, "arsiparis")


def sent(client: FlaskClient, address: str, at: str = "", **boxes: str) -> str:
    """The page that a form leads to."""
    answer = client.post(at or address, data=form(client, address) | boxes, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return str(answer.text)


def made(house: House) -> str:
    return str(
        casefiles.make(house, person(house, "arsiparis"), "setda", number="005/1", code="005", title="Jembatan").id
    )


def folder(house: House) -> None:
    ani = person(house, "arsiparis")
    box = boxes.make_box(house, ani, "setda", "12", shelf="Rak 3")
    boxes.make_folder(house, ani, boxes.box(house, ani, "setda", str(box.id)), "4")


def test_fonds_and_series_are_made_changed_undone_and_removed(client: FlaskClient, home: House) -> None:
    assert "Nothing is described yet" in client.get("/archive/description").text
    page = sent(
        client, "/archive/description/new", code="SETDA", title="Sekretariat", unit="setda", history="Sejak 1950"
    )
    assert "4 letters" in page
    (fonds,) = home.store.every(Description)
    page = sent(client, f"/archive/description/new?parent={fonds['_id']}", code="600", title="Pekerjaan umum")
    row = next(row for row in home.store.every(Description) if row["level"] == "series")
    address = f"/archive/description/{row['_id']}"
    assert "SETDA Sekretariat" in page
    page = sent(client, address, code="600", title="Jalan", dates="1950-1971")
    assert "“Pekerjaan umum” became “Jalan”" in page
    (event,) = set(re.findall(r'name="event" value="(\d+)"', page))
    assert "600 Pekerjaan umum" in sent(client, address, f"{address}/undo", event=event)
    wrong = client.post(address, data=form(client, address) | {"code": "", "title": "Jalan"})
    assert wrong.status_code == 400
    assert 'href="#code"' in wrong.text
    full = client.post(f"/archive/description/{fonds['_id']}/remove", data=form(client, address))
    assert full.status_code == 409
    assert "still has something below it" in full.text
    assert "600" not in sent(client, address, f"{address}/remove")
    assert signed_in(home, "kades").get(f"/archive/description/{fonds['_id']}").status_code == 404


def test_a_letter_is_filed_by_hand_and_its_paper_said(client: FlaskClient, home: House) -> None:
    made(home)
    folder(home)
    one = next(home.store.every(Letter))["_id"]
    page = sent(client, f"/letters/{one}", f"/letters/{one}/file", casefile="005/1")
    assert "put into the case file 005/1 Jembatan" in page
    page = sent(client, f"/letters/{one}", f"/letters/{one}/shelve", folder="12/4")
    assert "12/4, Rak 3" in page
    assert (
        client.post(f"/letters/{one}/shelve", data=form(client, f"/letters/{one}") | {"folder": "9/9"}).status_code
        == 404
    )
    assert "its paper put into 12/4" in client.get(f"/letters/{one}?tab=history").text
    assert (
        client.post(f"/letters/{one}/file", data=form(client, f"/letters/{one}") | {"casefile": "?"}).status_code == 404
    )
    outsider = signed_in(home, "sekda")
    assert outsider.post(f"/letters/{one}/file", data=form(outsider, "/account") | {"casefile": ""}).status_code == 403


def test_what_is_not_yet_filed_is_listed_narrowed_and_filed(client: FlaskClient, home: House) -> None:
    id = made(home)
    page = client.get("/casefiles/unfiled").text
    assert "4 letters are in no case file yet." in page
    one = next(home.store.every(Letter))["_id"]
    data = form(client, "/casefiles/unfiled") | {"casefile": "005/1", "back": "unfiled"}
    assert "Filed." in client.post(f"/letters/{one}/file?unit=setda", data=data, follow_redirects=True).text
    IndexFollower(home).catch_up()
    assert "3 letters are in no case file yet." in client.get("/casefiles/unfiled?unit=&year=").text
    assert "3 letters" in client.get("/?casefile=none").text
    assert "not yet filed" in client.get("/").text
    assert 'href="/letters/' in client.get(f"/casefiles/{id}").text
    assert "Nothing here waits" in client.get("/casefiles/unfiled?code=900").text


def test_the_lists_are_files_to_take_along(client: FlaskClient, home: House) -> None:
    id = made(home)
    for address in ("/casefiles/list", f"/casefiles/{id}/contents"):
        assert client.get(f"{address}.pdf").data.startswith(b"%PDF")
        book = zipfile.ZipFile(io.BytesIO(client.get(f"{address}.xlsx").data))
        assert "xl/workbook.xml" in book.namelist()
    assert client.get("/casefiles/list.xlsx?state=nothing").status_code == 400
    assert signed_in(home, "kades").get(f"/casefiles/{id}/contents.pdf").status_code == 404


def test_paper_is_asked_for_lent_and_returned(client: FlaskClient, home: House) -> None:
    one = next(home.store.every(Letter))["_id"]
    sekda = signed_in(home, "sekda")
    assert f"/archive/loans/new?of=letters/{one}" in sekda.get(f"/letters/{one}").text.replace("%2F", "/")
    address = f"/archive/loans/new?of=letters/{one}"
    wrong = sekda.post(address, data=form(sekda, address) | {"why": " "})
    assert (wrong.status_code, 'href="#why"' in wrong.text) == (400, True)
    assert "Sidang" in sent(sekda, address, why="Sidang")
    (loan,) = home.store.every(Loan)
    at = f"/archive/loans/{loan['_id']}"
    assert f'href="{at}"' in client.get("/archive/loans").text
    page = sent(client, at, f"{at}/lend", due="2099-12-30")
    assert "lent out until 30 December 2099" in page
    assert client.get(f"{at}/slip.pdf").data.startswith(b"%PDF")
    assert "due back on 30 December 2099" in sekda.get(f"/letters/{one}").text
    assert client.post(f"{at}/lend", data=form(client, at)).status_code == 409
    assert "extended until" in sent(client, at, f"{at}/extend", due="2099-12-31")
    page = sent(client, at, f"{at}/return", said="Lengkap")
    assert "returned: Lengkap" in page
    for other in ("kades", "staf"):
        outsider = signed_in(home, other)
        assert outsider.get(at).status_code == 404
        assert outsider.get(address).status_code == 404
        assert outsider.post(f"{at}/return", data=form(outsider, "/account")).status_code in (403, 404)
    assert "Sidang" not in sekda.get("/archive/loans?list=requested").text.replace("Sidang</a>", "")


def test_a_selection_becomes_a_bag(client: FlaskClient, home: House, tmp_path: Path) -> None:
    one = next(home.store.every(Letter))["_id"]
    page = f"/jobs/new?id={one}"
    address = client.post(page, data=form(client, page) | {"act": "export", "form": "bag"}).location
    followed(home)
    client.post(f"{address}/start", data=form(client, address))
    followed(home)
    answer = client.get(f"{address}/letters.zip")
    assert answer.status_code == 200
    assert "bag-" in answer.headers["Content-Disposition"]
    zipfile.ZipFile(io.BytesIO(answer.data)).extractall(tmp_path / "bag")
    (root,) = (tmp_path / "bag").iterdir()
    bag = bagit.Bag(str(root))
    bag.validate()
    assert bag.info["Lontar-Letters"] == "1"


def test_a_program_does_the_same(client: FlaskClient, home: House) -> None:
    headers = {"X-CSRFToken": form(client, "/archive/description/new")["csrf_token"]}
    api, id, one = "/api/v1", made(home), next(home.store.every(Letter))["_id"]
    folder(home)

    def told(method: str, address: str, status: int = 200, **body: object) -> dict[str, object]:
        answer = client.open(f"{api}{address}", method=method, json=body or None, headers=headers)
        assert answer.status_code == status, answer.text
        return dict(answer.json)

    fonds = told("POST", "/descriptions", code="SETDA", title="Sekretariat")["descriptions"][0]  # type: ignore[index]
    series = told("POST", "/descriptions", code="6", title="Umum", parent=fonds["id"])["descriptions"][0]  # type: ignore[index]
    did = told("PATCH", f"/descriptions/{series['id']}", title="Jalan")
    told("POST", "/descriptions/undo", event=did["event"])
    told("DELETE", f"/descriptions/{fonds['id']}", 409)
    assert len(told("GET", "/descriptions")["descriptions"]) == 2  # type: ignore[arg-type]
    assert told("POST", f"/letters/{one}/thread/file", casefile=id)["filed"]
    assert [row["id"] for row in told("GET", f"/casefiles/{id}/letters")["letters"]] == [one]  # type: ignore[attr-defined]
    assert told("PUT", f"/letters/{one}/folder", folder="12/4")["events"]
    told("PUT", f"/letters/{one}/folder", 404, folder="9/9")
    loan = told("POST", "/loans", thing=f"letters/{one}", why="Sidang")["id"]
    told("POST", f"/loans/{loan}/lend", 400, due=5)
    did = told("POST", f"/loans/{loan}/lend", due=20991230)
    (row,) = told("GET", "/loans?list=lent")["loans"]  # type: ignore[misc]
    assert (row["due"], row["place"], row["number"].partition("/")[0]) == (20991230, "12/4, Rak 3", "1")
    told("POST", f"/loans/{loan}/extend", due=20991231)
    told("POST", "/loans/undo", 409, event=did["event"])
    told("POST", f"/loans/{loan}/return", said="Lengkap")
    told("POST", f"/loans/{loan}/refuse", 409, said="?")
    told("GET", "/loans?list=none", 400)


def test_a_box_is_renamed_moved_and_that_undone(client: FlaskClient, home: House) -> None:
    folder(home)
    (box,), (within,) = home.store.every(Box), home.store.every(Folder)
    address = f"/archive/boxes/{box['_id']}/change"
    page = sent(client, address, number="13", title="Undangan", shelf="Rak 9")
    assert "Shelf: “Rak 3” became “Rak 9”" in page
    (event,) = set(re.findall(r'name="event" value="(\d+)"', page))
    assert "Box 12" in sent(client, address, event=event)
    wrong = client.post(address, data=form(client, address) | {"number": ""})
    assert (wrong.status_code, 'href="#number"' in wrong.text) == (400, True)
    address = f"/archive/folders/{within['_id']}/change"
    assert "Folder 5 in box 12" in sent(client, address, number="5", box=box["_id"])
    assert client.post(address, data=form(client, address) | {"number": "5", "box": "none"}).status_code == 404
    assert signed_in(home, "kades").get(address).status_code == 404
