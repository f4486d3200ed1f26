"""The letter page in a real Chromium: marks on the ink, keys, zoom, no JavaScript, undo, two people, a letter being
read. What every page holds to is in tests/web/places.py."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import installation
from tests import documents, files
from tests.web.checks import check_page, listen
from tests.web.sites import PHONE, Site, opened, served

pytestmark = pytest.mark.browser
WIDTHS = {"360": (360, 740, 1), "768": (768, 900, 1), "1280": (1280, 800, 1), "1280 at 200 %": (640, 400, 2)}
LINE, WORD = 3, 3  # "Perihal : Perbaikan jembatan gantung"


def kept(house: House, name: str, content: bytes) -> str:
    path = files.written(house.settings.home, name, content)
    (arrived, *_) = arrive(house, path, name, installation("tests"), unit="setda", direction="incoming")
    return str(arrived.id)


def letters(house: House) -> dict[str, str]:
    """Letters that are read, by the name of their file; nobody reads what comes later but where a test does."""
    demo.found(house.store)
    made = {
        "scan.png": files.scan(),
        "surat.pdf": files.pdf(),
        "empat.pdf": files.pdf(pages=4),
        "surat.eml": bytes(documents.mail("Undangan rapat", "Kami mengundang Saudara ke rapat tentang jembatan.")),
        "rusak.pdf": files.pdf()[:300],
    }
    ids = {name: kept(house, name, content) for name, content in made.items()}
    settle(house, 1)
    return ids


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("letter")), letters) as site:
        yield site


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    page = opened(browser, site)
    said = listen(page)
    yield page
    assert said == []
    page.context.close()


def ink(picture: Image.Image, line: int, word: int) -> tuple[int, int, int, int]:
    """x0, y0, x1, y1 of the dark pixels of a word of a line, both from 0: lines are apart by white rows, words by five
    white columns."""
    dark = np.asarray(picture.convert("L")) < 128
    top, bottom = _runs(dark.any(axis=1), 1)[line]
    words = _runs(dark[top:bottom].any(axis=0), 5)
    assert len(words) == len(files.LETTER[line].split())
    left, right = words[word]
    rows = np.flatnonzero(dark[top:bottom, left:right].any(axis=1))
    return left, top + int(rows[0]), right, top + int(rows[-1]) + 1


def _runs(there: "np.ndarray[tuple[int], np.dtype[np.bool_]]", gap: int) -> list[tuple[int, int]]:
    """Where something is there, first and behind the last; shorter gaps than `gap` do not part."""
    runs: list[list[int]] = []
    for place in map(int, np.flatnonzero(there)):
        if runs and place - runs[-1][1] < gap:
            runs[-1][1] = place + 1
        else:
            runs.append([place, place + 1])
    return [(first, last) for first, last in runs]


def marks_on_ink(page: Page, id: str) -> None:
    """The first mark's rectangle is where the word's ink is on the screen, within two pixels."""
    picture = Image.open(io.BytesIO(page.request.get(f"/letters/{id}/files/1/pages/1").body()))
    expected = np.array(ink(picture, LINE, WORD), float)
    mark, image = page.evaluate(
        "['.found rect', '.page img'].map((one) => document.querySelector(one).getBoundingClientRect())"
        ".map(({ left, top, right, bottom }) => [left, top, right, bottom])"
    )
    scale = (image[2] - image[0]) / picture.width
    wanted = np.array(image[:2] * 2) + expected * scale
    assert np.abs(np.array(mark) - wanted).max() <= 2, (mark, wanted)


@pytest.mark.parametrize("size", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("name", ["scan.png", "surat.pdf"])
def test_a_mark_stands_on_the_ink_of_its_word_at_every_width(
    browser: Browser, site: Site, name: str, size: tuple[int, int, int]
) -> None:
    width, height, scale = size
    page = opened(browser, site, (width, height), device_scale_factor=scale)
    id = site.ids[name]
    page.goto(f"/letters/{id}?q=jembatan")
    marks_on_ink(page, id)
    page.get_by_role("button", name="100 %").click()
    marks_on_ink(page, id)
    page.context.close()


def test_a_mark_stands_on_the_ink_when_the_image_is_enlarged_to_twice_the_width(page: Page, site: Site) -> None:
    id = site.ids["surat.pdf"]
    page.goto(f"/letters/{id}?q=jembatan")
    fit = width_of(page)
    while width_of(page) < 2 * fit:
        page.get_by_role("button", name="Larger").click()
    marks_on_ink(page, id)


def width_of(page: Page) -> float:
    box = page.locator(".page").bounding_box()
    assert box
    return float(box["width"])


def test_the_first_image_is_small_and_the_full_one_comes_when_enlarged(page: Page, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/files/1/pages/" in request.url else None)
    id = site.ids["surat.pdf"]
    page.goto(f"/letters/{id}")
    page.wait_for_load_state("networkidle")
    assert len(asked) == 1
    assert "w=800" in asked[0]
    assert len(page.request.get(asked[0]).body()) <= 150_000
    page.get_by_role("button", name="100 %").click()
    expect(page.locator(".page img")).to_have_js_property("src", f"{site.address}/letters/{id}/files/1/pages/1")


def test_thumbnails_come_as_they_are_scrolled_to_and_lead_to_their_page(page: Page, site: Site) -> None:
    page.goto(f"/letters/{site.ids['empat.pdf']}?q=jembatan")
    assert page.locator(".thumbs img").count() == 4
    page.locator(".thumbs").get_by_role("link", name="Page 3").click()
    expect(page.locator(".page img")).to_have_attribute("alt", "Page 3 of 4")
    expect(page.locator(".thumbs [aria-current]")).to_contain_text("Page 3")


def test_single_keys_step_page_and_enlarge(page: Page, site: Site) -> None:
    page.goto(f"/letters/{site.ids['empat.pdf']}?q=rusak")
    for key, hit in (("n", 2), ("n", 3), ("p", 2)):
        page.keyboard.press(key)
        expect(page.get_by_text(f"Hit {hit} of 4")).to_be_visible()
        expect(page.locator(".found.current")).to_have_count(1)
    for key, number in (("]", 3), ("]", 4), ("[", 3)):
        page.keyboard.press(key)
        expect(page.locator(".page img")).to_have_attribute("alt", f"Page {number} of 4")
    fit = width_of(page)
    page.keyboard.press("+")
    page.keyboard.press("+")
    larger = width_of(page)
    assert larger > 1.5 * fit
    page.keyboard.press("]")
    expect(page.locator(".page img")).to_have_attribute("alt", "Page 4 of 4")
    assert width_of(page) == larger, "the size is kept from page to page"
    page.keyboard.press("-")
    assert width_of(page) < larger
    page.get_by_role("button", name="Fit width").click()
    assert width_of(page) == fit
    page.fill("#tags", "")
    page.locator("#tags").press_sequentially("[n+")
    assert page.input_value("#tags") == "[n+"


def test_arrow_keys_move_the_enlarged_image(page: Page, site: Site) -> None:
    page.goto(f"/letters/{site.ids['surat.pdf']}")
    page.get_by_role("button", name="100 %").click()
    page.get_by_role("button", name="Larger").click()
    page.locator("#sheet").focus()
    before = page.locator("#sheet").evaluate("sheet => [sheet.scrollLeft, sheet.scrollTop]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.wait_for_function(
        "([left, top]) => { const sheet = document.getElementById('sheet');"
        " return sheet.scrollLeft > left && sheet.scrollTop > top; }",
        arg=before,
    )


def test_a_field_shows_its_place_on_the_image(page: Page, site: Site) -> None:
    page.goto(f"/letters/{site.ids['surat.pdf']}")
    place = page.locator('.place[data-of="subject"]')
    link = page.locator('[data-shows="subject"]')
    assert "shown" not in str(place.get_attribute("class"))
    link.focus()
    expect(place).to_have_class("place shown")
    address = page.url
    link.press("Enter")
    assert page.url == address, "the place is on this page already"
    page.goto(str(link.get_attribute("href")))
    expect(page.locator("#place.shown")).to_have_count(1)


def test_the_text_stands_beside_the_image_and_is_copied(browser: Browser, site: Site) -> None:
    page = opened(browser, site, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/letters/{site.ids['surat.pdf']}?q=jembatan")
    page.get_by_role("link", name="With text").click()
    whole = page.locator("main").bounding_box()
    image, text = page.locator(".paper").bounding_box(), page.locator(".prose").bounding_box()
    assert whole
    assert image
    assert text
    assert image["width"] >= whole["width"] / 2
    assert text["width"] >= whole["width"] * 2 / 5
    assert image["x"] + image["width"] <= text["x"]
    assert abs(image["y"] - text["y"]) < 50
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Perihal : Perbaikan jembatan gantung" in copied
    page.context.close()


def test_all_of_it_works_without_javascript(browser: Browser, site: Site) -> None:
    page = opened(browser, site, PHONE, java_script_enabled=False)
    id = site.ids["empat.pdf"]
    page.goto(f"/letters/{id}?q=rusak")
    page.get_by_role("link", name="Next hit").click()
    expect(page.locator(".page img")).to_have_attribute("alt", "Page 2 of 4")
    page.get_by_role("link", name="Text", exact=True).click()
    expect(page.locator("mark#h2.current")).to_have_text("rusak")
    page.get_by_role("link", name="Fields", exact=True).click()
    page.get_by_role("link", name="Confirm or correct the fields").click()
    page.fill("#subject", "Tanpa skrip")
    page.locator("#form-confirm [value=save]").click()
    expect(page.locator("h1")).to_have_text("Tanpa skrip")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("h1")).to_have_text("Perbaikan jembatan gantung")
    page.get_by_role("link", name="Fields", exact=True).click()
    for box, value in (("#tags", "penting"), ("#note", "Catatan tanpa skrip")):
        page.fill(box, value)
        page.press(box, "Enter")
        expect(page.locator(".alert-success", has_text=value)).to_be_visible()
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".notes li")).to_have_count(0)
    page.locator("summary", has_text="Withdraw").click()
    page.fill("#reason", "salah unit")
    page.press("#reason", "Enter")
    expect(page.get_by_text("Withdrawn: salah unit")).to_be_visible()
    page.get_by_role("button", name="Restore").click()
    page.get_by_role("link", name="History").click()
    expect(page.locator(".history li").nth(6)).to_be_visible()
    page.goto(f"/letters/{site.ids['rusak.pdf']}")
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_text("Waiting to be read; the letter is safe.")).to_be_visible()
    settle(site.house, 1)
    page.context.close()


def test_two_people_at_once_lose_nothing(browser: Browser, site: Site) -> None:
    id = site.ids["surat.eml"]
    one, other = opened(browser, site), opened(browser, site, who="agendaris")
    said = listen(one)
    for page in (one, other):
        page.goto(f"/confirm/{id}")
        page.locator("#confirm.live").wait_for()
    other.fill("#subject", "Dari agendaris")
    other.locator("#form-confirm [value=save]").click()
    other.wait_for_selector("h1:has-text('Dari agendaris')")
    one.fill("#subject", "Dari arsiparis")
    one.locator("#form-confirm [value=save]").click()
    alert = one.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(one).to_have_title(re.compile("^Error: "))
    assert one.input_value("#subject") == "Dari arsiparis"
    assert "Now: Dari agendaris (Agendaris" in one.inner_text("#subject-other")
    check_page(one, "letter-conflict")
    one.keyboard.press("Tab")
    one.keyboard.press("Enter")
    expect(one.locator("#subject")).to_be_focused()
    one.locator("#form-confirm [value=save]").click()
    expect(one.locator("h1")).to_have_text("Dari arsiparis")
    expect(one.get_by_role("button", name="Undo")).to_be_visible()
    assert [line for line in said if "409 (Conflict)" not in line] == []  # which is meant
    for page in (one, other):
        page.context.close()


def test_a_letter_being_read_shows_itself_and_loses_nothing_that_is_typed(page: Page, site: Site) -> None:
    id = kept(site.house, "datang.pdf", files.pdf((*files.LETTER, "baru saja datang"), pages=3))
    page.goto(f"/letters/{id}?q=jembatan")
    expect(page.locator(".page img")).to_have_js_property("complete", True)
    assert page.locator(".page img").evaluate("image => image.naturalWidth") > 0
    check_page(page, "letter-reading")
    page.evaluate("window.mine = true")
    page.fill("#note", "Sedang ditulis")
    settle(site.house, 1)
    expect(page.locator("h1")).to_have_text("Perbaikan jembatan gantung")
    expect(page.locator("#letter-status")).to_be_empty()
    expect(page.locator(".thumbs img")).to_have_count(3)
    expect(page.locator(".found.current")).to_have_count(1)
    expect(page.locator(".badge").first).to_have_text("Read")
    assert page.evaluate("window.mine") is True
    assert page.input_value("#note") == "Sedang ditulis"
    page.press("#note", "Enter")
    expect(page.locator(".notes li")).to_contain_text("Sedang ditulis")
    expect(page.locator("#letter-fields")).to_contain_text("005/127/DPU/2019")
