"""The pages of digitising batches without a browser, and files that come in with one."""

import base64
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.intake import digitising
from lontar.wiring import House
from office.access import installation
from schemas.batch import Batch
from schemas.letter import Letter
from tests import files
from tests.demo import demo_house
from tests.web.conftest import form, signed_in, token

NEW = {"name": "Boks 12", "security_class": "T", "language": ["ind"], "profile": "careful"}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def client(house: House) -> FlaskClient:
    return signed_in(house, "arsiparis")


def made(house: House, unit: str = "setda", **values: str) -> Batch:
    return digitising.make(house, installation("tests"), unit, "Boks 12", values)


def post(client: FlaskClient, address: str, values: dict[str, object]) -> tuple[int, str]:
    answer = client.post(address, data=form(client, address) | values, follow_redirects=True)
    return answer.status_code, answer.text


def test_a_batch_is_made_listed_and_changed(house: House, client: FlaskClient) -> None:
    assert "No batch yet." in client.get("/batches").text
    assert post(client, "/batches/new", NEW)[0] == 200
    (row,) = house.store.every(Batch)
    assert (row["unit"], row["languages"], row["profile"], row["security_class"]) == ("setda", "ind", "careful", "T")
    assert "Indonesian; Careful: all languages, with most effort" in client.get("/batches").text
    address = f"/batches/{row['_id']}/settings"
    page = client.get(address).text
    assert re.search(r'value="ind" checked', page)
    values = {"version": row["version"], "security_class": "B", "profile": ""}
    assert post(client, address, values)[0] == 200
    assert "as the office reads" in client.get("/batches").text
    status, page = post(client, address, values | {"profile": "fast"})
    assert status == 409
    assert "changed by another" in page


def test_languages_keep_the_order_in_which_they_are_tried(house: House, client: FlaskClient) -> None:
    batch = made(house, languages="nld+ind")
    values = {"version": batch.version, "security_class": "B", "profile": "fast", "language": ["ind", "nld"]}
    post(client, f"/batches/{batch.id}/settings", values)
    (row,) = house.store.every(Batch)
    assert (row["languages"], row["profile"]) == ("nld+ind", "fast")


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"name": " "}, "name", "The name cannot be used: it is empty"),
        ({"name": "Boks 11"}, "name", "Boks 11 is already in use"),
        ({"language": ["xyz"]}, "languages", "xyz must be one of"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    house: House, client: FlaskClient, wrong: dict[str, object], field: str, said: str
) -> None:
    digitising.make(house, installation("tests"), "setda", "Boks 11", {})
    status, page = post(client, "/batches/new", NEW | wrong)
    assert status in (400, 409)
    assert f'<a class="alert-link" href="#{field}">' in page
    assert f'id="{field}-error">{said}' in page
    assert '<option value="careful" selected>' in page
    assert "<title>Error: " in page


def test_other_units_and_other_roles_find_none(house: House, client: FlaskClient) -> None:
    batch = made(house, "dpu")
    assert client.get(f"/batches/{batch.id}").status_code == 404
    assert "Boks 12" not in client.get("/batches").text + client.get("/intake").text
    staff = signed_in(house, "staf")
    assert staff.get("/batches").status_code == 404
    intake = staff.get("/intake").text
    assert f'<option value="{batch.id}">Boks 12</option>' in intake
    assert "/batches" not in intake


def test_files_of_the_plain_form_come_in_with_the_batch(house: House, client: FlaskClient) -> None:
    batch = made(house, security_class="T")
    file = (io.BytesIO(files.pdf()), "surat.pdf")
    values = form(client, "/intake") | {"files": file, "batch": batch.id, "direction": "legacy"}
    client.post("/intake", data=values, content_type="multipart/form-data")
    (letter,) = house.store.every(Letter)
    assert (letter["batch"], letter["unit"], letter["security_class"]) == ("Boks 12", "setda", "T")
    page = client.get(f"/letters/{letter['_id']}").text
    assert re.search(r'<dt>Batch</dt><dd><a href="/\?q=batch:[^"]+">Boks 12</a>', page)
    assert "in the batch Boks 12" in client.get(f"/letters/{letter['_id']}?tab=history").text


def test_a_program_names_the_batch_among_the_facts_of_an_upload(house: House, client: FlaskClient) -> None:
    made(house)
    facts = {"name": "surat.pdf", "batch": "Boks 12"}
    head = {"Tus-Resumable": "1.0.0", "X-CSRF-Token": token(client.get("/intake").text), "Upload-Length": "10"}

    def begun(**more: str) -> tuple[int, str]:
        pairs = [f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in (facts | more).items()]
        answer = client.post("/api/v1/uploads", headers=head | {"Upload-Metadata": ",".join(pairs)})
        return answer.status_code, answer.headers.get("Location", "")

    status, address = begun()
    assert (status, client.get(address).json["batch"]) == (201, "Boks 12")
    assert begun(batch="Boks 13")[0] == 404
    (one,) = client.get("/api/v1/batches").json["batches"]
    assert (one["name"], one["unit"], one["languages"]) == ("Boks 12", "SETDA", "")
