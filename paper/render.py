"""Pages of any kind as pixels, in the two forms the house needs: as served, and as read.

The coordinate system of every word box is the page image as served at full size: a PDF page at 150 dpi, an image
scaled so that its longer side is at most 2,400 pixels, turned upright by the reading's rotation. Never deskewed.
All of this runs inside the sandbox.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from paper import pdf, raster
from paper.errors import NoPicture, PageDamaged, PageTooLarge, TooManyPages
from paper.kinds import IMAGES, PDF, TEXTS
from paper.settings import Settings

READ_DPI = 300.0
"""Resolution at which a PDF page without a scan is drawn to be read (what Tesseract's models were trained on)."""
LOWEST_DPI, HIGHEST_DPI = 100.0, 400.0
"""A scan in a PDF is read at its own resolution within these. Above 400 dpi letters only take longer."""
READ_PIXELS = 20_000_000
"""A page is read with at most so many pixels (A3 at 300 dpi has 17 million): preparing 30 million took more than the
1 GiB of the sandbox."""
READ_SIDE = 30_000
"""The engine takes images of at most 32,767 pixels a side."""
PICTURE_SHARE = 0.5
"""Of the sandbox's memory, for an image of a PDF once unpacked: in 1 GiB 400 megapixels of gray were drawn, 900 not."""


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A page to be read: `pixels` (height, width) 8-bit gray, upright as the file says; `dpi` 0 when unknown.

    `served`: width and height of the page image as served, before any further rotation. `colour`: draws the same page
    as (height, width, 3) RGB, where something is to be seen that gray does not show.
    """

    pixels: NDArray[np.uint8]
    dpi: float
    served: tuple[int, int]
    colour: Callable[[], NDArray[np.uint8]]


def page_count(path: Path, kind: str, settings: Settings | None = None) -> int:
    """Pages of a file of `kind`; a text document counts as one. Raises Damaged, Locked, TooManyPages."""
    most = (settings or Settings()).page_count
    if kind in TEXTS:
        return 1
    if kind != PDF:
        return raster.page_count(path, kind, most)
    pages = pdf.page_count(path)
    if pages > most:
        raise TooManyPages(limit=most)
    return pages


def page_bitmap(path: Path, kind: str, page: int, *, settings: Settings | None = None) -> Bitmap:
    """A page as it is to be read, at the best resolution it has.

    Raises NoSuchPage, PageTooLarge, PageDamaged, CutOff, Damaged, Locked, NoPicture.
    """
    settings = settings or Settings()
    if kind == PDF:
        with pdf.opened(path) as document, pdf.page_of(document, page) as loaded:
            served = _checked(loaded, page, settings)
            dpi = read_dpi(loaded)
            pixels = _drawn(loaded, page, dpi / pdf.POINTS, gray=True)
            return Bitmap(pixels, dpi, served, lambda: page_drawn(path, page, dpi, settings)[0])
    _refuse_text(kind)
    image = raster.load(path, kind, page, gray=True, pixels=settings.page_pixels)
    served, scale = raster.served_size(*image.size), read_scale(*image.size)
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)
    pixels = np.array(image)

    def colour() -> NDArray[np.uint8]:
        if scale < 1:  # unpacked in colour once more it would not find room in the sandbox
            return np.repeat(pixels[:, :, np.newaxis], 3, axis=2)
        return np.array(raster.load(path, kind, page, gray=False, pixels=settings.page_pixels).convert("RGB"))

    return Bitmap(pixels, 0.0, served, colour)


def read_scale(width: float, height: float) -> float:
    """By how much an image of `width` x `height` pixels may be enlarged to be read; below 1 it must shrink."""
    return float(min((READ_PIXELS / (width * height)) ** 0.5, READ_SIDE / max(width, height)))


def read_dpi(page: pdf.Page) -> float:
    """The resolution for reading: that of the scan that covers the page, 300 dpi for drawn pages, capped in pixels."""
    scans = [picture.dpi for picture in pdf.pictures(page) if picture.cover > 0.5]
    dpi = min(max(*scans, LOWEST_DPI), HIGHEST_DPI) if scans else READ_DPI
    inches = (max(side / pdf.POINTS, 0.001) for side in page.get_size())
    return min(dpi, read_scale(*inches))


def page_picture(
    path: Path, kind: str, page: int, *, shrink: float = 1.0, settings: Settings | None = None
) -> Image.Image:
    """A page in colour as served, before rotation, its sides multiplied by `shrink` (0-1).

    Raises as `page_bitmap`.
    """
    settings = settings or Settings()
    if kind == PDF:
        with pdf.opened(path) as document, pdf.page_of(document, page) as loaded:
            _checked(loaded, page, settings)
            return Image.fromarray(_drawn(loaded, page, pdf.served_scale(loaded) * shrink, gray=False))
    _refuse_text(kind)
    width, height = served_size(path, kind, page)
    size = max(1, round(width * shrink)), max(1, round(height * shrink))
    image = raster.load(path, kind, page, gray=False, pixels=settings.page_pixels, side=max(size))
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


def page_drawn(path: Path, page: int, dpi: float, settings: Settings) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    """A page of a PDF in colour (height, width, 3) at `dpi`, less where the page is so large that it would have more
    pixels than are read; and its width and height in points. Raises as `page_bitmap`."""
    with pdf.opened(path) as document, pdf.page_of(document, page) as loaded:
        _checked(loaded, page, settings)
        width, height = loaded.get_size()
        inches = (max(side / pdf.POINTS, 0.001) for side in (width, height))
        return _drawn(loaded, page, min(dpi, read_scale(*inches)) / pdf.POINTS, gray=False), (width, height)


def served_size(path: Path, kind: str, page: int) -> tuple[int, int]:
    """Width and height of the page image as served at full size, before rotation."""
    if kind == PDF:
        with pdf.opened(path) as document, pdf.page_of(document, page) as loaded:
            return pdf.served_size(loaded)
    _refuse_text(kind)
    return raster.served_size(*raster.size(path, kind, page))


def _checked(page: pdf.Page, number: int, settings: Settings) -> tuple[int, int]:
    """The served size of a page that is within the pixel cap at 150 dpi, its images within the memory there is for
    them: PDFium leaves out one that is not, without a word. Raises PageTooLarge."""
    width, height = page.get_size()
    sizes = [(width * height * (pdf.SERVED_DPI / pdf.POINTS) ** 2, float(settings.page_pixels))]
    room = settings.sandbox_memory_mb * (1 << 20) * PICTURE_SHARE
    sizes += [(picture.pixels, room * 8 / picture.bits) for picture in pdf.pictures(page)]
    for pixels, most in sizes:
        if pixels > most:
            raise PageTooLarge(page=number, megapixels=round(pixels / 1e6), limit=round(most / 1e6))
    return pdf.served_size(page)


def _drawn(page: pdf.Page, number: int, scale: float, *, gray: bool) -> NDArray[np.uint8]:
    try:
        return pdf.render(page, scale, gray=gray)
    except (pdf.Fault, ValueError, RuntimeError) as error:
        raise PageDamaged(page=number) from error


def _refuse_text(kind: str) -> None:
    if kind not in IMAGES:
        raise NoPicture()
