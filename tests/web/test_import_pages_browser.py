"""The pages of tables brought in, each looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import tabled
from tests.web.holding import Holds
from tests.web.places import IMPORTS
from tests.web.sites import Desk, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[Desk]:
    folder = Path(tmp_path_factory.mktemp("tabled"))
    with served(folder, tabled.archive, stock) as site, Desk(browser, site) as desk:
        yield desk


class TestImports(Holds):
    places = IMPORTS
