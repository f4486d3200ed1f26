"""Around the words of a page under review: without a network, two people at one page, from page to page, on a phone,
without JavaScript, turned and read again."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from lontar.settle import settle
from schemas.page import Page as Stored
from tests.web.checks import check_page, listen
from tests.web.correcting import (
    FINISH,
    at_hand,
    events,
    kept,
    page,
    press,
    sent,
    show,
    site,
    text,
    type_word,
)
from tests.web.doubtful import Kept
from tests.web.sites import PHONE, Site, opened, sign_in

__all__ = ["kept", "page", "site"]
pytestmark = pytest.mark.browser


def test_what_was_typed_without_a_line_is_sent_later_and_once(page: Page, site: Site, kept: Kept) -> None:
    show(page, kept)
    page.context.set_offline(True)
    for _, printed in kept.doubtful[:3]:
        type_word(page, printed)
    expect(page.locator("[data-unsent]")).to_contain_text("3 corrections not sent yet")
    check_page(page, "review-unsent")
    assert events(site, kept) == []
    page.context.set_offline(False)
    sent(page)
    expect(page.locator("[data-unsent]")).to_be_hidden()
    assert len(events(site, kept)) == 3
    page.reload()
    page.locator("#review.live").wait_for()
    sent(page)
    assert len(events(site, kept)) == 3


def test_what_was_typed_without_a_line_outlives_the_page(browser: Browser, site: Site, kept: Kept) -> None:
    page = opened(browser, site)
    show(page, kept)
    page.context.set_offline(True)
    _, printed = kept.doubtful[0]
    type_word(page, printed)
    expect(page.locator("[data-unsent]")).to_contain_text("1 correction not sent yet")
    page.close()
    page.context.set_offline(False)
    page = page.context.new_page()
    show(page, kept, 2)
    sent(page)
    assert printed in text(site, kept).split()
    assert len(events(site, kept)) == 1
    page.context.close()


FOCUS = "dispatchEvent(new Event('focus'))"
"""Somebody looks at the page again: it tries at once."""


def leave(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")


def test_what_one_person_typed_is_not_sent_by_who_signs_in_after_them(browser: Browser, site: Site, kept: Kept) -> None:
    """Nor by the page that is still open, in which they typed it."""
    page = opened(browser, site)
    show(page, kept)
    page.route("**/corrections", lambda route: route.abort())
    type_word(page, "PERTAMA")
    expect(page.locator("[data-unsent]")).to_contain_text("1 correction not sent yet")
    other = page.context.new_page()
    leave(other)
    sign_in(other, "Agendaris")
    page.unroute("**/corrections")
    for _ in range(2):  # what it holds is refused, then it looks whether somebody signed in again
        with page.expect_response("**/corrections") as refused:
            page.evaluate(FOCUS)
        assert not refused.value.ok
    show(other, kept)
    press(other, "Tab")
    type_word(other, "KEDUA")
    expect(other.locator("[data-saved]")).to_have_text("Saved.")
    assert len(events(site, kept)) == 1
    assert "PERTAMA" not in text(site, kept)
    leave(other)
    sign_in(other, "Arsiparis")
    page.evaluate(FOCUS)
    sent(page)
    assert len({one["by"] for one in events(site, kept)}) == 2, "each in their own name"
    assert "PERTAMA" in text(site, kept)
    page.context.close()


def test_two_people_at_one_page_see_both_words(browser: Browser, site: Site, kept: Kept) -> None:
    one, other = opened(browser, site), opened(browser, site, who="agendaris")
    for desk in (one, other):
        listen(desk)
        show(desk, kept)
    read = at_hand(one)
    type_word(one, "PERTAMA")
    sent(one)
    assert at_hand(other) == read
    type_word(other, "KEDUA")
    refused = other.get_by_role("alert").filter(has_text="PERTAMA")
    expect(refused).to_contain_text("KEDUA")
    expect(refused).to_contain_text("Arsiparis")
    check_page(other, "review-conflict")
    assert "PERTAMA" in text(site, kept)
    other.get_by_role("button", name="Mine is right").focus()
    press(other, "Enter")
    sent(other)
    assert "KEDUA" in text(site, kept)
    show(one, kept)
    expect(one.get_by_text("Agendaris is at this page")).to_be_visible()
    for desk in (one, other):
        desk.context.close()


def test_a_page_that_is_done_leads_to_the_next(page: Page, site: Site, kept: Kept) -> None:
    show(page, kept)
    page.keyboard.type("DIKETIK")
    press(page, "Control+Enter")
    page.wait_for_url(f"**/review/{kept.id}/2")
    page.locator("#review.live").wait_for()
    assert "DIKETIK" in text(site, kept), "what was typed last is kept"
    assert len(events(site, kept, "page.reviewed")) == 1
    press(page, "Control+Enter")
    page.wait_for_url("**/review")
    expect(page.locator("main")).to_contain_text("No page has to be looked at")


def test_alt_and_arrows_turn_the_pages(page: Page, kept: Kept) -> None:
    show(page, kept)
    press(page, "Alt+ArrowRight")
    page.wait_for_url(f"**/review/{kept.id}/2")
    page.locator("#review.live").wait_for()
    press(page, "Alt+ArrowLeft")
    page.wait_for_url(f"**/review/{kept.id}/1")


def test_a_letter_leads_to_the_sheet_of_the_page_shown(page: Page, kept: Kept) -> None:
    page.goto(f"/letters/{kept.id}?page=2")
    page.get_by_role("link", name="Correct", exact=True).last.click()
    page.wait_for_url(f"**/review/{kept.id}/2")


def test_on_a_phone_one_line_is_shown_over_one_word(browser: Browser, site: Site, kept: Kept) -> None:
    page = opened(browser, site, PHONE, has_touch=True)
    show(page, kept)
    expect(page.locator(".line:visible")).to_have_count(1)
    expect(page.locator(".line:visible .crop")).to_be_visible()
    expect(page.locator(".paper")).to_be_hidden()
    for read, printed in kept.doubtful[:2]:
        assert at_hand(page) == read
        page.keyboard.type(printed)
        page.get_by_role("button", name="Accept").tap()
    sent(page)
    assert len(events(site, kept)) == 2
    page.get_by_role("link", name="See the page").tap()
    expect(page.locator(".paper img")).to_be_in_viewport()
    page.context.close()


def test_without_javascript_lines_are_corrected_by_a_form(browser: Browser, site: Site, kept: Kept) -> None:
    page = opened(browser, site, PHONE, java_script_enabled=False)
    page.goto("/review")
    page.locator(".pages-to-review a").first.click()
    line = page.get_by_label("Line 5", exact=True)
    expect(line).to_have_value("Kepada Yth. Carnat Rawabcning")
    line.fill("Kepada Yth. Camat Rawabening")
    page.get_by_role("button", name="Save the lines").click()
    expect(page.locator("main")).to_contain_text("1 line was corrected.")
    expect(page.get_by_label("Line 5", exact=True)).to_have_value("Kepada Yth. Camat Rawabening")
    assert "Kepada Yth. Camat Rawabening" in text(site, kept)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Line 5", exact=True)).to_have_value("Kepada Yth. Carnat Rawabcning")
    page.locator(FINISH).click()
    expect(page).to_have_url(re.compile(f"/review/{kept.id}/2$"))
    page.context.close()


def test_a_page_is_turned_and_read_again_and_what_was_said_and_is_being_typed_stays(
    page: Page, site: Site, kept: Kept
) -> None:
    show(page, kept)
    type_word(page, "DIPERIKSA")
    sent(page)
    for turn in ("&r=180", ""):
        page.locator("summary", has_text="The page lies wrong").focus()
        press(page, "Enter")
        page.get_by_role("button", name="Upside down").focus()
        press(page, "Enter")
        expect(page.locator("main")).to_contain_text("The page was turned and is read again.")
        expect(page.locator(".paper img")).to_have_attribute("src", re.compile(rf"\?w=\d+{turn}$"))
        expect(page.locator(".word input[value='DIPERIKSA']")).to_have_count(1)
    expect(page.locator("[data-going]")).to_contain_text("Corrections stay")
    page.locator("#review.live").wait_for()
    page.evaluate("window.mine = true")
    page.locator(".word input[value='Rawabcning']").select_text()
    page.keyboard.type("Rawabe")
    settle(site.house, 1)
    expect(page.locator("[data-going]")).to_have_count(0)
    assert page.evaluate("window.mine") is True
    assert at_hand(page) == "Rawabe", "nothing that is being typed is lost"
    type_word(page, "ning")
    sent(page)
    assert "DINAS DIPERIKSA UMUM" in text(site, kept).split("\n")
    assert [line for line in text(site, kept).split("\n") if "Kepada" in line] == ["Kepada Yth. Camat Rawabening"]


def test_a_page_is_read_again_with_other_languages_and_more_care(page: Page, site: Site, kept: Kept) -> None:
    show(page, kept)
    page.locator("summary", has_text="The page lies wrong").click()
    page.get_by_label("Indonesian").uncheck()
    page.get_by_label("Dutch").uncheck()
    page.get_by_label("fast").check()
    page.get_by_role("button", name="Read it again").click()
    expect(page.locator("[data-going]")).to_contain_text("is being read again")
    row = site.house.store.get(Stored, Stored.key(kept.id, 1, 1)) or {}
    assert row["wanted"] == {"languages": "eng", "profile": "fast"}
