"""The whole job in a real Chromium: sign in, upload a scan, wait, search, see the mark on the image."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import files
from tests.web.checks import check_page, listen

pytestmark = pytest.mark.browser
CHROMIUM = next((path for path in ("/usr/bin/chromium", shutil.which("chromium") or "") if Path(path).is_file()), None)
PAGES = {"list": "/", "none": "/?q=tidakada", "reading": "/reading", "account": "/account"}
SIZES = {"phone": (360, 740), "desk": (1280, 800)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running `lontar run --demo`, which makes its samples meanwhile."""
    home = Path(tmp_path_factory.mktemp("site"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = os.environ | {"LONTAR_HOME": str(home)}
    command = [sys.executable, "-c", "from lontar.main import main; main()", "run", "--demo", "--port", str(port)]
    process = subprocess.Popen(command, env=environ, cwd=Path(__file__).resolve().parents[2], stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        _until_up(process, address)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said.decode()
    assert b"the next start goes on" in said


def _until_up(process: "subprocess.Popen[bytes]", address: str) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/readyz") as answer:
                if answer.status == 200:
                    return
        except OSError:
            continue
    raise AssertionError("lontar run ended")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    """A page of the archivist, at both sizes."""
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", base_url=site)
    page = context.new_page()
    said = listen(page)
    page.goto("/")
    check_page(page, "sign-in", "text=Arsiparis")
    page.get_by_role("button", name="Arsiparis").click()
    page.wait_for_url("**/")
    yield page
    assert said == []
    context.close()


def test_the_whole_job(page: Page, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    word = f"talud{request.node.callspec.params['page']}"
    scan = files.written(tmp_path, f"{word}.png", files.scan(lines=(*files.LETTER, f"tentang {word} sungai")))
    page.goto("/intake")
    check_page(page, "intake", "#files")
    page.set_input_files("#files", scan)
    safe = f".arrived li:is(.stored, .reading, .done):has-text('{word}') a"
    page.wait_for_selector(safe, timeout=30_000)
    check_page(page, "intake-full")
    page.click(safe)
    page.wait_for_selector(".page", timeout=60_000)
    page.goto("/")
    page.fill("#q", word)
    page.press("#q", "Enter")
    while page.locator(".hits li").count() == 0:  # the index follows within a second
        page.reload()
    check_page(page, "search", "#q")
    page.click(".hits .title")
    page.wait_for_selector(".found")
    check_page(page, "letter")
    mark, image = page.locator(".found").first.bounding_box(), page.locator(".page").bounding_box()
    assert mark is not None
    assert image is not None
    assert image["x"] <= mark["x"] <= image["x"] + image["width"]
    assert image["y"] <= mark["y"] <= image["y"] + image["height"]


def test_every_page_in_light_and_dark_and_both_languages(page: Page) -> None:
    for theme in ("light", "dark"):
        for language in ("id", "en"):
            page.context.add_cookies([
                {"name": "theme", "value": theme, "url": page.url},
                {"name": "language", "value": language, "url": page.url},
            ])  # fmt: skip
            for name, address in PAGES.items():
                page.goto(address)
                check_page(page, f"{name}-{theme}-{language}")


def test_search_works_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site, locale="en-GB")
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Arsiparis").click()
    page.fill("#q", "jembatan OR rapat OR jalan OR desa")
    page.click("form.search button")
    assert page.locator("[role=status]").inner_text().endswith(("letters", "letter"))
    context.close()
