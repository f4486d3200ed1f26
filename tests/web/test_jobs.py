"""The pages of work on many letters: chosen, counted, confirmed, followed, undone; without a script."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.many import casefiles, jobs
from lontar.many.acts import ACTS
from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from schemas.job import Job
from schemas.letter import Letter
from tests.lontar import finding
from tests.lontar.bare import bare, person
from tests.lontar.finding import understood
from tests.lontar.jobbing import followed
from tests.web.conftest import form, signed_in, token
from web.api.shapes import SHAPES
from web.i18n.catalogue import read_catalogue

NUMBER = 25


@pytest.fixture
def home(tmp_path: Path) -> Iterator[House]:
    """A demo office with letters that a page of the list does not hold."""
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    bare(house, NUMBER)
    yield house
    house.close()


@pytest.fixture
def client(home: House) -> FlaskClient:
    return signed_in(home, "arsiparis")


def ids(house: House) -> list[str]:
    return [row["_id"] for row in house.store.every(Letter, fields=())]


def asked(client: FlaskClient, address: str, **boxes: str) -> str:
    """The address of the job that a form leads to."""
    answer = client.post(address, data=form(client, address) | boxes)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def test_letters_of_the_list_are_chosen_by_boxes(client: FlaskClient, home: House) -> None:
    page = client.get("/?q=surat&sort=oldest").text
    boxes = re.findall(r'type="checkbox" form="select" name="id" value="([^"]+)"', page)
    assert len(boxes) == 20
    assert set(boxes) <= set(ids(home))
    chosen = re.search(r'<form class="select.*?</form>', page, re.DOTALL)
    assert chosen
    assert '<input type="hidden" name="q" value="surat">' in chosen[0]
    assert "Do something to all: 25 letters" in chosen[0]


def test_all_of_a_search_are_counted_confirmed_and_undone(client: FlaskClient, home: House) -> None:
    address = asked(client, "/jobs/new?all=1&q=surat", act="tag", tag=" banjir ")
    page = client.get(address).text
    assert "25 letters would be changed" in page
    assert "Add the tag “banjir”" in html.unescape(page)
    assert "Nothing has been changed yet" in page
    client.post(f"{address}/start", data=form(client, address))
    assert "0 of 25 letters" in client.get(address).text
    assert 'http-equiv="refresh"' in client.get(address).text
    followed(home)
    page = client.get(f"{address}/state").text
    assert "25 letters done" in page
    assert {tuple(row["tags"]) for row in home.store.every(Letter)} == {("banjir",)}
    back = client.post(f"{address}/undo", data=form(client, address)).location
    client.post(f"{back}/start", data=form(client, back))
    followed(home)
    assert {tuple(row["tags"]) for row in home.store.every(Letter)} == {()}
    assert "Undone by another job" in client.get(address).text
    assert f'href="{address}"' in client.get("/jobs").text


def test_only_the_letters_chosen_are_meant(client: FlaskClient, home: House) -> None:
    one, two, *_ = ids(home)
    address = asked(client, f"/jobs/new?id={one}&id={two}&q=surat", act="withdraw", reason="ganda")
    client.post(f"{address}/start", data=form(client, address))
    followed(home)
    assert [row["_id"] for row in home.store.every(Letter) if row.get("withdrawn")] == [one, two]
    told = client.get(f"{address}/letters").text
    assert told.count("<span>done</span>") == 2
    assert f'href="/letters/{one}"' in told


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"act": "tag", "tag": ""}, "it is empty"),
        ({"act": "describe", "name": "date", "value": "kemarin"}, "write it like 22 November 2026"),
        ({"act": "describe", "name": "letter_type", "value": "Surat Cinta"}, "it is not in the list"),
        ({"act": "describe", "name": "security_class", "value": "X"}, "must be one of"),
        ({"act": "describe", "name": "classification_code", "value": "9xy"}, "it is not in the list"),
        ({"act": "describe", "name": "language", "value": "Klingon"}, "it is not in the list"),
        ({"act": "withdraw", "reason": " "}, "it is empty"),
        ({"act": "burn"}, "must be one of"),
    ],
)
def test_a_faulty_value_is_told_at_its_box(client: FlaskClient, home: House, boxes: dict[str, str], said: str) -> None:
    address = "/jobs/new?all=1"
    answer = client.post(address, data=form(client, address) | boxes)
    assert answer.status_code == 400
    assert said in answer.text
    assert home.store.count(Job) == 0


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("date", "5 Maret 2019", 20190305),
        ("recipients", "Camat; Kepala Desa", ["Camat", "Kepala Desa"]),
        ("letter_type", "undangan", "Undangan"),
        ("classification_code", "undangan", "005"),
        ("language", "dutch", "nld"),
        ("subject", " Perbaikan  jembatan ", "Perbaikan jembatan"),
        ("subject", "", None),
    ],
)
def test_a_field_is_typed_as_on_the_page_of_a_letter(
    client: FlaskClient, home: House, name: str, value: str, kept: object
) -> None:
    address = asked(client, "/jobs/new?all=1", act="describe", name=name, value=value)
    client.post(f"{address}/start", data=form(client, address))
    followed(home)
    assert home.store.load(Letter, ids(home)[0]).value(name) == kept


def test_a_class_is_chosen_by_its_name(client: FlaskClient, home: House) -> None:
    address = asked(client, "/jobs/new?all=1", act="describe", name="security_class", value="Terbatas")
    client.post(f"{address}/start", data=form(client, address))
    followed(home)
    assert home.store.load(Letter, ids(home)[0]).security_class == "T"


def test_what_cannot_be_undone_is_said_before_it_is_confirmed(client: FlaskClient, home: House) -> None:
    assert "This cannot be undone" in client.get("/jobs/new?all=1").text
    address = asked(client, "/jobs/new?all=1", act="again")
    page = client.get(address).text
    assert "This cannot be undone: the new reading of a page takes the place of the old one" in page
    assert client.get(f"/api/v1{address}").json["undoable"] is False  # type: ignore[index]
    tagged = asked(client, "/jobs/new?all=1", act="tag", tag="banjir")
    assert "This cannot be undone" not in client.get(tagged).text
    indonesian = {act.final for act in ACTS.values() if act.final}
    assert all(read_catalogue("id")[one].string for one in indonesian)


def test_letters_like_one_and_words_as_typed_are_meant_by_a_program_too(client: FlaskClient, home: House) -> None:
    bridge, road = "jembatan gantung kabel baja putus diterjang banjir", "jalan desa berlubang"
    for text in (bridge, bridge, road, road, road):
        understood(home, text)
    one = understood(home, bridge, subject="Perihal jembatan")
    finding.followed(home)
    headers = {"X-CSRF-Token": token(client.get("/account").text)}
    body = {"act": "tag", "values": {"tag": "x"}, "query": "jembatan", "exact": True, "like": one}
    made = client.post("/api/v1/jobs", json=body, headers=headers).json
    assert (made["like"], made["exact"], made["letters"]) == (one, True, 2)
    assert "2 letters" in client.get(f"/?q=jembatan&exact=1&like={one}").text
    page = client.get(f"/jobs/{made['id']}").text
    assert "As typed; Letters like: Perihal jembatan" in page
    assert client.post("/api/v1/jobs", json=body | {"like": "nowhere"}, headers=headers).status_code == 404
    assert client.post("/api/v1/jobs", json=body | {"exact": "yes"}, headers=headers).status_code == 400


def test_what_a_role_may_not_do_is_not_offered(home: House) -> None:
    auditor = signed_in(home, "pemeriksa")
    page = auditor.get("/jobs/new?all=1").text
    assert 'id="act-tag"' in page
    assert 'id="act-withdraw"' not in page
    answer = auditor.post("/jobs/new?all=1", data=form(auditor, "/jobs/new?all=1") | {"act": "withdraw", "reason": "x"})
    assert answer.status_code == 403
    assert auditor.get("/casefiles").status_code == 404


def test_letters_and_jobs_of_others_do_not_exist(client: FlaskClient, home: House) -> None:
    address = asked(client, "/jobs/new?all=1", act="tag", tag="banjir")
    client.post(f"{address}/start", data=form(client, address))
    followed(home)
    other = signed_in(home, "kades")
    for what in ("", "/state", "/letters", "/letters.zip"):
        assert other.get(address + what).status_code == 404
        assert other.get(f"/api/v1{address}{what if what != '/state' else ''}").status_code == 404
    for act in ("start", "stop", "drop", "undo"):
        assert other.post(f"{address}/{act}", data=form(other, "/account")).status_code == 404
    page = other.get(f"/jobs/new?id={ids(home)[0]}").text
    assert "What to do to 0 letters?" in page
    assert "banjir" not in other.get("/tags").text
    assert "banjir" not in page
    assert other.get("/api/v1/tags").json == {"tags": []}


def test_a_tag_is_renamed_everywhere(client: FlaskClient, home: House) -> None:
    address = asked(client, "/jobs/new?all=1", act="tag", tag="banjir")
    client.post(f"{address}/start", data=form(client, address))
    followed(home)
    assert "25 letters" in client.get("/tags?begin=ban").text
    assert "No tag begins so." in client.get("/tags?begin=xyz").text
    hidden = form(client, "/tags/edit?tag=banjir")
    assert client.post("/tags/edit", data=hidden | {"tag": "banjir", "instead": " "}).status_code == 400
    again = client.post("/tags/edit", data=hidden | {"tag": "banjir", "instead": "banjir besar"}).location
    client.post(f"{again}/start", data=form(client, again))
    followed(home)
    assert 'name="tag" value="banjir besar"' in client.get("/").text
    gone = client.post("/tags/edit", data=form(client, "/tags/edit") | {"tag": "banjir besar", "delete": "1"}).location
    client.post(f"{gone}/start", data=form(client, gone))
    followed(home)
    assert "No letter has a tag yet" in client.get("/tags").text


def test_a_letter_shows_its_case_file_and_is_found_by_it(client: FlaskClient, home: House) -> None:
    hidden = form(client, "/casefiles/new")
    wrong = client.post("/casefiles/new", data=hidden | {"title": "", "number": "1", "code": "005"})
    assert wrong.status_code == 400
    client.post("/casefiles/new", data=hidden | {"title": "Perbaikan jembatan", "number": "005/1", "code": "005"})
    (row,) = casefiles.casefiles(home, person(home, "arsiparis"))
    more = hidden | {"title": "Jalan", "number": "005/2", "code": "005"}
    then = client.post("/casefiles/new?then=q%3Dsurat%26all%3D1", data=more).location
    assert then == "/jobs/new?q=surat&all=1#act-file"
    one = ids(home)[0]
    address = asked(client, f"/jobs/new?id={one}", act="file", casefile=row["_id"])
    assert "Put into the case file 005/1 Perbaikan jembatan" in client.get(address).text
    client.post(f"{address}/start", data=form(client, address))
    followed(home)
    assert "005/1 Perbaikan jembatan" in client.get(f"/letters/{one}").text
    assert "put into the case file 005/1" in client.get(f"/letters/{one}?tab=history").text
    page = client.get(f"/?casefile={row['_id']}").text
    assert "1 letter" in page
    assert "Case file: 005/1 Perbaikan jembatan" in page


def test_a_case_file_is_renamed_closed_and_opened_again(client: FlaskClient, home: House) -> None:
    made = casefiles.make(home, person(home, "arsiparis"), "setda", number="005/1", code="005", title="Jembatan")
    address = f"/casefiles/{made.id}"
    assert f'href="{address}"' in client.get("/casefiles").text
    assert '<option value="005" selected>005 Invitations</option>' in client.get(address).text  # in use until 2022
    said = {"title": "Jalan", "number": "005/2", "code": "005"}
    page = client.post(address, data=form(client, address) | said, follow_redirects=True).text
    assert "This change can be undone." in page
    assert "Title: “Jembatan” became “Jalan”" in page
    wrong = client.post(address, data=form(client, address) | said | {"title": " "})
    assert wrong.status_code == 400
    assert 'href="#title">The title cannot be used' in wrong.text
    page = client.post(f"{address}/close", data=form(client, address), follow_redirects=True).text
    assert "It takes no more letters." in page
    assert "Jalan" not in client.get("/casefiles").text
    assert "Jalan" not in client.get("/jobs/new?all=1").text
    assert "005/2 Jalan" in client.get("/casefiles?state=closed").text
    (event,) = re.findall(r'class="alert alert-info undo".*?name="event" value="(\d+)"', page)
    client.post(f"{address}/undo", data=form(client, address) | {"event": event})
    assert "Jalan" in client.get("/casefiles").text
    assert "closed" in client.post(f"{address}/close", data=form(client, address), follow_redirects=True).text
    assert "opened again" in client.post(f"{address}/reopen", data=form(client, address), follow_redirects=True).text
    for other, status in (("kades", 404), ("staf", 404), ("pemeriksa", 403)):
        outsider = signed_in(home, other)
        assert outsider.get(address).status_code == 404
        assert outsider.post(f"{address}/close", data=form(outsider, "/account")).status_code == status


def test_an_export_is_sent_as_an_archive(client: FlaskClient, home: House) -> None:
    one, two, *_ = ids(home)
    address = asked(client, f"/jobs/new?id={one}&id={two}", act="export", form="originals")
    assert client.get(f"{address}/letters.zip").status_code == 409
    client.post(f"{address}/start", data=form(client, address))
    followed(home)
    answer = client.get(f"{address}/letters.zip")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=letters-")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert archive.read("letters.csv").decode().count("\n") == 3  # these letters have no bytes behind them


def test_a_job_that_waits_can_be_left(client: FlaskClient, home: House) -> None:
    address = asked(client, "/jobs/new?all=1", act="tag", tag="banjir")
    client.post(f"{address}/drop", data=form(client, address))
    assert client.get(address).status_code == 404
    assert home.store.count(Job) == 0


def test_a_program_asks_the_same(client: FlaskClient, home: House) -> None:
    headers = {"X-CSRF-Token": token(client.get("/account").text)}
    wrong = {"act": "tag", "values": {"tag": "x"}, "filters": {"tag": "banjir"}}
    assert client.post("/api/v1/jobs", json=wrong, headers=headers).status_code == 400
    made = client.post(
        "/api/v1/jobs", json={"act": "tag", "values": {"tag": "banjir"}, "letters": ids(home)[:3]}, headers=headers
    ).json
    assert (made["state"], made["foreseen"]["done"]) == ("asked", 3)
    assert client.post(f"/api/v1/jobs/{made['id']}/stop", headers=headers).status_code == 409
    client.post(f"/api/v1/jobs/{made['id']}/start", headers=headers)
    followed(home)
    found = client.get(f"/api/v1/jobs/{made['id']}").json
    assert set(found) == set(SHAPES["Job"]["required"])
    assert found["counts"] == {"done": 3, "unchanged": 0, "refused": 0}
    (told,) = {one["outcome"] for one in client.get(f"/api/v1/jobs/{made['id']}/letters").json["letters"]}
    assert told == "done"
    assert client.get("/api/v1/tags?begin=ba").json == {"tags": [{"tag": "banjir", "letters": 3}]}
    other = client.post(f"/api/v1/jobs/{made['id']}/undo", headers=headers).json
    assert (other["act"], other["of"], other["foreseen"]["done"]) == ("undo", made["id"], 3)
    left = client.delete(f"/api/v1/jobs/{other['id']}", headers=headers).json["jobs"]
    assert [one["id"] for one in left] == [made["id"]]
    body = {"title": "Jembatan", "number": "005/9", "code": "005"}
    (file,) = client.post("/api/v1/casefiles", json=body, headers=headers).json["casefiles"]
    assert client.get("/api/v1/casefiles").json == {"casefiles": [file]}
    address = f"/api/v1/casefiles/{file['id']}"
    did = client.patch(address, json={"title": "Jalan", "state": "closed"}, headers=headers).json
    assert client.get("/api/v1/casefiles?state=open").json == {"casefiles": []}
    closed = client.get("/api/v1/casefiles?state=closed").json["casefiles"]
    assert closed == [file | {"title": "Jalan", "state": "closed"}]
    job = {"act": "file", "values": {"casefile": file["id"]}, "letters": ids(home)[:1]}
    assert client.post("/api/v1/jobs", json=job, headers=headers).json["error"]["code"] == "closed-case-file"
    client.post("/api/v1/casefiles/undo", json={"event": did["event"]}, headers=headers)
    assert client.get("/api/v1/casefiles").json == {"casefiles": [file]}
    assert jobs.jobs(home, person(home, "agendaris")) == []
