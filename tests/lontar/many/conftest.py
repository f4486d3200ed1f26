"""Letters that things are done to, and whose they are."""

import pytest

from lontar.wiring import House
from office import demo
from office.access import Reader
from tests.lontar.bare import bare, person


@pytest.fixture
def ids(house: House) -> list[str]:
    demo.found(house.store)
    return bare(house, 3)


@pytest.fixture
def ani(house: House, ids: list[str]) -> Reader:
    """The archivist of the secretariat, whose letters they are."""
    return person(house, "arsiparis")
