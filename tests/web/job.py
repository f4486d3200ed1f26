"""The whole job in a browser, a step each: upload, wait, search, see the mark, download, withdraw, restore."""

import hashlib
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.checks import check_page

READ_SECONDS = 60_000
"""Milliseconds that a letter may take until it is read, on a machine that does much else."""


def upload(page: Page, scan: Path) -> str:
    """The address of the letter, once its bytes are safe."""
    page.goto("/intake")
    page.set_input_files("#files", scan)
    safe = page.locator(f".arrived li:is(.stored, .reading, .done):has-text('{scan.name}') a")
    safe.wait_for(timeout=READ_SECONDS)
    check_page(page, "intake-full")
    return str(safe.get_attribute("href"))


def wait(page: Page, letter: str) -> None:
    """Until it is read: the page of the letter says how far it is, and when it is done."""
    page.goto(letter)
    page.wait_for_selector("#letter-status:empty", state="attached", timeout=READ_SECONDS)


def search(page: Page, word: str, *, found: bool = True) -> None:
    """Until the index has followed, which it does within a second."""
    page.goto("/")
    page.fill("#q", word)
    page.press("#q", "Enter")
    while (page.locator(".hits li").count() > 0) != found:
        page.reload()


def see_the_mark(page: Page) -> None:
    """Of the letter found: it lies on the image of the page."""
    page.click(".hits .title")
    page.wait_for_selector(".found")
    check_page(page, "letter")
    mark, image = page.locator(".found").first.bounding_box(), page.locator(".page").bounding_box()
    assert mark is not None
    assert image is not None
    assert image["x"] <= mark["x"] <= image["x"] + image["width"]
    assert image["y"] <= mark["y"] <= image["y"] + image["height"]


def download(page: Page, letter: str, scan: Path) -> None:
    """The original, byte by byte."""
    page.goto(f"{letter}?tab=fields")
    with page.expect_download() as coming:
        page.click("#letter-files a")
    got = Path(coming.value.path()).read_bytes()
    assert hashlib.sha256(got).digest() == hashlib.sha256(scan.read_bytes()).digest()


def withdraw(page: Page, letter: str) -> None:
    page.goto(f"{letter}?tab=fields")
    page.get_by_text("Withdraw", exact=True).first.click()
    page.fill("#reason", "salah unit")
    page.locator("form[action*='/withdraw'] .btn-danger").click()
    expect(page.locator(".alert-warning")).to_contain_text("salah unit")


def restore(page: Page, letter: str) -> None:
    page.goto(letter)
    page.locator("form[action*='/restore'] button").click()
    expect(page.locator(".alert-warning")).to_have_count(0)
