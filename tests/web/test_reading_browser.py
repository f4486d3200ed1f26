"""The page of what is being read follows by itself: two tabs, a reload, an end, a failure, the focus, the pauses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lontar.crew import Crew
from lontar.journey import arrive
from lontar.wiring import House
from office import demo
from office.access import installation
from schemas.work import Work
from store.changes import Changes
from tests import files
from tests.web.checks import check_page, listen
from tests.web.sites import LOOKS, Site, context_of, served

pytestmark = pytest.mark.browser
NAMES = ("satu.tif", "dua.pdf", "tiga.pdf")


def prepare(house: House) -> dict[str, str]:
    """Letters that wait, one with pages enough to be watched, and one that cannot be read."""
    demo.found(house.store)
    contents = {
        "satu.tif": files.scan("TIFF", pages=2), "dua.pdf": files.pdf(("Surat dua",)), "tiga.pdf": files.pdf()[:300],
    }  # fmt: skip
    return {name: add(house, name, content) for name, content in contents.items()}


def add(house: House, name: str, content: bytes) -> str:
    path = files.written(house.settings.home, name, content)
    (arrived,) = arrive(house, path, name, installation("tests"), unit="setda", direction="incoming")
    assert arrived.id is not None
    return arrived.id


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("reading")), prepare) as site:
        yield site


@pytest.fixture(scope="module")
def page(browser: Browser, site: Site) -> Iterator[Page]:
    page = context_of(browser, site, LOOKS["desk"], "arsiparis").new_page()
    said = listen(page)
    yield page
    assert [one for one in said if "ERR_INTERNET_DISCONNECTED" not in one] == []
    page.context.close()


def numbers(page: Page) -> list[str]:
    return page.locator(".lane:not([hidden]) .count").all_inner_texts()


def test_two_tabs_and_a_reload_show_the_same_and_nothing_remains_at_the_end(page: Page, site: Site) -> None:
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto("/reading")
        expect(tab.locator("[data-summary]")).to_contain_text("3 letters are still to be read.")
        expect(tab.locator("[data-lane=waiting] .name")).to_have_text(NAMES)
        tab.evaluate("window.same = true")
    with Crew(site.house, 1):
        expect(page.locator("[data-lane=working] progress").first).to_be_visible()
        other.reload()
        for tab in (page, other):
            expect(tab.locator("[data-summary]")).to_have_text("Everything is read. 1 could not be read.")
            expect(tab.locator("progress:visible")).to_have_count(0)
            expect(tab.locator("[data-lane=failed] .name")).to_have_text(["tiga.pdf"])
            assert numbers(tab) == ["1"]
    assert page.evaluate("window.same")  # it was never loaded anew
    assert page.inner_text("[data-lists]") == other.inner_text("[data-lists]")
    expect(page.locator("[role=status][data-status]")).to_have_text("Everything is read. 1 could not be read.")
    check_page(page, "reading-ended", "[data-lane=failed] a")
    other.close()


def test_the_focus_stays_where_it_is_and_one_retry_is_one_click(page: Page, site: Site) -> None:
    page.goto("/reading")
    retry = page.locator("[data-lane=failed] li button")
    retry.focus()
    new = add(site.house, "empat.pdf", files.pdf(("Surat empat",)))
    expect(page.locator(f"#waiting-{new}")).to_be_visible()
    expect(retry).to_be_focused()
    page.locator(f"#waiting-{new} a").focus()
    work = site.house.store.load(Work, new)
    work.error, work.pages = {"code": "took-too-long", "params": {"file": "empat.pdf", "seconds": 1}}, 3
    later = add(site.house, "lima.pdf", files.pdf(("Surat lima",)))
    expect(page.locator(f"#waiting-{later}")).to_be_visible()
    expect(page.locator(f"#waiting-{new} a")).to_be_focused()
    work.state = "done"
    site.house.store.commit(Changes.of(work))
    expect(page.locator(f"#waiting-{new}")).to_have_count(0)
    expect(page.locator(f"#waiting-{later} a")).to_be_focused()  # the row that took its place
    page.locator("[data-lane=failed] li button").click()
    expect(page.locator("main .alert-success")).to_have_text("1 letter is tried again.")
    expect(page.locator("[data-lane=failed]")).to_be_hidden()
    assert numbers(page) == ["2"]


def test_without_a_network_it_says_so_and_goes_on_by_itself(page: Page, site: Site) -> None:
    page.goto("/reading")
    page.context.set_offline(True)
    expect(page.locator("[data-lost]")).to_be_visible()
    expect(page.locator("[data-lane=waiting] li")).to_have_count(2)
    page.context.set_offline(False)
    expect(page.locator("[data-lost]")).to_be_hidden()


COUNTED = """const set = window.setTimeout; window.timers = 0;
window.setTimeout = (...all) => { window.timers += 1; return set(...all); };"""
PAUSES = (1000, 1500, 2250, 3375, 5062, 7594, 10_000, 10_000)


def test_it_looks_less_often_while_nothing_moves_and_not_while_nobody_sees_it(page: Page) -> None:
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # from here on only the test moves it
    page.add_init_script(COUNTED)  # after each look one timer stands
    looks: list[str] = []
    page.on("request", lambda one: looks.append(one.url) if one.url.endswith("/reading/list") else None)
    page.goto("/reading")
    for number, pause in enumerate(PAUSES, 1):
        page.wait_for_function("number => window.timers === number", arg=number)
        page.clock.run_for(pause - 100)
        assert len(looks) == number, pause
        page.clock.run_for(200)
    number = len(PAUSES) + 1
    page.wait_for_function("number => window.timers === number", arg=number)
    hide(page, True)
    page.clock.run_for(60_000)
    assert len(looks) == number
    hide(page, False)
    page.wait_for_function("number => window.timers === number", arg=number + 1)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_function("number => window.timers === number", arg=number + 2)
    assert len(looks) == number + 2


def hide(page: Page, hidden: bool) -> None:
    page.evaluate(
        """hidden => { Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange")); }""",
        hidden,
    )
