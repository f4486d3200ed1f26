"""Inbox, disposition and answers in a real browser: on a phone in three taps, by keys, without a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from schemas.assignment import Assignment
from schemas.disposition import Disposition
from tests.web import routed
from tests.web.checks import listen
from tests.web.routed import ANALYST, of
from tests.web.sites import DESK, PHONE, Site, opened, served

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path, stock: Path) -> Iterator[Site]:
    with served(tmp_path, routed.archive, stock) as site:
        yield site


class Taps:
    """What a thumb does, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def on(self, selector: str) -> None:
        """Only what is in sight can be tapped, and only where the thumb finds it."""
        found = self.page.locator(selector).first
        box = found.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE[1], f"{selector} is below the screen"
        assert box["height"] >= 43.5 or found.evaluate("one => one.closest('.one').offsetHeight") >= 44
        found.tap()
        self.count += 1


def test_from_the_inbox_to_sent_in_three_taps_and_taken_back(browser: Browser, site: Site) -> None:
    page = opened(browser, site, PHONE, who="kadis", has_touch=True)
    said = listen(page)
    page.goto("/inbox")
    taps = Taps(page)
    taps.on(f"li:has([href*='{site.ids['waiting']}']) .act-main")
    expect(page.locator("[name=instruction]:checked")).to_have_count(1)
    expect(page.locator("[name=due]:checked")).to_have_count(1)
    taps.on(f".one:has([value='{ANALYST}']) strong")
    taps.on("[data-send]")
    expect(page.get_by_text("Sent to Analis Jembatan.")).to_be_visible()
    assert taps.count == 3
    assert page.url.endswith(f"/inbox?sent={of(site.house, site.ids['entry_waiting']).disposition}")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back")).to_be_visible()
    assert of(site.house, site.ids["entry_waiting"]).state == "withdrawn"
    assert said == []
    page.context.close()


def test_a_double_tap_sends_once(browser: Browser, site: Site) -> None:
    page = opened(browser, site, PHONE, who="kadis", has_touch=True)
    before = len(list(site.house.store.every(Disposition)))
    page.goto(f"/letters/{site.ids['waiting']}/disposition?from=inbox")
    page.locator(f"[value='{ANALYST}']").check()
    page.locator("[data-send]").dblclick(no_wait_after=True)
    expect(page.get_by_text("Sent to Analis Jembatan.")).to_be_visible()
    assert len(list(site.house.store.every(Disposition))) == before + 1
    page.context.close()


def test_the_inbox_by_keys(browser: Browser, site: Site) -> None:
    page = opened(browser, site, DESK, who="staf")
    page.goto("/inbox")
    titles = page.locator(".inbox .title")
    page.keyboard.press("j")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("k")
    with page.expect_navigation():
        page.keyboard.press("r")
    rows = site.house.store.find(Assignment, {"position": ANALYST, "standing": "own"}, sort=[("since", 1)], limit=10)
    assert [row["state"] for row in rows] == ["read", "unread"]
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("s")
    assert page.url.endswith("?tab=fields#handling")
    page.go_back()
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"/letters/{site.ids['late']}")
    page.context.close()
    head = opened(browser, site, DESK, who="kadis")
    head.goto("/inbox")
    head.keyboard.press("j")
    head.keyboard.press("x")
    head.keyboard.press("j")
    head.keyboard.press("x")
    expect(head.locator("[data-count]")).to_have_text("2 chosen")
    head.get_by_role("button", name="Hand the chosen on together").click()
    expect(head.locator("#act-dispose summary")).to_be_visible()
    head.goto("/inbox")
    head.keyboard.press("j")
    with head.expect_navigation():
        head.keyboard.press("d")
    assert "/disposition?" in head.url
    head.context.close()


def test_without_a_script_a_letter_is_handed_on_and_answered(browser: Browser, site: Site) -> None:
    page = opened(browser, site, PHONE, who="kadis", java_script_enabled=False)
    page.goto("/inbox")
    page.locator(f"li:has([href*='{site.ids['waiting']}']) .act-main").click()
    page.locator("#find").fill("analis")
    page.get_by_role("button", name="Look for it").click()
    page.locator(f"[value='{ANALYST}']").check()
    page.locator("#note").fill("Mohon ditelaah.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Sent to Analis Jembatan.")).to_be_visible()
    page.context.close()
    staff = opened(browser, site, PHONE, who="staf", java_script_enabled=False)
    staff.goto(f"/letters/{site.ids['waiting']}?tab=fields")
    staff.locator(".mine summary", has_text="Done").click()
    staff.locator("[name=said]").first.fill("Sudah ditelaah.")
    staff.get_by_role("button", name="It is done").click()
    expect(staff.get_by_text("closed: done")).to_be_visible()
    assert of(site.house, site.ids["entry_waiting"]).follow_up == "Sudah ditelaah."
    staff.context.close()


def test_a_wrong_form_says_what_to_do_and_loses_nothing(browser: Browser, site: Site) -> None:
    page = opened(browser, site, PHONE, who="kadis")
    page.goto(f"/letters/{site.ids['waiting']}/disposition")
    page.locator("#note").fill("Mohon ditelaah.")
    page.get_by_role("button", name="Send").click()
    assert page.title().startswith("Error: ")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#recipients")).to_be_focused()
    assert page.input_value("#note") == "Mohon ditelaah."
    page.context.close()
