"""A letter as one PDF/A: its page images with their own bytes and the words said on them, or its PDF as it is.

All of this runs inside the sandbox. Nothing is written over: the copy is a file of its own.
"""

import io
import logging
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from paper import pdf_pictures, pdfa, render
from paper.errors import FileFault, NoCopy, Signed
from paper.invisible import text_layer
from paper.kinds import PDF, TEXTS
from paper.matrix import Matrix, scaled, then, turned
from paper.pdfa import Composed, NotArchivable, Picture
from paper.plan import Made, Plan, Sheet, Source
from paper.scan import Coded, Scan, scan, space_of
from paper.settings import Settings

log = logging.getLogger("lontar.copy")
DRAWN_DPI, DRAWN_QUALITY = 200.0, 80
"""Of a page of a PDF that is drawn: small type can be read on it, and it takes about 300 KB."""
GRAY = 12
"""Levels by which the three colours of a gray page may differ."""
AS_IT_IS = "as it is"


def make(plan: Plan, to: Path, settings: Settings) -> Made:
    """The copy at `to`. Raises Signed, Locked, Damaged, NoCopy, PageDamaged, PageTooLarge and what the sandbox does."""
    for source in plan.sources:
        _refuse_signed(source)
    first, why = plan.sources[0], ""
    if len(plan.sources) == 1 and first.digital:
        try:
            with pdfa.opened(first.path) as document:
                pdfa.archived(document, to, plan.title, plan.language)
            return Made("2b", (AS_IT_IS,) * len(plan.sheets))
        except NotArchivable as error:
            why = str(error)
    attached = _attached(plan.sources)
    for keep in (True, False):
        try:
            how = _composed(plan, to, attached, keep=keep, settings=settings)
            return Made("3u" if attached else "2u", how, why)
        except NotArchivable as error:
            # A picture of a strange PDF that the validator does not know is drawn like the rest of its page.
            why = str(error)
    log.error("a copy did not pass its check: %s", why)
    raise NoCopy(file=first.name, why="what was made did not pass its check")


def _refuse_signed(source: Source) -> None:
    if source.kind == PDF:
        try:
            with pdfa.opened(source.path) as document:
                if pdfa.is_signed(document):
                    raise Signed(file=source.name)
        except FileFault as error:
            raise error.named(source.name) from error


def _attached(sources: Sequence[Source]) -> list[tuple[str, str, Path]]:
    """Originals with text of their own, and those without pages, under names that differ."""
    kept = [source for source in sources if source.lettered or source.kind in TEXTS]
    names = [source.name for source in kept]
    return [
        (f"{number}-{one.name}" if names.count(one.name) > 1 else one.name, one.original_kind, one.original)
        for number, one in enumerate(kept, 1)
    ]


def _composed(
    plan: Plan, to: Path, attached: Sequence[tuple[str, str, Path]], *, keep: bool, settings: Settings
) -> tuple[str, ...]:
    """What became of each page; `keep`: pictures of PDFs stay as they are. Raises NotArchivable."""
    with TemporaryDirectory(prefix="copy-") as folder, ExitStack() as stack:
        document, how = Composed(Path(folder), stack), []
        # They stay open until the copy is written: only then is a picture taken out of them.
        opened = [
            stack.enter_context(pdfa.opened(source.path)) if source.kind == PDF else None for source in plan.sources
        ]
        for sheet in plan.sheets:
            source, said = plan.sources[sheet.source], sheet.said
            try:
                page = _pictured(source, sheet, opened[sheet.source], keep=keep, settings=settings)
            except FileFault as error:
                raise error.named(source.name) from error
            width, height = page.size
            scale = width / max(said.width, 1), height / max(said.height, 1)
            document.add(page.size, page.pictures, text_layer(said.lines, height, scale, document.alphabet))
            how.append(page.how)
        document.save(to, plan.title, plan.language, attached)
    return tuple(how)


@dataclass(frozen=True, slots=True)
class _Page:
    """Its size in points, its pictures with their places, and what was done."""

    size: tuple[float, float]
    pictures: list[tuple[Picture, Matrix]]
    how: str


def _pictured(source: Source, sheet: Sheet, document: Any, *, keep: bool, settings: Settings) -> _Page:
    if document is None:
        return _page(scan(source.path, source.kind, sheet.page, pixels=settings.page_pixels), sheet.rotation)
    page = document.pages[sheet.page - 1]
    pictures = pdf_pictures.pictures(page) if keep else None
    if pictures is None:
        return _page(_drawn(source.path, sheet.page, settings), sheet.rotation)
    upright, *size = pdf_pictures.upright(page)
    place = then(upright, turned(sheet.rotation, *size))
    placed = [(picture, then(matrix, place)) for picture, matrix in pictures]
    return _Page(_turned_size((size[0], size[1]), sheet.rotation), placed, "pictures kept")


def _page(found: Scan, rotation: int) -> _Page:
    place = then(found.placed, turned(rotation, *found.points))
    return _Page(_turned_size(found.points, rotation), [(found.coded, place)], found.coded.how)


def _turned_size(points: tuple[float, float], rotation: int) -> tuple[float, float]:
    return (points[1], points[0]) if rotation % 180 else points


def _drawn(path: Path, page: int, settings: Settings) -> Scan:
    """A page of a PDF by PDFium, as a JPEG."""
    pixels, points = render.page_drawn(path, page, DRAWN_DPI, settings)
    image = Image.fromarray(pixels)
    if _is_gray(pixels):
        image = image.convert("L")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=DRAWN_QUALITY)
    coded = Coded(out.getvalue(), "DCTDecode", image.size, 8, space_of(image), "drawn")
    return Scan(coded, points, scaled(*points))


def _is_gray(pixels: NDArray[np.uint8]) -> bool:
    """Whether no pixel of (height, width, 3) has a colour.

    By planes: along the last axis it takes twenty times as long."""
    red, green, blue = (pixels[:, :, at] for at in range(3))
    high, low = np.maximum(np.maximum(red, green), blue), np.minimum(np.minimum(red, green), blue)
    return bool((high - low).max() <= GRAY)
