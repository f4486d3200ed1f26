"""What a searchable copy takes, and whether its words stand where they were read.

Of the images and PDFs of a folder, or of scans made here; each is read once (in one language), then
copied. By what became of the pictures: processor seconds a page, KB a page beside the pictures and what is attached,
and the share of words, in percent, that PDFium finds alone in their boxes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, NamedTuple

import pikepdf

from bench.machine import machine, resident_mb, versions
from ingest.reading import read_page
from ingest.settings import Settings
from paper import pdf, render
from paper.copy import make
from paper.errors import FileFault
from paper.kinds import IMAGES, PDF, kind_of
from paper.lines import Leaf, paragraphs
from paper.plan import Plan, Sheet, Source
from paper.settings import Settings as PaperSettings
from samples.make import made_one_by_one, truth_of
from schemas.page import Page, PageReading


class Copied(NamedTuple):
    """One file: processor seconds, bytes beside the pictures, and of how many `words` so many stood in their boxes."""

    pages: int
    seconds: float
    bytes: int
    words: int
    placed: int


def run(letters: int = 12, folder: Path | None = None) -> dict[str, Any]:
    """`letters`: scans that are made, without a folder. Raises FileNotFoundError for one with nothing to copy."""
    groups: dict[str, list[Copied]] = defaultdict(list)
    refused: Counter[str] = Counter()
    with TemporaryDirectory(prefix="lontar-bench-") as place:
        for path in _files(folder) if folder else _scans(Path(place), letters):
            try:
                how, copied = measured(path, Path(place) / "copy.pdf")
                groups[how].append(copied)
            except FileFault as fault:
                refused[f"not copied: {fault.title}"] += 1
    every = [copied for group in groups.values() for copied in group]
    if not every and not refused:
        raise FileNotFoundError(f"{folder} has no images or PDFs")
    results = {name: told(group) for name, group in [*sorted(groups.items()), ("all", every)]}
    results |= {name: {"files": count} for name, count in sorted(refused.items())}
    named = versions("pikepdf", "fonttools", "pypdfium2")
    return {"bench": "copies", "machine": machine() | {"most_mb": resident_mb()}, "versions": named, "results": results}


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (kind_of(path) in IMAGES or kind_of(path) == PDF):
            yield path


def _scans(place: Path, letters: int) -> list[Path]:
    """Every second letter of those made is a scan, but what was never on paper."""
    made = made_one_by_one(place, 2 * letters, 4, scans=True)
    return [path for path in made if truth_of(path)["kind"] == "scan"]


def measured(path: Path, to: Path) -> tuple[str, Copied]:
    """What became of the pictures of a file, and what that took. Raises FileFault."""
    kind = str(kind_of(path))
    read = [read_page(path, kind, number, Settings(profile="fast")) for number in _numbers(path, kind)]
    leaves = [leaf_of(one, number) for number, one in enumerate(read, 1)]
    plain = [one.source == "text-layer" for one in read]
    source = Source(path.name, path, kind, path, kind, any(plain), all(plain))
    sheets = [Sheet(0, one.page, one.rotation, said) for one, said in zip(read, leaves, strict=True)]
    began = process_time()
    made = make(Plan(path.stem, "id", [source], sheets), to, PaperSettings())
    seconds = process_time() - began
    pairs = in_boxes(to, leaves) if made.level != "2b" else []
    placed = sum(word == inside for word, inside in pairs)
    return ", ".join(sorted(set(made.how))), Copied(len(read), seconds, _beside(to), len(pairs), placed)


def _numbers(path: Path, kind: str) -> range:
    return range(1, render.page_count(path, kind) + 1)


def leaf_of(read: PageReading, number: int) -> Leaf:
    """A page as it was read."""
    rows = Page.of(read, "bench", 1).words
    return Leaf(number, "scan", read.width, read.height, "id", read.text, paragraphs(read.text, rows))


def in_boxes(path: Path, leaves: Sequence[Leaf]) -> list[tuple[str, str]]:
    """Each word, and what PDFium finds in its box (a hyphen at a line's end it gives as the character 2)."""
    found = []
    with pdf.opened(path) as document:
        for number, said in enumerate(leaves, 1):
            with pdf.page_of(document, number) as page:
                width, height = page.get_size()
                across, down = width / said.width, height / said.height
                text = page.get_textpage()
                for piece in (piece for line in said.lines for piece in line):
                    x0, y0, x1, y1 = piece.box
                    where = (x0 * across, height - y1 * down, x1 * across, height - y0 * down)
                    inside = text.get_text_bounded(*where).replace("\2", "-")
                    found.append((piece.text, "".join(inside.split())))
                text.close()
    return found


def _beside(path: Path) -> int:
    """Bytes of a copy without its pictures and what is attached to it."""
    with pikepdf.open(path) as document:
        streams = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream)]
        kept = [one for one in streams if one.get("/Subtype") == "/Image" or one.get("/Type") == "/EmbeddedFile"]
        return path.stat().st_size - sum(len(one.read_raw_bytes()) for one in kept)


def told(group: Sequence[Copied]) -> dict[str, float]:
    """Means over all pages, and over all words; of PDFs that stay as they are nothing stands beside the pictures."""
    pages, said = max(1, sum(one.pages for one in group)), [one for one in group if one.words]
    figures = {"files": len(group), "pages": pages, "s_page": round(sum(one.seconds for one in group) / pages, 3)}
    if not said:
        return figures
    kilobytes = sum(one.bytes for one in said) / sum(one.pages for one in said) / 1000
    share = sum(one.placed for one in said) / sum(one.words for one in said)
    return figures | {"kb_page": round(kilobytes, 1), "in_boxes": round(100 * share, 2)}
