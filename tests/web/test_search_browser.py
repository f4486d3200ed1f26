"""The search page in a real Chromium: keys, filters, the way to a letter and back, with and without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web import many
from tests.web.checks import check_page, listen
from tests.web.holding import Holds
from tests.web.places import SAVED, SEARCH
from tests.web.sites import SIZES, Desk, Look, Site, context_of, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("searching")), many.archive) as site:
        yield site


def opened(browser: Browser, site: Site, size: str, **more: Any) -> BrowserContext:
    """The archivist's, in English."""
    return context_of(browser, site, Look(*SIZES[size], "light", "en"), "arsiparis", **more)


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    """A page of the archivist, at both sizes; nothing may be said on the console."""
    context = opened(browser, site, request.param)
    page = context.new_page()
    said = listen(page)
    yield page
    assert said == []
    context.close()


@pytest.fixture
def desk(browser: Browser, site: Site) -> Iterator[Page]:
    context = opened(browser, site, "desk")
    yield context.new_page()
    context.close()


@pytest.fixture(params=SIZES)
def bare(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    """The same without JavaScript."""
    context = opened(browser, site, request.param, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def states(browser: Browser, site: Site) -> Iterator[Desk]:
    with Desk(browser, site) as states:
        yield states


class TestSearch(Holds):
    """Each state of the page is held to what every page holds to."""

    places = SEARCH + SAVED

    @pytest.fixture
    def desk(self, states: Desk) -> Desk:
        return states


def titles(page: Page) -> list[str]:
    return page.locator(".hits .title").all_inner_texts()


def press(page: Page, *keys: str) -> None:
    """Keys act as soon as the page shows the button that lists them."""
    expect(page.locator(".keys-help")).to_be_visible()
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText"))


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


def test_keys_go_to_the_field_through_the_hits_and_open_one(desk: Page, site: Site) -> None:
    desk.goto("/?q=jembatan")
    listed = titles(desk)
    for key, number in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        press(desk, key)
        assert focused(desk) == listed[number]
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement.id") == "q"
    assert desk.locator("#q").input_value() == "jembatan"
    desk.keyboard.press("End")
    desk.keyboard.type(" jk/?")  # letters are letters where somebody writes
    assert desk.locator("#q").input_value() == "jembatan jk/?"
    assert not desk.locator("#keys").is_visible()
    desk.keyboard.press("Escape")
    assert desk.evaluate("document.activeElement.id") != "q"
    assert desk.locator("#q").input_value() == "jembatan jk/?"
    for modifier in ("Control", "Alt", "Meta"):
        desk.keyboard.press(f"{modifier}+j")
        assert desk.evaluate("document.activeElement.className") != "title"
    desk.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', isComposing: true, bubbles: true}))")
    assert desk.evaluate("document.activeElement.className") != "title"
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/letters/**")
    expect(desk.locator("h1")).to_have_text(listed[0])


def test_the_list_of_keys_opens_by_key_and_by_button_and_names_each(desk: Page) -> None:
    desk.goto("/?q=jembatan")
    press(desk, "?")
    expect(desk.locator("#keys")).to_be_visible()
    assert desk.locator("#keys kbd").all_inner_texts() == ["/", "Esc", "j", "k", "Enter", "x", "⇧ x", "a", "?"]
    desk.keyboard.press("j")  # the list behind does not move
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys")).to_be_hidden()
    desk.get_by_role("button", name="Keyboard shortcuts").click()
    desk.get_by_role("button", name="Close").click()
    expect(desk.locator("#keys")).to_be_hidden()


def test_a_letter_has_its_keys_in_the_same_list(desk: Page) -> None:
    desk.goto(f"/?q={many.DEEP}+OR+telepon")
    desk.locator(".hits .title", has_text="nomor 7").click()
    press(desk, "?")
    told = set(desk.locator("#keys kbd").all_inner_texts())
    assert {*"/unp[]+-?"} < told <= {*"/jkunp[]+-?"}
    desk.get_by_role("button", name="Close").click()
    press(desk, "[")
    desk.wait_for_url(re.compile("page=2"))
    press(desk, "u")
    expect(desk.locator(".hits li:target")).to_have_count(1)


def test_what_is_proposed_is_chosen_by_keys_and_by_the_pointer(page: Page) -> None:
    page.goto("/")
    field, options = page.locator("#q"), page.locator("[role=option]")
    field.press_sequentially("jemb")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("form [aria-live]")).to_have_text(re.compile("proposals?"))
    count = options.count()
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None), ("ArrowUp", count - 1)):
        page.keyboard.press(key)
        expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0 if chosen is None else 1)
        if chosen is not None:
            expect(options.nth(chosen)).to_have_attribute("aria-selected", "true")
            id = options.nth(chosen).get_attribute("id")
            expect(field).to_have_attribute("aria-activedescendant", str(id))
    check_page(page, "proposals")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_be_focused()
    expect(field).to_have_value("jemb")
    page.keyboard.type("a")
    expect(options.last).to_have_text(re.compile("^jembatan"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=jembatan$"))
    field.fill("")
    field.press_sequentially("005/7")
    options.first.click()
    page.wait_for_url("**/letters/**")
    expect(page.locator("h1")).to_have_text("Perbaikan jembatan nomor 7")


def test_enter_searches_for_what_is_typed_while_nothing_is_chosen(desk: Page) -> None:
    desk.goto("/")
    desk.locator("#q").press_sequentially("jemb")
    expect(desk.locator("[role=option]").first).to_be_visible()
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile(r"q=jemb$"))


def test_a_year_opens_its_months_a_month_its_days_all_by_keyboard(desk: Page) -> None:
    desk.goto("/?q=jembatan")
    for title, link, total in (
        ("Years", "1980", 5),
        ("Months of 1980", "March 1980", 5),
        ("Days of March 1980", "8 March 1980", 1),
    ):
        desk.locator("summary", has_text=title).focus()
        desk.keyboard.press("Enter")
        desk.locator(".years").get_by_role("link", name=link, exact=True).focus()
        desk.keyboard.press("Enter")
        expect(desk.locator("#results [role=status]")).to_have_text(f"{total} letter{'s' * (total > 1)}")
    assert re.search(r"year=1980&month=1980-03&day=1980-03-08", desk.url)
    expect(desk.locator(".chips li")).to_have_count(4)
    desk.locator(".years a").first.click()  # 1979: the month and the day of the other year go
    expect(desk.locator("#results [role=status]")).to_have_text("5 letters")


def test_a_letter_is_searched_by_keys_and_the_list_stays(desk: Page) -> None:
    desk.goto("/?q=jembatan+44")
    desk.locator(".hits .title", has_text="nomor 44").click()
    press(desk, "/")
    expect(desk.locator("#within")).to_be_focused()
    desk.keyboard.type("desa itu rusak")
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile("in=desa"))
    expect(desk.get_by_text("Hit 1 of 2")).to_be_visible()
    press(desk, "n")
    expect(desk.get_by_text("Hit 2 of 2")).to_be_visible()
    press(desk, "u")
    expect(desk.locator("#q")).to_have_value("jembatan 44")


def test_keys_can_be_switched_off_in_the_account(desk: Page) -> None:
    try:
        desk.goto("/?q=jembatan")
        press(desk, "?")
        desk.get_by_role("link", name="Switch them off").click()
        desk.get_by_label("Single keys").uncheck()
        with desk.expect_navigation():
            desk.locator("form[action='/account/keys'] button").click()
        desk.goto("/?q=jembatan")
        desk.keyboard.press("j")
        assert desk.evaluate("document.activeElement.className") != "title"
        assert desk.locator("#keys").count() == 0
    finally:
        desk.goto("/account")
        desk.get_by_label("Single keys").check()
        with desk.expect_navigation():
            desk.locator("form[action='/account/keys'] button").click()


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


def test_the_whole_way_by_keyboard_alone_with_the_focus_always_in_sight(page: Page) -> None:
    page.goto("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("jembatan")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=jembatan"))
    for _ in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate("""() => {
            const box = document.activeElement.getBoundingClientRect();
            const x = box.x + Math.min(box.width, innerWidth - box.x) / 2;
            const top = document.elementFromPoint(x, box.y + box.height / 2);
            return !top || document.activeElement.contains(top) || top.contains(document.activeElement);
        }"""), page.evaluate("document.activeElement.outerHTML")  # fmt: skip
        if page.evaluate("document.activeElement.className") == "title":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/letters/**")
    expect(page.locator(".steps span")).to_have_text("1 of 45")


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
