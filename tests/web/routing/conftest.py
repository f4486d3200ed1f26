"""An office that hands letters on, made once in a run; each test has its own copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.settings import load
from lontar.wiring import House, open_house
from tests.web import routed
from tests.web.stock import stocked


@pytest.fixture
def ids(tmp_path: Path, stock: Path) -> dict[str, str]:
    return stocked(stock, tmp_path, routed.archive)


@pytest.fixture
def home(tmp_path: Path, ids: dict[str, str]) -> Iterator[House]:
    house = open_house(load({"LONTAR_HOME": str(tmp_path / "home")}, tmp_path))
    yield house
    house.close()
