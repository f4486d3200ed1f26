"""PDF pages through PDFium: the only file that knows it.

PDFium is not safe for threads: these functions run in the sandbox, one call at a time.
"""

import ctypes
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from pypdfium2 import raw

from paper.errors import Damaged, Locked, NoSuchPage, PageDamaged

Page = Any  # pypdfium2 is untyped
Fault = pdfium.PdfiumError
POINTS = 72.0  # points per inch, ISO 32000
SERVED_DPI = 150.0
SERVED_SIDE = 4800
"""Longest side of a served PDF page in pixels: A2 at 150 dpi is below it, a plan of 10 metres would not fit WebP."""
MANY_PIXELS, MOST_BITS = 50_000_000, 32
"""To tell their bits PDFium unpacks some kinds of images (crbug.com/pdfium/1928): it is asked for the largest only."""
NEARLY_WHITE = 240
MOST_DRAWN = 1000
"""Drawn things of which the place is asked: a plan of a building has a hundred thousand, and no table."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a page: the share of the page it covers (0-1), its resolution there in dots per inch, its pixels and
    the bits of each (at most); its box in pixels of the page image as served, None where it lies within a form."""

    cover: float
    dpi: float
    pixels: int
    bits: int
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters of a page's text layer in reading order.

    `boxes`: float array (characters, 4), x0 y0 x1 y1 in pixels of the page image as served, origin top left;
    rows of characters that PDFium generated (spaces, line ends) are zero.
    """

    text: str
    boxes: NDArray[np.float64]


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The document at `path`. Raises Locked, Damaged."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Locked() from error
        raise Damaged() from error
    try:
        if document.get_formtype():
            document.init_forms()  # what was typed into a form is drawn only then
        yield document
    finally:
        document.close()


@contextmanager
def page_of(document: Any, page: int) -> Iterator[Any]:
    """Page `page` (from 1) of an opened document. Raises NoSuchPage, PageDamaged."""
    if not 1 <= page <= len(document):
        raise NoSuchPage(page=page, pages=len(document))
    try:
        loaded = document[page - 1]
    except pdfium.PdfiumError as error:
        raise PageDamaged(page=page) from error
    try:
        yield loaded
    finally:
        loaded.close()


def page_count(path: Path) -> int:
    with opened(path) as document:
        return len(document)


def served_size(page: Page) -> tuple[int, int]:
    """Width and height in pixels of the page image as served: /Rotate and the crop box are applied."""
    width, height = page.get_size()
    scale = served_scale(page)
    return max(1, math.ceil(width * scale * (1 - 1e-9))), max(1, math.ceil(height * scale * (1 - 1e-9)))


def served_scale(page: Page) -> float:
    """Pixels per point of the page image as served."""
    width, height = page.get_size()
    return float(min(SERVED_DPI / POINTS, SERVED_SIDE / max(width, height, 1.0)))


def render(page: Page, scale: float, *, gray: bool) -> NDArray[np.uint8]:
    """The page as pixels: (height, width) gray or (height, width, 3) RGB, at `scale` pixels per point.

    Sides are rounded up, but not for what only the arithmetic left over: half a page 800 wide is 400 wide."""
    bitmap = page.render(scale=scale * (1 - 1e-9), grayscale=gray, rev_byteorder=not gray)
    pixels: NDArray[np.uint8] = np.array(bitmap.to_numpy())
    bitmap.close()
    return pixels[:, :, 0] if gray and pixels.ndim == 3 else pixels


def render_part(page: Page, scale: float, box: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """A part of the page as gray pixels (height, width); `box` in pixels of the page image as served."""
    (width, height), served = served_size(page), served_scale(page)
    x0, y0, x1, y1 = box
    crop = tuple(max(0.0, side / served) for side in (x0, height - y1, width - x1, y0))
    bitmap = page.render(scale=scale, grayscale=True, crop=crop)
    pixels: NDArray[np.uint8] = np.array(bitmap.to_numpy())
    bitmap.close()
    return pixels[:, :, 0] if pixels.ndim == 3 else pixels


def pictures(page: Page) -> list[Picture]:
    """The images on a page, in forms too (three levels: deeper ones are decoration)."""
    return _measured(page, page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def pictures_and_drawn(page: Page) -> tuple[list[Picture], NDArray[np.float64]]:
    """The images, and the boxes of lines and areas (the first MOST_DRAWN) in pixels of the page image as served.

    Both at once: to go through all things of a page is what takes the time."""
    images: list[Any] = []
    drawn: list[tuple[float, ...]] = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            images.append(thing)
        elif len(drawn) < MOST_DRAWN:
            with suppress(pdfium.PdfiumError):
                drawn.append(thing.get_bounds())
    boxes = _to_served(page, np.array(drawn, np.float64)) if drawn else np.zeros((0, 4))
    return _measured(page, images), boxes


def _measured(page: Page, images: Iterable[Any]) -> list[Picture]:
    width, height = page.get_size()
    found: list[Picture] = []
    bounds: list[tuple[float, ...]] = []
    for thing in images:
        try:
            left, bottom, right, top = thing.get_bounds()
            across, down = thing.get_px_size()
            pixels = across * down
            bits = int(thing.get_metadata().bits_per_pixel) if pixels > MANY_PIXELS else MOST_BITS
        except pdfium.PdfiumError:
            continue  # an image PDFium cannot measure is one it does not draw
        # A page turned by /Rotate has its sides swapped against its images; the product is the same.
        area = max(right - left, 0.01) * max(top - bottom, 0.01)
        cover, dpi = area / max(width * height, 0.01), math.sqrt(pixels / area) * POINTS
        found.append(Picture(cover, dpi, pixels, max(1, bits)))
        bounds.append((left, bottom, right, top) if not thing.level else (0.0,) * 4)
    boxes = _to_served(page, np.array(bounds, np.float64)).tolist() if found else []
    return [replace(one, box=tuple(box) if any(box) else None) for one, box in zip(found, boxes, strict=True)]


def may_be_hidden(page: Page) -> NDArray[np.float64]:
    """The places of text that is white or not to be drawn: boxes (n, 4) in pixels of the page image as served. Whether
    it shows depends on what lies below it."""
    found: list[tuple[float, ...]] = []
    colour = [ctypes.c_uint() for _ in range(4)]
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
        drawn = raw.FPDFTextObj_GetTextRenderMode(thing.raw) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
        filled = raw.FPDFPageObj_GetFillColor(thing.raw, *colour)
        if drawn and not (filled and min(part.value for part in colour[:3]) >= NEARLY_WHITE):
            continue
        with suppress(pdfium.PdfiumError):
            found.append(thing.get_bounds())
    return _to_served(page, np.array(found, np.float64)) if found else np.zeros((0, 4))


def letters(page: Page, most: int) -> Letters:
    """The characters of the page's text layer (at most so many) with their boxes."""
    text_page = page.get_textpage()
    try:
        count, handle = min(most, max(0, raw.FPDFText_CountChars(text_page))), text_page.raw
        codes = np.array([raw.FPDFText_GetUnicode(handle, i) for i in range(count)], "<u4")
        boxes = _boxes(handle, codes.tolist())
    finally:
        text_page.close()
    codes[(codes > 0x10FFFF) | ((codes >= 0xD800) & (codes <= 0xDFFF))] = 0xFFFD
    return Letters(codes.tobytes().decode("utf-32-le"), _to_served(page, boxes))


def fonts(page: Page) -> frozenset[str]:
    """Font names at every 50th character: enough to know the layer of an earlier OCR, which has one font. (Asked only
    of pages under an image: it takes a sixth of the time of a page's letters.)"""
    text_page = page.get_textpage()
    try:
        return frozenset(_fonts(text_page.raw, raw.FPDFText_CountChars(text_page)))
    finally:
        text_page.close()


def _boxes(handle: Any, codes: list[int]) -> NDArray[np.float64]:
    """The boxes of printed characters in user space (left, bottom, right, top), zero for those without one.

    PDFium writes each into the same 32 bytes, which are copied as they are: a quarter of the time of four values."""
    one = (ctypes.c_double * 4)()
    left, bottom, right, top = (ctypes.c_double.from_buffer(one, 8 * place) for place in range(4))
    ask, nothing, all_of = raw.FPDFText_GetCharBox, bytes(ctypes.sizeof(one)), bytearray()
    for i, code in enumerate(codes):
        all_of += one if code > 32 and ask(handle, i, left, right, bottom, top) else nothing
    return np.frombuffer(all_of, np.float64).reshape(-1, 4)


def _fonts(handle: Any, count: int) -> Iterator[str]:
    buffer = ctypes.create_string_buffer(200)
    flags = ctypes.c_int()
    for i in range(0, count, 50):
        size = raw.FPDFText_GetFontInfo(handle, i, buffer, len(buffer), flags)
        if 0 < size <= len(buffer):
            yield buffer.value.decode("utf-8", "replace")


def _to_served(page: Page, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """User space to pixels as served. PDFium answers in whole device units, so it is asked on a grid 1,000 times
    finer, at three points: they fix the affine map, with /Rotate and crop box in it."""
    width, height = served_size(page)
    fine = 1000

    def device(x: float, y: float) -> NDArray[np.float64]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, width * fine, height * fine, 0, x, y, across, down)
        return np.array([across.value, down.value]) / fine

    start = device(0.0, 0.0)
    along, up = (device(100.0, 0.0) - start) / 100, (device(0.0, 100.0) - start) / 100
    first = start + np.outer(boxes[:, 0], along) + np.outer(boxes[:, 1], up)
    second = start + np.outer(boxes[:, 2], along) + np.outer(boxes[:, 3], up)
    mapped = np.hstack([np.minimum(first, second), np.maximum(first, second)])
    mapped[~boxes.any(axis=1)] = 0.0
    return np.asarray(np.clip(mapped, 0.0, [width, height, width, height]), np.float64)
