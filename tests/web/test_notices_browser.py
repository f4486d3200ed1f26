"""What a person chooses to be told, in an office that sends mail and calls a webhook."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from lontar.settings import keep
from lontar.wiring import House
from office.choices import choices_of
from schemas.notice import Notice
from schemas.person import Person
from store.changes import Changes
from tests.lontar.finding import reader
from tests.web.holding import Holds
from tests.web.places import NOTICES
from tests.web.sites import PHONE, Desk, founded, opened, served

pytestmark = pytest.mark.browser
SENDS = {
    "smtp_host": "127.0.0.1",
    "mail_from": "arsip@sukamaju.example",
    "webhook_url": "https://gateway.example/lontar",
    "webhook_secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
}


def sending(house: House) -> dict[str, str]:
    founded(house)
    keep(house.settings, SENDS)
    return {}


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with served(Path(tmp_path_factory.mktemp("notices")), sending) as site, Desk(browser, site) as desk:
        yield desk


class TestNotices(Holds):
    places = NOTICES


def test_choices_are_made_by_keyboard_alone(desk: Desk) -> None:
    page = opened(desk.browser, desk.site, PHONE, who="kadis")
    page.goto("/notices/settings")
    page.locator("#mail-late").focus()
    page.keyboard.press("Space")
    page.locator("#when").focus()
    page.keyboard.press("ArrowDown")
    page.locator("#contact").focus()
    page.keyboard.type("62811000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.locator("#mail-late")).not_to_be_checked()
    kept = choices_of(desk.site.house.store.get(Person, reader(desk.site.house, "kadis").person))
    assert ("mail", "late") in kept.off
    assert (kept.daily, kept.contact) == (True, "62811000")
    page.context.close()


def test_the_bell_leads_to_what_is_new_and_one_is_seen_with_one_press(desk: Desk) -> None:
    house = desk.site.house
    house.store.commit(Changes.of(*(Notice(person=reader(house, "kades").person, kind="declined") for _ in range(2))))
    page = opened(desk.browser, desk.site, PHONE, who="kades", java_script_enabled=False)
    page.goto("/")
    expect(page.locator(".bell .count-of")).to_contain_text("2")
    page.locator(".bell").click()
    page.locator(".rows button").first.click()
    expect(page.get_by_role("status")).to_have_text("1 notice is seen.")
    expect(page.locator(".bell .count-of")).to_contain_text("1")
    page.context.close()
