"""The small office with an address of its own, so that its letters carry a stamp."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.settings import load
from lontar.wiring import House, open_house
from tests.lontar.routing.offices import founded
from tests.lontar.signing.signing import SITE


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home"), "LONTAR_PUBLIC_URL": SITE}, tmp_path))
    founded(house)
    yield house
    house.close()
