"""Pages of work on many letters where everything is long, many, or at its end: nothing runs out of the screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import checks, crowded
from tests.web.places import Place
from tests.web.sites import LOOKS, Desk, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = Path(tmp_path_factory.mktemp("crowded"))
    with served(folder, crowded.archive) as site, Desk(browser, site) as desk:
        yield desk


@pytest.mark.parametrize("place", crowded.CROWDED, ids=[one.name for one in crowded.CROWDED])
def test_a_page_holds_on_a_phone(desk: Desk, place: Place) -> None:
    page, said = desk.show(place, LOOKS["phone"])
    assert checks.faults(page, [checks.fits, checks.holds_the_policy]) == []
    assert said == []
