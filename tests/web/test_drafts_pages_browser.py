"""The pages of drafts, each looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import drafting
from tests.web.holding import Holds
from tests.web.places import DRAFTS
from tests.web.sites import Desk, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[Desk]:
    folder = Path(tmp_path_factory.mktemp("drafting"))
    with served(folder, drafting.archive, stock) as site, Desk(browser, site) as desk:
        yield desk


class TestDrafts(Holds):
    places = DRAFTS
