"""The states of the search page and of saved searches, each looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import many
from tests.web.holding import Holds
from tests.web.places import SAVED, SEARCH
from tests.web.sites import Desk, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[Desk]:
    """Of a site of its own: searches are saved in it."""
    folder = Path(tmp_path_factory.mktemp("searching"))
    with served(folder, many.archive, stock) as site, Desk(browser, site) as desk:
        yield desk


class TestSearch(Holds):
    """Each state of the page is held to what every page holds to."""

    places = SEARCH + SAVED
