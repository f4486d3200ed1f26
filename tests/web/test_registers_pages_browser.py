"""The pages of the registers, each looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import registering
from tests.web.holding import Holds
from tests.web.places import REGISTERS
from tests.web.sites import LOOKS, Desk, Site, context_of, served
from tests.web.weight import MOST, MOST_OF_AN_IMAGE, MOST_SECONDS, visit

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


@pytest.mark.parametrize("look", LOOKS)
def test_a_first_visit_to_the_screen_of_the_clerk_is_light(browser: Browser, site: Site, look: str) -> None:
    page = context_of(browser, site, LOOKS[look], "agendaris").new_page()
    found = visit(page, f"{site.address}/letters/{site.ids['plain']}/register")
    assert found.bytes <= MOST, found
    assert max(found.images) <= MOST_OF_AN_IMAGE, found
    assert found.seconds <= MOST_SECONDS, found
    page.context.close()
