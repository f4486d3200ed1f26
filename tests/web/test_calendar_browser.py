"""The calendar in a real browser: each page looked at, by keyboard, without scripts, on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web import inviting
from tests.web.checks import check_page, listen
from tests.web.holding import Holds
from tests.web.inviting import appointment, corrected, invited
from tests.web.places import CALENDAR, WEEK
from tests.web.sites import LOOKS, PHONE, Desk, Site, context_of, opened, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, stock: Path) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("calendar")), inviting.invitations, stock) as site:
        yield site


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Site) -> Iterator[Desk]:
    with Desk(browser, site) as desk:
        yield desk


class TestCalendar(Holds):
    places = CALENDAR


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    page = opened(browser, site, who="kadis")
    yield page
    page.context.close()


def test_the_days_stand_beside_each_other_on_a_desk_and_below_each_other_on_a_phone(
    browser: Browser, site: Site, page: Page
) -> None:
    phone = opened(browser, site, PHONE, who="kadis")
    tops = {}
    for name, one in (("desk", page), ("phone", phone)):
        one.goto(WEEK)
        boxes = [row.bounding_box() or {} for row in one.locator(".days tbody tr").all()]
        tops[name] = len({box["y"] for box in boxes})
    assert tops == {"desk": 1, "phone": 7}
    phone.context.close()


def test_keys_go_on_and_back_and_to_today(page: Page) -> None:
    page.goto(WEEK)
    for key, shown in (("j", "date=2030-12-09"), ("k", "date=2030-12-02"), ("k", "date=2030-11-25")):
        with page.expect_navigation():
            page.keyboard.press(key)
        assert shown in page.url
    with page.expect_navigation():
        page.keyboard.press("t")
    expect(page.locator("tr.today th")).to_have_attribute("aria-current", "date")


def test_a_clash_leads_to_the_other_one(page: Page) -> None:
    page.goto(WEEK)
    page.locator(".clash a", has_text="Rapat jembatan").first.click()
    expect(page.locator("h1")).to_have_text("Rapat jembatan")
    page.locator(".clash a", has_text="Rapat jalan").click()
    expect(page.locator("h1")).to_have_text("Rapat jalan")


def test_attending_is_one_tap_on_a_phone_without_scripts_and_is_undone(browser: Browser, site: Site) -> None:
    letter = invited(site.house, "Rapat irigasi", event_date=20310106)
    context = context_of(browser, site, LOOKS["phone"], "kadis", java_script_enabled=False)
    page = context.new_page()
    page.goto("/calendar?view=week&date=2031-01-06")
    page.locator(".days button", has_text="Rapat irigasi").click()
    expect(page.locator(".undo")).to_contain_text("Tersimpan: hadir. Rapat irigasi")
    assert appointment(site.house, letter)["state"] == "attending"
    assert "date=2031-01-06" in page.url
    page.locator(".undo button").click()
    assert appointment(site.house, letter)["state"] == "invited"
    context.close()


def test_a_deputy_is_sent_with_keys_alone_and_sees_the_invitation(browser: Browser, site: Site, page: Page) -> None:
    letter = invited(site.house, "Rapat drainase", event_date=20310113)
    page.goto(f"/calendar/appointments/{appointment(site.house, letter)['_id']}")
    page.locator("#recipients").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".undo")).to_contain_text("deputised: Pengelola Jalan dan Jembatan")
    corrected(site.house, letter)
    staff = opened(browser, site, who="staf")
    staff.goto("/calendar?date=2031-01-13")
    expect(staff.locator(".days li")).to_contain_text("Rapat drainase")
    staff.context.close()


def test_a_wrong_form_has_the_focus_and_leads_to_its_field(page: Page, site: Site) -> None:
    letter = invited(site.house, "Rapat taman", event_date=20310120)
    page.goto(f"/calendar/appointments/{appointment(site.house, letter)['_id']}")
    page.locator("#note").fill(" ")
    with page.expect_navigation():
        page.locator("form[action$='/excuse'] button").click()
    expect(page.locator("[role=alert]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#note")).to_be_focused()
    assert page.title().startswith("Error: ")


def test_beside_the_letter_stands_when_it_is_and_who_goes(browser: Browser, site: Site) -> None:
    for name, size in LOOKS.items():
        page = context_of(browser, site, size, "kadis").new_page()
        listen(page)
        page.goto(f"/letters/{site.ids['letter']}?tab=fields")
        expect(page.locator("#invitation ~ .related").first).to_contain_text("Kepala Dinas: ")
        check_page(page, f"calendar-letter-{name}")
        page.context.close()
