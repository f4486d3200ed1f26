"""The ledger and the dashboard, each state looked at; every number is the length of the list that it opens."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web import ledgered
from tests.web.holding import Holds
from tests.web.places import LEDGER
from tests.web.sites import LOOKS, Desk, served
from tests.web.weight import MOST, visit

pytestmark = pytest.mark.browser
NUMBER = re.compile(r"\d+")


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[Desk]:
    folder = Path(tmp_path_factory.mktemp("ledger"))
    with served(folder, ledgered.archive, stock) as site, Desk(browser, site) as desk:
        yield desk


class TestLedger(Holds):
    places = LEDGER


def rows(page: Page) -> int:
    """The lines of the list, over all its pages."""
    count = 0
    while True:
        count += page.locator(".lines tbody tr").count()
        following = page.locator("[rel=next]")
        if not following.count():
            return count
        following.click()


@pytest.mark.parametrize("who", ["kadis", "sekda", "staf"])
def test_every_number_is_the_length_of_its_list(desk: Desk, who: str) -> None:
    page, _ = desk.page(who, LOOKS["phone"])
    page.goto("/dashboard")
    page.eval_on_selector_all("details", "some => some.forEach((one) => { one.open = true; })")
    links = page.locator(".numbers a, .plot td a")
    found = [(one.inner_text(), one.get_attribute("href") or "") for one in links.all()]
    assert len(found) >= 8
    for said, address in found:
        page.goto(address)
        match = NUMBER.search(said)
        assert match is not None
        assert rows(page) == int(match[0]), (said, address)


def test_lines_are_given_away_by_keys_and_given_back(desk: Desk) -> None:
    page, _ = desk.page("kadis", LOOKS["desk"])
    page.goto("/ledger?position=ANALIS")
    before = page.locator(".lines tbody tr").count()
    page.locator(".pick input").first.focus()
    page.keyboard.press("Space")
    page.locator(".bulk [formaction]").focus()
    page.keyboard.press("Enter")
    page.locator("#to").select_option("staf")
    page.locator("main .btn-primary").click()
    expect(page.locator(".lines tbody tr")).to_have_count(before - 1)
    page.locator(".undo button").click()
    expect(page.locator(".lines tbody tr")).to_have_count(before)


@pytest.mark.parametrize("address", ["/ledger", "/dashboard"])
def test_a_first_visit_is_light(desk: Desk, address: str) -> None:
    page, _ = desk.page("sekda", LOOKS["phone"])
    assert visit(page, address).bytes <= MOST


def test_it_works_without_javascript(desk: Desk, browser: Browser) -> None:
    page, _ = desk.page("kadis", LOOKS["phone"])
    state = page.context.storage_state()
    with browser.new_context(java_script_enabled=False, storage_state=state, base_url=desk.site.address) as context:
        bare = context.new_page()
        bare.goto("/ledger")
        bare.locator(".pick input").first.check()
        bare.locator(".bulk button").first.click()
        expect(bare.locator(".alert-success")).to_have_count(1)
        bare.goto("/dashboard")
        bare.locator(".numbers a").first.click()
        expect(bare.locator(".lines tbody tr").first).to_be_visible()
