"""A first visit on a poor line: bytes and round trips, never seconds of this machine."""

import pytest
from playwright.sync_api import Browser, Page

from tests.web.places import ARCHIVE, OPEN, Place
from tests.web.sites import LOOKS, Site, context_of
from tests.web.weight import ASKED, MOST, MOST_OF_AN_IMAGE, MOST_SECONDS, VISITS, visit

pytestmark = pytest.mark.browser
CACHED = 300  # bytes that Chromium says of what it had in its memory
PLACES = [one for one in OPEN + ARCHIVE if one.name in VISITS]


@pytest.fixture(scope="module")
def pages(browser: Browser, archive: Site) -> dict[str, Page]:
    return {who: context_of(browser, archive, LOOKS["phone"], who).new_page() for who in {one.who for one in PLACES}}


@pytest.mark.parametrize("visited", PLACES, ids=[one.name for one in PLACES])
def test_a_first_visit_is_light(pages: dict[str, Page], archive: Site, visited: Place) -> None:
    found = visit(pages[visited.who], archive.at(visited))
    assert found.bytes <= MOST, found
    assert all(one <= MOST_OF_AN_IMAGE for one in found.images), found
    assert found.seconds <= MOST_SECONDS, found


def test_the_second_page_brings_only_itself(browser: Browser, archive: Site) -> None:
    """Styles, scripts and icons are kept for ever."""
    page = context_of(browser, archive, LOOKS["phone"], "arsiparis").new_page()
    page.goto("/account")
    page.goto("/account/password")
    fresh = [one["name"] for one in page.evaluate(ASKED) if one["bytes"] > CACHED]
    assert fresh == [page.url]
