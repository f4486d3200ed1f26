"""A sheet under review in a real Chromium: the site with its letter, and what a person at the desk does and sees."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from lontar import facts
from lontar.settle import settle
from schemas.page import Page as Stored
from schemas.page import said
from store.changes import Changes
from tests.web import doubtful
from tests.web.checks import listen
from tests.web.doubtful import Kept
from tests.web.sites import Site, founded, opened, served

SENT = "() => Object.entries(localStorage).every(([key, kept]) => !key.startsWith('lontar.review') || kept === '[]')"
"""Nothing that somebody typed waits to be sent."""
FINISH = "#review-done button"
FIELDS = "(word) => [...document.querySelectorAll('.word input')]"
HERE_AND_THERE = ("(one) => one === document.activeElement", "(one) => one.value === word")
AT_HAND = "document.activeElement.value"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("review")), founded) as site:
        yield site


@pytest.fixture
def kept(site: Site, request: pytest.FixtureRequest) -> Iterator[Kept]:
    """A letter of two pages that was read with doubt; it is out of the queue when the test is over."""
    kept = doubtful.kept(site.house, f"{request.node.name}.tif", pages=2)
    settle(site.house, 1)
    yield kept
    for number in (1, 2):
        page = site.house.store.load(Stored, Stored.key(kept.id, 1, number))
        page.to_review = False
        site.house.store.commit(Changes.of(page))


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    page = opened(browser, site)
    said = listen(page)
    yield page
    assert page.evaluate("window.violations ?? []") == []
    assert [line for line in said if "409 (Conflict)" not in line and "ERR_INTERNET_DISCONNECTED" not in line] == []
    page.context.close()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def type_word(page: Page, text: str, key: str = "Enter") -> None:
    page.keyboard.type(text)
    page.keyboard.press(key)


def at_hand(page: Page) -> str:
    """The word that has the focus, as it stands in its field."""
    return str(page.evaluate(AT_HAND))


def show(page: Page, kept: Kept, number: int = 1) -> None:
    page.goto(f"/review/{kept.id}/{number}")
    page.locator("#review.live").wait_for()


def sent(page: Page) -> None:
    page.wait_for_function(SENT)


def text(site: Site, kept: Kept, number: int = 1) -> str:
    """The page as people have it."""
    return said(site.house.store.get(Stored, Stored.key(kept.id, 1, number)) or {})[0]


def events(site: Site, kept: Kept, verb: str = "page.corrected") -> list[dict[str, Any]]:
    return [one for one in facts.history(site.house, kept.id) if one["verb"] == verb]


def to_word(page: Page, word: str) -> None:
    """On or back to it, word by word, by the arrows at the ends of the fields."""
    at, to = (page.evaluate(f"{FIELDS}.findIndex({found})", word) for found in HERE_AND_THERE)
    for _ in range(abs(to - at)):
        press(page, *(("End", "ArrowRight") if to > at else ("Home", "ArrowLeft")))
    assert at_hand(page) == word
