"""Letters chosen in the list by hand and by keys, and a job followed, in a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.lontar.jobbing import followed
from tests.web import many
from tests.web.checks import check_page, listen
from tests.web.search_browsing import press
from tests.web.sites import BOTH_SIZES, DESK, SIZES, Site, opened, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[Site]:
    """Of its own: jobs change its letters."""
    with served(Path(tmp_path_factory.mktemp("jobs")), many.archive, stock) as site:
        yield site


@pytest.fixture(params=BOTH_SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    page = opened(browser, site, SIZES[request.param])
    said = listen(page)
    yield page
    assert said == []
    page.context.close()


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    page = opened(browser, site, DESK)
    yield page
    page.context.close()


def chosen(page: Page) -> list[int]:
    """Places of the letters chosen, from 0."""
    boxes = page.locator(".hits .pick input")
    return [at for at in range(boxes.count()) if boxes.nth(at).is_checked()]


def test_letters_are_chosen_one_by_one_by_range_and_by_page(page: Page) -> None:
    page.goto("/?q=jembatan&sort=oldest")
    boxes, bar = page.locator(".hits .pick input"), page.locator("#select")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    assert chosen(page) == [1, 2, 3, 4]
    expect(bar.locator("[data-count]")).to_have_text("4 chosen")
    expect(bar).to_be_in_viewport()  # as soon as something is chosen
    check_page(page, "select-some")
    boxes.nth(2).click()
    boxes.nth(3).click(modifiers=["Shift"])
    assert chosen(page) == [1, 4]
    whole = bar.get_by_label("The whole page")
    assert whole.evaluate("one => one.indeterminate")
    whole.check()
    assert len(chosen(page)) == 20
    whole.uncheck()
    assert chosen(page) == []
    expect(bar.locator("[data-count]")).to_have_text("")


def test_letters_are_chosen_by_keys(desk: Page) -> None:
    desk.goto("/?q=jembatan&sort=oldest")
    press(desk, "j", "x", "j", "j", "X")
    assert chosen(desk) == [0, 1, 2]
    press(desk, "k", "x")
    assert chosen(desk) == [0, 2]
    press(desk, "a")
    expect(desk.locator("h1")).to_have_text("What to do to 2 letters?")
    desk.get_by_role("link", name="Back to the list").click()
    assert desk.url.endswith("/?q=jembatan&sort=oldest")


def test_with_nothing_chosen_the_first_box_has_the_focus(desk: Page) -> None:
    desk.goto("/?q=jembatan")
    desk.get_by_role("button", name="Do something to the chosen").click()
    expect(desk.locator(".hits .pick input").first).to_be_focused()


def test_a_job_is_followed_to_its_end_and_undone(page: Page, site: Site) -> None:
    tag = f"lebar {page.viewport_size['width'] if page.viewport_size else 0}"
    page.goto("/?q=jembatan")
    page.get_by_role("button", name="Do something to all: 45 letters").click()
    page.locator("#act-tag summary").click()
    page.get_by_label("Tag").first.fill(tag)
    page.locator("#act-tag button").click()
    expect(page.locator(".job-state")).to_contain_text("45 letters would be changed")
    page.get_by_role("button", name="Do it to 45 letters").click()
    expect(page.locator(".job-state")).to_contain_text("Under way")
    followed(site.house)
    expect(page.locator(".job-state")).to_contain_text("45 letters done")  # by itself
    expect(page.locator("[data-status]")).to_contain_text("Done")
    check_page(page, "job-done")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Do it to 45 letters").click()
    followed(site.house)
    expect(page.locator(".job-state")).to_contain_text("45 letters done")
    page.goto(f"/tags?begin={tag}")
    expect(page.locator("main")).to_contain_text("No tag begins so.")


def test_known_tags_are_offered_behind_the_last_comma(desk: Page) -> None:
    desk.goto("/?q=jembatan")
    desk.locator(".hits .title").first.click()
    desk.locator("#tags").press_sequentially(f"lama, {many.TAGGED[:3]}")
    expect(desk.locator("#known-tags option")).to_have_attribute("value", f"lama, {many.TAGGED}")
