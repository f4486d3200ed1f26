"""One page as it is looked at: its image in the widths offered, the marks on it, its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from lontar.paging import Leaf, Numbered
from paper.errors import READING_FAULTS
from paper.kinds import IMAGES, PDF
from paper.lines import LANGUAGES
from paper.settings import WIDTHS
from schemas.page import said
from search.hits import boxes
from store.contract import Row
from web.letters.found import Found
from web.letters.prose import Paragraphs, doubtful, paragraphs

PICTURED = IMAGES | {PDF}
FIRST = 800
"""The width that a browser without srcset loads."""


@dataclass(frozen=True)
class Mark:
    """The boxes [x0, y0, x1, y1] of hit `number`, in pixels of the page image as served."""

    number: int
    boxes: list[list[int]]


@dataclass(frozen=True)
class Image:
    """Addresses of a page image. `width` and `height` are those of its full size; 0 while nobody has read the page."""

    full: str
    first: str
    offered: str
    width: int
    height: int


@dataclass(frozen=True)
class Sheet:
    """`row` is the stored Page, {} where there is none yet; `file` is its file of the letter."""

    at: Numbered
    row: Row
    file: Row
    image: Image | None
    marks: tuple[Mark, ...]
    text: Paragraphs
    doubtful: list[tuple[str, int]]

    @property
    def language(self) -> str | None:
        return LANGUAGES.get(self.row.get("language") or "")


def sheet(letter: Row, at: Numbered, row: Row | None, found: Found) -> Sheet:
    row = row or {}
    file = next(one for one in letter["files"] if one["no"] == at.file)
    drawn = boxes([hit for _, hit in found.marks], row)
    marks = tuple(Mark(number, some) for (number, _), some in zip(found.marks, drawn, strict=True))
    stands, words = said(row)
    spans = [(number, hit.start, hit.end) for number, hit in found.marks if hit.word is None]
    text = paragraphs(stands, spans, words)
    image = image_of(letter, file, at, row) if can_be_drawn(file, row) else None
    return Sheet(at, row, file, image, marks, text, doubtful(words, stands))


def can_be_drawn(file: Row, row: Row) -> bool:
    """Pages of pictures, also before they are read and when only their reading failed; of documents those printed."""
    if file["kind"] not in PICTURED:
        return bool(row.get("width"))
    return not row or bool(row.get("width")) or row.get("error", {}).get("code") in READING_FAULTS


def address_of(letter: str, leaf: Leaf, rotation: int | None, width: int | None) -> str:
    """Of a page image; a page turned anew has another one, because browsers keep images."""
    file, number = leaf
    return url_for("letters.page_image", id=letter, file=file, number=number, w=width, r=rotation or None)


def image_of(letter: Row, file: Row, at: Numbered, row: Row) -> Image:
    def source(width: int | None) -> str:
        return address_of(letter["_id"], (file["no"], at.page), row.get("rotation"), width)

    width = int(row.get("width") or 0)
    offered = ", ".join(f"{source(asked)} {given}w" for asked, given in _widths(width)) if width else ""
    return Image(source(None), source(FIRST), offered, width, int(row.get("height") or 0))


def _widths(width: int) -> Sequence[tuple[int, Any]]:
    """(asked, given) of the widths below the full one, which zooming alone loads; a narrow page is never enlarged."""
    smaller = [(asked, asked) for asked in WIDTHS[1:] if asked < width]
    return smaller if width > WIDTHS[-1] else [*smaller, (next(one for one in WIDTHS if one >= width), width)]
