"""A home of its own for each test, and files made on the spot."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import Reader, installation


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home"), "LONTAR_RETRY_SECONDS": "0"}, tmp_path))
    yield house
    house.close()


@pytest.fixture
def console() -> Reader:
    return installation("operator")
