"""The pages of the organisation, each looked at, and the ways through them by a person."""

import pytest
from playwright.sync_api import Browser, expect

from tests.web.holding import Holds
from tests.web.places import ORGANISATION
from tests.web.sites import PHONE, Site, opened

pytestmark = pytest.mark.browser


class TestOrganisation(Holds):
    places = ORGANISATION


@pytest.mark.parametrize("script", [True, False])
def test_one_tap_says_where_one_is(browser: Browser, archive: Site, script: bool) -> None:
    page = opened(browser, archive, PHONE, who="agendaris", java_script_enabled=script)
    page.goto("/presence")
    page.get_by_role("button", name="On leave", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("Saved: On leave.")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator("main")).to_contain_text("nothing said yet.")
    page.context.close()


def test_somebody_is_named_and_the_position_taken_back_by_keyboard_alone(browser: Browser, archive: Site) -> None:
    page = opened(browser, archive, PHONE, who="kades")
    page.goto("/delegations")
    page.locator("#position").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("K-cempaka")
    page.keyboard.press("Tab")
    page.keyboard.type("staf@sukamaju.example")
    page.locator("#until").fill("2199-12-31")
    page.locator("#reason").focus()
    page.keyboard.type("Cuti")
    page.keyboard.press("Enter")
    row = page.locator("main .rows li")
    expect(row).to_contain_text("Plh. Kepala Desa: Staf Dinas PU")
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Sudah kembali")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("The delegation has ended.")
    page.context.close()
