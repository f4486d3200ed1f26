"""The intake page in a real Chromium: cuts, kills, reloads, two tabs, photos of one letter."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lontar.crew import Crew
from lontar.intake import digitising
from lontar.settings import load
from lontar.wiring import House, open_house
from office import demo
from office.access import installation
from schemas.letter import Letter
from tests import files
from tests.serving import WEB, System
from tests.web.checks import check_page, listen
from tests.web.relay import Relay
from tests.web.sites import BOTH_SIZES, SIZES, Look, context_of, sign_in
from tests.web.sites import Site as Served

pytestmark = pytest.mark.browser
SIZE = 24 << 20
on_a_phone = pytest.mark.parametrize("context", ["phone"], indirect=True)
"""For what has nothing to do with the size of the page."""


@dataclass(frozen=True)
class Site:
    house: House
    system: System
    relay: Relay


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The web of a demo office, behind a line that counts and can be cut. Nobody reads but where a test does."""
    folder = Path(tmp_path_factory.mktemp("intake"))
    house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
    demo.found(house.store)
    system = System(folder / "home", WEB)
    system.start()
    relay = Relay(system.port)
    yield Site(house, system, relay)
    relay.close()
    system.stop()
    house.close()


@pytest.fixture(params=BOTH_SIZES)
def context(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """Somebody signed in, at both sizes; each with a list of their own."""
    seen = Served(site.house, site.relay.address)
    look = Look(*SIZES[request.param], "light", "en")
    context = context_of(browser, seen, look, "arsiparis" if request.param == "phone" else "agendaris")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    said = listen(page)
    page.goto("/intake")
    yield page
    assert [one for one in said if not one.startswith("Failed to load resource")] == []  # cuts are meant


def large(folder: Path, name: str) -> Path:
    """A letter of 24 MiB that does not compress, another one for each name."""
    with pikepdf.open(files.written(folder, name, files.pdf((f"Surat {name} {folder}",)))) as document:
        ballast = random.Random(str(folder / name)).randbytes(SIZE)
        document.Root.Ballast = document.make_stream(ballast)
        return files.written(folder, name, files.saved(document))


def row(page: Page, name: str, state: str = "") -> str:
    return f".arrived li{state}:has-text('{name}')"


def sha256_of(page: Page, name: str) -> str:
    """What the server says of an upload that has ended."""
    id = page.locator(row(page, name)).get_attribute("id").removeprefix("sent-")
    return str(page.evaluate("id => fetch(`/api/v1/uploads/${id}`).then((said) => said.json())", id)["sha256"])


def test_before_the_first_upload_there_is_one_act_and_no_empty_list(page: Page) -> None:
    page.goto("/intake")
    expect(page.locator("[data-status]")).to_have_text("Nothing was uploaded yet. Choose files.")
    expect(page.get_by_role("heading", level=2)).to_have_count(0)
    expect(page.get_by_role("button", name="Clear what has ended")).to_have_count(0)
    with page.expect_file_chooser() as chooser:
        page.locator("label[for=files]").click(force=True)  # the input lies over its label
    assert chooser.value.is_multiple()


@on_a_phone
def test_a_cut_upload_goes_on_from_where_it_stands(page: Page, site: Site, tmp_path: Path) -> None:
    path = large(tmp_path, "besar.pdf")
    before = site.relay.sent
    site.relay.hold_after(SIZE // 2)
    page.set_input_files("#files", path)
    assert site.relay.reached.wait(60)
    page.context.set_offline(True)
    site.relay.cut()
    expect(page.locator("[data-trouble]")).to_contain_text("goes on by itself")
    site.relay.hold_after(SIZE // 4)
    page.context.set_offline(False)
    assert site.relay.reached.wait(60)
    site.system.kill()
    site.relay.cut()
    site.system.start()
    expect(page.locator(row(page, "besar.pdf", ".stored"))).to_be_visible()
    expect(page.locator("[data-trouble]")).to_be_hidden()
    assert site.relay.sent - before <= 1.1 * SIZE
    assert sha256_of(page, "besar.pdf") == hashlib.sha256(path.read_bytes()).hexdigest()


@on_a_phone
def test_after_a_reload_the_file_is_asked_for_by_name(page: Page, site: Site, tmp_path: Path) -> None:
    path = large(tmp_path, "muat-ulang.pdf")
    before = site.relay.sent
    site.relay.hold_after(SIZE // 2)
    page.set_input_files("#files", path)
    assert site.relay.reached.wait(60)
    page.reload()
    site.relay.cut()
    again = page.locator(row(page, "muat-ulang.pdf")).locator("[data-again]")
    expect(again).to_be_visible()
    assert again.inner_text().startswith("Choose muat-ulang.pdf again to go on from ")
    wrong = files.written(tmp_path, "rusak.pdf", b"no letter at all")
    page.set_input_files("#files", wrong)
    expect(page.locator(row(page, "rusak.pdf", ".rejected"))).to_be_visible()
    check_page(page, "intake-cut", "#files")
    page.set_input_files("#files", path)
    expect(page.locator(row(page, "muat-ulang.pdf", ".stored"))).to_be_visible()
    assert site.relay.sent - before <= 1.15 * SIZE  # with the page itself, loaded twice
    assert sha256_of(page, "muat-ulang.pdf") == hashlib.sha256(path.read_bytes()).hexdigest()


@on_a_phone
def test_who_was_signed_out_signs_in_and_the_upload_goes_on(page: Page, site: Site, tmp_path: Path) -> None:
    path = large(tmp_path, "keluar.pdf")
    name = page.locator(".who a:not(.bell)").inner_text()
    site.relay.hold_after(SIZE // 2)
    page.set_input_files("#files", path)
    assert site.relay.reached.wait(60)
    other = page.context.new_page()
    other.goto("/account")
    other.locator("form.who button").click()
    other.wait_for_url("**/sign-in")
    site.relay.cut()
    expect(page.locator("[data-trouble] a")).to_be_visible()
    expect(page.locator(row(page, "keluar.pdf"))).to_be_visible()
    sign_in(other, name)
    other.close()
    page.bring_to_front()
    expect(page.locator(row(page, "keluar.pdf", ".stored"))).to_be_visible()


@on_a_phone
def test_two_tabs_and_a_reload_show_the_same_list(page: Page, site: Site, tmp_path: Path) -> None:
    other = page.context.new_page()
    other.goto("/intake")
    lines = (f"Surat pindai {tmp_path.name}", *files.LETTER)
    scan = files.written(tmp_path, "pindai.tif", files.scan("TIFF", lines, pages=2))
    twice = files.written(tmp_path, "kembar.tif", scan.read_bytes())
    page.set_input_files("#files", [scan, twice])
    for tab in (page, other):
        expect(tab.locator(row(tab, "pindai.tif", ":is(.stored, .reading, .done)"))).to_be_visible()
        expect(tab.locator(row(tab, "kembar.tif", ".duplicate"))).to_be_visible()
    with Crew(site.house, 1):
        page.reload()
        for tab in (page, other):
            expect(tab.locator(row(tab, "pindai.tif", ".done"))).to_be_visible()
            expect(tab.locator(".arrived progress")).to_have_count(0)
    page.bring_to_front()
    expect(page.locator(row(page, "pindai.tif", ".done"))).to_be_visible()
    shown = [tab.locator("ul.arrived").first.inner_text() for tab in (page, other)]
    check_page(page, "intake-done", "#files")
    assert shown[0] == shown[1]
    assert page.locator("[data-status]").inner_text() == other.locator("[data-status]").inner_text()


@on_a_phone
def test_files_come_in_with_the_batch_that_is_chosen(page: Page, site: Site, tmp_path: Path) -> None:
    digitising.make(site.house, installation("tests"), "setda", "Boks 12", {})
    page.reload()
    page.select_option("#batch", label="Boks 12")
    page.set_input_files("#files", files.written(tmp_path, "boks.pdf", files.pdf((f"Surat {tmp_path.name}",))))
    expect(page.locator(row(page, "boks.pdf", ".stored"))).to_be_visible()
    id = str(page.locator(row(page, "boks.pdf")).locator("a").get_attribute("href")).rpartition("/")[2]
    assert (site.house.store.get(Letter, id) or {})["batch"] == "Boks 12"


def test_photos_are_put_in_order_and_sent_as_one_letter(page: Page, site: Site, tmp_path: Path) -> None:
    photos = [
        files.written(tmp_path, f"foto-{number}.jpg", files.scan("JPEG", (f"halaman {number} {tmp_path.name}",)))
        for number in (1, 2, 3)
    ]
    page.check("#joined")
    page.set_input_files("#photo", photos[0])
    page.set_input_files("#files", photos[1:])
    page.get_by_role("button", name="Later: foto-1.jpg").press("Enter")
    page.get_by_role("button", name="Remove: foto-3.jpg").press("Enter")
    check_page(page, "intake-photos", "#files")
    page.get_by_role("button", name="Send as one letter").press("Enter")
    expect(page.locator(row(page, "foto-2.jpg, foto-1.jpg", ".stored"))).to_be_visible()
    id = str(page.locator(row(page, "foto-2.jpg, foto-1.jpg")).locator("a").get_attribute("href")).rpartition("/")[2]
    letter = site.house.store.get(Letter, id)
    assert letter is not None
    assert [file["name"] for file in letter["files"]] == ["foto-2.jpg", "foto-1.jpg"]
