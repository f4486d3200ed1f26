"""Registering in a real Chromium: by keys alone, for information, on a phone, without a script, with a wrong date."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lontar.routing.acts import entries_of
from lontar.settle import settle
from schemas.letter import Letter
from store.contract import Row
from tests.web import doubtful, registering
from tests.web.checks import listen
from tests.web.sites import PHONE, Look, Site, context_of, founded, opened, served
from tests.web.weight import visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("registering")), founded) as site:
        yield site


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    page = opened(browser, site, who="agendaris")
    said = listen(page)
    yield page
    assert page.evaluate("window.violations ?? []") == []
    assert [one for one in said if "400" not in one] == []
    page.context.close()


@pytest.fixture
def id(site: Site, request: pytest.FixtureRequest) -> str:
    """A scan that came in and was read with doubt."""
    kept = doubtful.kept(site.house, f"{request.node.name}.tif")
    settle(site.house, 1)
    return kept.id


def entry(site: Site, id: str) -> Row:
    (row,) = entries_of(site.house, id)
    return row


def letter(site: Site, id: str) -> Letter:
    return site.house.store.load(Letter, id)


def show(page: Page, id: str) -> None:
    page.goto(f"/letters/{id}/register")
    page.locator("#confirm.live").wait_for()


def at_hand(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_a_letter_is_registered_and_the_next_one_opened_by_keys_alone(page: Page, site: Site, id: str) -> None:
    show(page, id)
    first = at_hand(page)
    assert first in ("sender", "date", "subject", "recipients")
    page.locator("#subject").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Perbaikan jembatan gantung")
    page.keyboard.press("Enter")
    assert at_hand(page) != "subject"
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    number = entry(site, id)["agenda_number"]
    expect(page.locator(".agenda-number")).to_have_text(str(number))
    expect(page.locator("main .alert")).to_contain_text(f"agenda number {number}")
    assert entry(site, id)["checked"]
    assert letter(site, id).value("subject") == "Perbaikan jembatan gantung"
    assert letter(site, id).fields["date"].by_hand
    with page.expect_navigation():
        page.keyboard.press("Alt+n")
    assert f"/letters/{id}/" not in page.url


def test_one_key_says_that_it_is_for_information(page: Page, site: Site, id: str) -> None:
    show(page, id)
    with page.expect_navigation():
        page.keyboard.press("Alt+i")
    expect(page.locator("main")).to_contain_text("for information")
    assert (entry(site, id)["handling"], entry(site, id)["closed_as"]) == ("closed", "information")


def test_the_field_at_hand_is_framed_on_the_page(page: Page, site: Site, id: str) -> None:
    show(page, id)
    for name in ("sender", "date", "subject"):
        page.locator(f"#{name}").focus()
        x0, y0, _, _ = letter(site, id).fields[name].box
        frame = page.locator("#confirm-place")
        assert [int(str(frame.get_attribute(side))) for side in ("x", "y")] == [x0, y0]


def test_what_was_typed_wrong_stands_there_beside_the_reason(page: Page, site: Site, id: str) -> None:
    show(page, id)
    page.fill("#date", "kapan-kapan")
    page.fill("#sender", "Camat Rawabening")
    page.keyboard.press("Control+Enter")
    expect(page).to_have_title("Error: Register an incoming letter · Perbaikan jernbatan ganrung · Lontar")
    expect(page.locator("[role=alert]")).to_be_focused()
    page.locator("[role=alert] a").click()
    assert at_hand(page) == "date"
    expect(page.locator("#date")).to_have_value("kapan-kapan")
    expect(page.locator("#sender")).to_have_value("Camat Rawabening")
    assert not entry(site, id)["checked"]


def test_pressed_twice_it_is_registered_once(page: Page, site: Site) -> None:
    id = registering.arrived(site.house, "dua-kali.pdf", "legacy")
    settle(site.house, 1)
    show(page, id)
    page.evaluate("""() => { const form = document.querySelector("#form-confirm");
        for (const _ of [1, 2]) form.requestSubmit(form.querySelector("[value=all]")); }""")
    page.locator(".agenda-number").wait_for()
    assert len(entries_of(site.house, id)) == 1


def test_a_letter_that_looks_like_another_is_told_apart_or_its_number_cancelled(
    page: Page, site: Site, id: str
) -> None:
    other = doubtful.kept(site.house, "kembar.tif").id
    settle(site.house, 1)
    page.goto(f"/letters/{other}/register")
    one = page.locator(".twins li", has=page.locator(f"a[href='/letters/{id}']"))
    expect(one).to_contain_text("words are alike")
    with page.expect_navigation():
        one.get_by_role("button", name="Different").click()
    expect(page.locator(f".twins a[href='/letters/{id}']")).to_have_count(0)
    page.goto(f"/letters/{other}/register")
    page.locator(".twins a", has_text="The same").first.click()
    expect(page.locator("#reason")).to_have_value("the same letter is here already")
    page.get_by_role("button", name="Cancel this number").click()
    expect(page.locator(".agenda-number s")).to_be_visible()
    assert entry(site, other)["cancelled"] == "the same letter is here already"


def test_on_a_phone_field_after_field(browser: Browser, site: Site, id: str) -> None:
    page = opened(browser, site, PHONE, who="agendaris")
    show(page, id)
    expect(page.locator(".line:visible")).to_have_count(1)
    page.get_by_role("link", name="See the page").click()
    expect(page.locator("#confirm-page")).to_be_visible()
    page.get_by_role("link", name="Back to the fields").click()
    page.get_by_role("button", name="It is right, next field").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Register").click()
    expect(page.locator(".agenda-number")).to_have_text(str(entry(site, id)["agenda_number"]))
    page.context.close()


def test_without_a_script_it_is_registered_cancelled_and_delivered(browser: Browser, site: Site, id: str) -> None:
    look = Look(*PHONE, "light", "en")
    page = context_of(browser, site, look, "agendaris", java_script_enabled=False).new_page()
    page.goto("/registers/incoming")
    page.locator(f"a[href='/letters/{id}/register']").click()
    page.fill("#sender", "Camat Rawabening")
    page.get_by_role("button", name="Register").click()
    expect(page.locator(".agenda-number")).to_have_text(str(entry(site, id)["agenda_number"]))
    page.get_by_role("link", name="Deliver to units").click()
    page.get_by_label("Dinas Pekerjaan Umum").check()
    page.get_by_label("Close our own entry").check()
    page.get_by_role("button", name="Deliver to those chosen").click()
    expect(page.locator("main .alert")).to_contain_text("Delivered to 1 unit")
    mine, its = sorted(entries_of(site.house, id), key=lambda row: str(row["unit"] != "setda"))
    assert (mine["closed_as"], its["unit"], its["handling"]) == ("passed-on", "dpu", "waiting")
    page.goto(f"/letters/{id}/entries/{mine['_id']}")
    page.locator("summary", has_text="Cancel this number").click()
    page.fill("#reason", "Salah buku")
    page.get_by_role("button", name="Cancel this number").click()
    expect(page.locator("main")).to_contain_text("Salah buku")
    page.context.close()


def test_a_sender_sees_days_on_a_page_that_weighs_little(browser: Browser, site: Site, id: str) -> None:
    page = context_of(browser, site, Look(*PHONE, "light", "en"), "").new_page()
    found = visit(page, f"{site.address}/track/{entry(site, id)['token']}")
    expect(page.locator("h1")).to_have_text("Your letter was received")
    expect(page.locator("[aria-current=step]")).to_contain_text("Received")
    assert found.bytes <= 40_000
    page.context.close()
