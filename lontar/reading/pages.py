"""Files in the sandbox, for the journey and for `lontar read`: taken apart, their pages counted and read one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import ingest.settings
from ingest.errors import EngineFailed
from ingest.unfold import Part, unfold
from lontar.intake.profiles import settings_of
from lontar.paging import leaf_of, order_of, rows_of
from lontar.reading import printed
from lontar.reading.replaced import Wanted, how_wanted, in_place_of
from lontar.verifying.arrived import verdict_of
from lontar.wiring import House
from paper.errors import FileFault, OutOfMemory, ParserDied
from paper.kinds import PRINTED, TEXTS
from paper.sandbox import Sandbox
from schemas.errors import DiskFull
from schemas.letter import Letter, LetterFile
from schemas.page import Page, PageReading
from schemas.work import Work
from store.again import again
from store.changes import Changes
from store.contract import Row
from work import lease

UNFOLD_SECONDS, COUNT_SECONDS, GRACE_SECONDS = 120.0, 30.0, 30.0
AGAIN = (EngineFailed, OutOfMemory, ParserDied)
"""Faults of a file that may pass by themselves; all others would happen again."""


def take_apart(sandbox: Sandbox, path: Path, name: str, into: Path, settings: ingest.settings.Settings) -> list[Part]:
    """The parts of an upload that its sender calls `name`. Raises FileFault and what the sandbox raises."""
    try:
        return sandbox.call(unfold, path, name, into, settings, seconds=UNFOLD_SECONDS)
    except FileFault as error:
        raise error.named(name) from error
    except DiskFull as error:
        raise DiskFull(what=name) from error


def count_pages(sandbox: Sandbox, path: Path, kind: str) -> int:
    """Raises FileFault and what the sandbox raises."""
    return int(sandbox.call("paper.render:page_count", path, kind, sandbox.settings, seconds=COUNT_SECONDS))


def read_page(
    sandbox: Sandbox,
    path: Path,
    kind: str,
    page: int,
    settings: ingest.settings.Settings,
    *,
    turn: int | None = None,
) -> PageReading:
    """Page `page` (from 1); `turn` as in ingest/reading.py. Raises FileFault, TookTooLong, EngineFailed and what the
    sandbox raises."""
    seconds = settings.page_seconds + GRACE_SECONDS
    what = ("ingest.reading:read_page", path, kind, page, settings, sandbox.settings)
    read: PageReading = sandbox.call(*what, seconds=seconds, turn=turn)
    return read


def read_letter(house: House, work: Work, letter: Letter, sandbox: Sandbox) -> None:
    """All pages that are not read yet, each kept as soon as it is read; one that cannot be read is kept with its error.

    Raises AGAIN, LeaseLost, Unavailable."""
    reading = _Reading(house, work, sandbox, settings_of(house, letter.unit, letter.batch))
    reading.count(letter)
    there = reading.there()
    for file in letter.files:
        reading.read(file, there)


@dataclass(frozen=True)
class _Reading:
    """The reading of one letter by the worker that has claimed it, with the settings of its batch. `unprinted`: by
    file, why it has text alone."""

    house: House
    work: Work
    sandbox: Sandbox
    settings: ingest.settings.Settings
    unprinted: dict[int, dict[str, Any]] = field(default_factory=dict)

    def count(self, letter: Letter) -> None:
        """The pages of all its files before any is read, so that progress has an end; and what their signatures are
        worth."""
        for file in letter.files:
            if file.kind in PRINTED:
                self._print(file)
            with printed.opened(self.house, file.sha256, file.kind) as (path, kind):
                try:
                    file.pages, file.error = count_pages(self.sandbox, path, kind), {}
                except FileFault as error:
                    if self._may_pass(error):
                        raise
                    file.pages, file.error = 0, error.named(file.name).as_dict()
            self._verify(file)
        self.work.pages, self.work.pages_done = sum(len(_shown(file)) for file in letter.files), 0

    def _verify(self, file: LetterFile) -> None:
        """Before anybody is shown it; also when the letter is read again, as what is known of signatures changes."""
        file.verdict = verdict_of(self.house, self.sandbox, file)
        if file.verdict.get("signatures"):
            lease.renew(self.house.store, self.work, self.house.settings.work_pool)

    def there(self) -> dict[tuple[int, int], Row]:
        """The pages that an attempt before this one left, by file and page."""
        rows = rows_of(self.house, self.work.id, ("file", "page", "source", "turned", "wanted"))
        return {leaf_of(row): row for row in rows}

    def read(self, file: LetterFile, there: Mapping[tuple[int, int], Row]) -> None:
        """Of the pages that the letter shows of a file those that are not there, and those that a person wants read
        otherwise."""
        with printed.opened(self.house, file.sha256, file.kind) as (path, kind):
            # What was read as text before the document could be printed is read anew.
            good = {"document"} if kind in TEXTS else {"text-layer", "ocr"}
            for number in _shown(file):
                held = there.get((file.no, number))
                self.work.pages_done += 1
                how = how_wanted(held or {})
                if held is not None and held["source"] in good and not how.wanted:
                    continue
                page = self._page(path, kind, file, number, how)
                lease.renew(self.house.store, self.work, self.house.settings.work_pool)
                self._keep(page, how)

    def _keep(self, page: Page, how: Wanted) -> None:
        """In the place of what is stored, with what people said of it, also while it was being read. Where one of them
        wants it otherwise by now, it is not kept: another reading is under way."""

        def decide() -> Changes:
            held = self.house.store.get(Page, page.id)
            if held is None:
                return Changes.of(page)
            return Changes.of(in_place_of(held, page)) if how_wanted(held) == how else Changes()

        again(self.house.store, decide)

    def _print(self, file: LetterFile) -> None:
        """A .docx or .odt gets its PDF, or the reason why it is read as text."""
        fault = printed.print_once(self.house, self.sandbox, file.sha256, file.kind)
        if fault:
            self.unprinted[file.no] = fault.named(file.name).as_dict()
        lease.renew(self.house.store, self.work, self.house.settings.work_pool)

    def _page(self, path: Path, kind: str, file: LetterFile, number: int, how: Wanted) -> Page:
        settings = replace(self.settings, **how.wanted)
        try:
            read = read_page(self.sandbox, path, kind, number, settings, turn=how.turned)
            page = Page.of(read, self.work.id, file.no)
            page.error = self.unprinted.get(file.no, {})
            return page
        except FileFault as error:
            if self._may_pass(error):
                raise
            return _failed(self.work.id, file, number, error.named(file.name))

    def _may_pass(self, error: FileFault) -> bool:
        """Whether another attempt is worth it; at the last one what can be read is kept, and the fault with it."""
        return isinstance(error, AGAIN) and self.work.attempts < self.house.settings.work_pool.attempts


def _shown(file: LetterFile) -> list[int]:
    return [page for _, page in order_of([dict(file.to_mongo())])]


def _failed(letter: str, file: LetterFile, number: int, error: FileFault) -> Page:
    key, said = Page.key(letter, file.no, number), {"reason": error.title, "error": error.as_dict()}
    return Page(id=key, letter=letter, file=file.no, page=number, source="failed", **said)
