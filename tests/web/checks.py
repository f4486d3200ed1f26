"""What every page holds, looked at in a real Chromium."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LOUD = """window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));"""


def listen(page: Page) -> list[str]:
    """Console errors and broken policies from now on."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(LOUD)
    return said


def check_page(page: Page, name: str, main: str | None = None) -> None:
    """Nothing scrolls sideways, the main action is in the first screen, the policy holds, axe finds nothing."""
    size = page.viewport_size
    assert size is not None
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}-{size['width']}.png")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
    if main is not None:
        box = page.locator(main).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= size["height"], f"{name}: {main} is below the first screen"
    assert page.evaluate("window.violations") == [], name
    found = Axe().run(page, options=RULES).response["violations"]
    said = [
        f"{name}: {one['id']}: {node['html'][:120]} {node['failureSummary']}" for one in found for node in one["nodes"]
    ]
    assert not said, "\n".join(said)
