"""The whole job in a real Chromium: sign in, upload a scan, wait, search, see the mark on the image."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import files
from tests.web.checks import check_page, listen
from tests.web.sites import SIZES, whole

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running `lontar run --demo`, which makes its samples meanwhile."""
    with whole(Path(tmp_path_factory.mktemp("site")), "--demo") as (address, said):
        yield address
    assert b"the next start goes on" in said


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page of the archivist, at both sizes."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", base_url=site)
    page = context.new_page()
    said = listen(page)
    page.goto("/")
    page.get_by_role("button", name="Arsiparis").click()
    page.wait_for_url("**/")
    yield page
    assert said == []
    context.close()


def test_the_whole_job(page: Page, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    word = f"talud{request.node.callspec.params['page']}"
    scan = files.written(tmp_path, f"{word}.png", files.scan(lines=(*files.LETTER, f"tentang {word} sungai")))
    page.goto("/intake")
    page.set_input_files("#files", scan)
    safe = f".arrived li:is(.stored, .reading, .done):has-text('{word}') a"
    page.wait_for_selector(safe, timeout=60_000)
    check_page(page, "intake-full")
    page.click(safe)
    page.wait_for_selector("#letter-status:empty", state="attached", timeout=60_000)  # it is read
    page.goto("/")
    page.fill("#q", word)
    page.press("#q", "Enter")
    while page.locator(".hits li").count() == 0:  # the index follows within a second
        page.reload()
    page.click(".hits .title")
    page.wait_for_selector(".found")
    check_page(page, "letter")
    mark, image = page.locator(".found").first.bounding_box(), page.locator(".page").bounding_box()
    assert mark is not None
    assert image is not None
    assert image["x"] <= mark["x"] <= image["x"] + image["width"]
    assert image["y"] <= mark["y"] <= image["y"] + image["height"]
