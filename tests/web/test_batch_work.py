"""The work on a batch on its pages and by the API: manifest, matching, explaining, closing, papers, folders."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask.testing import FlaskClient

from lontar.digitising import closing, explaining, manifest, papers
from lontar.digitising.following import caught_up
from lontar.intake import digitising
from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office.access import installation
from paper.labels import code_of
from schemas.batch import Batch
from schemas.item import Item
from schemas.letter import Letter
from tests import files
from tests.demo import demo_house
from tests.web.conftest import form, signed_in, token

TABLE = "boks;folder;nomor;uraian\n12;3;1;Laporan tahunan\n12;3;2;Undangan rapat\n"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def client(house: House) -> FlaskClient:
    return signed_in(house, "arsiparis")


@pytest.fixture
def batch(house: House) -> str:
    return str(digitising.make(house, installation("tests"), "setda", "Boks 12", {}).id)


def post(client: FlaskClient, page: str, address: str, **values: Any) -> tuple[int, str]:
    answer = client.post(address, data=form(client, page) | values, follow_redirects=True)
    return answer.status_code, answer.text


def call(client: FlaskClient, method: str, address: str, **body: Any) -> tuple[int, Any]:
    head = {"X-CSRF-Token": token(client.get("/intake").text)}
    answer = client.open(f"/api/v1{address}", method=method, json=None if method == "GET" else body, headers=head)
    return answer.status_code, answer.json


def items(house: House) -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in house.store.every(Item)}


def scan(house: House, client: FlaskClient, batch: str, name: str) -> None:
    file = (io.BytesIO(files.pdf((name, "surat lama tentang pasar"))), name)
    values = form(client, "/intake") | {"files": file, "batch": batch, "direction": "legacy"}
    client.post("/intake", data=values, content_type="multipart/form-data")
    settle(house, 1)
    caught_up(house)


def test_the_work_goes_from_the_manifest_to_the_minutes(house: House, client: FlaskClient, batch: str) -> None:
    at = f"/batches/{batch}"
    assert "Give the manifest" in client.get(at).text
    status, plan = post(client, f"{at}/manifest", f"{at}/manifest/check", text=TABLE)
    assert (status, "12/3/1 Laporan tahunan" in plan, house.store.count(Item)) == (200, True, 0)
    post(client, f"{at}/manifest", f"{at}/manifest/take", text=TABLE)
    assert "Upload scans" in client.get(at).text
    scan(house, client, batch, "12-3-1.pdf")
    scan(house, client, batch, "SCAN7.pdf")
    assert "Match scans" in client.get(at).text
    surplus = next(row for row in items(house).values() if not row["expected"])
    wanted = items(house)["12/3/2"]["_id"]
    page = client.get(f"{at}/items/{surplus['_id']}").text
    assert f'<option value="{wanted}">12/3/2 Undangan rapat</option>' in page
    status, page = post(
        client,
        f"{at}/items/{surplus['_id']}",
        f"{at}/match",
        item=wanted,
        letter=surplus["letter"],
        shown=surplus["_id"],
    )
    assert (status, "This letter is not it" in page) == (200, True)
    status, page = post(client, at, f"{at}/items/new", box="12", folder="3", number="3")
    assert 'value="4"' in page
    assert post(client, f"{at}/close", f"{at}/close")[0] == 409
    status, page = post(
        client, f"{at}/items?list=missing", f"{at}/explain", all="missing", why="Dipinjam", list="missing"
    )
    assert "Explained: Dipinjam" in page
    status, page = post(client, f"{at}/close", f"{at}/close", place="Sukamaju", officers="Ani; Arsiparis")
    assert "The batch is closed" in page
    paper = client.get(re.findall(rf'href="({at}/papers/[0-9a-f]+)"', page)[0])
    assert (paper.mimetype, paper.data[:4]) == ("application/pdf", b"%PDF")
    assert client.get(f"{at}/papers/{'0' * 64}").status_code == 404
    assert "Boks 12" in client.get("/batches?state=closed").text
    assert post(client, f"{at}/reopen", f"{at}/reopen", reason="")[0] == 400
    assert "open again" in post(client, f"{at}/reopen", f"{at}/reopen", reason="Satu tertinggal")[1]


def test_what_is_wrong_stays_where_it_was_typed(house: House, client: FlaskClient, batch: str) -> None:
    at = f"/batches/{batch}"
    status, page = post(client, f"{at}/manifest", f"{at}/manifest/check", text="boks;folder;nomor\n;1;1\n")
    assert (status, "box is empty" in page, ";1;1" in page) == (422, True, True)
    status, page = post(client, f"{at}/items/new", f"{at}/items/new", box="1", folder="", number="7")
    assert (status, 'href="#folder"' in page, 'value="7"' in page) == (400, True, True)
    status, page = post(client, f"{at}/items", f"{at}/explain", why="x", list="missing")
    assert (status, "no item was chosen" in page) == (400, True)


def test_acts_are_undone_from_the_history(house: House, client: FlaskClient, batch: str) -> None:
    at = f"/batches/{batch}"
    _, page = post(client, f"{at}/manifest", f"{at}/manifest/take", text=TABLE)
    event = re.search(r'name="event" value="(\d+)"', page)
    assert event
    assert "Undone." in post(client, at, f"{at}/undo", event=event[1])[1]
    assert house.store.count(Item) == 0


def test_others_find_neither_batch_nor_box(house: House, client: FlaskClient, batch: str) -> None:
    post(client, f"/batches/{batch}/manifest", f"/batches/{batch}/manifest/take", text=TABLE)
    one = items(house)["12/3/1"]
    other = digitising.make(house, installation("tests"), "setda", "Lain", {}).id
    assert client.get(f"/batches/{other}/items/{one['_id']}").status_code == 404
    assert client.get(f"/archive/folders/{one['place']}").status_code == 200
    stranger = signed_in(house, "penyuluh")
    for address in (f"/batches/{batch}", f"/batches/{batch}/items", f"/archive/folders/{one['place']}"):
        assert stranger.get(address).status_code == 404, address
    assert stranger.get(f"/archive/labels?batch={batch}").status_code == 404
    assert stranger.get(f"/archive/labels.pdf?folder={one['place']}").status_code == 404


def test_a_code_in_the_search_field_opens_the_folder(house: House, client: FlaskClient, batch: str) -> None:
    post(client, f"/batches/{batch}/manifest", f"/batches/{batch}/manifest/take", text=TABLE)
    place = items(house)["12/3/1"]["place"]
    answer = client.get("/", query_string={"q": code_of("folder", place, "https://lama.example")})
    assert answer.location == f"/archive/folders/{place}"
    assert signed_in(house, "penyuluh").get("/", query_string={"q": code_of("folder", place)}).status_code == 200


def test_boxes_are_made_labelled_and_filled(house: House, client: FlaskClient) -> None:
    status, page = post(client, "/archive/boxes", "/archive/boxes", number="7", title="Surat masuk", shelf="Rak 2")
    assert (status, "Box 7" in page) == (200, True)
    assert post(client, "/archive/boxes", "/archive/boxes", number="7")[0] == 409
    id = re.findall(r"/archive/labels\?box=([0-9A-Z]{26})", page)[0]
    _, page = post(client, f"/archive/boxes/{id}", f"/archive/boxes/{id}", number="1", title="Undangan")
    folder = re.findall(r'href="/archive/folders/([0-9A-Z]{26})"', page)[0]
    sheet = client.get(f"/archive/labels.pdf?box={id}&folder={folder}&skip=3")
    assert (sheet.mimetype, sheet.data[:4]) == ("application/pdf", b"%PDF")
    assert client.get(f"/archive/folders/{folder}/sheet").data[:4] == b"%PDF"
    file = (io.BytesIO(files.pdf()), "surat.pdf")
    values = form(client, f"/intake?folder={folder}") | {"files": file, "folder": folder, "direction": "legacy"}
    client.post("/intake", data=values, content_type="multipart/form-data")
    (letter,) = house.store.every(Letter)
    assert letter["folder"] == folder
    assert f"/letters/{letter['_id']}" in client.get(f"/archive/folders/{folder}").text


def test_a_program_does_the_same(house: House, client: FlaskClient) -> None:
    status, made = call(client, "POST", "/batches", name="Boks 12")
    at = f"/batches/{made['id']}"
    assert (status, made["counts"]["expected"]) == (200, 0)
    assert call(client, "POST", f"{at}/manifest", table=TABLE, dry_run=True)[1]["added"] == 2
    assert call(client, "POST", f"{at}/manifest", table="boks\n1")[0] == 422
    event = call(client, "POST", f"{at}/manifest", table=TABLE)[1]["event"]
    assert call(client, "POST", "/batches/undo", event=event)[0] == 200
    call(client, "POST", f"{at}/manifest", table=TABLE)
    _, added = call(client, "POST", f"{at}/items", box="12", folder="3", number="3")
    assert call(client, "PUT", f"{at}/items/{added['id']}", box="12", folder="3", number="4", pages="2")[0] == 200
    assert call(client, "DELETE", f"{at}/items/{added['id']}")[0] == 200
    scan(house, client, made["id"], "SCAN7.pdf")
    (surplus,) = call(client, "GET", f"{at}/items?list=surplus")[1]["items"]
    first, second = call(client, "GET", f"{at}/items")[1]["items"]
    assert call(client, "POST", f"{at}/match", item=first["id"], letter=surplus["letter"]["id"])[0] == 200
    assert call(client, "POST", f"{at}/match", item=first["id"])[0] == 200
    assert call(client, "POST", f"{at}/accept") == (200, {"events": []})
    status, refused = call(client, "POST", f"{at}/close")
    assert (status, refused["error"]["code"]) == (409, "not-explained")
    for of in ("missing", "surplus"):
        assert call(client, "POST", f"{at}/explain", all=of, why="ada")[0] == 200
    assert call(client, "POST", f"{at}/explain", items=[second["id"]], why="lain")[0] == 200
    status, closed = call(client, "POST", f"{at}/close", place="Sukamaju")
    assert [one["kind"] for one in closed["papers"]] == ["minutes", "list"]
    assert client.get(f"/api/v1{at}/papers/{closed['papers'][0]['sha256']}").data[:4] == b"%PDF"
    assert call(client, "POST", f"{at}/reopen", reason="lagi")[1]["state"] == "open"
    (box,) = call(client, "GET", "/boxes")[1]["boxes"]
    (folder,) = call(client, "GET", f"/boxes/{box['id']}/folders")[1]["folders"]
    assert call(client, "GET", f"/folders/{folder['id']}")[1]["letters"] == []
    assert call(client, "POST", "/boxes", number="99")[0] == 200
    assert call(client, "POST", f"/boxes/{box['id']}/folders", number="9")[1]["folders"][0]["number"] == "9"
    assert house.store.get(Batch, made["id"])["closings"] == 1


def test_a_secret_letter_is_counted_and_not_named(house: House, client: FlaskClient) -> None:
    reader = installation("tests")
    batch = digitising.make(house, reader, "setda", "Rahasia", {"security_class": "R"})
    manifest.lay(house, reader, batch.id, TABLE.encode())
    path = files.written(house.settings.home, "x.pdf", files.pdf(("Nomor : 700/1/ITDA/2019", "Perihal : Perkara lama")))
    (letter,) = arrive(house, path, "12-3-1.pdf", reader, unit="setda", batch=batch.name)
    settle(house, 1)
    caught_up(house)
    at = f"/batches/{batch.id}"
    one = items(house)["12/3/1"]
    assert one["letter"] == letter.id
    assert client.get(f"/letters/{letter.id}").status_code == 404
    shown = [client.get(address).text for address in (at, f"{at}/items?list=scanned", f"{at}/items/{one['_id']}")]
    shown.append(client.get(f"/archive/folders/{one['place']}").text)
    assert all(said not in page for page in shown for said in (str(letter.id), "Perkara", "700/1/ITDA"))
    (said,) = client.get(f"/api/v1{at}/items?list=scanned").json["items"]
    assert (said["restricted"], said["letter"]) == (True, None)
    assert call(client, "POST", f"{at}/match", item=items(house)["12/3/2"]["_id"], letter=letter.id)[0] == 404
    explaining.explain_all(house, reader, batch.id, "missing", "ada")
    closing.close(house, reader, batch.id, {})
    pages = []
    for one in papers.papered(house, batch.id)["papers"]:
        with house.originals.open(one["sha256"]) as stream:
            document = pypdfium2.PdfDocument(stream.read())
        pages += [page.get_textpage().get_text_bounded() for page in document]
    assert all(said not in page for page in pages for said in ("Perkara", "700/1/ITDA"))
