"""The pages of tables brought in without a browser, the letter that awaits its scan, and the same for a program."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lontar.importing.carrying import Carrier, due
from lontar.settle import settle
from lontar.wiring import House
from schemas.letter import Letter
from schemas.table_import import ImportMapping, TableImport
from tests import files, tables
from tests.demo import demo_house
from tests.lontar.importing.carried import numbers
from tests.serving import with_token
from tests.web.conftest import form, signed_in, token
from tests.web.test_api import API, promised
from web.app import create_app

START = "/archive/import"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def client(house: House) -> FlaskClient:
    return signed_in(house, "arsiparis")


def uploaded(client: FlaskClient, table: bytes, name: str = "buku.xlsx", **more: Any) -> str:
    """The address of its page."""
    values = form(client, START) | {"table": (io.BytesIO(table), name)} | more
    answer = client.post(START, data=values, content_type="multipart/form-data")
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def post(client: FlaskClient, address: str, act: str, **values: Any) -> Any:
    return client.post(f"{address}/{act}", data={"csrf_token": token(client.get(address).text)} | values)


def carried(house: House) -> None:
    carrier = Carrier(house)
    while due(house):
        carrier.look()


def as_proposed(house: House, **more: Any) -> dict[str, Any]:
    """The form of the columns as it stands."""
    (row,) = house.store.find(TableImport, sort=[("made_at", -1)], limit=1)
    columns = {f"column-{at}": one["target"] for at, one in enumerate(row["proposals"])}
    return columns | {"direction": "incoming"} | more


def test_a_book_is_uploaded_tried_brought_in_and_taken_out(house: House, client: FlaskClient) -> None:
    assert "No table was brought in yet." in client.get(START).text
    address = uploaded(client, tables.agenda(tables.lines(3)))
    page = client.get(address).text
    assert "it is called so (95 %)" in page
    assert "Surat: Nomor" in page
    assert "Sheet Surat Masuk 1971" in page
    answer = post(client, address, "columns", **as_proposed(house, save_as="Buku masuk"))
    assert answer.status_code == 302
    page = client.get(address).text
    assert "3 letters would be made" in page
    assert "only one cell says something" in page
    assert house.store.count(ImportMapping) == 1
    assert post(client, address, "start").status_code == 302
    carried(house)
    page = client.get(f"{address}?show=all").text
    assert "3 letters made" in page
    assert len(numbers(house)) == 3 + len([one for one in numbers(house) if "1971" not in one[0]])
    assert client.get(f"{address}/report.csv").data.startswith(b"\xef\xbb\xbfline,outcome")
    assert post(client, address, "undo", reason="").status_code == 400
    assert post(client, address, "undo", reason="salah").status_code == 302
    carried(house)
    assert "3 taken out" in client.get(address).text
    assert "Taken out again: salah" in client.get(address).text


def test_what_is_wrong_is_said_beside_what_was_typed(house: House, client: FlaskClient) -> None:
    values = form(client, START)
    assert client.post(START, data=values, content_type="multipart/form-data").status_code == 400
    wrong = values | {"table": (io.BytesIO(files.pdf()), "surat.pdf")}
    answer = client.post(START, data=wrong, content_type="multipart/form-data")
    assert (answer.status_code, "is neither a spreadsheet" in answer.text) == (422, True)
    address = uploaded(client, b"No agenda;Perihal\n1;Rapat\n", "buku.csv")
    answer = post(client, address, "columns", **as_proposed(house, year="soon"))
    assert (answer.status_code, 'aria-describedby="year-error"' in answer.text) == (400, True)
    answer = post(client, address, "columns", **as_proposed(house, direction="legacy"))
    assert (answer.status_code, "Choose the book" in answer.text) == (400, True)
    assert post(client, address, "start").status_code == 409
    assert post(client, address, "drop").status_code == 302
    assert client.get(address).status_code == 404


def test_another_sheet_of_the_same_file(house: House, client: FlaskClient) -> None:
    sheets = {name: [("No agenda", "Perihal"), (1, name)] for name in ("1971", "1972")}
    address = uploaded(client, tables.workbook(sheets))
    answer = post(client, address, "sheet", sheet="1972")
    assert "Sheet 1972" in client.get(answer.location).text


def test_another_unit_knows_nothing_of_it(house: House, client: FlaskClient) -> None:
    address = uploaded(client, tables.agenda(tables.lines(1)))
    other = signed_in(house, "penyuluh")
    for where in (address, f"{address}/state", f"{address}/report.csv"):
        assert other.get(where).status_code == 404
    assert "buku" not in other.get(START).text
    assert signed_in(house, "staf").get(START).status_code == 404


def test_a_letter_that_awaits_its_scan_takes_it_on_its_page(house: House, client: FlaskClient) -> None:
    address = uploaded(client, tables.agenda(tables.lines(1)))
    post(client, address, "columns", **as_proposed(house))
    post(client, address, "start")
    carried(house)
    (row,) = [row for row in house.store.every(Letter) if row["stage"] == "awaiting"]
    page = client.get(f"/letters/{row['_id']}").text
    assert "This letter is known from a table." in page
    assert "Awaits its scan" in page
    assert "brought in from buku.xlsx, line 7" in client.get(f"/letters/{row['_id']}?tab=history").text
    for tab in ("page", "text", "fields"):
        assert client.get(f"/letters/{row['_id']}?tab={tab}").status_code == 200
    where = f"/letters/{row['_id']}/scan"
    empty = {"csrf_token": token(page)}
    assert client.post(where, data=empty, content_type="multipart/form-data").status_code == 400
    sent = {"csrf_token": token(page), "files": (io.BytesIO(files.pdf(("Surat asli",))), "asli.pdf")}
    assert client.post(where, data=sent, content_type="multipart/form-data").status_code == 302
    assert house.store.load(Letter, row["_id"]).files[0].name == "asli.pdf"
    sent = {"csrf_token": token(page), "files": (io.BytesIO(files.pdf(("Surat lain",))), "lain.pdf")}
    assert client.post(where, data=sent, content_type="multipart/form-data").status_code == 409


def test_a_wrong_scan_is_taken_off_on_its_page_and_given_to_the_right_letter(house: House, client: FlaskClient) -> None:
    address = uploaded(client, tables.agenda(tables.lines(2)))
    post(client, address, "columns", **as_proposed(house))
    post(client, address, "start")
    carried(house)
    wrong, right = (row["_id"] for row in house.store.every(Letter) if row["stage"] == "awaiting")

    def scanned(id: str) -> TestResponse:
        sent = {"csrf_token": token(client.get(f"/letters/{id}").text)}
        sent |= {"files": (io.BytesIO(files.pdf(("Surat asli",))), "asli.pdf")}
        return client.post(f"/letters/{id}/scan", data=sent, content_type="multipart/form-data")

    assert scanned(wrong).status_code == 302
    settle(house, 1)
    answer = post(client, f"/letters/{wrong}", "detach")
    assert "its scan was taken off and is a letter by itself" in client.get(answer.location).text
    (part,) = (row["_id"] for row in house.store.every(Letter) if not row.get("imported") and row["files"])
    refused = scanned(right)
    assert refused.status_code == 409
    assert f'value="{part}"' in refused.text  # proposed as the letter that is its scan
    assert post(client, f"/letters/{right}", "merge", letter="").status_code == 404
    answer = post(client, f"/letters/{right}", "merge", letter=f"http://localhost/letters/{part}?tab=text")
    assert "pages of 1 letter appended" in client.get(answer.location).text
    assert house.store.load(Letter, right).files[0].name == "asli.pdf"
    assert post(client, f"/letters/{wrong}", "detach").status_code == 409


def test_a_program_brings_a_table_in(house: House) -> None:
    with_token(house.store, "arsiparis", "program")
    program = create_app(house, testing=True).test_client()
    program.environ_base["HTTP_AUTHORIZATION"] = "Bearer program"
    assert program.post(f"{API}/imports", data=b"a").status_code == 400
    answer = program.post(f"{API}/imports?name=buku.xlsx", data=tables.agenda(tables.lines(2)))
    promised("Import", answer.json)
    one = f"{API}/imports/{answer.json['id']}"
    scan = tables.zipped({"1.pdf": files.pdf(("Surat satu",))})
    answer = program.post(f"{one}/scans", data=scan)
    assert answer.json["scans"] == 1
    mapping = answer.json["mapping"] | {"files": "{agenda_number}.pdf"}
    answer = program.post(f"{one}/columns", json={"mapping": mapping, "save_as": "Buku"})
    promised("Import", answer.json)
    assert (answer.json["state"], answer.json["foreseen"]["make"]) == ("asked", 2)
    promised("ImportRows", program.get(f"{one}/rows").json)
    promised("Mappings", program.get(f"{API}/import-mappings").json)
    program.post(f"{one}/start", json={})
    carried(house)
    assert program.get(one).json["counts"]["make"] == 2
    promised("Imports", program.get(f"{API}/imports").json)
    (awaiting,) = [row for row in house.store.every(Letter) if row["stage"] == "awaiting"]
    answer = program.post(f"{API}/letters/{awaiting['_id']}/scan?name=b.pdf", data=files.pdf(("Surat dua",)))
    promised("Done", answer.json)
    settle(house, 1)
    answer = program.delete(f"{API}/letters/{awaiting['_id']}/scan", json={})
    promised("Parted", answer.json)
    assert house.store.load(Letter, awaiting["_id"]).stage == "awaiting"
    program.post(f"{API}/letters/{awaiting['_id']}/undo", json={"events": answer.json["events"]})
    assert program.post(f"{one}/undo", json={"reason": "salah"}).json["state"] == "undoing"
    carried(house)
    assert program.get(one).json["counts"]["undone"] == 2
    assert program.delete(one).status_code == 409
