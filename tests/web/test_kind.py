"""Type, urgency and security class of a letter come from the office's vocabularies; the class says who may read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.journey import arrive
from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from office.access import installation
from office.vocabularies import Shelf
from schemas.letter import Letter
from tests import files
from tests.web.conftest import form, signed_in


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    demo.found(house.store)
    path = files.written(tmp_path, "surat.pdf", files.pdf())
    arrive(house, path, "surat.pdf", installation("tests"), unit="setda", direction="incoming")
    yield house
    house.close()


def letter(house: House) -> Letter:
    return house.store.load(Letter, next(house.store.every(Letter))["_id"])


def choose(client: FlaskClient, id: str, **values: str) -> int:
    address = f"/letters/{id}"
    return client.post(f"/confirm/{id}", data=form(client, address) | values).status_code


def test_what_is_chosen_is_kept_under_its_indonesian_name_and_shown_in_the_readers_language(house: House) -> None:
    client, id = signed_in(house, "arsiparis"), letter(house).id
    assert choose(client, id, letter_type="undangan", urgency="very-urgent", security_class="B") == 302
    kept = letter(house)
    assert (kept.value("letter_type"), kept.value("urgency")) == ("Undangan", "Sangat Segera")
    assert kept.fields["letter_type"].by_hand
    page = client.get(f"/letters/{id}").text
    assert "<dd>Invitation <small>by hand</small></dd>" in page
    assert '<option value="very-urgent" selected>Very urgent</option>' in client.get(f"/confirm/{id}").text
    assert choose(client, id, letter_type="", urgency="very-urgent") == 302
    assert letter(house).value("letter_type") is None


def test_the_offices_own_types_are_offered_at_once(house: House) -> None:
    client, id = signed_in(house, "arsiparis"), letter(house).id
    Shelf(house.settings.home).put("letter-types", b"code,indonesian,english\nkawat,Surat Kawat,Telegram\n")
    assert '<option value="kawat">Telegram</option>' in client.get(f"/confirm/{id}").text
    assert choose(client, id, letter_type="kawat") == 302
    assert choose(client, id, letter_type="undangan") == 400
    assert letter(house).value("letter_type") == "Surat Kawat"


def test_another_class_says_anew_who_may_read(house: House) -> None:
    archivist, id = signed_in(house, "arsiparis"), letter(house).id
    head = signed_in(house, "sekda")
    assert head.get(f"/letters/{id}").status_code == 200
    assert choose(archivist, id, security_class="T") == 302
    assert letter(house).grants == ["head:setda", "registry:setda"]
    assert choose(archivist, id, security_class="R") == 302
    for client in (archivist, head):
        assert client.get(f"/letters/{id}").status_code == 404
    event = house.store.events()[-1]
    assert (event["verb"], event["values"]["after"]["security_class"]) == ("letter.classified", "R")


def test_who_may_not_describe_is_not_offered_it(house: House) -> None:
    client, id = signed_in(house, "sekda"), letter(house).id
    assert f"/confirm/{id}" not in client.get(f"/letters/{id}").text
    assert choose(client, id, security_class="T") == 403
    assert letter(house).security_class == "B"
