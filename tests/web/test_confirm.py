"""Fields confirmed beside the page: a person's word stands, an empty field is said to be none, and nobody sees more."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar import edits
from lontar.settings import load
from lontar.settle import settle
from lontar.understanding.confirm_queue import count, doubtful
from lontar.wiring import House, open_house
from office import demo
from office.access import installation
from schemas.letter import Letter
from tests.web import doubtful as doubtful_site
from tests.web.conftest import form, signed_in, token

CONSOLE = installation("tests")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    yield house
    house.close()


@pytest.fixture
def ids(house: House) -> list[str]:
    """Two letters that were read with doubt."""
    found = [doubtful_site.kept(house, name).id for name in ("satu.tif", "dua.tif")]
    settle(house, 1)
    return found


@pytest.fixture
def client(house: House) -> FlaskClient:
    return signed_in(house, "arsiparis")


def letter(house: House, id: str) -> Letter:
    return house.store.load(Letter, id)


def filled(client: FlaskClient, id: str) -> dict[str, str]:
    """The form as the page has it, nothing said yet."""
    address = f"/confirm/{id}"
    page = client.get(address).text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    boxes = re.findall(r'<input class="form-control[^>]*name="([^"]+)" value="([^"]*)"', page)
    boxes += re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)<', page)
    boxes += re.findall(r'type="hidden" name="(at-[^"]+)" value="([^"]*)"', page)
    chosen = {"letter_type": "", "urgency": "", "security_class": "B"}
    return form(client, address) | chosen | dict(boxes) | {"version": version[1]}


def said(client: FlaskClient, id: str, **more: object) -> int:
    return client.post(f"/confirm/{id}", data=filled(client, id) | more).status_code


def test_the_list_has_the_most_doubtful_first_and_leads_to_the_form(client: FlaskClient, ids: list[str]) -> None:
    page = client.get("/confirm").text
    assert "2 letters wait for a word on their fields." in page
    assert set(re.findall(r'href="/confirm/(\w+)"', page)) == set(ids)
    assert "<span>Recipients, " in page


def test_what_is_marked_as_right_is_the_persons_word_with_its_place(
    house: House, client: FlaskClient, ids: list[str]
) -> None:
    before = letter(house, ids[0]).fields["date"]
    assert said(client, ids[0], sure="date") == 302
    after = letter(house, ids[0]).fields
    assert (after["date"].by_hand, after["date"].value, after["date"].box) == (True, before.value, before.box)
    assert not after["subject"].by_hand
    assert "date" not in doubtful(dict(letter(house, ids[0]).to_mongo()))
    assert "Date confirmed" in client.get(f"/letters/{ids[0]}?tab=history").text


def test_all_of_it_is_right_and_the_next_letter_follows(house: House, client: FlaskClient, ids: list[str]) -> None:
    data = filled(client, ids[0]) | {"subject": "Perbaikan jembatan gantung", "sender": "", "act": "all"}
    answer = client.post(f"/confirm/{ids[0]}", data=data)
    assert answer.location.startswith(f"/confirm/{ids[1]}?was={ids[0]}&done=")
    fields = letter(house, ids[0]).fields
    assert all(fields[name].by_hand for name in ("reference_number", "date", "subject", "sender", "recipients"))
    assert letter(house, ids[0]).value("subject") == "Perbaikan jembatan gantung"
    assert letter(house, ids[0]).value("sender") is None
    assert "deadline" not in fields, "nobody was asked for it"
    assert count(house, CONSOLE) == (1, False)
    page = client.get(answer.location).text
    assert f'action="/letters/{ids[0]}/undo"' in page


def test_an_emptied_field_does_not_come_back_when_the_letter_is_read_again(
    house: House, client: FlaskClient, ids: list[str]
) -> None:
    assert said(client, ids[0], sender="") == 302
    edits.read_again(house, CONSOLE, ids[0])
    settle(house, 1)
    assert letter(house, ids[0]).value("sender") is None
    page = client.get(f"/letters/{ids[0]}").text
    assert re.search(r"<dt>Sender</dt><dd><span[^>]*>none</span>", page)
    assert client.get(f"/api/v1/letters/{ids[0]}").json["none"] == ["sender"]  # type: ignore[index]


def test_where_a_person_saw_it_is_kept_with_what_stands_there(
    house: House, client: FlaskClient, ids: list[str]
) -> None:
    word = next(word for word in doubtful_site.reading().words if word.text == "UMUM")
    where = ",".join(map(str, (1, 1, *word.box)))
    assert said(client, ids[0], **{"sender": "Umum", "at-sender": where}) == 302
    found = letter(house, ids[0]).fields["sender"]
    assert (found.value, found.page, tuple(found.box), found.printed) == ("Umum", 1, word.box, "UMUM")


@pytest.mark.parametrize("where", ["1,1,0,0,99999,20", "1,9,0,0,10,10", "1,1,zwei", "1,1,40,40,10,10"])
def test_a_place_that_is_not_on_the_letter_is_refused(
    house: House, client: FlaskClient, ids: list[str], where: str
) -> None:
    before = letter(house, ids[0]).version
    assert said(client, ids[0], **{"sender": "Umum", "at-sender": where}) == 400
    assert letter(house, ids[0]).version == before


def test_a_faulty_value_is_refused_beside_its_box_and_nothing_is_lost(
    house: House, client: FlaskClient, ids: list[str]
) -> None:
    data = filled(client, ids[0]) | {"date": "kapan saja", "subject": "Baru", "sure": "sender", "enclosures": "tiga"}
    answer = client.post(f"/confirm/{ids[0]}", data=data | {"enclosures": "3"})
    assert answer.status_code == 400
    assert "<title>Error: " in answer.text
    assert 'href="#date"' in answer.text
    for text in ('value="kapan saja"', 'value="Baru"', 'id="sure-sender" checked', 'name="enclosures" value="3"'):
        assert text in answer.text, text
    assert client.post(f"/confirm/{ids[0]}", data=data | {"date": ""}).status_code == 400


def test_what_two_people_say_of_one_field_is_shown_to_the_second(
    house: House, client: FlaskClient, ids: list[str]
) -> None:
    data = filled(client, ids[0]) | {"subject": "Dari arsiparis"}
    edits.describe(house, CONSOLE, ids[0], {"subject": "Dari orang lain"})
    answer = client.post(f"/confirm/{ids[0]}", data=data)
    assert answer.status_code == 409
    assert 'value="Dari arsiparis"' in answer.text
    assert "Now: Dari orang lain" in answer.text
    assert letter(house, ids[0]).value("subject") == "Dari orang lain"


def test_all_kinds_of_fields_are_stated(house: House, client: FlaskClient, ids: list[str]) -> None:
    typed = {"deadline": "3 Mei 2030", "enclosures": "2", "copies": "Camat\nLurah", "urgency": "very-urgent"}
    assert said(client, ids[0], **typed) == 302
    found = letter(house, ids[0])
    kept = {name: found.value(name) for name in typed}
    assert kept == {"deadline": 20300503, "enclosures": 2, "copies": ["Camat", "Lurah"], "urgency": "Sangat Segera"}


def test_codes_and_languages_come_from_the_lists_of_the_letters_day(
    house: House, client: FlaskClient, ids: list[str]
) -> None:
    page = client.get(f"/confirm/{ids[0]}").text
    assert letter(house, ids[0]).value("date") == 20190305
    assert '<input class="form-control form-control-sm" id="classification_code"' in page
    assert 'list="classification_code-offered"' in page
    assert '<option value="005">' in page
    assert '<option value="000.5">' not in page, "codes of 2023"
    assert '<option value="nld">Dutch</option>' in page
    assert said(client, ids[0], classification_code="Undangan", language="nld", date="5 Maret 2024") == 302
    kept = letter(house, ids[0])
    assert (kept.value("classification_code"), kept.value("language")) == ("005", "nld")
    assert '<option value="000.5">' in client.get(f"/confirm/{ids[0]}").text
    for name in ("classification_code", "language"):
        answer = client.post(f"/confirm/{ids[0]}", data=filled(client, ids[0]) | {name: "9xy"})
        assert answer.status_code == 400
        assert f'href="#{name}">9xy cannot be used: it is not in the list.' in answer.text
    assert letter(house, ids[0]).version == kept.version


def test_what_was_read_and_is_in_no_list_may_stay(house: House, client: FlaskClient, ids: list[str]) -> None:
    edits.describe(house, CONSOLE, ids[0], {"classification_code": "9xy"})
    assert '<option value="9xy">' in client.get(f"/confirm/{ids[0]}").text
    assert said(client, ids[0], sure="classification_code") == 302
    assert letter(house, ids[0]).value("classification_code") == "9xy"


def test_the_way_back_to_the_letter_is_kept(client: FlaskClient, ids: list[str]) -> None:
    here = client.get(f"/letters/{ids[0]}?q=jembatan&year=2019&page=1&tab=fields").text
    (sheet,) = set(re.findall(r'href="(/confirm/[^"]+)"', here))
    page = client.get(html.unescape(sheet)).text
    (sent,) = re.findall(r'action="(/confirm/[^"]+)" id="form-confirm"', page)
    back = client.post(html.unescape(sent), data=filled(client, ids[0]) | {"subject": "Baru"}).location
    assert f'href="/letters/{ids[0]}?q=jembatan&amp;year=2019&amp;tab=fields"' in client.get(back).text


def test_a_program_confirms_by_name(house: House, client: FlaskClient, ids: list[str]) -> None:
    headers = {"X-CSRF-Token": token(client.get("/account").text)}
    address = f"/api/v1/letters/{ids[0]}"
    body = {"fields": {"subject": "Perbaikan jembatan gantung"}, "confirmed": ["date", "deadline"]}
    assert client.patch(address, json=body, headers=headers).status_code == 200
    fields = letter(house, ids[0]).fields
    assert {name for name, one in fields.items() if one.by_hand} == {"date", "subject", "deadline"}
    assert client.get(address).json["none"] == ["deadline"]  # type: ignore[index]
    assert client.patch(address, json={"confirmed": ["warna"]}, headers=headers).status_code == 400


def test_who_may_not_describe_or_not_read_gets_nothing(house: House, ids: list[str]) -> None:
    head = signed_in(house, "sekda")
    assert head.get(f"/letters/{ids[0]}").status_code == 200
    assert head.get(f"/confirm/{ids[0]}").status_code == 404
    assert head.get("/confirm").status_code == 404
    assert head.post(f"/confirm/{ids[0]}", data=form(head, "/") | {"subject": "Baru"}).status_code == 403
    edits.describe(house, CONSOLE, ids[0], {"security_class": "R"})
    archivist = signed_in(house, "arsiparis")
    assert archivist.get(f"/confirm/{ids[0]}").status_code == 404
    page = archivist.get("/confirm").text
    assert ids[0] not in page
    assert "1 letter waits for a word on its fields." in page
