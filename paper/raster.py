"""Image files through Pillow: the only file that knows what can stand inside them.

Whatever the mode (palette, alpha, 16 bit, CMYK, one bit), callers get 8-bit gray or RGB, upright as the camera
meant it, with square pixels.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError

from paper.eight_bit import eight_bit
from paper.errors import CutOff, Damaged, FileFault, NoSuchPage, PageDamaged, PageTooLarge, TooManyPages
from paper.kinds import HEIC, JPEG, TIFF

Image.MAX_IMAGE_PIXELS = None  # the cap of the settings is asked instead, before anything is decoded
SERVED_SIDE = 2400
"""Longest side in pixels of the served image of a scan or photograph."""
ORIENTATION = 0x0112  # TIFF and EXIF tag
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What makes an image upright, by its EXIF orientation."""
SUBFILE = 0x00FE  # TIFF tag NewSubfileType; bit 0: a reduced copy of another page
FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    ZeroDivisionError,
)
"""What Pillow's decoders raise on broken files (they parse with struct and dictionaries and do not catch all)."""


@contextmanager
def opened(path: Path, kind: str) -> Iterator[Image.Image]:
    """The image file, its header parsed and nothing decoded. Raises Damaged."""
    if kind == HEIC:
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    try:
        image = Image.open(path)
    except (UnidentifiedImageError, *FAULTS) as error:
        raise Damaged() from error
    with image:
        yield image


@contextmanager
def page_of(path: Path, kind: str, page: int) -> Iterator[Image.Image]:
    """Page `page` (from 1) of a file, as it lies in it, nothing decoded.

    Raises Damaged, NoSuchPage, PageDamaged, CutOff."""
    with opened(path, kind) as image:
        _turn_to(image, kind, page)
        yield image


def page_count(path: Path, kind: str, most: int) -> int:
    """Pages: those of a TIFF without its reduced copies, 1 of anything else. Raises TooManyPages past `most`.

    One that cannot be reached counts: who asks for it is told why."""
    with opened(path, kind) as image:
        pages = list(islice(_frames(image), most + 1)) if kind == TIFF else [None]
    if len(pages) > most:
        raise TooManyPages(limit=most)
    return len(pages)


def size(path: Path, kind: str, page: int) -> tuple[int, int]:
    """Width and height of a page in pixels, upright and square, before any scaling."""
    with page_of(path, kind, page) as image:
        return upright_size(image, kind)


def served_size(width: int, height: int) -> tuple[int, int]:
    """The size at which an image of `width` x `height` upright pixels is served."""
    scale = min(1.0, SERVED_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def load(path: Path, kind: str, page: int, *, gray: bool, pixels: int, side: int | None = None) -> Image.Image:
    """A page as 8-bit "L" or "RGB", upright, square pixels. `pixels` is the cap before decoding.

    `side`: the caller wants about so many pixels on the longer side and no more; a JPEG is then decoded
    small (down to an eighth), never smaller than `side`. Raises NoSuchPage, PageTooLarge, PageDamaged, CutOff.
    """
    with page_of(path, kind, page) as image:
        across, down = image.size
        if across * down > pixels:
            raise PageTooLarge(page=page, megapixels=round(across * down / 1e6), limit=round(pixels / 1e6))
        turn, stretch = orientation(image, kind), _stretch(image, kind)
        if kind == JPEG:
            shrink = min(1.0, side / max(across, down)) if side else 1.0
            image.draft("L" if gray else "RGB", (max(1, int(across * shrink)), max(1, int(down * shrink))))
        try:
            image.load()
        except FAULTS as error:
            raise PageDamaged(page=page) from error
        flat = eight_bit(image, gray=gray)
    if stretch != (1.0, 1.0):
        flat = flat.resize((round(flat.width * stretch[0]), round(flat.height * stretch[1])), Image.Resampling.BICUBIC)
    return flat.transpose(turn) if turn is not None else flat


def orientation(image: Image.Image, kind: str) -> Image.Transpose | None:
    """The turn still to be made; Pillow itself turns TIFF and libheif HEIC."""
    if kind in (TIFF, HEIC):
        return None
    try:
        # Not the PNG's own method, which decodes all of it to look for EXIF behind the picture.
        return TURNS.get(Image.Image.getexif(image).get(ORIENTATION, 1))
    except FAULTS:
        return None  # broken EXIF says nothing about the picture


def _stretch(image: Image.Image, kind: str) -> tuple[float, float]:
    """Factors that make the pixels of a fax square: its lines are as much as twice as far apart as its dots."""
    dpi = [float(value) for value in image.info.get("dpi", ())] if kind == TIFF else []
    if len(dpi) != 2 or not all(50 <= value <= 1200 for value in dpi):
        return 1.0, 1.0
    across, down = (max(dpi) / value for value in dpi)
    return (across, down) if 1.1 < max(across, down) <= 4.0 else (1.0, 1.0)


def upright_size(image: Image.Image, kind: str) -> tuple[int, int]:
    across, down = _stretch(image, kind)
    width, height = round(image.width * across), round(image.height * down)
    turn = orientation(image, kind)
    sideways = turn in (TURNS[5], TURNS[6], TURNS[7], TURNS[8])
    return (height, width) if sideways else (width, height)


def _frames(image: Image.Image) -> Iterator[type[FileFault] | None]:
    """The pages of a TIFF, `image` brought to each: None for one that is there, else what is wrong with it. Where the
    chain of directories breaks off, one more stands for all that is missing.

    (Pillow itself ends a chain that bites its own tail.)"""
    place = -1
    for frame in count():
        fault = None
        try:
            image.seek(frame)
        except EOFError:
            return
        except FAULTS:
            fault = PageDamaged
        tags = getattr(image, "tag_v2", {})
        # Pillow leaves out a directory that it cannot reach; of one that is cut it still says where it lies as the
        # place of the next.
        place, before = getattr(tags, "next", -2), place
        cut = image.tell() != frame or place == before
        if not fault and not _is_reduced(tags):
            yield None
        if cut:
            yield CutOff
            return
        if fault:
            yield fault


def _is_reduced(tags: Mapping[int, Any]) -> bool:
    """Whether this is a small copy of another page, as programs put beside it to show it sooner."""
    try:
        return bool(tags.get(SUBFILE, 0) & 1)
    except FAULTS:
        return False


def _turn_to(image: Image.Image, kind: str, page: int) -> None:
    """Brings `image` to page `page` (from 1). Raises NoSuchPage, PageDamaged, CutOff."""
    pages = 0
    for pages, fault in enumerate(_frames(image) if kind == TIFF else [None], 1):
        if pages == page:
            if fault:
                raise fault(page=page)
            return
    raise NoSuchPage(page=page, pages=pages)
