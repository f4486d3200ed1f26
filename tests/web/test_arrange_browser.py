"""Pages arranged by keyboard alone, and by the forms where there is no JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import installation
from tests import files
from tests.lontar.paged import paged, said, standing
from tests.web import sites
from tests.web.checks import listen

pytestmark = pytest.mark.browser


def prepare(house: House) -> dict[str, str]:
    """Two letters of the secretariat, one for each test."""
    demo.found(house.store)
    ids = {}
    for name in ("keys", "plain"):
        path = files.written(house.settings.home, f"{name}.pdf", paged(name[0], 4))
        (arrived,) = arrive(house, path, path.name, installation("tests"), unit="setda")
        ids[name] = str(arrived.id)
    settle(house, 1)
    return ids


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sites.Site]:
    with sites.served(Path(tmp_path_factory.mktemp("arrange")), prepare) as site:
        yield site


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.value"))


def test_a_letter_is_arranged_by_keyboard_alone(browser: Browser, site: sites.Site) -> None:
    id = site.ids["keys"]
    page = sites.context_of(browser, site, sites.LOOKS["desk"], "arsiparis").new_page()
    heard = listen(page)
    page.goto(f"/letters/{id}/arrange")
    page.locator("[data-leaves] input[type=checkbox]").first.focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "1.2"
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+ArrowRight")
    assert focused(page) == "1.2"
    expect(page.locator("[data-said]")).to_have_text("Moved to place 4.")
    page.locator("[data-save]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert said(site.house, id) == ["k1", "k3", "k4", "k2"]
    page.locator("[data-leaves] [name=page][value='1.4']").focus()
    with page.expect_navigation():
        page.keyboard.press("Delete")
    assert said(site.house, id) == ["k1", "k3", "k2"]
    page.locator("[data-leaves] [name=page][value='1.3']").focus()
    with page.expect_navigation():
        page.keyboard.press("s")
    assert said(site.house, id) == ["k1"]
    expect(page.locator(".alert.undo")).to_contain_text("1 letter split off")
    page.locator(".alert.undo button").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert said(site.house, id) == ["k1", "k3", "k2"]
    page.locator("[data-leaves] [name=page][value='1.3']").focus()
    with page.expect_navigation():
        page.keyboard.press("r")
    expect(page.locator("main")).to_contain_text("1 page was turned and is read again.")
    assert heard == []
    page.context.close()


def test_without_javascript_the_buttons_do_it(browser: Browser, site: sites.Site) -> None:
    id = site.ids["plain"]
    page = sites.context_of(browser, site, sites.LOOKS["phone"], "arsiparis", java_script_enabled=False).new_page()
    page.goto(f"/letters/{id}/arrange")
    page.locator("input[name=page][value='1.4']").check()
    page.locator("[value=earlier]").click()
    page.locator("input[name=page][value='1.1']").check()
    page.locator("[value=out]").click()
    assert said(site.house, id) == ["p2", "p4", "p3"]
    page.locator("input[name=back][value='1.1']").check()
    page.locator("[name=act][value=back]").click()
    assert said(site.house, id) == ["p1", "p2", "p4", "p3"]
    assert id in {row["_id"] for row in standing(site.house)}
    page.context.close()
