"""A demo office of its own for each test of the administration, and people signed in to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from schemas.person import Person
from store import chain
from tests.web.conftest import token
from web.app import create_app


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    environ = {
        "LONTAR_HOME": str(tmp_path / "home"),
        "LONTAR_SMTP_PASSWORD": "sangat-rahasia",
        "LONTAR_METRICS_TOKEN": "t",
    }
    house = open_house(load(environ, tmp_path))
    demo.found(house.store)
    yield house
    assert list(chain.verify(house.store)) == []
    house.close()


def person(house: House, name: str) -> str:
    login = f"{name}@sukamaju.example"
    return str(house.store.find(Person, {"login": login}, limit=1)[0]["_id"])


@pytest.fixture
def client(house: House) -> FlaskClient:
    return signed_in(house, "admin")


def signed_in(house: House, name: str) -> FlaskClient:
    client = create_app(house, testing=True).test_client()
    client.set_cookie("language", "en")
    data = {"csrf_token": token(client.get("/sign-in").text), "person": person(house, name)}
    assert client.post("/sign-in/demo", data=data).status_code == 302
    return client
