"""A letter that the archive has twice, in the list of a real Chromium: said beside each of the two, and no further than
the person may read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from lontar.followers import IndexFollower
from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import installation
from tests import files
from tests.lontar.understanding.test_duplicates import TEXT
from tests.web.checks import check_page, listen
from tests.web.sites import BOTH_SIZES, LOOKS, Site, context_of, served

pytestmark = pytest.mark.browser


def archive(house: House) -> dict[str, str]:
    """One letter of the secretariat, scanned twice."""
    demo.found(house.store)
    ids = {}
    for name, content in {"pertama": files.pdf(TEXT), "kedua": files.pdf(TEXT) + b"\n% scanned anew"}.items():
        path = files.written(house.settings.home, f"{name}.pdf", content)
        (arrived,) = arrive(house, path, path.name, installation("tests"), unit="setda")
        settle(house, 1)
        ids[name] = str(arrived.id)
    IndexFollower(house).catch_up()
    return ids


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(Path(tmp_path_factory.mktemp("also")), archive) as site:
        yield site


@pytest.fixture(params=BOTH_SIZES)
def context(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[BrowserContext]:
    context = context_of(browser, site, LOOKS[request.param], "arsiparis")
    yield context
    context.close()


def test_a_hit_leads_to_the_other_image_of_its_letter(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    said = listen(page)
    page.goto("/?q=jembatan+gantung")
    hits = page.locator(".hits > li")
    expect(hits).to_have_count(2)
    check_page(page, "search")
    also = page.locator(f"#hit-{site.ids['pertama']} .also")
    expect(also).to_contain_text("kedua.pdf")
    also.get_by_role("link", name="kedua.pdf").click()
    page.wait_for_url(f"**/letters/{site.ids['kedua']}")
    assert said == []
