"""The search in a browser: the archivist's pages, with and without JavaScript, and what tests of them share."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.checks import listen
from tests.web.sites import BOTH_SIZES, SIZES, Look, Site, context_of


def opened(browser: Browser, site: Site, size: str, **more: Any) -> BrowserContext:
    """The archivist's, in English."""
    return context_of(browser, site, Look(*SIZES[size], "light", "en"), "arsiparis", **more)


@pytest.fixture(params=BOTH_SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, bridges: Site) -> Iterator[Page]:
    """A page of the archivist, at both sizes; nothing may be said on the console."""
    context = opened(browser, bridges, request.param)
    page = context.new_page()
    said = listen(page)
    yield page
    assert said == []
    context.close()


@pytest.fixture
def desk(browser: Browser, bridges: Site) -> Iterator[Page]:
    context = opened(browser, bridges, "desk")
    yield context.new_page()
    context.close()


@pytest.fixture(params=BOTH_SIZES)
def bare(request: pytest.FixtureRequest, browser: Browser, bridges: Site) -> Iterator[Page]:
    """The same without JavaScript."""
    context = opened(browser, bridges, request.param, java_script_enabled=False)
    yield context.new_page()
    context.close()


def titles(page: Page) -> list[str]:
    return page.locator(".hits .title").all_inner_texts()


def press(page: Page, *keys: str) -> None:
    """Keys act as soon as the page shows the button that lists them."""
    expect(page.locator(".keys-help")).to_be_visible()
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText"))
