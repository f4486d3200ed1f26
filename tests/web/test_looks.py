"""Who has looked at a restricted letter: every address of a letter passes there, once an hour for each way."""

import re

import pytest
from flask.testing import FlaskClient

from lontar import looks
from lontar.wiring import House
from office.access import reader_of
from schemas.errors import Unavailable
from schemas.letter import Letter
from schemas.look import WAYS, Look
from store.changes import Changes
from store.contract import Row
from tests.lontar.bare import bare, person
from tests.web.conftest import SignIn
from web.access import declared


@pytest.fixture
def letter(house: House) -> str:
    """One of the limited class that the registry reads."""
    id = next((row["_id"] for row in house.store.every(Letter, fields=("tags",)) if "terbatas" in row["tags"]), "")
    if not id:
        id = bare(house, 1, unit="setda-terbatas", grants=["registry:setda", "unit:setda"])[0]
        one = house.store.load(Letter, id)
        one.security_class, one.tags, one.unit = "T", ["terbatas"], "setda"
        house.store.commit(Changes.of(one))
    return id


def of(house: House, id: str) -> list[Row]:
    return house.store.find(Look, {"letter": id}, sort=[("at", -1)], limit=1000)


def addresses(client: FlaskClient, id: str) -> list[str]:
    """Every address under which something of a letter is shown, whoever added it."""
    letters = {endpoint for endpoint, some in declared.items() if any(one.of is Letter for one in some)}
    rules = [rule for rule in client.application.url_map.iter_rules() if rule.endpoint in letters]
    shown = [str(rule) for rule in rules if "GET" in (rule.methods or ())]
    return [re.sub(r"<[^>]*>", "1", rule.replace("<id>", id)) for rule in shown]


def test_every_address_of_a_letter_leaves_a_line(
    sign_in: SignIn, house: House, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new one too: they are found in the map of addresses."""
    kept: list[tuple[str, str]] = []
    monkeypatch.setattr(looks, "looked", lambda house, reader, row, way, by: kept.append((row["_id"], way)))
    archivist, auditor = sign_in("arsiparis"), sign_in("pemeriksa")
    assert len(addresses(archivist, letter)) > 30
    for address in addresses(archivist, letter):
        kept.clear()
        for client in (archivist, auditor):  # what the one may not do is for the other
            client.get(address).close()
        assert {id for id, _ in kept} == {letter}, address
        assert {way for _, way in kept} <= set(WAYS)


def test_each_way_is_a_line_of_its_own(sign_in: SignIn, house: House, letter: str) -> None:
    client, who = sign_in("arsiparis"), person(house, "arsiparis").person
    for address in (f"/letters/{letter}", f"/api/v1/letters/{letter}/text", f"/letters/{letter}/evidence.zip"):
        client.get(address).close()
    found = {(row["way"], row["by"]) for row in of(house, letter) if row["person"] == who}
    assert {("page", "page"), ("text", "api"), ("download", "page")} <= found


def test_a_second_look_in_the_hour_leaves_no_second_line(sign_in: SignIn, house: House, letter: str) -> None:
    client = sign_in("arsiparis")
    client.get(f"/letters/{letter}")
    before = len(of(house, letter))
    client.get(f"/letters/{letter}")
    assert len(of(house, letter)) == before


def test_it_is_told_to_auditors_alone(sign_in: SignIn, house: House, letter: str) -> None:
    sign_in("arsiparis").get(f"/letters/{letter}")
    page = sign_in("pemeriksa").get(f"/letters/{letter}/looks").text
    assert "Arsiparis" in page
    said = sign_in("pemeriksa").get(f"/api/v1/letters/{letter}/looks").json["looks"]
    assert {one["way"] for one in said} >= {"page"}
    assert sign_in("arsiparis").get(f"/letters/{letter}/looks").status_code in (403, 404)


def test_whoever_may_not_read_it_leaves_no_line(sign_in: SignIn, house: House, letter: str) -> None:
    before = len(of(house, letter))
    assert sign_in("").get(f"/letters/{letter}").status_code in (302, 401)
    assert sign_in("kades").get(f"/letters/{letter}").status_code == 404
    assert len(of(house, letter)) == before


def test_of_a_secret_letter_nothing_is_shown_that_cannot_be_kept(
    house: House, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = reader_of(house.store, person(house, "arsiparis").person)

    def away(changes: Changes) -> None:
        raise Unavailable(what="The store", why="it is full")

    monkeypatch.setattr(house.store, "commit", away)
    limited = {"_id": "another", "security_class": "T"}
    looks.looked(house, reader, limited, "page", "page")
    with pytest.raises(Unavailable):
        looks.looked(house, reader, limited | {"security_class": "R"}, "page", "page")
    looks.looked(house, reader, limited | {"security_class": "B"}, "page", "page")
