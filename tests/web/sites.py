"""Served sites for the browser: a demo office with letters in every state, and a home that is not set up yet."""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from lontar.act import act
from lontar.describing import descriptions, loans
from lontar.followers import IndexFollower
from lontar.intake import digitising
from lontar.journey import arrive
from lontar.many import carrying, casefiles, jobs
from lontar.settings import load
from lontar.settle import settle
from lontar.shelving import boxes
from lontar.wiring import House, open_house
from office import demo
from office.access import installation, reader_of
from schemas.letter import Letter
from schemas.notice import Notice
from schemas.person import Person
from schemas.stored import now
from schemas.work import Work
from store.changes import Changes, PutRow
from tests import documents, files
from tests.serving import ROOT, RUN, WEB, System, free_port
from tests.waiting import AGAIN
from tests.web import digitised, factored
from tests.web.checks import AXE, listen
from tests.web.places import Place
from tests.web.stock import Prepare, made, stocked

CHROMIUM = next((found for name in ("chromium-headless-shell", "chromium") if (found := shutil.which(name))), None)
"""The shell without windows first: it draws and runs the same pages for half of the processor time."""
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PHONE, DESK = (360, 740), (1280, 800)
"""Width and height of a window, in CSS pixels."""


def mailed() -> bytes:
    """A mail with a letter of two pages and one that cannot be read."""
    message = documents.mail("Jadwal ronda", "Terlampir jadwal ronda malam.")
    message.add_attachment(
        files.pdf(("Jadwal ronda",), 2), maintype="application", subtype="pdf", filename="jadwal.pdf"
    )
    message.add_attachment(files.pdf()[:300], maintype="application", subtype="pdf", filename="sobek.pdf")
    return bytes(message)


expect.set_options(timeout=30_000)


ASKED = (
    "KECAMATAN RAWABENING",
    "Nomor : 600/55/KEC.RWB/2019",
    "Hal : Bantuan bibit",
    "Dengan hormat, kami mohon bantuan bibit kopi bagi kelompok tani di Desa",
    "Cempaka yang kebunnya rusak karena kekeringan pada musim tanam yang lalu",
    "sebanyak dua ribu batang, dengan daftar penerima sebagaimana terlampir.",
)
ANSWER = (
    "DINAS PERTANIAN",
    "Nomor : 521/9/DISTAN/2019",
    "Hal : Bantuan bibit",
    "Menjawab surat Camat Rawabening Nomor 600/55/KEC.RWB/2019, bersama ini kami",
    "sampaikan bahwa bibit tersedia, sebagaimana surat kami Nomor 521/3/DISTAN/2019.",
)
"""A letter that is answered, and its answer, which cites one that is not there too."""
READ = {
    "scan.png": files.scan,
    "surat.pdf": files.pdf,
    "rusak.pdf": lambda: files.pdf()[:300],
    "empat.pdf": lambda: files.pdf(("Laporan empat lembar", "lembar demi lembar"), 4),
    "surat.eml": mailed,
    "minta.pdf": lambda: files.pdf(ASKED),
    "jawab.pdf": lambda: files.pdf(ANSWER),
    "minta-lagi.pdf": lambda: files.pdf(ASKED) + b"\n% scanned again",
    "ubah.pdf": lambda: files.pdf(("Nomor : 005/9/DPU/2019", "Perihal : Jadwal ronda", "Surat untuk diubah")),
    "coba.pdf": lambda: files.pdf()[:400],
    "lagi.pdf": lambda: files.pdf()[:500],
}
"""The last three are for tests that change a letter: nothing else looks at them."""
FAR = timedelta(days=1)


@dataclass(frozen=True)
class Site:
    """A served home. `ids` by the names that addresses of places use."""

    house: House
    address: str
    ids: dict[str, str] = field(default_factory=dict)

    def at(self, place: Place) -> str:
        return place.address.format(**self.ids)


@contextmanager
def served(folder: Path, prepare: Prepare, stock: Path | None = None, /, **settings: str) -> Iterator[Site]:
    """The web alone over a home: nobody reads but where a test does. `stock`: where homes are kept that several files
    begin with. `settings`: by their names in the environment."""
    ids = stocked(stock, folder, prepare) if stock else made(folder, prepare)
    house = open_house(load({"LONTAR_HOME": str(folder / "home"), **settings}, folder))
    system = System(folder / "home", WEB, **{"LONTAR_WEB_WORKERS": "1"} | settings)  # one browser looks at it
    system.start()
    yield Site(house, system.address, ids)
    system.stop()
    house.close()


@contextmanager
def whole(folder: Path, *options: str) -> Iterator[tuple[str, bytearray]]:
    """`lontar run`, with all it does: its address, and after its end what it said to the terminal."""
    port, said = free_port(), bytearray()
    command = [sys.executable, *RUN, *options, "--port", str(port)]
    environ = os.environ | {"LONTAR_HOME": str(folder)}
    process = subprocess.Popen(command, env=environ, cwd=ROOT, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        while process.poll() is None and not _answers(address):
            AGAIN.wait(0.05)
        yield address, said
    finally:
        process.send_signal(signal.SIGINT)
        said += process.communicate(timeout=60)[1]
    assert process.returncode == 0, said.decode()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz") as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def empty(house: House) -> dict[str, str]:
    return {}


def founded(house: House) -> dict[str, str]:
    """The demo office, without letters."""
    demo.found(house.store)
    return {}


def archive(house: House) -> dict[str, str]:
    """Letters of the secretariat: read, failed, being read, waiting, and one that is malformed."""
    demo.found(house.store)
    factored.added(house)
    ids = {name: _arrived(house, name, content()) for name, content in READ.items()}
    digitised.scanned(house)
    settle(house, 1)
    jobs_, described = _jobs(house, ids), _described(house, ids)
    batch = digitising.make(
        house, installation("tests"), "setda", "Boks 12", {"languages": "ind", "profile": "careful"}
    )
    ids["dibaca.pdf"] = _arrived(house, "dibaca.pdf", files.pdf(("Surat panjang",), 10))
    ids["menunggu.pdf"] = _arrived(house, "menunggu.pdf", files.pdf(("Surat menunggu",)))
    work = house.store.load(Work, ids["dibaca.pdf"])
    work.state, work.pages, work.pages_done, work.lease_until = "working", 10, 3, now() + FAR
    house.store.commit(Changes.of(work))
    whole = house.store.get(Letter, ids["surat.pdf"]) or {}
    house.store.commit(
        Changes(puts=(PutRow(Letter, whole | {"_id": "malformed", "version": 0, "files": [{"no": 1}], "fields": {}}),))
    )
    house.store.commit(Changes.of(*_notices(house, ids["surat.pdf"])))
    IndexFollower(house).catch_up()
    names = {
        "scan": "scan.png",
        "pdf": "surat.pdf",
        "pages": "empat.pdf",
        "mail": "surat.eml",
        "broken": "rusak.pdf",
        "waiting": "menunggu.pdf",
        "edit": "ubah.pdf",
        "retry": "coba.pdf",
        "again": "lagi.pdf",
        "asked": "minta.pdf",
        "answer": "jawab.pdf",
    }
    (person,) = house.store.find(Person, {"login": "staf@sukamaju.example"})
    more = described | digitised.begun(house, batch.id)
    others = {"person": person["_id"], "batch": batch.id} | jobs_ | more
    return {key: ids[name] for key, name in names.items()} | others


def _notices(house: House, letter: str) -> list[Notice]:
    """The clerk's: about a letter, about none, and one that was seen."""
    (person,) = house.store.find(Person, {"login": "agendaris@sukamaju.example"})
    kinds = [("received", False, {"letter": letter, "due": 20261202}), ("declined", False, {}), ("late", True, {})]
    return [Notice(id=kind, person=person["_id"], kind=kind, seen=seen, **more) for kind, seen, more in kinds]


def _jobs(house: House, ids: dict[str, str]) -> dict[str, str]:
    """The archivist's: one that waits for their word, one that is done, one that nobody carries out."""
    (person,) = house.store.find(Person, {"login": "arsiparis@sukamaju.example"})
    reader = reader_of(house.store, person["_id"])
    file = casefiles.make(house, reader, "setda", number="005/1", code="005", title="Perbaikan jembatan")
    wanted = {
        "asked": ("describe", {"fields": {"date": 20190305}}),
        "done": ("tag", {"tag": "ditandai"}),
        "going": ("file", {"casefile": file.id}),
    }
    made = {name: jobs.ask(house, reader, list(ids.values()), *what) for name, what in wanted.items()}
    for name, job in made.items():
        carrying.counted(house, job)
        if name != "asked":
            jobs.start(house, reader, job.id)
        if name == "done":
            carrying.step(house, job.id)
    return {f"job_{name}": job.id for name, job in made.items()} | {"casefile": file.id}


def _described(house: House, ids: dict[str, str]) -> dict[str, str]:
    """A fonds with a series and a case file in it, a box, a folder, a paper asked for and one that is out."""
    (person,) = house.store.find(Person, {"login": "arsiparis@sukamaju.example"})
    (other,) = house.store.find(Person, {"login": "sekda@sukamaju.example"})
    ani, sekda = (reader_of(house.store, row["_id"]) for row in (person, other))
    fonds = descriptions.make(house, ani, "setda", {"code": "SETDA", "title": "Sekretariat Daerah"})
    series = descriptions.make(house, ani, "setda", {"code": "600", "title": "Pekerjaan umum"}, fonds.id)
    box = boxes.make_box(house, ani, "setda", "12", title="Surat masuk", shelf="Gudang A, rak 3")
    folder = boxes.make_folder(house, ani, boxes.box(house, ani, "setda", box.id), "4")
    there = {"series": series.id, "folder": folder.id}
    file = casefiles.make(house, ani, "setda", number="005/9", code="005", title="Bantuan bibit", **there)
    change, held = casefiles.filing(house, ani, file.id)
    for name in ("minta.pdf", "jawab.pdf"):
        act(house, ani, ids[name], "letter.file", change, beside=lambda: held)
    asked, lent = (
        loans.ask(house, sekda, f"letters/{ids[name]}", "Bahan sidang") for name in ("surat.pdf", "empat.pdf")
    )
    loans.lend(house, ani, lent.id)
    made = {"fonds": fonds, "series": series, "box": box, "folder": folder, "filed": file}
    return {name: str(one.id) for name, one in made.items()} | {"loan": asked.id, "lent": lent.id}


def _arrived(house: House, name: str, content: bytes) -> str:
    path = files.written(house.settings.home, name, content)
    (arrived,) = arrive(house, path, name, installation("tests"), unit="setda", direction="incoming")
    assert arrived.id is not None
    return arrived.id


@dataclass(frozen=True)
class Look:
    """How a page is looked at. Two of them together see both sizes, both themes and both languages."""

    width: int
    height: int
    theme: str
    language: str


SIZES = {"phone": PHONE, "desk": DESK}
BOTH_SIZES = ["phone", pytest.param("desk", marks=pytest.mark.full)]
"""For what is done at each size: in the short form on the phone, where there is less room."""
LOOKS = {"phone": Look(360, 740, "light", "id"), "desk": Look(1280, 800, "dark", "en")}


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def context_of(browser: Browser, site: Site, look: Look, who: str, **more: Any) -> BrowserContext:
    """A sample person (or nobody: "") at this site."""
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height}, base_url=site.address, reduced_motion="reduce", **more
    )
    context.set_default_timeout(30_000)
    context.add_cookies([
        {"name": "theme", "value": look.theme, "url": site.address},
        {"name": "language", "value": look.language, "url": site.address},
    ])  # fmt: skip
    if who:
        enter(context, site, who)
    return context


def enter(context: BrowserContext, site: Site, who: str) -> None:
    """What the button of a sample person sends, without the pages around it."""
    (row,) = site.house.store.find(Person, {"login": f"{who}@sukamaju.example"}, limit=1)
    found = TOKEN.search(context.request.get("/sign-in").text())
    assert found
    form = {"csrf_token": found[1], "person": row["_id"]}
    assert context.request.post("/sign-in/demo", form=form, max_redirects=0).status == 302


def sign_in(page: Page, name: str) -> None:
    """By the button of a sample person."""
    page.goto("/sign-in")
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url("**/")


def opened(browser: Browser, site: Site, size: tuple[int, int] = DESK, *, who: str = "arsiparis", **more: Any) -> Page:
    """A page of a sample person, in English."""
    return context_of(browser, site, Look(*size, "light", "en"), who, **more).new_page()


class Desk:
    """Pages that are kept open, one for each person and look, so that not every test starts a browser context."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self._open: dict[tuple[str, Look], tuple[Page, list[str]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for page, _said in self._open.values():
            page.context.close()

    def page(self, who: str, look: Look) -> tuple[Page, list[str]]:
        """The page, and what its console says from now on."""
        if (who, look) not in self._open:
            page = context_of(self.browser, self.site, look, who).new_page()
            page.add_init_script(AXE)
            self._open[who, look] = (page, listen(page))
        page, said = self._open[who, look]
        said.clear()
        return page, said

    def show(self, place: Place, look: Look) -> tuple[Page, list[str]]:
        """The place opened, in the state that is meant; what its console says from then on, as a list that grows."""
        page, said = self.page(place.who, look)
        address = self.site.at(place)
        if page.url.partition("#")[0] == f"{self.site.address}{address}".partition("#")[0]:
            page.goto("about:blank")  # one that differs after its # alone would not be asked for
        answers: list[int] = []
        page.on("response", lambda one: answers.append(one.status) if one.request.is_navigation_request() else None)
        page.goto(address)
        if place.does:
            place.does(page)
        assert answers[-1] == place.status, (place.name, answers)
        return page, said
