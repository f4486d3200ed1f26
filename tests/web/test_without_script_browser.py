"""With JavaScript off: signing in, searching, letters, uploads, and the acts of archivists and administrators."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import files
from tests.web.sites import Look, Site, context_of

pytestmark = pytest.mark.browser
PHONE = Look(360, 740, "light", "en")


@pytest.fixture(scope="module")
def page(browser: Browser, archive: Site) -> Iterator[Page]:
    """The archivist's."""
    context = context_of(browser, archive, PHONE, "arsiparis", java_script_enabled=False)
    yield context.new_page()
    context.close()


def opened(page: Page, summary: str) -> None:
    page.locator("summary", has_text=summary).first.click()


def test_search_and_see_the_words_marked(page: Page) -> None:
    page.goto("/")
    page.fill("#q", "jembatan")
    page.locator("form.search button").first.click()
    expect(page.locator("[role=status]").first).to_contain_text("2 letters")
    page.locator(".hits a.title").first.click()
    expect(page.locator(".found").first).to_be_visible()
    expect(page.locator("#sheet img")).to_have_attribute("src", re.compile("/pages/1"))


def test_upload(page: Page, tmp_path: Path) -> None:
    page.goto("/intake")
    page.select_option("#direction", "incoming")  # for the unit alone: another test looks at a list without it
    page.set_input_files("#files", files.written(tmp_path, "tanpa.pdf", files.pdf((f"Surat {tmp_path.name}",))))
    page.get_by_role("button", name="Upload").click()
    expect(page.locator(".arrived li:has-text('tanpa.pdf')")).to_contain_text("safe")


def test_make_a_batch_and_upload_into_it(page: Page, tmp_path: Path) -> None:
    page.goto("/intake")
    page.get_by_role("link", name="Batches and how they are read").click()
    page.get_by_role("link", name="New batch").click()
    page.fill("#name", "Boks tanpa skrip")
    page.check("#language-ind")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_have_text("Boks tanpa skrip")
    expect(page.locator("main")).to_contain_text("Indonesian")
    page.goto("/intake")
    page.select_option("#direction", "incoming")  # as above
    page.select_option("#batch", label="Boks tanpa skrip")
    page.set_input_files("#files", files.written(tmp_path, "boks.pdf", files.pdf((f"Surat boks {tmp_path.name}",))))
    page.get_by_role("button", name="Upload").click()
    page.locator(".arrived li:has-text('boks.pdf') a").first.click()
    expect(page.locator("#letter-fields")).to_contain_text("Boks tanpa skrip")


def test_correct_a_field(page: Page, archive: Site) -> None:
    page.goto(f"/letters/{archive.ids['edit']}?tab=fields")
    page.get_by_role("link", name="Confirm or correct the fields").click()
    page.fill("#subject", "Jadwal ronda malam")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="The letter", exact=True).click()
    expect(page.locator("h1")).to_have_text("Jadwal ronda malam")


def test_withdraw_and_restore(page: Page, archive: Site) -> None:
    page.goto(f"/letters/{archive.ids['edit']}?tab=fields")
    opened(page, "Withdraw")
    page.fill("#reason", "bukan surat kita")
    page.locator("form[action*='/withdraw'] button").click()
    expect(page.locator(".alert-warning")).to_contain_text("Withdrawn: bukan surat kita")
    page.get_by_role("button", name="Restore").click()
    expect(page.locator(".alert-warning")).to_have_count(0)


def test_try_a_reading_again(page: Page, archive: Site) -> None:
    page.goto("/reading")
    assert page.locator("noscript meta[http-equiv=refresh]").count() == 1
    failed = page.locator(f"#failed-{archive.ids['again']}")
    expect(failed).to_contain_text("is damaged")
    failed.get_by_role("button").click()
    expect(page.locator("main [role=status].alert")).to_have_text("1 letter is tried again.")
    expect(page.locator(f"#waiting-{archive.ids['again']}")).to_be_visible()


def test_administer(browser: Browser, archive: Site) -> None:
    context = context_of(browser, archive, PHONE, "admin", java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/people/new")
    page.fill("#name", "Tanpa Skrip")
    page.fill("#login", "tanpa@sukamaju.example")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#secret")).to_be_visible()
    page.get_by_role("link", name="To the person").click()
    page.get_by_label("Auditor").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Auditor")).not_to_be_checked()
    page.goto("/admin/units")
    page.fill("#text", "code,name,parent\nSUKAMAJU,Kabupaten Sukamaju,\nTANPA,Bidang Tanpa Skrip,SUKAMAJU\n")
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".tree")).to_contain_text("Bidang Tanpa Skrip")
    context.close()


def test_what_was_typed_when_the_sign_in_ended_is_sent_after_it(browser: Browser, archive: Site) -> None:
    context = context_of(browser, archive, PHONE, "arsiparis", java_script_enabled=False)
    page, other = context.new_page(), context.new_page()
    page.goto(f"/letters/{archive.ids['edit']}?tab=fields")
    page.fill("form[action*='/notes'] [name=text]", "diketik sebelum keluar")
    other.goto("/account")
    other.locator(".who button").click()
    other.wait_for_url("**/sign-in")
    page.locator("form[action*='/notes'] button").click()
    expect(page.locator("[role=status]")).to_contain_text("it is kept for 30 minutes")
    page.get_by_role("button", name="Arsiparis", exact=True).click()
    expect(page.locator(".typed")).to_have_text("diketik sebelum keluar")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("main")).to_contain_text("diketik sebelum keluar")
    expect(page).to_have_url(re.compile(archive.ids["edit"]))
    context.close()
