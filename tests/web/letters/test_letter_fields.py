"""The fields of a letter: how sure, where they stand, how they were, and two people at once."""

import re

from flask.testing import FlaskClient

from lontar.wiring import House
from schemas.letter import FieldValue, Letter
from store.changes import Changes
from tests.web.letters.letter_page import act, field, version_in


def test_a_field_says_how_sure_it_is_and_where_it_stands(archivist: FlaskClient, ids: dict[str, str]) -> None:
    page = archivist.get(f"/letters/{ids['scan.png']}").text
    assert re.fullmatch(r"DINAS PEKERJAAN UMUM read, \d\d % where: Sender", field(page, "Sender"))
    assert field(page, "Number") == "005/127/DPU/2019 where: Number"
    assert field(page, "Type") == "not found"
    link = re.search(r'href="([^"]+)" data-shows="sender"', page)
    assert link
    assert link[1].endswith("#place")
    assert '<rect class="place shown" id="place" data-of="sender"' in archivist.get(link[1].replace("&amp;", "&")).text


def test_the_place_of_a_field_on_another_page_is_a_link_to_that_page(
    house: House, archivist: FlaskClient, ids: dict[str, str]
) -> None:
    letter = house.store.load(Letter, ids["empat.pdf"])
    letter.fields["urgency"] = FieldValue(value="Segera", confidence=95, page=3, box=[1, 2, 30, 40])
    house.store.commit(Changes.of(letter))
    page = archivist.get(f"/letters/{ids['empat.pdf']}").text
    assert 'data-of="urgency"' not in page
    assert re.search(r'href="[^"]+page=3&amp;field=urgency#place" data-shows="urgency"', page)
    assert 'data-of="urgency"' in archivist.get(f"/letters/{ids['empat.pdf']}?page=3&field=urgency").text


def test_two_people_who_change_the_same_field_see_both_values(
    house: House, archivist: FlaskClient, clerk: FlaskClient, ids: dict[str, str]
) -> None:
    id, seen = ids["empat.pdf"], version_in(archivist, ids["empat.pdf"])
    act(clerk, id, "confirm", subject="Dari agendaris", date="6 Maret 2019")
    typed = {"subject": "Dari arsiparis", "date": "5 Maret 2019"}
    refused = act(archivist, id, "confirm", **typed, version=seen)
    assert refused.status_code == 409
    assert "<title>Error: " in refused.text
    assert 'href="#subject"' in refused.text
    assert 'value="Dari arsiparis"' in refused.text
    assert re.search(r"Now: Dari agendaris \(Agendaris, \d\d:\d\d WIB\)", refused.text)
    assert 'value="6 March 2019"' in refused.text, "what this person did not touch stands as it is now"
    assert house.store.load(Letter, id).value("subject") == "Dari agendaris"
    again = re.search(r'id="form-confirm".*?name="version" value="(\d+)"', refused.text, re.DOTALL)
    assert again
    assert act(archivist, id, "confirm", subject="Dari arsiparis", version=again[1]).status_code == 302
    assert house.store.load(Letter, id).value("subject") == "Dari arsiparis"


def test_two_people_who_choose_another_class_see_both_too(
    house: House, archivist: FlaskClient, clerk: FlaskClient, ids: dict[str, str]
) -> None:
    id, seen = ids["dinding.pdf"], version_in(archivist, ids["dinding.pdf"])
    act(clerk, id, "confirm", letter_type="undangan", security_class="B")
    refused = act(archivist, id, "confirm", letter_type="keputusan", security_class="B", version=seen)
    assert refused.status_code == 409
    assert "Now: Invitation (Agendaris," in refused.text
    assert '<option value="keputusan" selected>' in refused.text


def test_an_earlier_version_of_the_fields_can_be_looked_at(archivist: FlaskClient, ids: dict[str, str]) -> None:
    id = ids["panjang.pdf"]
    version = version_in(archivist, id)
    act(archivist, id, "confirm", subject="Yang sekarang")
    history = archivist.get(f"/letters/{id}?tab=history").text
    assert f"version={version}" in history
    page = archivist.get(f"/letters/{id}?tab=fields&version={version}").text
    assert "The fields as they were on" in page
    assert field(page, "Subject") != "Yang sekarang by hand"
    assert 'method="post" action="/letters' not in page
    assert field(archivist.get(f"/letters/{id}?tab=fields").text, "Subject") == "Yang sekarang by hand"
