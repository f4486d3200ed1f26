"""Correcting a page in a real Chromium, by the keyboard alone: word by word, line by line, without a network, with two
people at one page, on a phone, and without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from lontar import facts
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from schemas.page import Page as Stored
from schemas.page import said
from store.changes import Changes
from tests.web import doubtful
from tests.web.checks import check_page, listen
from tests.web.doubtful import Kept
from tests.web.sites import Look, Site, context_of, served

pytestmark = pytest.mark.browser
PHONE, DESK = (360, 740), (1280, 800)
SENT = "() => (localStorage.getItem('lontar.review') ?? '[]') === '[]'"
"""Nothing that somebody typed waits to be sent."""
FINISH = "#review-done button"
FIELDS = "(word) => [...document.querySelectorAll('.word input')]"
HERE_AND_THERE = ("(one) => one === document.activeElement", "(one) => one.value === word")
AT_HAND = "document.activeElement.value"


def prepare(house: House) -> dict[str, str]:
    demo.found(house.store)
    return {}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("review")), prepare) as site:
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


def opened(browser: Browser, site: Site, size: tuple[int, int] = DESK, *, who: str = "arsiparis", **more: Any) -> Page:
    """A page of a sample person, in English."""
    return context_of(browser, site, Look(*size, "light", "en"), who, **more).new_page()


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


def test_ten_words_are_corrected_by_keys_alone_and_the_letter_is_found_by_them(
    page: Page, site: Site, kept: Kept
) -> None:
    page.goto("/review")
    press(page, "Tab")
    while not page.evaluate("document.activeElement.matches('.pages-to-review a')"):
        press(page, "Tab")
    press(page, "Enter")
    page.locator("#review.live").wait_for()
    expect(page.locator("#review-head")).to_contain_text(f"Page 1 of 2 · {len(kept.doubtful)} doubtful words")
    for read, printed in kept.doubtful[:10]:
        assert at_hand(page) == read
        type_word(page, printed)
    sent(page)
    expect(page.locator("#review-head")).to_contain_text(f"{len(kept.doubtful) - 10} doubtful words")
    assert len(events(site, kept)) == 10
    for read, printed in kept.doubtful[:10]:
        assert printed in text(site, kept).split()
        assert read not in text(site, kept).split()
    settle(site.house, 0)
    page.goto("/?q=Rawabening")
    expect(page.locator(f".hits a.title[href*='{kept.id}']")).to_be_visible()


def test_escape_brings_back_what_stood_there(page: Page, site: Site, kept: Kept) -> None:
    show(page, kept)
    read = at_hand(page)
    page.keyboard.type("salah")
    assert at_hand(page) == "salah"
    press(page, "Escape")
    assert at_hand(page) == read
    press(page, "Tab", "Shift+Tab")
    assert at_hand(page) == read
    assert events(site, kept) == []
    assert read in text(site, kept)


def test_tab_goes_from_doubt_to_doubt_and_leaves_behind_the_last(page: Page, kept: Kept) -> None:
    show(page, kept)
    reads = [read for read, _ in kept.doubtful]
    for read in reads:
        assert at_hand(page) == read
        press(page, "Tab")
    expect(page.locator(FINISH)).to_be_focused()
    page.locator(".doubtful input").last.focus()
    for read in reversed(reads):
        assert at_hand(page) == read
        press(page, "Shift+Tab")
    press(page, *["Shift+Tab"] * len(" ".join(doubtful.LINES[:2]).split()))
    assert not page.evaluate("document.activeElement.matches('#review-lines input')"), "the way out is free"


def test_f6_leaves_the_words(page: Page, kept: Kept) -> None:
    show(page, kept)
    expect(page.get_by_text("F6 leaves them")).to_be_visible()
    press(page, "F6")
    expect(page.locator(FINISH)).to_be_focused()
    press(page, "Tab")
    assert not page.evaluate("document.activeElement.matches('#review-lines input')")


def test_the_word_at_hand_is_framed_and_in_sight_on_both_sides(page: Page, kept: Kept) -> None:
    show(page, kept)
    for _ in kept.doubtful:
        field, frame = page.locator("#review-lines input:focus"), page.locator("#review-word")
        box = [int(side) for side in str(field.get_attribute("data-box")).split(",")]
        assert [int(str(frame.get_attribute(name))) for name in ("x", "y")] == box[:2]
        middle = page.evaluate(
            """() => { const { left, top, width, height } = document.activeElement.getBoundingClientRect();
            return document.elementFromPoint(left + width / 2, top + height / 2) === document.activeElement; }"""
        )
        assert middle, "nothing lies over it"
        expect(page.locator("#review-line")).to_be_in_viewport()
        press(page, "Tab")


def test_a_suggestion_is_taken_by_its_number(page: Page, site: Site, kept: Kept) -> None:
    show(page, kept)
    while at_hand(page) != "msak":
        press(page, "Tab")
    expect(page.locator("[data-hint='1']")).to_have_text(re.compile("rusak"))
    press(page, "Alt+1", "Enter")
    sent(page)
    assert "rusak" in text(site, kept).split()


def test_words_are_joined_parted_put_in_and_taken_off(page: Page, site: Site, kept: Kept) -> None:
    show(page, kept)
    line = "Kepada Yth. Carnat Rawabcning"
    to_word(page, "Kepada")
    press(page, "Alt+J")
    line = line.replace("Kepada Yth.", "KepadaYth.")
    expect_line(page, site, kept, line)
    to_word(page, "KepadaYth.")
    press(page, "Home", *["ArrowRight"] * len("Kepada"), "Space", "Enter")
    line = line.replace("KepadaYth.", "Kepada Yth.")
    expect_line(page, site, kept, line)
    to_word(page, "Yth.")
    press(page, "Alt+I")
    type_word(page, "Bapak")
    line = line.replace("Yth.", "Yth. Bapak")
    expect_line(page, site, kept, line)
    to_word(page, "Carnat")
    press(page, "Alt+Delete")
    line = line.replace(" Carnat", "")
    expect_line(page, site, kept, line)
    for _ in range(4):
        press(page, "Control+Z")
        sent(page)
    expect_line(page, site, kept, "Kepada Yth. Carnat Rawabcning")


def expect_line(page: Page, site: Site, kept: Kept, line: str) -> None:
    """On the page, and in the archive."""
    expect(page.locator(".line .whole")).to_have_count(len(doubtful.LINES))
    expect(page.locator(f".line .whole[value='{line}']")).to_have_count(1)
    sent(page)
    assert line in text(site, kept).split("\n")


def test_the_line_shown_anew_takes_nothing_from_who_types_on(page: Page, site: Site, kept: Kept) -> None:
    show(page, kept)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    address = re.compile(rf"/review/{kept.id}/1$")
    page.route(address, hold)
    with page.expect_request(address):
        type_word(page, "PEKER JAAN")
    page.keyboard.type("jemb ")
    held.pop().continue_()
    expect(page.locator(".word input[value='JAAN']")).to_have_count(1)
    assert at_hand(page) == "jemb "
    assert len(events(site, kept)) == 1, "half a word is not said"
    press(page, "Backspace")
    page.unroute_all()
    type_word(page, "atan")
    sent(page)
    assert "Perihal : Perbaikan jembatan ganrung" in text(site, kept).split("\n")


def test_a_whole_line_is_typed_anew(page: Page, site: Site, kept: Kept) -> None:
    show(page, kept)
    to_word(page, "Dengan")
    press(page, "Alt+L")
    assert at_hand(page).startswith("Dengan horrnat kami")
    printed = doubtful.LINES[5]
    press(page, "Control+A")
    type_word(page, printed)
    expect_line(page, site, kept, printed)


def test_a_trimmed_word_is_taken_in(page: Page, site: Site, kept: Kept) -> None:
    show(page, kept)
    button = page.locator(".trimmed", has_text=doubtful.NOISE.text)
    button.focus()
    press(page, "Enter")
    sent(page)
    assert f"msak {doubtful.NOISE.text}" in text(site, kept)
    expect(page.locator(".trimmed")).to_have_count(0)


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


def test_two_people_at_one_page_see_both_words(browser: Browser, site: Site, kept: Kept) -> None:
    one, other = opened(browser, site), opened(browser, site, who="agendaris")
    for page in (one, other):
        listen(page)
        show(page, kept)
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
    for page in (one, other):
        page.context.close()


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
