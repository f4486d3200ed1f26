"""An answer on its whole way, on phones: written, initialled, sent back once, numbered, signed by who stands in for the
signer, sent to a unit, on paper and by mail, opened, handed on, recognised by anybody, corrected by a second letter."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from lontar.drafting import acts as drafting
from lontar.drafting import freezing
from lontar.faults import faults
from lontar.journey import arrive
from lontar.routing import recording
from lontar.routing.acts import entries_of
from lontar.routing.recording import Book
from lontar.sending import post
from lontar.settle import settle
from lontar.signing import acts as signing
from lontar.signing.signers import Secret, signer_for
from lontar.wiring import House
from office import demo, people
from office.access import installation
from schemas.delegation import Delegation
from schemas.draft import Draft
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.position import Holding, Position
from schemas.sending import Mailing
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from tests import files
from tests.signing.seen_by_others import level_of, signatures
from tests.web.checks import fits, listen
from tests.web.drafting import who
from tests.web.sites import ASKED, PHONE, Site, opened, served
from tests.web.smtp import Mailbox, mail_server
from tests.web.test_sign import PASSPHRASE, give_key
from tests.web.verifying import drop

pytestmark = pytest.mark.browser
PUBLIC = "http://arsip.sukamaju.example"
OUTSIDE = "kelompok.tani@contoh.example"
SIGNER, DELEGATE = "kepala-distan", "sekda"
SUBJECT = "Tanggapan atas Bantuan bibit"
REASON = "Sebutkan jumlah bibitnya."


def office(house: House) -> dict[str, str]:
    """The demo office with a member of staff in a section of the agency of farming. Its registry keeps a letter that
    came; the head of the agency is away, and one unit gets its letters on paper."""
    demo.found(house.store)
    staff = people.person("Analis Perkebunan", "analis@sukamaju.example", ["staff"], "perkebunan")
    position = Position(id="analis", code="ANALIS", unit="perkebunan", title="Analis Perkebunan")
    hour, agent = timedelta(hours=1), who(house, DELEGATE).person
    lent = Delegation(form="Plh.", position=SIGNER, person=agent, since=now() - hour, until=now() + 24 * hour)
    unit = house.store.load(Unit, "cempaka")
    unit.state = "preparing"
    house.store.commit(Changes.of(staff, position, Holding(person=staff.id, position="analis"), lent, unit))
    give_key(house, DELEGATE)
    path = files.written(house.settings.home, "minta.pdf", files.pdf(ASKED))
    (found,) = arrive(house, path, "minta.pdf", installation("tests"), unit="perkebunan", direction="incoming")
    settle(house, 1)
    recording.record(house, who(house, "penyuluh"), str(found.id), Book("perkebunan"))
    return {"came": str(found.id)}


@pytest.fixture
def box() -> Iterator[tuple[int, Mailbox]]:
    with mail_server() as found:
        yield found


@pytest.fixture
def site(tmp_path: Path, box: tuple[int, Mailbox]) -> Iterator[Site]:
    mail = {"LONTAR_SMTP_HOST": "127.0.0.1", "LONTAR_SMTP_PORT": str(box[0]), "LONTAR_SMTP_TLS": "none"}
    mail |= {"LONTAR_MAIL_FROM": "arsip@sukamaju.example", "LONTAR_PUBLIC_URL": PUBLIC}
    with served(tmp_path, office, **mail) as site:
        yield site


def test_an_answer_goes_its_whole_way(browser: Browser, site: Site, box: tuple[int, Mailbox]) -> None:
    day = OutgoingDay(browser, site)
    day.begun_from_the_letter()
    day.sent_back_once_and_submitted_again()
    day.initialled_and_numbered()
    day.signed_by_the_delegate()
    day.sent_by_the_registry(box[1])
    day.opened_and_handed_on()
    day.stays_with_who_has_it()
    day.closed_what_it_answers()
    day.recognised_by_anybody()
    day.replaced_by_a_second_letter()
    day.agrees()


class OutgoingDay:
    """What people do with their phones, in order; each keeps theirs."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site, self.house = browser, site, site.house
        self.phones: dict[str, Page] = {}
        self.said: dict[str, list[str]] = {}
        self.id = self.signed = ""

    def phone(self, who: str) -> Page:
        if who not in self.phones:
            self.phones[who] = opened(self.browser, self.site, PHONE, who=who, has_touch=True)
            self.said[who] = listen(self.phones[who])
        return self.phones[who]

    @property
    def draft(self) -> Draft:
        return self.house.store.load(Draft, self.id)

    @property
    def letter(self) -> str:
        return str(self.draft.letter)

    def begun_from_the_letter(self) -> None:
        page = self.phone("analis")
        page.goto(f"/letters/{self.site.ids['came']}?tab=fields")
        page.get_by_role("link", name="Answer this letter").tap()
        tap(page, "Begin the draft")
        expect(page.locator("#f-subject")).to_have_value(SUBJECT)
        self.id = page.url.rpartition("/")[2]
        assert ASKED[0].title() in page.locator("#f-recipients").input_value().title()
        assert "600/55/KEC.RWB/2019" in page.locator("#f-body").input_value()
        page.locator("#f-place").fill("Sukamaju")
        body = page.locator("#f-body")
        body.fill(body.input_value() + " bahwa bibit tersedia.")
        page.locator("#signer").select_option(SIGNER)
        page.locator("#initial1").select_option("kepala-perkebunan")
        page.locator("[data-submit]").tap()
        expect(page.locator(".standing")).to_contain_text("waits for initials")
        holds(page)

    def sent_back_once_and_submitted_again(self) -> None:
        head = self.phone("kabid")
        head.goto("/drafts")
        head.locator(f"[href$='/drafts/{self.id}']").tap()
        head.locator("#back summary").tap()
        head.locator("#back-reason").fill(REASON)
        head.locator("#back button").tap()
        expect(head.get_by_text("Sent back.", exact=True)).to_be_visible()
        page = self.phone("analis")
        page.goto("/drafts?list=returned")
        page.locator(f"[href$='/drafts/{self.id}']").tap()
        expect(page.locator("#sent-back")).to_contain_text(REASON)
        body = page.locator("#f-body")
        body.fill(body.input_value().replace("bibit tersedia", "2.000 bibit tersedia"))
        page.locator("[data-submit]").tap()
        expect(page.locator(".standing")).to_contain_text("waits for initials")
        assert self.draft.versions == 2

    def initialled_and_numbered(self) -> None:
        head = self.phone("kabid")
        head.goto(f"/drafts/{self.id}")
        tap(head, "Initial it")
        expect(head.locator(".standing")).to_contain_text("ready for its number")
        holds(head)
        page = self.phone("analis")
        page.goto(f"/drafts/{self.id}")
        tap(page, "Reserve the number")
        expect(page.locator(".standing")).to_contain_text("waits for the signature")
        (entry,) = entries_of(self.house, self.letter)
        assert (entry["unit"], entry["direction"], entry["agenda_number"]) == ("perkebunan", "outgoing", 1)
        assert self.draft.reference_number

    def signed_by_the_delegate(self) -> None:
        page = self.phone(DELEGATE)
        page.goto("/")
        page.locator("header, nav").get_by_role("link", name="Sign").first.tap()
        page.locator(f"a[href='/sign/{self.id}']").tap()
        picture = page.locator(".pages img").first
        assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > PHONE[0]
        holds(page)
        page.locator("#key_password").fill(PASSPHRASE)
        page.locator("[data-sign]").tap()
        expect(page.get_by_text(f"{SUBJECT}: signed")).to_be_visible()
        assert self.draft.state == "signed"
        text = text_of(self.pdf)
        for said in ("Plh. Kepala Dinas Pertanian", demo.PEOPLE[DELEGATE][0], self.draft.reference_number):
            assert said in text
        assert (len(signatures(self.pdf)), level_of(self.pdf)) == (1, "B-B")
        fields = self.house.store.load(Letter, self.letter).fields
        assert (fields["sender"].value, fields["sender"].by_hand) == ("Bidang Perkebunan", True)

    def sent_by_the_registry(self, box: Mailbox) -> None:
        page = self.phone("penyuluh")
        page.goto(f"/drafts/{self.id}")
        expect(page.get_by_role("link", name="The signed letter")).to_have_attribute("href", f"/letters/{self.letter}")
        page.get_by_role("link", name="Send this letter").tap()
        for unit in ("dpu", "cempaka"):
            page.locator(f"[name=unit][value={unit}]").check()
        page.locator("#addresses").fill(OUTSIDE)
        tap(page, "See who gets it")
        expect(page.locator("#foreseen")).to_contain_text("Get it in their book of incoming letters: 1")
        holds(page)
        tap(page, "Send to 3 recipients")
        for said in ("not opened yet (1)", "on paper (1)", "mail waits (1)"):
            expect(page.get_by_text(said)).to_be_visible()
        holds(page)
        assert page.request.get(f"/letters/{self.letter}/sent/slips.pdf").body().startswith(b"%PDF")
        assert post.post(self.house) == 1
        mail = box.get_nowait()
        (part,) = mail.iter_attachments()
        assert (mail["To"], part.get_payload(decode=True)) == (OUTSIDE, self.pdf)
        assert self.verify in str(mail.get_body())
        assert [row["state"] for row in self.house.store.every(Mailing)] == ["mailed"]
        assert self.draft.state == "sent"
        page.reload()
        expect(page.get_by_text("not opened yet (1)")).to_be_visible()

    def opened_and_handed_on(self) -> None:
        head, sender = self.phone("kadis"), self.phone("kabid")
        head.goto("/inbox")
        head.locator(f"a.title[href*='{self.letter}']").tap()
        expect(head.locator("#letter-head")).to_contain_text(SUBJECT)
        sender.goto(f"/letters/{self.letter}/sent")
        expect(sender.get_by_text("opened (1)")).to_be_visible()
        head.get_by_role("link", name="Hand on").first.tap()
        head.locator("[value=staf]").first.check()
        head.locator("[data-send]").tap()
        expect(head.get_by_text("Take it back").first).to_be_visible()

    def stays_with_who_has_it(self) -> None:
        """Whoever had the page open before is refused; the page as it is now does not offer it."""
        page = self.phone("penyuluh")
        tap(page, "Take it back from 1 who has not opened it")
        expect(page.locator("main")).to_contain_text("has opened it")
        page.goto(f"/letters/{self.letter}/sent")
        expect(page.get_by_text("handed on (1)")).to_be_visible()
        expect(page.get_by_role("button", name="Take it back")).to_have_count(0)
        holds(page)

    def closed_what_it_answers(self) -> None:
        (row,) = entries_of(self.house, self.site.ids["came"])
        entry = RegisterEntry.unpacked(row)
        assert (entry.handling, entry.closed_as) == ("closed", "answered")
        settle(self.house, 1)
        page = self.phone("analis")
        page.goto(f"/letters/{self.site.ids['came']}?tab=fields")
        expect(page.locator("#handling")).to_contain_text("answered")
        page.locator(f".related a[href='/letters/{self.letter}']").first.tap()
        expect(page.locator("#thread + h3 + .related")).to_contain_text("Bantuan bibit")

    def recognised_by_anybody(self) -> None:
        page = self.phone("penyuluh")
        page.goto(f"/letters/{self.letter}?tab=fields")
        with page.expect_download() as coming:
            page.locator("#letter-files a").first.tap()
        got = Path(coming.value.path()).read_bytes()
        assert got == self.pdf
        stranger = self.phone("")
        stranger.goto(self.verify.removeprefix(PUBLIC))
        says(stranger, "This letter was issued here")
        expect(stranger.locator("dl")).to_contain_text(self.draft.reference_number)
        drop(stranger, got)
        says(stranger, "Issued here, unchanged")
        holds(stranger)
        changed = bytearray(got)
        changed[len(changed) // 2] ^= 1
        drop(stranger, bytes(changed))
        says(stranger, "This is not the file that was issued")
        stranger.goto("/verify")
        drop(stranger, bytes(changed))
        expect(stranger.locator("main")).not_to_have_class("good")
        expect(stranger.locator("h1")).not_to_contain_text("Issued here")

    def replaced_by_a_second_letter(self) -> None:
        newer = self._second()
        page = self.phone("penyuluh")
        page.goto(f"/letters/{newer}/sent")
        page.get_by_text("This letter corrects an earlier one").tap()
        page.get_by_label("Number or address of the earlier letter").fill(self.draft.reference_number)
        tap(page, "Save")
        expect(page.get_by_text("It replaces an earlier letter:")).to_be_visible()
        stranger, number = self.phone(""), self.house.store.load(Letter, newer).fields["reference_number"].value
        stranger.goto(self.verify.removeprefix(PUBLIC))
        says(stranger, "This letter was replaced by another one")
        expect(stranger.locator("main")).to_contain_text(number)

    def agrees(self) -> None:
        numbers: dict[str, list[int]] = {}
        for row in self.house.store.every(RegisterEntry):
            numbers.setdefault(row["register"], []).append(row["agenda_number"])
        assert sorted(map(len, numbers.values())) == [1, 1, 2]
        assert all(sorted(some) == list(range(1, len(some) + 1)) for some in numbers.values())
        settle(self.house, 1)
        assert list(faults(self.house, lambda said: None)) == []
        assert len(signatures(self.pdf)) == 1
        for page in self.phones.values():
            assert page.evaluate("window.violations ?? []") == []
            page.context.close()
        assert [one for said in self.said.values() for one in said if "400" not in one] == []

    @property
    def pdf(self) -> bytes:
        (file,) = self.house.store.load(Letter, self.letter).files
        with self.house.originals.open(file.sha256) as stream:
            return stream.read()

    @property
    def verify(self) -> str:
        return f"{PUBLIC}/verify/{self.draft.issued}"

    def _second(self) -> str:
        """A letter that says it anew, on the same way without a browser."""
        writer, signer = who(self.house, "analis"), who(self.house, DELEGATE)
        content: dict[str, Any] = dict(self.draft.content) | {"subject": "Ralat atas tanggapan"}
        id = drafting.make(self.house, writer, "surat-dinas", {"content": content, "signer": SIGNER})
        drafting.submit(self.house, writer, id)
        freezing.freeze(self.house, writer, id)
        seen = str(self.house.store.load(Draft, id).frozen_sha256)
        key = signer_for(self.house, signer, Secret(PASSPHRASE))
        return signing.sign(self.house, signer, id, seen, key)


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return re.sub(r"\s+", " ", text)


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).tap()


def says(page: Page, heading: str) -> None:
    expect(page.locator("h1")).to_contain_text(heading)


def holds(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert fits(page) == []
