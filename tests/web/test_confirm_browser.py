"""Confirming fields in a real Chromium: by keys alone, by words pressed on the page, on a phone, without a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lontar.settle import settle
from lontar.understanding.confirm_queue import doubtful as doubtful_fields
from lontar.values import NAMES
from schemas.letter import Letter
from tests.web import doubtful
from tests.web.checks import listen
from tests.web.sites import PHONE, Site, founded, opened, served

pytestmark = pytest.mark.browser
AT_HAND = "document.activeElement.id"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("confirm")), founded) as site:
        yield site


@pytest.fixture
def id(site: Site, request: pytest.FixtureRequest) -> str:
    """A letter of two pages that was read with doubt."""
    kept = doubtful.kept(site.house, f"{request.node.name}.tif", pages=2)
    settle(site.house, 1)
    return kept.id


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    page = opened(browser, site)
    said = listen(page)
    yield page
    assert page.evaluate("window.violations ?? []") == []
    assert said == []
    page.context.close()


def show(page: Page, id: str) -> None:
    page.goto(f"/confirm/{id}")
    page.locator("#confirm.live").wait_for()


def at_hand(page: Page) -> str:
    return str(page.evaluate(AT_HAND))


def letter(site: Site, id: str) -> Letter:
    return site.house.store.load(Letter, id)


def waiting(site: Site, id: str) -> list[str]:
    """The doubtful fields of a letter in the order of the form."""
    waits = doubtful_fields(dict(letter(site, id).to_mongo()))
    return [name for name in NAMES if name in waits]


def middle_of(page: Page, text: str) -> tuple[float, float]:
    """Where a word of the first page lies on the screen."""
    word = next(word for word in doubtful.reading().words if word.text == text)
    edge = page.locator("#confirm-page").bounding_box()
    assert edge
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return edge["x"] + x * edge["width"] / doubtful.WIDTH, edge["y"] + y * edge["height"] / doubtful.HEIGHT


def test_doubtful_fields_are_confirmed_and_corrected_by_keys_alone(page: Page, site: Site, id: str) -> None:
    waits = waiting(site, id)
    assert {"date", "subject", "sender", "recipients"} <= set(waits)
    show(page, id)
    expect(page.locator("[data-left]")).to_have_text(f"{len(waits)} fields wait for your word")
    for name in waits:
        assert at_hand(page) == name
        if name == "subject":
            page.keyboard.type("Perbaikan jembatan gantung")
        if name == "sender":
            page.keyboard.type("salah")
            page.keyboard.press("Escape")
            expect(page.locator("#sender")).to_have_value("DINAS PEKERIAAN UMUM")
            expect(page.locator("#sure-sender")).not_to_be_checked()
        page.keyboard.press("Enter")
    expect(page.locator("[data-left]")).to_have_text("0 fields wait for your word")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    fields = letter(site, id).fields
    assert letter(site, id).value("subject") == "Perbaikan jembatan gantung"
    assert {name for name, one in fields.items() if one.by_hand} >= set(waits)
    with page.expect_navigation():
        page.locator(".undo button").click()
    assert not letter(site, id).fields["date"].by_hand


def test_the_field_at_hand_is_framed_on_its_page(page: Page, site: Site, id: str) -> None:
    show(page, id)
    for name in ("date", "subject", "sender"):
        page.locator(f"#{name}").focus()
        x0, y0, _, _ = letter(site, id).fields[name].box
        frame = page.locator("#confirm-place")
        assert [int(str(frame.get_attribute(side))) for side in ("x", "y")] == [x0, y0]
    page.locator(".leaves a", has_text="2").click()
    expect(page.locator(".leaves a[aria-current]")).to_have_text("2")
    page.locator("#date").focus()
    expect(page.locator(".leaves a[aria-current]")).to_have_text("1")


def test_words_pressed_one_after_the_other_go_into_the_field(page: Page, site: Site, id: str) -> None:
    show(page, id)
    page.locator("#sender").focus()
    page.mouse.click(*middle_of(page, "PEMERINTAH"))
    expect(page.locator("#sender")).to_have_value("PEMERINTAH")
    page.mouse.click(*middle_of(page, "KABUPATEN"))
    expect(page.locator("#sender")).to_have_value("PEMERINTAH KABUPATEN")
    with page.expect_navigation():
        page.locator("[value=save]").click()
    found = letter(site, id).fields["sender"]
    words = {word.text: word.box for word in doubtful.reading().words}
    left, right = words["PEMERINTAH"], words["KABUPATEN"]
    assert found.value == "PEMERINTAH KABUPATEN"
    assert found.box == [left[0], min(left[1], right[1]), right[2], max(left[3], right[3])]


def test_a_box_drawn_over_words_puts_them_into_the_field(page: Page, id: str) -> None:
    show(page, id)
    page.locator("#subject").focus()
    x0, y0 = middle_of(page, "Perbaikan")
    x1, y1 = middle_of(page, "ganrung")
    page.mouse.move(x0 - 5, y0 - 5)
    page.mouse.down()
    page.mouse.move(x1 + 5, y1 + 5, steps=5)
    page.mouse.up()
    expect(page.locator("#subject")).to_have_value("Perbaikan jernbatan ganrung")
    expect(page.locator("#sure-subject")).to_be_checked()


def test_on_a_phone_one_field_stands_under_its_cut_out(browser: Browser, site: Site, id: str) -> None:
    page = opened(browser, site, PHONE)
    show(page, id)
    expect(page.locator(".field:visible")).to_have_count(1)
    expect(page.locator(".field.current .crop")).to_be_visible()
    page.get_by_role("button", name="It is right, next field").click()
    second = waiting(site, id)[1]
    expect(page.locator(".field:visible")).to_have_attribute("data-name", second)
    page.get_by_role("button", name="Field before").click()
    page.get_by_role("button", name="Field behind").click()
    expect(page.locator(".field:visible")).to_have_attribute("data-name", second)
    page.context.close()


def test_a_wrong_value_on_a_phone_is_named_kept_and_led_to(browser: Browser, site: Site, id: str) -> None:
    page = opened(browser, site, PHONE)
    show(page, id)
    page.fill("#date", "kapan saja")
    with page.expect_navigation():
        page.locator("[value=save]").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Error: ")
    assert page.input_value("#date") == "kapan saja"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#date")).to_be_focused()
    page.context.close()


def test_it_works_without_javascript(browser: Browser, site: Site, id: str) -> None:
    page = opened(browser, site, java_script_enabled=False)
    page.goto(f"/confirm/{id}")
    page.locator(".field", has=page.locator("#sender")).get_by_role("link", name="where").click()
    assert int(str(page.locator("#confirm-place").get_attribute("width"))) > 0
    page.fill("#subject", "Tanpa skrip")
    page.check("#sure-date")
    page.press("#subject", "Enter")
    expect(page.locator(".undo")).to_contain_text("Tanpa skrip")
    assert letter(site, id).fields["date"].by_hand
    page.context.close()
