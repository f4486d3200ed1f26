"""The page image as served: WebP, small enough that the first look at a letter is quick."""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageFilter

from paper.render import page_picture, served_size
from paper.settings import Settings

FIRST_VIEW = 1200
FIRST_VIEW_BYTES = 150_000
WAYS = ((75, 0.0), (60, 0.0), (45, 0.0), (30, 0.0), (15, 0.0), (30, 1.0), (30, 1.5), (15, 1.5), (15, 2.0), (15, 3.0))
"""WebP quality and pixels of blur, tried in turn until an image up to the first-view width is at most 150 KB. 75 looks
like the scan; without blur the grain of a bad scan takes 1.4 MB, and what it takes away is grain first: letters of a
page of which a third is black and white specks stayed readable."""
METHOD = 2
"""WebP effort: 4 saves a tenth of the bytes and takes twice the time."""
LOSSLESS_BYTES = 300_000
"""A drawn page is sharp and small without loss (16-160 KB); past this size it is a scan after all."""
PAPER = 0.5
"""Share of the pixels that have the paper's one colour from which a page counts as drawn; a scan's paper is grainy."""
TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Clockwise degrees to Pillow's counter-clockwise turns."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """The bytes of a WebP image and its size in pixels."""

    data: bytes
    width: int
    height: int


def page_image(
    path: Path, kind: str, page: int, *, rotation: int = 0, width: int | None = None, settings: Settings | None = None
) -> PageImage:
    """Page `page` (from 1) turned `rotation` degrees clockwise, `width` pixels wide (None: full size, never enlarged).

    Raises NoSuchPage, PageTooLarge, PageDamaged, CutOff, Damaged, Locked, NoPicture.
    """
    full = served_size(path, kind, page)[1 if rotation % 180 else 0]
    shrink = min(1.0, width / full) if width else 1.0
    image = page_picture(path, kind, page, shrink=shrink, settings=settings)
    turn = TURNS.get(rotation % 360)
    image = image.transpose(turn) if turn is not None else image
    limit = FIRST_VIEW_BYTES if image.width <= FIRST_VIEW else None
    return PageImage(encoded(image, limit), image.width, image.height)


def encoded(image: Image.Image, limit: int | None) -> bytes:
    """The image as WebP of at most `limit` bytes if one of the ways reaches that, else the smallest."""
    histogram = image.resize((300, 400), Image.Resampling.NEAREST).convert("L").histogram()
    if max(histogram) >= PAPER * 300 * 400:
        lossless = _webp(image, lossless=True, quality=20)
        if len(lossless) <= (limit or LOSSLESS_BYTES):
            return lossless
    result = b""
    for quality, blur in WAYS:
        result = _webp(image.filter(ImageFilter.GaussianBlur(blur)) if blur else image, quality=quality)
        if limit is None or len(result) <= limit:
            break
    return result


def _webp(image: Image.Image, *, quality: int, lossless: bool = False) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "WEBP", quality=quality, lossless=lossless, method=0 if lossless else METHOD)
    return stream.getvalue()
