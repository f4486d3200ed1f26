"""A demo office with letters that are searched for, and what a page of hits says."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from schemas.person import Person
from tests.web import many
from tests.web.conftest import token
from web.app import create_app


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = Path(tmp_path_factory.mktemp("search"))
    house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
    demo.found(house.store)
    yield house
    house.close()


@pytest.fixture(scope="module")
def ids(house: House, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return many.fill(house, Path(tmp_path_factory.mktemp("many")))


def signed_in(house: House, name: str = "arsiparis", language: str = "en") -> FlaskClient:
    client = create_app(house, testing=True).test_client()
    client.set_cookie("language", language)
    (row,) = house.store.find(Person, {"login": f"{name}@sukamaju.example"}, limit=1)
    client.post("/sign-in/demo", data={"csrf_token": token(client.get("/sign-in").text), "person": row["_id"]})
    return client


@pytest.fixture(scope="module")
def client(house: House, ids: list[str]) -> FlaskClient:
    return signed_in(house)


def status(page: str) -> str:
    found = re.search(r'<p role="status"[^>]*>([^<]*)', page)
    assert found
    return found[1]


def links(page: str, kind: str) -> list[str]:
    """Addresses of links with some words or attribute in them."""
    return [unescape(one) for one in re.findall(rf'<a (?=[^>]*{kind})[^>]*href="([^"]+)"', page)]


def titles(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'class="title" href="([^"]+)"', page)]


def id_in(address: str) -> str:
    found = re.match(r"/letters/(\w+)", address)
    assert found
    return found[1]
