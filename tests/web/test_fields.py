"""A person's word on a letter's fields wins over what was read, is found at once, and a faulty one loses nothing."""

import pytest

from lontar.followers import IndexFollower
from lontar.wiring import House
from schemas.event import Event
from schemas.letter import Letter
from schemas.stored import now
from tests.web.conftest import SignIn, form


def test_a_corrected_field_is_shown_found_and_remembered(
    house: House, letters: dict[str, str], sign_in: SignIn
) -> None:
    client, id = sign_in("arsiparis"), letters["surat.pdf"]
    address = f"/letters/{id}"
    said = {"subject": "Penguatan tanggul Kaliwungu", "date": "3 Nopember 1987", "recipients": "Camat\n\n Lurah Satu "}
    answer = client.post(f"/confirm/{id}", data=form(client, address) | said)
    assert answer.status_code == 302
    letter = house.store.load(Letter, id)
    assert letter.value("date") == 19871103
    assert letter.value("recipients") == ["Camat", "Lurah Satu"]
    assert letter.fields["subject"].by_hand
    IndexFollower(house).catch_up()
    assert "Penguatan <mark>tanggul</mark> Kaliwungu" in client.get("/?q=subject:tanggul+date:1987").text
    event = house.store.find(Event, {"thing": f"letters/{id}"}, sort=[("sequence", -1)], limit=1)[0]
    assert event["verb"] == "letter.described"


def test_a_date_nobody_understands_is_refused_beside_its_box_and_what_was_typed_stays(
    house: House, letters: dict[str, str], sign_in: SignIn
) -> None:
    client, id = sign_in("arsiparis"), letters["scan.png"]
    address, before = f"/letters/{id}", house.store.load(Letter, id).version
    answer = client.post(f"/confirm/{id}", data=form(client, address) | {"date": "31 Februari", "subject": "Baru"})
    assert answer.status_code == 400
    assert "<title>Error" in answer.text
    assert 'href="#date"' in answer.text
    assert 'value="31 Februari"' in answer.text
    assert 'value="Baru"' in answer.text
    assert house.store.load(Letter, id).version == before


@pytest.mark.parametrize(("typed", "kept"), [("1-2-55", 19550201), ("31/12/07", 20071231), ("3.4.99", 19990403)])
def test_a_year_of_two_figures_is_the_latest_that_is_not_to_come(
    house: House, letters: dict[str, str], sign_in: SignIn, typed: str, kept: int
) -> None:
    client, id = sign_in("arsiparis"), letters["surat.pdf"]
    address = f"/letters/{id}"
    client.post(f"/confirm/{id}", data=form(client, address) | {"date": typed})
    assert house.store.load(Letter, id).value("date") == kept


def test_a_letter_is_not_dated_after_today(house: House, letters: dict[str, str], sign_in: SignIn) -> None:
    client, id = sign_in("arsiparis"), letters["scan.png"]
    address, before = f"/letters/{id}", house.store.load(Letter, id).version
    to_come = now().year + 1
    answer = client.post(f"/confirm/{id}", data=form(client, address) | {"date": f"1/2/{to_come}"})
    assert answer.status_code == 400
    assert "cannot be after today" in answer.text
    assert f'value="1/2/{to_come}"' in answer.text
    assert house.store.load(Letter, id).version == before


def test_saving_what_stands_there_already_changes_nothing(
    house: House, letters: dict[str, str], sign_in: SignIn
) -> None:
    client, id = sign_in("arsiparis"), letters["scan.png"]
    address, before = f"/letters/{id}", house.store.load(Letter, id)
    said = {"subject": before.value("subject") or "", "reference_number": before.value("reference_number") or ""}
    assert client.post(f"/confirm/{id}", data=form(client, address) | said).status_code == 302
    assert house.store.load(Letter, id).version == before.version


def test_an_empty_value_takes_a_wrong_field_away(house: House, letters: dict[str, str], sign_in: SignIn) -> None:
    client, id = sign_in("arsiparis"), letters["scan.png"]
    address = f"/letters/{id}"
    client.post(f"/confirm/{id}", data=form(client, address) | {"sender": "Kantor Pos"})
    client.post(f"/confirm/{id}", data=form(client, address) | {"sender": ""})
    assert house.store.load(Letter, id).value("sender") is None
