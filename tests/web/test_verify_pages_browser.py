"""The public pages that verify, each looked at; and what a first visit costs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web import verifying
from tests.web.holding import Holds
from tests.web.places import VERIFYING
from tests.web.sites import LOOKS, Desk, Site, context_of, served
from tests.web.weight import MOST_SECONDS, visit

pytestmark = pytest.mark.browser
MOST = 40_000
"""Bytes of a page for a phone on a poor line, all that belongs to it included."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("verifying")), verifying.archive, stock) as site:
        yield site


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Iterator[Desk]:
    with Desk(browser, site) as desk:
        yield desk


class TestVerifying(Holds):
    places = VERIFYING


@pytest.mark.parametrize("address", ["/verify", "/verify/token-stands"])
def test_a_first_visit_is_light(browser: Browser, site: Site, address: str) -> None:
    page = context_of(browser, site, LOOKS["phone"], "").new_page()
    found = visit(page, f"{site.address}{address}")
    assert (found.bytes <= MOST, found.images, found.seconds <= MOST_SECONDS) == (True, [], True), found
    page.context.close()


def test_a_file_is_verified_without_javascript(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="en")
    page = context.new_page()
    page.goto(f"{site.address}/verify")
    verifying.drop_foreign(page)
    assert page.locator("h1").inner_text() == "?Whether it is genuine cannot be said yet"
    assert page.locator("h2").first.inner_text() == "Signed by Sri Contoh"
    context.close()
