"""The pages on which people correct what was read, each looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import doubtful
from tests.web.holding import Holds
from tests.web.places import REVIEW
from tests.web.sites import LOOKS, Desk, Site, context_of, served
from tests.web.weight import MOST, MOST_OF_AN_IMAGE, MOST_SECONDS, visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("doubtful")), doubtful.archive) as site:
        yield site


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Iterator[Desk]:
    with Desk(browser, site) as desk:
        yield desk


class TestReview(Holds):
    places = REVIEW


@pytest.mark.parametrize("look", LOOKS)
def test_a_first_visit_is_light_and_brings_one_picture_of_the_page(browser: Browser, site: Site, look: str) -> None:
    page = context_of(browser, site, LOOKS[look], "arsiparis").new_page()
    found = visit(page, f"{site.address}/review/{site.ids['doubtful']}/1")
    assert found.bytes <= MOST, found
    assert len(found.images) == 1, "lines are cut from the picture that is there"
    assert found.images[0] <= MOST_OF_AN_IMAGE, found
    assert found.seconds <= MOST_SECONDS, found
    page.context.close()
