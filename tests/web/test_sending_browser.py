"""A letter sent, received, opened and not taken back any more, by two people on their phones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lontar.journey import arrive
from lontar.routing import recording
from lontar.routing.acts import entries_of
from lontar.routing.recording import Book
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import installation
from schemas.entry import RegisterEntry
from tests import files
from tests.web.checks import fits, listen
from tests.web.registering import clerk
from tests.web.sites import PHONE, Site, opened, served

pytestmark = pytest.mark.browser


def office(house: House) -> dict[str, str]:
    """The demo office, with two letters in the outgoing book of its secretariat."""
    demo.found(house.store)
    ids = {}
    for name in ("undangan", "ralat"):
        path = files.written(house.settings.home, f"{name}.pdf", files.pdf((f"Hal : {name}", f"Surat {name}")))
        (found,) = arrive(house, path, f"{name}.pdf", installation("tests"), unit="setda", direction="legacy")
        ids[name] = str(found.id)
    settle(house, 1)
    for id in ids.values():
        recording.record(house, clerk(house), id, Book("setda", "outgoing"))
    return ids


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path, office) as site:
        yield site


def test_it_is_sent_received_opened_and_stays(browser: Browser, site: Site) -> None:
    letter = site.ids["undangan"]
    sender = opened(browser, site, PHONE, who="agendaris", has_touch=True)
    said = listen(sender)
    sender.goto(f"/letters/{letter}/send")
    for unit in ("dpu", "distan"):
        sender.locator(f"[name=unit][value={unit}]").check()
    sender.get_by_role("button", name="See who gets it").tap()
    expect(sender.locator("#foreseen")).to_contain_text("Get it in their book of incoming letters: 2")
    holds(sender)
    sender.get_by_role("button", name="Send to 2 recipients").tap()
    expect(sender.get_by_text("not opened yet (2)")).to_be_visible()
    holds(sender)

    head = opened(browser, site, PHONE, who="kadis", has_touch=True)
    head.goto("/inbox")
    head.locator(f"[href*='{letter}']").first.tap()
    expect(head.locator("#letter-head")).to_be_visible()
    assert entry(site.house, letter, "dpu").opened_by == clerk(site.house, "kadis").person
    head.context.close()

    sender.reload()
    expect(sender.get_by_text("opened (1)")).to_be_visible()
    sender.get_by_role("button", name="Take it back from 1 who has not opened it").tap()
    expect(sender.get_by_text("It stays with 1 who has it.")).to_be_visible()
    expect(sender.get_by_text("taken back (1)")).to_be_visible()
    expect(sender.get_by_role("button", name="Take it back")).to_have_count(0)
    assert entry(site.house, letter, "distan").cancelled == "ditarik kembali"
    assert not entry(site.house, letter, "dpu").cancelled
    corrected(sender, site)
    assert said == []
    sender.context.close()


def corrected(sender: Page, site: Site) -> None:
    """What was opened is corrected by another letter, to which its page leads."""
    sender.goto(f"/letters/{site.ids['ralat']}/sent")
    sender.get_by_text("This letter corrects an earlier one").tap()
    sender.get_by_label("Number or address of the earlier letter").fill(f"/letters/{site.ids['undangan']}")
    sender.get_by_role("button", name="Save").tap()
    expect(sender.get_by_text("It replaces an earlier letter:")).to_be_visible()
    holds(sender)
    sender.goto(f"/letters/{site.ids['undangan']}")
    sender.locator(".overtaken .alert-link").tap()
    expect(sender).to_have_url(f"{site.address}/letters/{site.ids['ralat']}")


def entry(house: House, letter: str, unit: str) -> RegisterEntry:
    rows = [row for row in entries_of(house, letter) if (row["unit"], row["direction"]) == (unit, "incoming")]
    return house.store.load(RegisterEntry, rows[-1]["_id"])


def holds(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert fits(page) == []
