"""The journey of a letter, in the one place where its order is written: arrive, read, understand; then it is indexed.

A letter exists from the moment its bytes are safe. Whatever fails later leaves a letter that can be found, with an
error that says what to do.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from ingest import fields
from ingest.errors import EngineFailed
from ingest.unfold import Part, unfold
from lontar.letters import joined
from lontar.wiring import House
from office.access import Reader, demand, may_see
from office.grants import grants_of
from office.registers import register
from paper.errors import FileFault, OutOfMemory, ParserDied, SandboxUnavailable, TookTooLong
from paper.kinds import MAIL, ZIP, kind_of
from paper.sandbox import Sandbox
from schemas.arrival import Arrival
from schemas.errors import Conflict, LontarError, Unavailable
from schemas.letter import Letter, LetterFile
from schemas.letter_text import LetterText
from schemas.office import Office
from schemas.page import Page, PageReading, reading_of
from schemas.stored import derived_id, new_id, now
from schemas.work import Work
from search import tokens
from store.changes import Changes, Happened
from store.contract import Row
from work import lease

UNFOLD_SECONDS, COUNT_SECONDS, GRACE_SECONDS = 120.0, 30.0, 30.0
TRIES = 5  # of a commit that collides with a person's edit
AGAIN = (Unavailable, EngineFailed, OutOfMemory, ParserDied, SandboxUnavailable)
"""What may pass by itself; all else would fail the same way again."""


@dataclass(frozen=True)
class Arrived:
    """What became of one file: status "registered", "duplicate" or "rejected"; `id` is its letter's."""

    file: str
    id: str | None
    status: str
    error: LontarError | None = None

    def as_dict(self) -> dict[str, Any]:
        error = self.error.as_dict() if self.error else None
        return {"file": self.file, "id": self.id, "status": self.status, "error": error}


def arrive(
    house: House,
    path: Path,
    name: str,
    reader: Reader,
    *,
    unit: str | None = None,
    direction: str = "legacy",
    batch: str | None = None,
    priority: int = lease.PERSON,
    upload: str | None = None,
) -> list[Arrived]:
    """Keep a file and say what became of it: a letter, or one for each file of a ZIP. Raises Forbidden.

    When it returns, what is "registered" survives anything but the loss of the disk. With `upload`, the id of what
    brought the file, asking again after a crash gives the same letters and the same answer."""
    demand(reader, "intake.add")
    keep = _Keeping(house, reader, unit or reader.unit, direction, batch, priority, upload)
    folder = Path(mkdtemp(prefix="unfold-", dir=_scratch(house)))
    try:
        letters: dict[int, list[Part]] = {}
        for part in _unfolded(house, path, name, folder):
            letters.setdefault(part.letter, []).append(part)
        return [arrived for number, group in letters.items() for arrived in keep.letter(group, number)]
    except LontarError as error:
        return [Arrived(name, None, "rejected", error)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def arrive_as_one(
    house: House,
    files: Sequence[tuple[Path, str]],
    reader: Reader,
    *,
    unit: str | None = None,
    direction: str = "legacy",
    upload: str,
) -> list[Arrived]:
    """Files (where, name) that are one letter, in this order, as photos of its pages are. Raises Forbidden.

    One that cannot be kept keeps the others out too: a letter that lacks a page is not that letter."""
    demand(reader, "intake.add")
    keep = _Keeping(house, reader, unit or reader.unit, direction, None, lease.PERSON, upload)
    folder = Path(mkdtemp(prefix="unfold-", dir=_scratch(house)))
    try:
        found = [replace(part, letter=0) for path, name in files for part in _unfolded(house, path, name, folder)]
        wrong = [part for part in found if part.error]
        return keep.letter(wrong or found, 0)
    except LontarError as error:
        return [Arrived(files[0][1], None, "rejected", error)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unfolded(house: House, path: Path, name: str, folder: Path) -> list[Part]:
    """The parts of an upload; what has parts is taken apart in the sandbox."""
    settings = house.settings.ingest
    if path.stat().st_size == 0 or kind_of(path) not in (ZIP, MAIL):
        return unfold(path, name, folder, settings)
    with Sandbox(house.settings.paper) as sandbox:
        return sandbox.call(unfold, path, name, folder, settings, seconds=UNFOLD_SECONDS)


def _scratch(house: House) -> Path:
    folder = house.settings.home / "scratch"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class _Keeping:
    """Keeps letters of one upload."""

    house: House
    reader: Reader
    unit: str
    direction: str
    batch: str | None
    priority: int
    upload: str | None

    def letter(self, parts: list[Part], number: int) -> list[Arrived]:
        """Letter `number` of the upload, of its good parts; the others are rejected by name."""
        rejected = [Arrived(part.name, None, "rejected", part.error) for part in parts if part.error]
        good = [part for part in parts if not part.error]
        if not good:
            return rejected
        try:
            files = [self._kept(number, part) for number, part in enumerate(good, 1)]
            return [self._registered(files, number), *rejected]
        except LontarError as error:
            return [Arrived(good[0].name, None, "rejected", error), *rejected]

    def _kept(self, number: int, part: Part) -> LetterFile:
        sha256, size = self.house.originals.put(part.path, part.name)
        return LetterFile(no=number, name=part.name, sha256=sha256, size=size, kind=part.kind, part=part.part)

    def _registered(self, files: list[LetterFile], number: int) -> Arrived:
        """Letter, arrival, register entry, work and event in one commit."""
        id = derived_id(self.upload, number) if self.upload else new_id()
        key = Arrival.key(self.unit, [file.sha256 for file in files])
        while True:
            if self.house.store.get(Letter, id) is not None:
                return Arrived(files[0].name, id, "registered")  # before a crash, or by the same request sent twice
            known = self._known(key)
            if known is not None and may_see(self.reader, known):
                return Arrived(files[0].name, known["_id"], "duplicate")
            letter = self._letter(id, files)
            arrivals = [] if known is not None else [Arrival(id=key, letter=letter.id)]
            after = {"files": [file.name for file in files], "sha256": files[0].sha256}
            event = Happened(
                "letter.arrived", f"letters/{letter.id}", self.reader.person, operator=self.reader.operator, after=after
            )
            changes = Changes.of(letter, lease.waiting(letter.id, self.priority), *arrivals, events=[event])
            if self.direction != "legacy":
                changes += register(letter, self.unit, self.direction, letter.added_at, self.reader.person)
            try:
                self.house.store.commit(changes)
            except Conflict:
                continue  # another client sent the same bytes at the same moment
            return Arrived(files[0].name, letter.id, "registered")

    def _known(self, key: str) -> Row | None:
        arrival = self.house.store.get(Arrival, key)
        return self.house.store.get(Letter, arrival["letter"]) if arrival else None

    def _letter(self, id: str, files: list[LetterFile]) -> Letter:
        letter = Letter(
            id=id, files=files, unit=self.unit, direction=self.direction, batch=self.batch, added_by=self.reader.person
        )
        letter.grants = grants_of(letter.packed(), self.house.store.get(Office, "office"))
        return letter


def advance(house: House, work: Work, sandbox: Sandbox) -> Work:
    """Read and understand the letter of a claimed work, to its end: done, waiting again, or failed.

    Raises LeaseLost when another worker has taken it over; then nothing was written."""
    try:
        letter = house.store.load(Letter, work.id)
        for file in letter.files:
            with house.originals.path(file.sha256) as path:
                _read_file(house, work, file, path, sandbox)
        _understand(house, work, letter)
    except AGAIN as error:
        _fail(house, work, error, again=True)
    except LontarError as error:
        if isinstance(error, Conflict):
            raise
        _fail(house, work, error, again=False)
    return work


def _read_file(house: House, work: Work, file: LetterFile, path: Path, sandbox: Sandbox) -> None:
    """All pages of a file that are not read yet; a page that cannot be read is kept with its error."""
    settings, file.error = house.settings, {}
    try:
        file.pages = sandbox.call("ingest.reading:page_count", path, file.kind, seconds=COUNT_SECONDS)
    except AGAIN:
        raise
    except FileFault as error:
        file.error = error.named(file.name).as_dict()
        return
    wanted = [Page.key(work.id, file.no, page) for page in range(1, file.pages + 1)]
    there = house.store.get_many(Page, wanted) if len(wanted) < 500 else {}
    work.pages += file.pages if work.pages_done <= work.pages else 0
    seconds = settings.ingest.page_seconds + GRACE_SECONDS
    for number, key in enumerate(wanted, 1):
        held = there.get(key) or (house.store.get(Page, key) if len(wanted) >= 500 else None)
        if held is not None and held["source"] != "failed":
            work.pages_done += 1
            continue
        page = _read_page(lambda n=number: sandbox.call(  # type: ignore[misc]
            "ingest.reading:read_page", path, file.kind, n, settings.ingest, seconds=seconds
        ), work.id, file, number)  # fmt: skip
        page.version = held["version"] if held else 0  # a page that failed before is written over
        work.pages_done += 1
        lease.renew(house.store, work, settings.work_pool)
        house.store.commit(Changes.of(page))


def _read_page(read: Callable[[], PageReading], letter: str, file: LetterFile, number: int) -> Page:
    try:
        return Page.of(read(), letter, file.no)
    except (FileFault, TookTooLong) as error:
        if isinstance(error, AGAIN):
            raise
        key, said = Page.key(letter, file.no, number), error.named(file.name)
        return Page(
            id=key, letter=letter, file=file.no, page=number, source="failed", reason=said.title, error=said.as_dict()
        )


def _understand(house: House, work: Work, letter: Letter) -> None:
    """Fields, text and tokens of what was read, committed with the end of the work."""
    pages = house.store.find(Page, {"letter": work.id}, sort=[("file", 1), ("page", 1)], limit=10_000)
    good = [page for page in pages if page["source"] != "failed"]
    text, starts = joined(good)
    found = fields.understand([(page["file"], reading_of(page)) for page in good])
    held = house.store.get(LetterText, work.id)
    kept = LetterText.unpacked(held) if held else LetterText(id=work.id)
    kept.text, kept.pages, kept.tokens, kept.analysis = text, starts, tokens.pack(text), tokens.VERSION
    kept.uncertain = " ".join(row[0] for page in good for row in page.get("uncertain", ()))
    files = letter.files
    error = next((file.error for file in files if file.error), None)
    error = error or next((page["error"] for page in pages if page["source"] == "failed"), None)
    for attempt in range(TRIES):
        fresh = house.store.load(Letter, work.id)
        fresh.files = files
        fresh.fields = found | {name: value for name, value in fresh.fields.items() if value.by_hand}
        fresh.number_key = fields.number_key(str(fresh.value("reference_number") or "")) or None
        fresh.confidence = min((page.get("confidence") or 0.0 for page in good), default=None)
        fresh.stage, fresh.error = ("understood", error or {}) if good else ("failed", error or {})
        after = {"pages": len(good), "stage": fresh.stage, "at": now()}
        event = Happened("letter.understood" if good else "letter.failed", f"letters/{work.id}", "system", after=after)
        changes = Changes.of(fresh, kept, events=[event]) + lease.finished(work)
        try:
            house.store.commit(changes)
            return
        except Conflict:
            if attempt == TRIES - 1 or (house.store.get(Work, work.id) or {}).get("fence") != work.fence:
                raise


def _fail(house: House, work: Work, error: LontarError, *, again: bool) -> None:
    changes = lease.failed(work, error, house.settings.work_pool, again=again)
    if work.state == "failed":
        changes += gave_up(house, work)
    house.store.commit(changes)


def gave_up(house: House, work: Work) -> Changes:
    """The letter of work that has failed for good says so itself."""
    letter = house.store.load(Letter, work.id)
    letter.stage, letter.error = "failed", work.error
    event = Happened("letter.failed", f"letters/{work.id}", "system", after={"error": dict(work.error)})
    return Changes.of(letter, events=[event])
