"""The search by keys: through the hits, the proposals, the years, and the whole way by keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web import many
from tests.web.checks import check_page
from tests.web.search_browsing import desk, focused, page, press, titles

__all__ = ["desk", "page"]

pytestmark = pytest.mark.browser


def test_keys_go_to_the_field_through_the_hits_and_open_one(page: Page) -> None:
    page.goto("/?q=jembatan")
    listed = titles(page)
    for key, number in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        press(page, key)
        assert focused(page) == listed[number]
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.locator("#q").input_value() == "jembatan"
    page.keyboard.press("End")
    page.keyboard.type(" jk/?")  # letters are letters where somebody writes
    assert page.locator("#q").input_value() == "jembatan jk/?"
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") != "q"
    assert page.locator("#q").input_value() == "jembatan jk/?"
    for modifier in ("Control", "Alt", "Meta"):
        page.keyboard.press(f"{modifier}+j")
        assert page.evaluate("document.activeElement.className") != "title"
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', isComposing: true, bubbles: true}))")
    assert page.evaluate("document.activeElement.className") != "title"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/letters/**")
    expect(page.locator("h1")).to_have_text(listed[0])
    step = page.get_by_label("Steps through the hits")
    (many,) = re.findall(r"Hit 1 of (\d+)", step.inner_text())  # of letters that are alike any is first
    assert int(many) > 1
    for key, hit in (("n", 2), ("p", 1)):
        press(page, key)
        expect(page.get_by_text(f"Hit {hit} of {many}")).to_be_visible()
        expect(page.locator(".found.current")).to_be_in_viewport()


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
