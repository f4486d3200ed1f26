"""A letter on its way through an office, on phones: registered, handed on to three, by one of them once more, answered
by a letter, late and told of up the tree; at the end the ledger, the dashboard and the store say the same. The same on
the line of a village."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from lontar import edits
from lontar.all_followers import Followers
from lontar.journey import arrive
from lontar.notices.remind import remind
from lontar.routing.acts import entries_of
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import installation
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.notice import Notice
from schemas.person import Person
from schemas.stored import now
from store.changes import Changes, Happened
from tests import files
from tests.web.checks import listen
from tests.web.sites import PHONE, Site, opened, served
from tests.web.weight import DELAY, SPEED, line

pytestmark = pytest.mark.browser

ASKED = ("kepala-dpu", "kepala-distan", "kepala-cempaka")
ANSWER = "005/77/DISTAN/2026"


def office(house: House) -> dict[str, str]:
    """The demo office, with a letter that came to its secretariat, and one that an agency wrote."""
    demo.found(house.store)
    clerk = installation("tests")
    ids = {}
    for name, unit, way in (("came", "setda", "incoming"), ("answer", "distan", "outgoing")):
        path = files.written(house.settings.home, f"{name}.pdf", files.pdf(("Hal : Jembatan", f"Surat {name}")))
        (found,) = arrive(house, path, f"{name}.pdf", clerk, unit=unit, direction=way)
        ids[name] = str(found.id)
    settle(house, 1)
    edits.describe(house, clerk, ids["answer"], {"reference_number": ANSWER})
    return ids


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path, office) as site:
        yield site


@pytest.mark.parametrize("slow", [False, pytest.param(True, marks=pytest.mark.full)], ids=["quick", "256 kbit/s"])
def test_a_letter_goes_through_the_office(browser: Browser, site: Site, *, slow: bool) -> None:
    day = OfficeDay(browser, site, slow=slow)
    day.registered()
    day.handed_on_to_three()
    day.passed_on()
    day.answered_by_a_letter()
    day.late_and_told_of()
    day.agrees()


class OfficeDay:
    """What people do with their phones, in order."""

    def __init__(self, browser: Browser, site: Site, *, slow: bool) -> None:
        self.browser, self.site, self.slow = browser, site, slow
        self.letter = site.ids["came"]

    def page(self, who: str) -> Page:
        page = opened(self.browser, self.site, PHONE, who=who, has_touch=True)
        if self.slow:
            speed = SPEED / 8
            line(page).send("Network.emulateNetworkConditions", {
                "offline": False, "latency": DELAY * 1000, "downloadThroughput": speed, "uploadThroughput": speed,
            })  # fmt: skip
        return page

    def registered(self) -> None:
        page = self.page("agendaris")
        said = listen(page)
        page.goto(f"/letters/{self.letter}/register")
        page.get_by_role("button", name="Register").first.tap()
        expect(page.locator(".agenda-number")).to_have_text("1")
        assert self.entry.checked
        self._ended(page, said)

    def handed_on_to_three(self) -> None:
        page = self.page("sekda")
        said = listen(page)
        page.goto("/inbox")
        page.locator(f"li:has([href*='{self.letter}']) .act-main").tap()
        for position in ASKED:
            self._box(page, position).check()
        page.locator("[data-send]").tap()
        expect(page.get_by_text("Take it back").first).to_be_visible()
        assert {row["position"] for row in self._asked()} == set(ASKED)
        self._ended(page, said)

    def passed_on(self) -> None:
        page = self.page("kadis")
        said = listen(page)
        page.goto("/inbox")
        page.locator(f"li:has([href*='{self.letter}']) .act-main").tap()
        self._box(page, "staf").check()
        page.locator("[data-send]").tap()
        expect(page.get_by_text("Take it back").first).to_be_visible()
        self._ended(page, said)

    def answered_by_a_letter(self) -> None:
        page = self.page("kadistan")
        said = listen(page)
        page.goto(f"/letters/{self.letter}?tab=fields")
        page.locator(".mine summary", has_text="Done").tap()
        page.locator(".mine [name=letter]").fill(ANSWER)
        page.get_by_role("button", name="It is done").tap()
        expect(page.locator(".tree").get_by_text("Answered by:")).to_be_visible()
        assert self._of("kepala-distan").answer == self.site.ids["answer"]
        assert self.entry.handling == "in-hand"
        self._ended(page, said)

    def late_and_told_of(self) -> None:
        """Three weeks in which the village does not open it; then it stands as if they had passed."""
        for days in range(21):
            remind(self.site.house, now() + timedelta(days=days), early=True)
        late = self._of("kepala-cempaka")
        late.due = late.since = int((now() - timedelta(days=21)).strftime("%Y%m%d"))
        event = Happened("letter.due-set", f"letters/{self.letter}", "tests", after={"assignment": late.id})
        self.site.house.store.commit(Changes.of(late, events=[event]))
        told = {(self._login(row["person"]), row["kind"]) for row in self.site.house.store.every(Notice)}
        assert ("kades", "late") in told
        assert ("sekda", "escalated") in told
        page = self.page("sekda")
        page.goto("/notices")
        expect(page.locator("main")).to_contain_text("long overdue")
        self._ended(page, [])

    def agrees(self) -> None:
        """For who answers for all, for a head, and for who is only asked."""
        followers = Followers(self.site.house)
        while followers.follow():
            pass
        for who, waiting in (("sekda", 2), ("kades", 1), ("staf", 1)):
            page = self.page(who)
            page.goto("/dashboard")
            told = self._told(page)
            assert told[0][1] == waiting, (who, told)
            for address, number in told[:3]:
                page.goto(address)
                assert page.locator("table.lines tbody tr").count() == number, (who, address)
                assert self._told(page)[0][1] == waiting
            self._ended(page, [])
        own = self.site.house.store.find(Assignment, {"standing": "own"}, sort=[("since", 1)], limit=100)
        assert sorted(row["position"] for row in own) == ["kepala-cempaka", "staf"]

    @property
    def entry(self) -> RegisterEntry:
        (row,) = entries_of(self.site.house, self.letter)
        return RegisterEntry.unpacked(row)

    def _asked(self) -> list[dict[str, object]]:
        rows = self.site.house.store.find(Assignment, {"letter": self.letter}, sort=[("made_at", 1)], limit=100)
        return [row for row in rows if row.get("disposition")]

    def _of(self, position: str) -> Assignment:
        (row,) = [row for row in self._asked() if row["position"] == position]
        return Assignment.unpacked(dict(row))

    def _login(self, person: str) -> str:
        return str((self.site.house.store.get(Person, person) or {})["login"]).partition("@")[0]

    def _box(self, page: Page, position: str) -> Locator:
        """The box of a recipient; who is not among those at hand is looked for."""
        box = page.locator(f"[value='{position}']")
        if not box.count():
            page.locator("#find").fill(position.partition("-")[2])
            page.get_by_role("button", name="Look for it").tap()
        return page.locator(f"[value='{position}']").first

    def _told(self, page: Page) -> list[tuple[str, int]]:
        """The numbers on a page, each with the address of its list."""
        links = page.locator("ul.numbers a").all()
        return [(str(one.get_attribute("href")), int(one.locator("strong").inner_text())) for one in links]

    def _ended(self, page: Page, said: list[str]) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        assert page.evaluate("window.violations ?? []") == []
        assert said == []
        page.context.close()
