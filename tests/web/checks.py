"""What every page holds, looked at in a real Chromium. Each check returns the faults it found.

A page joins by a line in tests/web/places.py. `check_page` is for states that only a test of their own can reach."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
SHOTS = HERE.parents[1] / "var" / "screenshots"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # what passed is not told: half the time
}
AXE = Axe().axe_script
"""Pages that are looked at often get it with each document (sites.Desk): to send it takes as long as it works."""
INSIDE = (HERE / "checks.js").read_text("utf-8")
LOUD = """window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));"""
LOOSE = """() => {
    window.sticky = [...document.querySelectorAll("*")].filter((one) => getComputedStyle(one).position === "sticky");
    window.sticky.forEach((one) => { one.style.position = "static"; }); }"""
BOTTOM = """([one]) => { const box = one?.getBoundingClientRect();
    return box?.width && box.height ? box.bottom : null; }"""
"""Where the first of some ends, in CSS pixels of the window; nothing where it cannot be seen."""
NARROWEST, DESK = 320, 1280
DAY = re.compile(r"(?:\d{1,2} )?\b[A-Z][a-z]+ \d{4}")
CLOCK = re.compile(r"\b\d\d[:.]\d\d WI(?:B|TA|T)\b")
UNIT = re.compile(r"\b\d+([.,]\d+)? [KM]?B\b")
PSEUDO = re.compile(r"⟦[^⟦⟧]*⟧")
MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Agu|Aug|Sep|Okt|Oct|Nov|Des|Dec"
SHORT = re.compile(
    rf"\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}} (?:{MONTHS})\b|[A-Z][a-z]+ \d\d?, \d{{4}}"
)
"""Dates that are not 22 November 2026: figures alone, short months, American order."""
CLOCKS = {"id": re.compile(r"\b\d{1,2}:\d\d\b"), "en": re.compile(r"\d{4} \d{1,2}\.\d\d\b")}
"""Times as the other language writes them."""

Check = Callable[[Page], list[str]]


def listen(page: Page) -> list[str]:
    """Console errors and broken policies from now on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(LOUD)
    return said


def inside(page: Page, name: str, apart: str = "") -> list[str]:
    """A check of checks.js."""
    return list(page.evaluate(INSIDE, [name, apart]))


def fits(page: Page) -> list[str]:
    return inside(page, "wide")


def leads(main: str, page: Page) -> list[str]:
    """The main action is in the first screen."""
    size = page.viewport_size
    assert size is not None
    end = page.locator(main).evaluate_all(BOTTOM)  # in one go: pages that follow put others in their place
    if end is None:
        return [f"{main} is not there"]
    return [f"{main} is below the first screen"] if end > size["height"] else []


def survives_320(apart: str, page: Page) -> list[str]:
    """Nothing is lost at 320 px: no sideways scroll, nothing cut, and all that can be used on a desk can be used, but
    for what narrow screens have on a page of its own (`apart`)."""
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": DESK, "height": size["height"]})
    wanted = inside(page, "usable", apart)
    page.set_viewport_size({"width": NARROWEST, "height": size["height"]})
    gone = [f"{one} is missing at 320 px" for one in wanted if one not in set(inside(page, "usable", apart))]
    faults = [f"at 320 px: {one}" for one in inside(page, "wide") + inside(page, "lost")]
    page.set_viewport_size(size)
    return gone + faults


def holds_the_policy(page: Page) -> list[str]:
    """No violation of the content security policy, with all details and dialogs open."""
    page.evaluate("""() => { document.querySelectorAll("details").forEach((one) => { one.open = true; });
        document.querySelectorAll("dialog").forEach((one) => { one.showModal(); one.close(); }); }""")
    return [f"the policy was broken: {one}" for one in page.evaluate("window.violations")]


def is_accessible(page: Page) -> list[str]:
    """axe finds nothing against WCAG 2.2 AA. Bars that stick let go before: what is scrolled behind one is as large as
    ever, and that the focus is never behind one is looked at by `shows_the_focus`."""
    page.evaluate(LOOSE)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(rules).then((result) => result.violations)", RULES)
    page.evaluate("window.sticky.forEach((one) => { one.style.position = ''; })")
    return [f"{one['id']}: {node['html'][:120]} {node['failureSummary']}" for one in found for node in one["nodes"]]


def shows_the_focus(page: Page) -> list[str]:
    page.keyboard.press("Tab")
    return inside(page, "unseen")


def prints(page: Page) -> list[str]:
    """On paper dark on white, whatever the theme."""
    page.emulate_media(media="print")
    faults = inside(page, "print")
    page.emulate_media(media="screen")
    return faults


def says_dates_in_full(language: str, page: Page) -> list[str]:
    """Dates as 22 November 2026, times as the language writes them."""
    said = page.evaluate("""() => [...document.querySelectorAll("main, header")].map((one) => {
        const copy = one.cloneNode(true);
        const data = "pre, mark, input, textarea, option, .snippet, .form-text, .examples, .prose, .cells";
        copy.querySelectorAll(data).forEach((one) => one.remove());
        return copy.textContent; }).join(" ")""")
    return [f"written as {one}" for pattern in (SHORT, CLOCKS[language]) for one in pattern.findall(said)]


def is_catalogued(data: Iterable[str], page: Page) -> list[str]:
    """In the made-up language: every string of ours comes from the catalogue; what remains is `data` of the archive."""
    known, found = " ".join(" ".join(data).split()), []
    for text in inside(page, "said"):
        left = UNIT.sub(" ", DAY.sub(" ", CLOCK.sub(" ", text)))
        while (less := PSEUDO.sub("\n", left)) != left:
            left = less
        for part in re.split(r"[·\n]|\s[|–-]\s", left):
            words = " ".join(part.split()).strip(" .,;:%()+~=?→−×")
            if words not in known and any(
                re.search(r"[^\W\d_]", one) and one.strip(": ") not in known for one in re.split("[,;] ", words)
            ):
                found.append(f"not from the catalogue: {words!r} in {text[:80]!r}")
    return found


def faults(page: Page, checks: Iterable[Check]) -> list[str]:
    """All that is wrong with a page, so that one look at a red test shows everything."""
    return [fault for check in checks for fault in check(page)]


def check_page(page: Page, name: str, main: str | None = None) -> None:
    """Nothing scrolls sideways, the main action is in the first screen, the policy holds, axe finds nothing."""
    size = page.viewport_size
    assert size is not None
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{size['width']}.png")
    checks: list[Check] = [fits, is_accessible, *([partial(leads, main)] if main else [])]
    found = faults(page, checks) + [f"the policy was broken: {one}" for one in page.evaluate("window.violations")]
    assert not found, "\n".join([name, *found])
