"""The pages of a home that is not set up yet, each looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web.holding import Holds
from tests.web.places import NEW
from tests.web.sites import Desk, empty, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with served(Path(tmp_path_factory.mktemp("new")), empty) as site, Desk(browser, site) as desk:
        yield desk


class TestNew(Holds):
    places = NEW
