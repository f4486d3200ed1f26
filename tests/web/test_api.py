"""The JSON API: described, every answer of the shape it promises, the same acts and the same access as the pages."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from lontar.wiring import House
from schemas.letter import FieldValue, Letter
from store.changes import Changes
from tests.serving import with_token
from tests.web.conftest import SignIn
from web.access import declared
from web.api import shapes as shapes_
from web.api.shapes import SHAPES
from web.app import create_app

API = "/api/v1"


def promised(gives: str, answer: Any) -> None:
    """The answer is of the shape of that name, to the last member."""
    shape = {"$ref": f"#/components/schemas/{gives}", "components": {"schemas": SHAPES}}
    Draft202012Validator(shape).validate(answer)


@pytest.fixture
def program(house: House) -> FlaskClient:
    """A program with the archivist's personal token, and no session."""
    with_token(house.store, "arsiparis", "program")
    client = create_app(house, testing=True).test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = "Bearer program"
    return client


def test_the_description_is_valid_and_names_every_method(program: FlaskClient) -> None:
    found = program.get(f"{API}/openapi.json").json
    validate(found)
    said = {(address, method) for address, methods in found["paths"].items() for method in methods}
    for rule in program.application.url_map.iter_rules():
        if rule.rule.startswith(API):
            address = rule.rule.replace("<int:", "<").replace("<", "{").replace(">", "}")
            assert {(address, method.lower()) for method in rule.methods - {"HEAD", "OPTIONS"}} <= said, rule


def test_every_number_of_a_query_has_bounds_and_every_shape_one_name() -> None:
    takes = [take for several in declared.values() for one in several for take in one.takes if take.place == "query"]
    shapes = [take.shape.get("items", take.shape) for take in takes]
    numbers = [one for one in shapes if one["type"] == "integer" and "enum" not in one]
    assert [one for one in numbers if not {"minimum", "maximum"} <= set(one)] == []
    parts = [value for name, value in vars(shapes_).items() if name.endswith("_SHAPES")]
    assert len({name for part in parts for name in part}) == sum(map(len, parts))


def test_every_answer_in_json_says_its_shape() -> None:
    for several in declared.values():
        for one in several:
            if one.endpoint.startswith("api.") and one.endpoint not in (
                "api.described",
                "api.original",
                "api.page_image",
                "api.copy_pdf",
                "api.copy_text",
                "api.copy_hocr",
                "api.copy_alto",
                "api.evidence",
                "api.draft_pdf",
                "api.enclosure",
                "api.labels_said",
                "api.paper",
                "api.archive",
                "api.as_table",
                "api.as_workbook",
                "api.ledger_workbook",
                "api.report_csv",
                "api.left_out_csv",
            ):
                assert one.gives in SHAPES, one.endpoint


@pytest.mark.parametrize("name", ["surat.pdf", "scan.png", "rusak.pdf"])
def test_what_is_read_is_of_its_shape(program: FlaskClient, letters: dict[str, str], name: str) -> None:
    one = f"{API}/letters/{letters[name]}"
    for address, gives in {
        one: "Letter",
        f"{one}/text": "Text",
        f"{one}/words": "Words",
        f"{one}/history": "History",
        f"{one}/state": "State",
        f"{API}/search?q=jembatan&sort=newest": "Found",
        f"{API}/search?q=jumbatun+zzzz&state=failed": "Found",
        f"{API}/search?q=name:pdf": "Found",
        f"{API}/search?like={letters[name]}&q=jembatan": "Found",
        f"{API}/search?year=2019&month=2019-03&day=2019-03-05": "Found",
        f"{API}/proposals?q=jemb": "Proposals",
        f"{API}/saved-searches": "SavedSearches",
        f"{API}/alerts": "Alerts",
        f"{API}/units": "Units",
    }.items():
        answer = program.get(address)
        assert answer.status_code == 200, address
        promised(gives, answer.json)


def test_what_goes_wrong_is_of_its_shape_too(program: FlaskClient, letters: dict[str, str]) -> None:
    one = f"{API}/letters/{letters['surat.pdf']}"
    wrong = [
        (program.get(f"{API}/letters/none"), 404),
        (program.get(f"{API}/search?limit=0"), 400),
        (program.get(f"{API}/status"), 404),
        (program.patch(one, json={"fields": {"date": 20190230}}), 400),
        (program.patch(one, json={"fields": {"colour": "red"}}), 400),
        (program.patch(one, json={"tags": "one"}), 400),
        (program.patch(one, data="no JSON"), 400),
        (program.post(f"{one}/notes", json={"text": " "}), 400),
        (program.post(f"{one}/undo", json={"events": [1]}), 404),
        (program.put(one), 405),
    ]
    for answer, status in wrong:
        assert answer.status_code == status, answer.text
        promised("Error", answer.json)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        *[(f"limit={wrong}", "not-whole") for wrong in ("x", "-1", "0", "201", "2.5", "", "9" * 30, "%D9%A3")],
        ("limit=2&limit=3", "given-twice"),
        ("limt=2", "unknown-parameter"),
        ("sort=latest", "not-among"),
        ("direction=incoming&direction=inward", "not-among"),
        ("state=lost", "not-among"),
        ("year=85", "wrong-form"),
        ("after=x", "wrong-form"),
        ("after=", "wrong-form"),
    ],
)
def test_what_an_address_says_wrongly_is_refused(program: FlaskClient, query: str, code: str) -> None:
    answer = program.get(f"{API}/search?q=jembatan&{query}")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, code)
    promised("Error", answer.json)


@pytest.mark.parametrize("query", ["w=x", "w=-1", "w=401", "w=400&w=800", "width=400"])
def test_a_page_image_has_one_of_the_widths_offered(program: FlaskClient, letters: dict[str, str], query: str) -> None:
    image = f"{API}/letters/{letters['scan.png']}/files/1/pages/1"
    assert program.get(f"{image}?{query}").status_code == 400


def test_a_program_is_told_in_its_language(program: FlaskClient) -> None:
    answer = program.get(f"{API}/search?state=lost", headers={"Accept-Language": "id"})
    assert "state= harus salah satu dari: awaiting, arrived" in answer.json["error"]["message"]


def test_letters_of_other_scripts_stand_in_json_as_they_are(program: FlaskClient, letters: dict[str, str]) -> None:
    one = f"{API}/letters/{letters['surat.pdf']}"
    program.post(f"{one}/notes", json={"text": "ꦱꦼꦫꦠ꧀"})
    assert "ꦱꦼꦫꦠ꧀" in program.get(one).text


def test_the_description_says_the_bounds(program: FlaskClient) -> None:
    asked = program.get(f"{API}/openapi.json").json["paths"][f"{API}/search"]["get"]["parameters"]
    shapes = {one["name"]: one["schema"] for one in asked}
    assert shapes["limit"] == {"type": "integer", "minimum": 1, "maximum": 200, "default": 20}
    assert shapes["sort"]["enum"] == ["relevance", "newest", "oldest"]
    assert shapes["direction"]["items"]["enum"][0] == "legacy"


def test_a_letter_is_described_undone_and_never_overwritten_unseen(
    program: FlaskClient, letters: dict[str, str]
) -> None:
    one = f"{API}/letters/{letters['surat.pdf']}"
    before = program.get(one).json
    seen = before["version"]
    values = {"subject": "Jembatan baru", "date": 20190306, "recipients": ["Camat Rawabening", "Lurah Kali Jernih"]}
    done = program.patch(one, json={"fields": values, "tags": ["penting"], "version": seen}).json
    promised("Done", done)
    after = program.get(one).json
    assert {name: after["fields"][name]["value"] for name in values} == values
    assert (after["tags"], after["version"]) == (["penting"], done["version"])
    late = program.patch(one, json={"fields": {"subject": "Jembatan lain"}, "version": seen})
    assert (late.status_code, late.json["error"]["code"]) == (409, "conflict")
    promised("Done", program.post(f"{one}/undo", json={"events": done["events"]}).json)
    again = program.get(one).json
    assert (again["fields"], again["tags"]) == (before["fields"], before["tags"])
    verbs = [event["verb"] for event in program.get(f"{one}/history").json["events"]]
    assert verbs[:4].count("letter.described") == 2


def test_a_letter_is_noted_withdrawn_and_restored(program: FlaskClient, letters: dict[str, str]) -> None:
    one = f"{API}/letters/{letters['surat.pdf']}"
    promised("Done", program.post(f"{one}/notes", json={"text": "Lihat boks 12"}).json)
    assert program.get(one).json["notes"][-1]["text"] == "Lihat boks 12"
    promised("Done", program.post(f"{one}/withdrawal", json={"reason": "salah"}).json)
    assert program.get(one).json["withdrawn"] == "salah"
    promised("Done", program.delete(f"{one}/withdrawal").json)
    assert program.get(one).json["withdrawn"] is None


def test_every_time_says_that_it_is_utc(program: FlaskClient, letters: dict[str, str]) -> None:
    one = f"{API}/letters/{letters['surat.pdf']}"
    program.post(f"{one}/notes", json={"text": "Lihat boks 12"})
    letter, events = program.get(one).json, program.get(f"{one}/history").json["events"]
    times = [letter["added_at"], letter["notes"][-1]["at"]]
    times += [part["at"] for event in events for part in (event, event["before"], event["after"]) if "at" in part]
    assert len(times) > 4
    assert {datetime.fromisoformat(at).utcoffset() for at in times} == {timedelta(0)}


def test_images_and_originals_come_with_a_token(program: FlaskClient, letters: dict[str, str]) -> None:
    one = f"{API}/letters/{letters['scan.png']}/files/1"
    image = program.get(f"{one}/pages/1?w=400")
    assert (image.status_code, image.mimetype, image.data[8:12]) == (200, "image/webp", b"WEBP")
    with program.get(f"{one}/original") as original:
        assert original.data.startswith(b"\x89PNG")


def test_a_person_without_the_right_gets_nowhere_with_a_program_either(
    letters: dict[str, str], sign_in: SignIn
) -> None:
    client, one = sign_in("pemeriksa"), f"{API}/letters/{letters['surat.pdf']}"
    headers = {"X-CSRF-Token": _token(client)}
    for method, address, body in (
        ("PATCH", one, {"fields": {"subject": "x"}}),
        ("POST", f"{one}/withdrawal", {"reason": "x"}),
        ("DELETE", f"{one}/withdrawal", None),
        ("POST", f"{one}/reading", None),
    ):
        answer = client.open(address, method=method, json=body, headers=headers)
        assert answer.status_code == 403, address
        promised("Error", answer.json)


def test_an_administrator_sees_how_the_archive_is(sign_in: SignIn) -> None:
    answer = sign_in("admin").get(f"{API}/status")
    assert answer.status_code == 200
    promised("Status", answer.json)


def _token(client: FlaskClient) -> str:
    from tests.web.conftest import token

    return token(client.get("/account").text)


def test_a_search_is_saved_changed_deleted_and_brought_back(program: FlaskClient) -> None:
    before = program.get(f"{API}/saved-searches").json["searches"]  # other tests of this house may have saved some
    made = program.post(
        f"{API}/saved-searches",
        json={"name": "Jembatan", "query": "jembatan", "filters": {"year": ["2019"]}, "exact": True},
    )
    promised("Saved", made.json)
    one = f"{API}/saved-searches/{made.json['id']}"
    promised("Saved", program.patch(one, json={"name": "Jembatan 2019", "alert": "none"}).json)
    listed = program.get(f"{API}/saved-searches").json
    promised("SavedSearches", listed)
    new = [row for row in listed["searches"] if row not in before]
    assert [(row["name"], row["alert"], row["filters"], row["exact"]) for row in new] == [
        ("Jembatan 2019", "none", {"year": ["2019"]}, True)
    ]
    assert program.post(f"{one}/seen").json == {"seen": 0}
    gone = program.delete(one).json
    promised("Saved", gone)
    assert program.get(f"{API}/saved-searches").json == {"searches": before}
    assert program.post(f"{API}/saved-searches/undo", json={"event": gone["event"]}).json["id"] == made.json["id"]
    assert program.delete(one).status_code == 200
    for body in ({"name": "a", "query": "b", "filters": {"year": "2019"}}, {"name": "a"}, {"query": "b"}):
        assert program.post(f"{API}/saved-searches", json=body).status_code == 400


def test_what_is_found_comes_as_a_table(program: FlaskClient, letters: dict[str, str]) -> None:
    table = (
        program.get(f"{API}/search.csv?q=jembatan&sort=newest", headers={"Accept-Language": "en"})
        .data.decode("utf-8-sig")
        .splitlines()
    )
    assert table[0] == "Number,Date,Subject,Sender,Recipients,Unit,State,Signatures,Address"
    assert any(letters["surat.pdf"] in line and "2019-03-05" in line for line in table[1:])
    assert program.get(f"{API}/search.xlsx?q=jembatan").data[:4] == b"PK\x03\x04"


def test_letters_are_linked_and_told_apart(program: FlaskClient, house: House, letters: dict[str, str]) -> None:
    id, other = letters["surat.pdf"], letters["rusak.pdf"]
    letter = house.store.load(Letter, id)
    letter.fields["references"] = FieldValue(value=["9/X/2019"], confidence=90.0)
    house.store.commit(Changes.of(letter))
    one, said = f"{API}/letters/{id}", {"number": "9/X/2019", "letter": other}

    def meant() -> Any:
        found = program.get(one).json
        promised("Letter", found)
        return [reference["letter"] and reference["letter"]["id"] for reference in found["thread"]["references"]]

    assert meant() == [None]
    done = program.post(f"{one}/links", json=said)
    promised("Done", done.json)
    assert meant() == [other]
    assert program.get(f"{API}/letters/{other}").json["thread"]["cited_by"][0]["id"] == id
    promised("Done", program.delete(f"{one}/links", json=said).json)
    assert meant() == [None]
    promised("Done", program.post(f"{one}/told-apart", json={"letter": other}).json)
    promised("History", program.get(f"{one}/history").json)
    for wrong, status in (({"number": "1/2", "letter": other}, 400), (said | {"letter": "none"}, 404), ({}, 404)):
        answer = program.post(f"{one}/links", json=wrong)
        assert answer.status_code == status, answer.text
        promised("Error", answer.json)
