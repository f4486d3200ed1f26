"""What a first visit costs: bytes over the line and round trips until the main action can be used.

`python -m tests.web.weight` measures it on a line of 256 kbit/s and 400 ms (docs/benchmarks.md)."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from tests.web.places import ARCHIVE, OPEN
from tests.web.sites import LOOKS, Site, archive, chromium, context_of, served

SPEED, DELAY = 256_000, 0.4  # bits and seconds; a village with a poor line (facts of the project)
ROUND_TRIPS = 3  # TCP, TLS 1.3, and the first byte of the page
MOST, MOST_OF_AN_IMAGE, MOST_SECONDS = 100_000, 150_000, 8.0
ASKED = """() => ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind)).map((one) => ({
    name: one.name, bytes: one.transferSize, redirects: one.redirectCount ?? 0,
    blocks: one.entryType === "navigation" || one.renderBlockingStatus === "blocking" }))"""
VISITS = ("sign-in", "list", "hits", "letter", "intake", "reading", "account")


@dataclass(frozen=True)
class Visit:
    """`bytes` of all but page images, headers included; `critical`: of the page and of what holds back its picture."""

    bytes: int
    images: list[int]
    critical: int
    round_trips: int

    @property
    def seconds(self) -> float:
        """Until the main action can be used, on the poor line."""
        return self.critical * 8 / SPEED + self.round_trips * DELAY


def visit(page: Page, address: str) -> Visit:
    """A first visit: nothing is in the browser's cache."""
    line(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return weighed(page.evaluate(ASKED))


def weighed(asked: list[dict[str, Any]]) -> Visit:
    images = [one["bytes"] for one in asked if "/pages/" in one["name"]]
    blocking = [one for one in asked if one["blocks"]]
    waits = ROUND_TRIPS + sum(one["redirects"] for one in asked) + (1 if len(blocking) > 1 else 0)
    return Visit(sum(one["bytes"] for one in asked) - sum(images), images, sum(one["bytes"] for one in blocking), waits)


def line(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    return session


def main() -> None:
    with chromium() as browser, TemporaryDirectory() as folder, served(Path(folder), archive) as site:
        for place in (one for one in OPEN + ARCHIVE if one.name in VISITS):
            page = context_of(browser, site, LOOKS["phone"], place.who).new_page()
            found = visit(page, site.at(place))
            shown, usable = slowly(browser, site, place.name)
            weight = f"{place.name:10} {found.bytes:7,} bytes, images {found.images}, reckoned {found.seconds:4.1f} s"
            print(f"{weight}, measured: main action {usable:4.1f} s, all {shown:4.1f} s")


def slowly(browser: Browser, site: Site, name: str) -> tuple[float, float]:
    """Seconds on the poor line until all is there, and until the page with its main action is painted."""
    (place,) = [one for one in OPEN + ARCHIVE if one.name == name]
    page = context_of(browser, site, LOOKS["phone"], place.who).new_page()
    session = line(page)
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    rate = SPEED / 8
    limits = {"offline": False, "latency": DELAY * 1000, "downloadThroughput": rate, "uploadThroughput": rate}
    session.send("Network.emulateNetworkConditions", limits)
    page.goto(site.at(place))
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    painted = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    whole = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    return page.evaluate(whole) / 1000, page.evaluate(painted) / 1000


if __name__ == "__main__":
    main()
