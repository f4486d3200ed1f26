"""A new archive set up in a real Chromium, its first form by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.checks import check_page, listen
from tests.web.sites import SIZES, whole

pytestmark = pytest.mark.browser
TABLE = "code,name,parent\nMEKAR,Kabupaten Mekar,\nSETDA,Sekretariat Daerah,MEKAR\nDPU,Dinas Pekerjaan Umum,MEKAR\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running `lontar run` over an empty home."""
    with whole(Path(tmp_path_factory.mktemp("new"))) as (address, said):
        yield address
    assert re.search(rb"Set up this archive at http://127\.0\.0\.1:\d+/setup\?token=\S{20}", said)


def test_a_new_archive_is_set_up(browser: Browser, site: str) -> None:
    width, height = SIZES["phone"]
    page = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", base_url=site).new_page()
    said = listen(page)
    page.goto("/")
    expect(page).to_have_url(re.compile("/setup$"))
    check_page(page, "setup", "text=Make the first administrator")
    _administrator(page)
    _office(page)
    _units(page)
    _new_person(page)
    expect(page.locator(".setup-note")).to_have_text("Setting up: 2 tasks are left")
    assert [one for one in said if "400 (Bad Request)" not in one] == []  # the form that was wrong on purpose
    page.context.close()


def _administrator(page: Page) -> None:
    """First with passwords that differ: the summary has the focus and what was typed still stands."""
    page.goto("/setup/administrator")
    check_page(page, "setup-administrator", "#name")
    page.focus("#name")
    for typed in ("Ani", "ani@mekar.example", "sepuluh-huruf", "sebelas-huruf"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Error: ")
    assert page.input_value("#login") == "ani@mekar.example"
    check_page(page, "setup-administrator-wrong")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#password_again")).to_be_focused()
    for name in ("#password", "#password_again"):
        page.fill(name, "sepuluh-huruf")
    page.keyboard.press("Enter")
    page.wait_for_url("**/setup")
    expect(page.locator("main")).to_contain_text("ani@mekar.example")


def _office(page: Page) -> None:
    page.get_by_role("link", name="Name the office").click()
    page.fill("#name", "Kabupaten Mekar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/setup")


def _units(page: Page) -> None:
    page.get_by_role("link", name="Bring in the units").click()
    page.fill("#text", TABLE + "X,,MEKAR\n")
    page.get_by_role("button", name="Check").click()
    page.wait_for_selector("[role=alert]")
    check_page(page, "units-wrong")
    page.fill("#text", TABLE)
    page.get_by_role("button", name="Check").click()
    page.wait_for_selector("text=Nothing was changed yet.")
    check_page(page, "units-plan")
    page.get_by_role("button", name="Import").click()
    page.wait_for_url("**/setup")


def _new_person(page: Page) -> None:
    """Their one-time password can be copied; a change of their roles is undone with one button."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/admin/people/new")
    page.fill("#name", "Budi")
    page.fill("#login", "budi@mekar.example")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("#secret")
    check_page(page, "one-time")
    page.get_by_role("button", name="Copy").click()
    page.wait_for_selector("text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.inner_text("#secret")
    page.goto("/admin/people")
    page.get_by_role("link", name="Budi").click()
    page.get_by_label("Auditor").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector(".undo")
    check_page(page, "person-changed")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Auditor")).not_to_be_checked()
