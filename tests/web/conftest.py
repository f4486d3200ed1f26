"""A demo house with read letters, its app, and people signed in to it."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from weakref import WeakValueDictionary

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from playwright.sync_api import Browser

from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office import demo
from office.access import installation
from schemas.letter import Letter
from schemas.person import Person
from tests import files
from tests.once import base
from tests.web import many, sites
from tests.web.places import Place
from web.app import create_app

SignIn = Callable[[str], FlaskClient]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of a place are made for each place of their class."""
    if hasattr(metafunc.cls, "places") and "place" in metafunc.fixturenames:
        metafunc.parametrize("place", metafunc.cls.places, ids=[place.name for place in metafunc.cls.places])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each page is looked at in one way, every second one on the phone and the others at a desk; what a form or an
    error makes of a page, of every second one on the phone. The long form looks at all in each way, and at all their
    strings."""
    for item in items:
        params = dict(item.callspec.params) if hasattr(item, "callspec") else {}
        place, look = params.get("place"), params.get("look")
        if isinstance(place, Place) and look != _in_short(place):
            item.add_marker("full")


def _in_short(place: Place) -> str | None:
    if place.is_even:
        return "phone"
    return "none" if place.is_state else "desk"


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where homes are kept for all processes of this run (tests/web/stock.py)."""
    return base(tmp_path_factory) / "stock"


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[sites.Site]:
    """A served demo office with letters in every state; nobody reads them."""
    with sites.served(Path(tmp_path_factory.mktemp("archive")), sites.archive, stock) as site:
        yield site


@pytest.fixture(scope="session")
def bridges(tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[sites.Site]:
    """A served demo office with more letters than a page of the list holds."""
    with sites.served(Path(tmp_path_factory.mktemp("many")), many.archive, stock) as site:
        yield site


@pytest.fixture(scope="module")
def desk(browser: Browser, archive: sites.Site) -> Iterator[sites.Desk]:
    with sites.Desk(browser, archive) as desk:
        yield desk


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(tmp_path_factory.mktemp("web")) / "home"


@pytest.fixture(scope="session")
def house(home: Path) -> Iterator[House]:
    """The demo office with a scan, a digital letter, and a broken file, all of the secretariat."""
    house = open_house(load({"LONTAR_HOME": str(home)}, home.parent))
    demo.found(house.store)
    texts = {"scan.png": files.scan(), "surat.pdf": files.pdf(), "rusak.pdf": files.pdf()[:300]}
    for name, content in texts.items():
        arrive(
            house, files.written(home, name, content), name, installation("tests"), unit="setda", direction="incoming"
        )
    settle(house, 1)
    yield house
    house.close()


@pytest.fixture(scope="session")
def letters(house: House) -> dict[str, str]:
    """Ids by the name of the first file."""
    return {row["files"][0]["name"]: row["_id"] for row in house.store.every(Letter)}


class Compiled(BytecodeCache):
    """Templates compiled once in a process, not once for each app."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.held:
            bucket.bytecode_from_string(self.held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.held[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()
APPS: WeakValueDictionary[int, Flask] = WeakValueDictionary()
LATEST: deque[Flask] = deque(maxlen=4)
"""Held, so that the app of a house outlives the test; those of houses that are gone are let go."""


def app_of(house: House) -> Flask:
    """The app of a house: made once, for that takes longer than most of its pages."""
    app = APPS.get(id(house))
    if app is None:
        APPS[id(house)] = app = create_app(house, testing=True)
        app.jinja_env.bytecode_cache = COMPILED
        LATEST.append(app)
    return app


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def form(client: FlaskClient, address: str) -> dict[str, str]:
    """The hidden fields of the forms of a page."""
    page = client.get(address).text
    once = re.search(r'name="once" value="([^"]+)"', page)
    return {"csrf_token": token(page)} | ({"once": once[1]} if once else {})


@pytest.fixture
def sign_in(house: House) -> SignIn:
    """A client signed in as a sample person, by the first part of the login; "" stays outside."""
    app = app_of(house)

    def client_of(person: str) -> FlaskClient:
        client = app.test_client()
        client.set_cookie("language", "en")
        if person:
            page = client.get("/sign-in").text
            ids = re.findall(r'name="person" value="([^"]+)".*?</svg> ([^<]+)</button>', page, re.DOTALL)
            id = next(one for one, name in ids if name.strip() == demo.PEOPLE[person][0])
            answer = client.post("/sign-in/demo", data={"csrf_token": token(page), "person": id})
            assert answer.status_code == 302
        return client

    return client_of


def signed_in(house: House, name: str) -> FlaskClient:
    """A client of any demo house, signed in as a sample person by the first part of the login."""
    client = app_of(house).test_client()
    client.set_cookie("language", "en")
    (row,) = house.store.find(Person, {"login": f"{name}@sukamaju.example"}, limit=1)
    client.post("/sign-in/demo", data={"csrf_token": token(client.get("/sign-in").text), "person": row["_id"]})
    return client
