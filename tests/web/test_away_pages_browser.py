"""What people see while the search server is away: the pages hold to what every page holds to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.search.pretending import nobody
from tests.web.holding import Holds
from tests.web.places import AWAY
from tests.web.sites import Desk, founded, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Of an office whose index is on a server that is not there."""
    folder = Path(tmp_path_factory.mktemp("away"))
    (folder / "home").mkdir()
    (folder / "home" / "lontar.toml").write_text(f'index = "{nobody()}/surat"\n')
    with served(folder, founded) as site, Desk(browser, site) as desk:
        yield desk


class TestAway(Holds):
    places = AWAY
