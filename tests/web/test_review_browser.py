"""Correcting a page in a real Chromium, by the keyboard alone: word by word and line by line."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from lontar.settle import settle
from tests.web import doubtful
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
    to_word,
    type_word,
)
from tests.web.doubtful import Kept
from tests.web.sites import Site

__all__ = ["kept", "page", "site"]
pytestmark = pytest.mark.browser


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
