"""Signing on a phone: what waits is read, signed with a thumb, sent back; a double tap signs once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lontar.wiring import House
from office import demo
from schemas.draft import Draft
from schemas.signing_attempt import SigningAttempt
from signing.pades import LocalSigner
from signing.pkcs12 import opened as opened_key
from tests.signing import bsre_stand_in
from tests.signing.bsre_stand_in import StandIn
from tests.signing.own import own_key
from tests.web.checks import check_page, listen
from tests.web.drafting import CONTENT, frozen
from tests.web.sites import PHONE, Site, opened, served
from tests.web.test_sign import PASSPHRASE, SIGNER, give_key
from tests.web.test_sign_codes import by

pytestmark = pytest.mark.browser
APART = 24
"""Pixels between signing and sending back, so that no thumb does one for the other."""


def archive(house: House) -> dict[str, str]:
    """Four letters that wait for the secretary of the regency."""
    demo.found(house.store)
    give_key(house)
    return {name: frozen(house) for name in ("first", "second", "third", "fourth")}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path, archive) as site:
        yield site


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    page = opened(browser, site, PHONE, who=SIGNER, has_touch=True)
    said = listen(page)
    yield page
    assert [one for one in said if "422" not in one] == [], "a wrong passphrase is answered with 422"
    page.context.close()


def state(site: Site, name: str) -> str:
    return str(site.house.store.load(Draft, site.ids[name]).state)


def test_letters_are_read_signed_and_sent_back_on_a_phone(phone: Page, site: Site) -> None:
    phone.goto("/sign")
    check_page(phone, "sign", main="#letters a")
    phone.locator(f"a[href='/sign/{site.ids['first']}']").tap()
    picture = phone.locator(".pages img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 2 * PHONE[0]
    check_page(phone, "sign-letter", main="[data-sign]")
    sign, back = phone.locator("[data-sign]"), phone.locator("summary", has_text="Send it back")
    back.scroll_into_view_if_needed()
    boxes = sign.bounding_box(), back.bounding_box()
    assert boxes[0]
    assert boxes[1]
    assert boxes[1]["y"] - (boxes[0]["y"] + boxes[0]["height"]) >= APART
    phone.get_by_role("button", name="Show").tap()
    expect(phone.locator("#key_password")).to_have_attribute("type", "text")
    phone.locator("#key_password").fill("salah")
    sign.tap()
    expect(phone.get_by_role("alert")).to_contain_text("is wrong")
    expect(phone.locator("#key_password")).to_have_value("")
    phone.locator("#key_password").fill(PASSPHRASE)
    phone.locator("[data-sign]").tap()
    expect(phone.get_by_text(f"{CONTENT['subject']}: signed")).to_be_visible()
    assert state(site, "first") == "signed"
    phone.goto(f"/sign/{site.ids['second']}")
    phone.locator("#key_password").fill(PASSPHRASE)
    phone.goto("/sign")
    phone.go_back()
    assert phone.locator("#key_password").input_value() == "", "the way back shows no passphrase"
    phone.locator("summary", has_text="Send it back").tap()
    phone.locator("#reason").fill("Tanggalnya salah")
    phone.locator("details button").tap()
    expect(phone.get_by_text("Sent back.")).to_be_visible()
    assert state(site, "second") == "drafting"


def test_several_at_once_and_a_double_tap_signs_each_once(phone: Page, site: Site) -> None:
    phone.goto("/sign")
    for name in ("third", "fourth"):
        phone.locator(f"[value^='{site.ids[name]}']").check()
    phone.locator("#key_password").fill(PASSPHRASE)
    phone.locator("[data-sign]").dblclick(no_wait_after=True)
    expect(phone.get_by_text(f"{CONTENT['subject']}: signed")).to_have_count(2)
    assert [state(site, name) for name in ("first", "third", "fourth")] == ["frozen", "signed", "signed"]
    assert len(list(site.house.store.every(SigningAttempt))) == 2


@pytest.fixture
def by_service(tmp_path: Path) -> Iterator[tuple[Site, StandIn]]:
    """The office signs by the service."""
    with bsre_stand_in.running(LocalSigner(opened_key(own_key(), "x"))) as service:
        service.email = f"{SIGNER}@sukamaju.example"
        with served(tmp_path, archive, **by(service)) as site:
            yield site, service


def test_a_letter_is_signed_with_a_code_that_was_sent(browser: Browser, by_service: tuple[Site, StandIn]) -> None:
    site, service = by_service
    phone = opened(browser, site, PHONE, who=SIGNER, has_touch=True)
    listen(phone)
    phone.goto(f"/sign/{site.ids['first']}")
    phone.locator("summary", has_text="With a one-time code").tap()
    check_page(phone, "sign-code", main="[data-sign]")
    phone.get_by_role("button", name="Send me a code").tap()
    expect(phone.get_by_text("The signing service sends you a code")).to_be_visible()
    expect(phone.locator("#one_time_password")).to_be_visible()
    for code, said in (("471108", "no longer valid"), (service.codes[0], f"{CONTENT['subject']}: signed")):
        phone.locator("#one_time_password").fill(code)
        phone.locator("[data-sign]").tap()
        expect(phone.get_by_text(said)).to_be_visible()
        assert code not in phone.content()
    assert (state(site, "first"), service.signed) == ("signed", 1)
    phone.context.close()
