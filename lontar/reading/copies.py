"""Copies of a letter to give away: a PDF/A that can be searched, its text, the places of its words as hOCR and ALTO.

They say what people go by. Each is made when somebody asks for it and kept beside the page images, under the hash of
its first original as they are; another is made once anything has changed, and takes the place of the one before.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from lontar import scratch
from lontar.errors import AwaitsScan, NotReadYet
from lontar.paging import Numbered, leaf_of, numbered, pages_of
from lontar.reading import printed
from lontar.wiring import House
from paper.alto import alto
from paper.errors import READING_FAULTS, FileFault, NoPicture, NotRead, PageDamaged
from paper.hocr import hocr
from paper.kinds import PDF, PRINTED, TEXTS
from paper.lines import LANGUAGES, Leaf, paragraphs
from paper.plan import Made, Plan, Sheet, Source
from paper.sandbox import Sandbox
from schemas.letter import titled
from schemas.letter_text import PAGE_BREAK
from schemas.page import Page, said
from store.contract import Row
from store.disk import demand_room, told

SECONDS = 300.0
"""400 pages took 7 seconds on an idle machine where their images were kept, 44 where all had to be drawn."""
MADE_AS = 2
"""Another number here makes all copies anew."""
AT_ONCE = 50
"""Pages that are held in memory while text is written."""
FACTS = ("file", "page", "version", "source", "rotation", "width", "by_hand", "error")
"""What is asked of all pages at once; words are only of those at hand."""


@dataclass(frozen=True)
class Form:
    """What a copy is called and what it is. hOCR is HTML, which no browser is to show: it has a type of its own."""

    name: str
    media_type: str


FORMS = {
    "pdf": Form("copy.pdf", PDF),
    "text": Form("text.txt", "text/plain"),
    "hocr": Form("hocr.html", "text/vnd.hocr+html"),
    "alto": Form("alto.xml", "application/alto+xml"),
}


def copy_of(house: House, sandbox: Sandbox, letter: Row, form: str) -> Path:
    """The file of a copy, made if there is none of today.

    Raises AwaitsScan, NotReadYet, NotRead, NoPicture, NoCopy, Signed, FileFault, DiskFull, Unavailable, what the
    sandbox does."""
    if letter["stage"] == "awaiting":
        raise AwaitsScan
    if letter["stage"] == "arrived":
        raise NotReadYet()
    sheaf = _Sheaf(house, letter, form)
    kept = printed.images(house, sheaf.sha256) / f"{sheaf.stem}-{sheaf.key}-{FORMS[form].name}"
    if kept.exists():
        return kept
    with scratch.folder(house.settings.home, FORMS[form].name) as folder:
        fresh = folder / FORMS[form].name
        if form == "pdf":
            sheaf.make(sandbox, fresh)
        else:
            with told(fresh.name), fresh.open("w", encoding="utf-8") as stream:
                stream.writelines(sheaf.written())
        _keep(fresh, kept)
    for old in kept.parent.glob(f"{sheaf.stem}-*-{FORMS[form].name}"):
        if old != kept:
            old.unlink(missing_ok=True)
    return kept


def _keep(fresh: Path, kept: Path) -> None:
    """Under its name only once it is on the disk. Raises DiskFull, Unavailable."""
    with told(kept.name):
        kept.parent.mkdir(parents=True, exist_ok=True)
        demand_room(kept, 0, kept.name)
        with fresh.open("rb") as stream:
            os.fsync(stream.fileno())
        fresh.replace(kept)


class _Sheaf:
    """The pages of a letter on their way into a copy."""

    def __init__(self, house: House, letter: Row, form: str) -> None:
        self.house, self.letter, self.form = house, letter, form
        self.files = {file["no"]: file for file in letter["files"]}
        self.order = numbered(house, letter)
        self.rows = {leaf_of(row): row for row in pages_of(house, letter["_id"], FACTS)}
        self.sha256 = letter["files"][0]["sha256"]
        self.stem = f"{self.sha256}-{letter['_id']}"

    @property
    def title(self) -> str:
        return titled(self.letter)

    @property
    def key(self) -> str:
        """Differs whenever the copy would."""
        files = [(no, file["sha256"], file["name"]) for no, file in self.files.items()]
        pages = [(one.file, one.page, self._row(one).get("version")) for one in self.order]
        what = json.dumps([MADE_AS, self.title, files, pages])
        return hashlib.sha256(what.encode()).hexdigest()[:24]

    def make(self, sandbox: Sandbox, to: Path) -> Made:
        """The PDF/A at `to`."""
        shown = [one for one in self.order if self._is_shown(one)]
        if not shown:
            raise self._nothing()
        leaves = list(self._leaves(shown))
        language = Counter(leaf.language for leaf in leaves if leaf.language).most_common(1)
        with ExitStack() as stack:
            sources = {no: self._source(file, sandbox, stack) for no, file in self.files.items()}
            numbers = {no: at for at, no in enumerate(sources)}
            sheets = [
                Sheet(numbers[one.file], one.page, int(self._row(one).get("rotation") or 0), leaf)
                for one, leaf in zip(shown, leaves, strict=True)
            ]
            plan = Plan(self.title, language[0][0] if language else "", list(sources.values()), sheets)
            made: Made = sandbox.call("paper.copy:make", plan, to, sandbox.settings, seconds=SECONDS)
        return made

    def written(self) -> Iterator[str]:
        """The text, hOCR or ALTO in pieces."""
        if self.form == "text" and self.order:
            leaves = self._leaves(self.order)
            yield from (PAGE_BREAK * bool(at) + leaf.text for at, leaf in enumerate(leaves))
            return
        shown = [one for one in self.order if self._row(one).get("width")]
        if not shown:
            raise self._nothing()
        if self.form == "hocr":
            yield from hocr(self._leaves(shown), self.title, len(shown))
        else:
            yield from alto(self._leaves(shown), self.letter["files"][0]["name"])

    def _nothing(self) -> FileFault:
        """Why there is no page to copy: the first thing that could not be read, else the letter is text alone."""
        for file in self.files.values():
            if file.get("error"):
                return NotRead(file=file["name"], why=file["error"]["title"])
        for (no, _), row in self.rows.items():
            if row.get("source") == "failed":
                return NotRead(file=self.files[no]["name"], why=row["error"]["title"])
        return NoPicture(file=self.letter["files"][0]["name"])

    def _row(self, one: Numbered) -> Row:
        return self.rows.get((one.file, one.page), {})

    def _is_shown(self, one: Numbered) -> bool:
        """Whether the page has an image; the texts of mail have none."""
        return self.files[one.file]["kind"] not in TEXTS or bool(self._row(one).get("width"))

    def _leaves(self, pages: Sequence[Numbered]) -> Iterator[Leaf]:
        for first in range(0, len(pages), AT_ONCE):
            some = pages[first : first + AT_ONCE]
            keys = [Page.key(self.letter["_id"], one.file, one.page) for one in some]
            found = self.house.store.get_many(Page, keys)
            for one, key in zip(some, keys, strict=True):
                yield self._leaf(one, found.get(key) or {})

    def _leaf(self, one: Numbered, row: Row) -> Leaf:
        name, error = self.files[one.file]["name"], row.get("error") or {}
        if self.form == "pdf" and row.get("source") == "failed" and error.get("code") not in READING_FAULTS:
            raise PageDamaged(file=name, page=one.page)
        text, words = said(row)
        language = LANGUAGES.get(row.get("language") or "", "")
        size = int(row.get("width") or 0), int(row.get("height") or 0)
        return Leaf(one.number, name, *size, language, text, paragraphs(text, words))

    def _source(self, file: Row, sandbox: Sandbox, stack: ExitStack) -> Source:
        if file.get("error"):
            raise NotRead(file=file["name"], why=file["error"]["title"])
        sha256, kind = file["sha256"], file["kind"]
        if kind in PRINTED and any(row.get("width") for key, row in self.rows.items() if key[0] == file["no"]):
            printed.print_once(self.house, sandbox, sha256, kind)  # a PDF that was lost is made again
        path, taken = stack.enter_context(printed.opened(self.house, sha256, kind))
        original = path if taken == kind else stack.enter_context(self.house.originals.path(sha256))
        pages = [one for one in self.order if one.file == file["no"]]
        plain = [one for one in pages if self._is_plain(one)] if taken == PDF else []
        whole = [one.page for one in pages] == list(range(1, file["pages"] + 1))
        return Source(file["name"], path, taken, original, kind, bool(plain), bool(plain) and plain == pages and whole)

    def _is_plain(self, one: Numbered) -> bool:
        """Whether the page has text of its own, which nobody has corrected."""
        row = self._row(one)
        return row.get("source") == "text-layer" and not row.get("by_hand")
