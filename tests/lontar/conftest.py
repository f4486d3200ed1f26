"""A home of its own for each test, and files made on the spot."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import Reader, installation
from tests.search.elastic import cleared
from tests.store.mongo_stores import database

SERVED = pytest.param(True, id="served", marks=pytest.mark.servers)
SELDOM = pytest.param(True, id="served", marks=[pytest.mark.servers, pytest.mark.full])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """On both pairs of engines; on the servers in the long form alone where the mark says "full": a database of its own
    takes seconds, and the store's contract holds what rests on it."""
    if mark := metafunc.definition.get_closest_marker("everywhere"):
        served = SELDOM if "full" in mark.args else SERVED
        metafunc.parametrize("engines", [pytest.param(False, id="embedded"), served], indirect=True)


@pytest.fixture
def engines(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The settings of a house that choose its engines: the embedded ones, unless a test is marked "everywhere"."""
    with ExitStack() as stack:
        found: dict[str, str] = {}
        if getattr(request, "param", False):
            elasticsearch = request.getfixturevalue("elasticsearch_url")
            index = stack.enter_context(cleared(elasticsearch))
            store = stack.enter_context(database(request.getfixturevalue("mongodb_url"), index))
            found = {"LONTAR_STORE": store, "LONTAR_ORIGINALS": "gridfs:", "LONTAR_INDEX": f"{elasticsearch}/{index}"}
        yield found


@pytest.fixture
def house(tmp_path: Path, engines: dict[str, str]) -> Iterator[House]:
    home = {"LONTAR_HOME": str(tmp_path / "home"), "LONTAR_RETRY_SECONDS": "0"}
    house = open_house(load(home | engines, tmp_path))
    yield house
    house.close()


@pytest.fixture
def console() -> Reader:
    return installation("operator")
