"""The pages of the registers, each looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import registering
from tests.web.holding import Holds
from tests.web.places import REGISTERS
from tests.web.sites import Desk, Site, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("registers")), registering.archive, stock) as site:
        yield site


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Iterator[Desk]:
    with Desk(browser, site) as desk:
        yield desk


class TestRegisters(Holds):
    places = REGISTERS
