"""The search page in a real Chromium: filters, the way to a letter and back, without JavaScript, on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.search_browsing import bare, desk, focused, page, press, titles

__all__ = ["bare", "desk", "page"]

pytestmark = pytest.mark.browser


def test_filters_are_chosen_applied_and_taken_away(page: Page) -> None:
    page.goto("/?q=jembatan")
    phone = page.locator(".open-filters").is_visible()
    if phone:
        expect(page.locator("#filters")).to_be_hidden()
        page.click(".open-filters")
    page.check("#filters input[value='1987']")
    page.click("#filters fieldset summary")  # the others
    page.check("#filters input[value='1980']")
    page.check("#filters input[value=incoming]")
    page.click("#filters .apply button")
    page.wait_for_url(re.compile("year=1980"))
    expect(page.locator("[role=status]")).to_have_text("5 letters")
    expect(page.locator(".chips li")).to_have_count(4)  # three, and all at once
    assert page.locator("#q").input_value() == "jembatan"
    if phone:
        expect(page.locator(".open-filters")).to_have_text("Filters (3)")
    page.get_by_role("link", name="Take away: Year: 1987").click()
    expect(page.locator("[role=status]")).to_have_text("3 letters")
    page.fill("#q", "jalan")
    page.press("#q", "Enter")
    page.wait_for_url(re.compile("q=jalan"))
    expect(page.locator(".chips li")).to_have_count(3)  # filters stay when the words change
    page.go_back()
    expect(page.locator("[role=status]")).to_have_text("3 letters")


def test_a_misspelt_word_leads_to_letters_with_a_word_near_it(page: Page) -> None:
    page.goto("/")
    page.fill("#q", "perbaikan jumbatun zzzzzz")
    page.press("#q", "Enter")
    page.wait_for_url(re.compile("jumbatun"))
    said = page.locator(".nearly")
    expect(said).to_contain_text("No letter has all these words. These have at least 2 of 3, the best first.")
    expect(said).to_contain_text("Shown with “jembatan” for “jumbatun”. Without: zzzzzz.")
    first = page.locator(".hits li").first
    expect(first.locator("mark", has_text="jembatan").first).to_be_visible()
    expect(first).to_contain_text("Without: zzzzzz")
    expect(page.locator("#select")).to_be_visible()
    expect(page.get_by_role("button", name="Do something to all")).to_have_count(0)
    page.locator(".hits .title").first.click()
    expect(page.get_by_text(re.compile("Hit 1 of"))).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Search for exactly").click()
    expect(page.locator("#results [role=status]")).to_have_text("0 letters")
    expect(page.locator("#q")).to_have_value("perbaikan AND jumbatun AND zzzzzz")


def test_the_bars_of_the_years_narrow_the_list(desk: Page) -> None:
    desk.goto("/?q=jembatan")
    desk.locator(".years a").nth(1).click()
    expect(desk.locator("[role=status]")).to_have_text("5 letters")
    assert "year=1980" in desk.url
    expect(desk.locator(".years .chosen")).to_have_count(1)


def test_back_from_a_letter_restores_filters_page_and_scroll(page: Page) -> None:
    page.goto("/?q=jembatan&sort=newest&direction=incoming&direction=outgoing")
    page.click("[rel=next]")
    page.wait_for_url("**after=*")
    there, link = page.url, page.locator(".hits .title").nth(12)
    link.scroll_into_view_if_needed()
    name, scrolled = link.inner_text(), page.evaluate("scrollY")
    assert scrolled > 100
    link.click()
    page.wait_for_selector(".steps")
    expect(page.locator(".steps span")).to_have_text("33 of 45")
    page.go_back()
    assert page.url == there
    page.wait_for_function(f"Math.abs(scrollY - {scrolled}) < 3")
    page.go_forward()
    page.click(".steps [data-key=u]")  # the link in place of the browser's button
    page.wait_for_url(re.compile("#hit-"))
    assert page.url.partition("#")[0] == there
    expect(page.locator(".hits .title").nth(12)).to_have_text(name)
    expect(page.locator(".hits li:target .title")).to_have_text(name)
    expect(page.locator(".hits li:target")).to_be_in_viewport()
    press(page, "j")
    assert focused(page) == name


def test_next_and_previous_follow_the_list_over_the_border_of_a_page(page: Page) -> None:
    for sort in ("relevance", "newest"):
        page.goto(f"/?q=jembatan&sort={sort}")
        whole = titles(page)
        page.click("[rel=next]")
        expect(page.locator("[role=status]")).to_have_text("21–40 of 45 letters")
        whole += titles(page)
        page.go_back()
        page.locator(".hits .title").nth(18).click()
        for number in (18, 19, 20, 21):
            expect(page.locator("h1")).to_have_text(whole[number])
            expect(page.locator(".steps span")).to_have_text(f"{number + 1} of 45")
            if number % 2:
                page.click(".steps [rel=next]")
            else:
                press(page, "j")
        expect(page.locator("h1")).to_have_text(whole[22])
        press(page, "k")
        expect(page.locator("h1")).to_have_text(whole[21])
        press(page, "u")
        expect(page.locator("[role=status]")).to_have_text("21–40 of 45 letters")
        expect(page.locator(".hits li:target .title")).to_have_text(whole[21])


def test_a_search_under_way_keeps_the_list_and_says_so(desk: Page) -> None:
    desk.goto("/?q=jembatan")
    desk.evaluate("document.querySelector('#search').addEventListener('submit', (event) => event.preventDefault())")
    desk.press("#q", "Enter")
    expect(desk.locator("[role=status]")).to_have_text("Searching …")
    expect(desk.locator("#results")).to_have_attribute("aria-busy", "true")
    expect(desk.locator(".hits li")).to_have_count(20)


def test_all_of_it_without_javascript(bare: Page) -> None:
    bare.goto("/")
    bare.fill("#q", "jembatan")
    bare.click("form.search button")
    expect(bare.locator("[role=status]")).to_have_text("1–20 of 45 letters")
    expect(bare.locator(".keys-help")).to_be_hidden()  # no keys, no list of keys
    if bare.locator(".open-filters").is_visible():
        bare.click(".open-filters")
    bare.check("#filters input[value=incoming]")
    bare.click("#filters fieldset summary")
    bare.click("#filters .apply button")
    expect(bare.locator("[role=status]")).to_have_text("1–20 of 22 letters")
    bare.get_by_role("link", name="Newest first").click()
    bare.click("[rel=next]")
    expect(bare.locator("[role=status]")).to_have_text("21–22 of 22 letters")
    first, last = titles(bare)
    bare.click(".hits .title")
    expect(bare.locator(".steps span")).to_have_text("21 of 22")
    bare.click(".steps [rel=next]")
    expect(bare.locator("h1")).to_have_text(last)
    expect(bare.locator(".steps [rel=next]")).to_have_count(0)
    bare.click(".steps [rel=prev]")
    expect(bare.locator("h1")).to_have_text(first)
    bare.click(".steps [rel=prev]")
    bare.click(".steps [data-key=u]")  # now on the first page of the list
    expect(bare.locator("[role=status]")).to_have_text("1–20 of 22 letters")
    expect(bare.locator(".hits li").nth(19)).to_be_in_viewport()
    bare.get_by_role("link", name="Take away: Direction").click()
    expect(bare.locator("[role=status]")).to_have_text("1–20 of 45 letters")
    bare.click(".how")
    bare.get_by_role("link", name="jembatan OR jalan").first.click()
    expect(bare.locator("[role=status]")).to_have_text("1–20 of 45 letters")


def test_print_shows_the_hits_and_nothing_to_press(desk: Page) -> None:
    desk.goto("/?q=jembatan&year=1980")
    desk.emulate_media(media="print")
    for hidden in ("form.search", "#filters", ".years", ".taking", ".order", ".open-filters", ".keys-help"):
        assert not desk.locator(hidden).first.is_visible(), hidden
    for shown in ("[role=status]", ".chips li >> nth=0", ".hits li >> nth=4", "text=Search: jembatan"):
        assert desk.locator(shown).first.is_visible(), shown
