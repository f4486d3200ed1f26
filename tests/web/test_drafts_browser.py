"""Drafts in a real browser: saved and shown while one types, never over what another wrote, from hand to hand on a
phone with a delegate."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lontar.drafting import acts
from schemas.delegation import Delegation
from schemas.draft import Draft
from schemas.stored import now
from store.changes import Changes
from tests import files
from tests.web import drafting
from tests.web.checks import listen
from tests.web.drafting import CONTENT, who
from tests.web.sites import DESK, PHONE, Site, opened, served

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path, stock: Path) -> Iterator[Site]:
    with served(tmp_path, drafting.archive, stock) as site:
        yield site


def draft_of(site: Site, name: str) -> Draft:
    return site.house.store.load(Draft, site.ids[name])


def test_what_is_typed_is_saved_and_shown(browser: Browser, site: Site) -> None:
    page = opened(browser, site, DESK, who="staf")
    said = listen(page)
    page.goto(f"/drafts/{site.ids['drafting']}")
    before = page.locator(".pages img").first.get_attribute("src")
    page.locator("#f-subject").fill("Undangan rapat kerja")
    expect(page.locator(".pages img").first).not_to_have_attribute("src", str(before))
    page.keyboard.press("Control+s")
    expect(page.locator("[data-told]")).to_contain_text("Saved")
    assert draft_of(site, "drafting").content["subject"] == "Undangan rapat kerja"
    page.locator("#f-place").fill("Rawabening")
    expect(page.locator("[name=revision]")).to_have_value("3")
    assert draft_of(site, "drafting").content["place"] == "Rawabening"
    page.reload()
    expect(page.locator("#f-place")).to_have_value("Rawabening")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".standing")).to_contain_text("waits for initials")
    assert said == []
    page.context.close()


def test_a_change_of_another_stops_saving_and_both_texts_are_shown(browser: Browser, site: Site) -> None:
    page = opened(browser, site, DESK, who="staf")
    id = site.ids["drafting"]
    page.goto(f"/drafts/{id}")
    acts.change(site.house, who(site.house, "kadis"), id, {"content": CONTENT | {"subject": "Dari kadis"}}, 1)
    page.locator("#f-subject").fill("Dari staf")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-told]")).to_contain_text("has changed this draft")
    assert draft_of(site, "drafting").content["subject"] == "Dari kadis"
    page.locator("[data-save]").click()
    expect(page.locator(".clash ins").first).to_contain_text("staf")
    expect(page.locator(".clash del").first).to_contain_text("kadis")
    page.locator("[name=take-subject][value=theirs]").check()
    page.locator("[data-save]").click()
    expect(page.locator("#f-subject")).to_have_value("Dari kadis")
    page.context.close()


def test_from_hand_to_hand_on_a_phone_with_a_delegate(browser: Browser, site: Site) -> None:
    hour = timedelta(hours=1)
    agent = who(site.house, "staf").person
    lent = Delegation(form="Plh.", position="kepala-dpu", person=agent, since=now() - hour, until=now() + hour)
    site.house.store.commit(Changes.of(lent))
    page = opened(browser, site, PHONE, who="staf", has_touch=True)
    said = listen(page)
    page.goto("/drafts?list=initial")
    page.locator(f"[href$='{site.ids['waiting']}']").tap()
    tap(page, "Initial it")
    expect(page.locator(".standing")).to_contain_text("ready for its number")
    tap(page, "Reserve the number")
    expect(page.locator(".standing")).to_contain_text("waits for the signature")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    draft = draft_of(site, "waiting")
    assert (draft.state, draft.initials[1].by) == ("frozen", agent)
    events = site.house.store.events(0, 10_000)
    assert [row.get("behalf") for row in events if row["verb"] == "draft.initialled"][-1] == "kepala-dpu"
    assert said == []
    page.context.close()


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).tap()


def test_without_a_script_a_draft_is_written_and_submitted(browser: Browser, site: Site) -> None:
    page = opened(browser, site, PHONE, who="staf", java_script_enabled=False)
    page.goto(f"/drafts/{site.ids['drafting']}")
    page.locator("#f-subject").fill("Tanpa skrip")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator(".standing")).to_contain_text("waits for initials")
    assert draft_of(site, "drafting").content["subject"] == "Tanpa skrip"
    page.context.close()


@pytest.mark.parametrize("script", [True, pytest.param(False, marks=pytest.mark.full)])
def test_a_file_is_added_while_somebody_types_taken_out_and_put_back(
    browser: Browser, site: Site, script: bool
) -> None:
    page = opened(browser, site, PHONE, who="staf", java_script_enabled=script)
    said = listen(page) if script else []
    page.goto(f"/drafts/{site.ids['drafting']}")
    page.locator("#f-subject").fill("Belum disimpan")
    page.locator("#enclosures-file").set_input_files(
        {
            "name": "denah.pdf",
            "mimeType": "application/pdf",
            "buffer": files.pdf(("Denah",)),
        }
    )
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".enclosures ol li")).to_have_count(3)
    expect(page.locator("#f-subject")).to_have_value("Belum disimpan")
    page.locator(".enclosures li", has_text="denah.pdf").locator(".btn-outline-danger").click()
    expect(page.locator(".enclosures ol li")).to_have_count(2)
    page.locator(".enclosures .undo button").click()
    expect(page.locator(".enclosures ol li")).to_have_count(3)
    draft = draft_of(site, "drafting")
    assert [one.name for one in draft.enclosures][-1] == "denah.pdf"
    assert draft.content["subject"] == "Belum disimpan"
    assert said == []
    page.context.close()


@pytest.mark.parametrize("script", [False, pytest.param(True, marks=pytest.mark.full)])
def test_paragraphs_of_two_who_wrote_are_chosen_by_keyboard(browser: Browser, site: Site, script: bool) -> None:
    id, (first, rest) = site.ids["drafting"], CONTENT["body"].split("\n\n")
    page = opened(browser, site, DESK, who="staf", java_script_enabled=script)
    page.goto(f"/drafts/{id}")
    theirs = f"{first} Dari kadis.\n\n{rest}"
    acts.change(site.house, who(site.house, "kadis"), id, {"content": CONTENT | {"body": theirs}}, 1)
    page.locator("#f-body").fill(f"{first} Dari staf.\n\n{rest}\n\nTerima kasih.")
    page.locator("[data-save]").click()
    page.locator("[value=parts]").focus()
    page.keyboard.press("Tab")  # into the first of the places in which they differ
    page.keyboard.press("ArrowRight")
    expect(page.locator(".part").first.locator("[value=theirs]")).to_be_checked()
    expect(page.locator("[value=parts]")).to_be_checked()
    page.locator("[data-save]").press("Enter")
    expect(page.locator("#f-body")).to_have_value(f"{theirs}\n\nTerima kasih.")
    assert draft_of(site, "drafting").content["body"] == f"{theirs}\n\nTerima kasih."
    page.context.close()
