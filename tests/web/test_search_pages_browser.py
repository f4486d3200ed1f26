"""The search page in each of its states, over an archive of many letters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from lontar.wiring import House
from office import demo
from tests.web import many
from tests.web.holding import Holds
from tests.web.places import SEARCH
from tests.web.sites import Desk, served

pytestmark = pytest.mark.browser


def filled(house: House) -> dict[str, str]:
    demo.found(house.store)
    many.fill(house, house.settings.home)
    return {}


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with served(Path(tmp_path_factory.mktemp("searching")), filled) as site:
        yield Desk(browser, site)


class TestSearch(Holds):
    places = SEARCH
