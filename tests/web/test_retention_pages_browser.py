"""The pages of retention, each looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import retained
from tests.web.holding import Holds
from tests.web.places import RETENTION
from tests.web.sites import Desk, Site, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("retention")), retained.archive, stock) as site:
        yield site


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Iterator[Desk]:
    with Desk(browser, site) as desk:
        yield desk


class TestRetention(Holds):
    places = RETENTION
