"""The picture of an image file as a PDF takes it: with its own bytes wherever a PDF has the same coding."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, TiffImagePlugin

from paper import raster
from paper.eight_bit import eight_bit
from paper.errors import PageDamaged, PageTooLarge
from paper.kinds import HEIC, JPEG, PNG, TIFF, WEBP
from paper.matrix import STAY, Matrix, scaled, then, turned
from paper.strips import joined

POINTS = 72.0  # points per inch, ISO 32000
LEAST_DPI, MOST_DPI = 100.0, 1200.0
"""A resolution in the file that is believed: cameras write 72 without meaning it."""
LONGER_SIDE = 842.0
"""Points of the longer side of a page whose resolution is not known: A4."""
QUALITY = 90
"""Of a JPEG made from a lossy picture whose coding no PDF has (WebP, HEIC, strips that do not join), or whose colours
are those of printing."""
FILL_ORDER, PHOTOMETRIC, STRIPS, STRIP_BYTES, STRIP_ROWS, TABLES = 266, 262, 273, 279, 278, 347
"""TIFF 6.0; the tables that strips of JPEG share."""
GROUP4, IN_STRIPS = "group4", "jpeg"
"""Codings of a TIFF, as Pillow calls them."""
MIRROR: Matrix = (-1.0, 0.0, 0.0, 1.0, 1.0, 0.0)
ORIENTED = {
    None: STAY,
    Image.Transpose.FLIP_LEFT_RIGHT: MIRROR,
    Image.Transpose.ROTATE_180: turned(180, 1, 1),
    Image.Transpose.FLIP_TOP_BOTTOM: then(MIRROR, turned(180, 1, 1)),
    Image.Transpose.TRANSPOSE: then(MIRROR, turned(270, 1, 1)),
    Image.Transpose.ROTATE_270: turned(90, 1, 1),
    Image.Transpose.TRANSVERSE: then(MIRROR, turned(90, 1, 1)),
    Image.Transpose.ROTATE_90: turned(270, 1, 1),
}
"""What makes a picture upright (paper/raster.py), as a matrix of the square of side 1."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A picture of `size` pixels: `data` in the coding `filter` of `parms`, `bits` a colour; `space`: DeviceGray or
    DeviceRGB. `how`: what was done, in a word or two, for the record."""

    data: bytes
    filter: str
    size: tuple[int, int]
    bits: int
    space: str
    how: str
    parms: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scan:
    """`points`: width and height of the page upright; `placed`: where the picture lies on it."""

    coded: Coded
    points: tuple[float, float]
    placed: Matrix


def scan(path: Path, kind: str, page: int, *, pixels: int) -> Scan:
    """Page `page` (from 1); `pixels` is the cap. Raises PageTooLarge, PageDamaged, CutOff, Damaged, NoSuchPage."""
    with raster.page_of(path, kind, page) as image:
        if image.width * image.height > pixels:
            megapixels, limit = round(image.width * image.height / 1e6), round(pixels / 1e6)
            raise PageTooLarge(page=page, megapixels=megapixels, limit=limit)
        turn = ORIENTED[raster.orientation(image, kind)]
        points = _points(image, raster.upright_size(image, kind))
        try:
            coded = _kept(image, path, kind) or _made(image, kind)
        except raster.FAULTS as error:
            raise PageDamaged(page=page) from error
    return Scan(coded, points, then(turn, scaled(*points)))


def _points(image: Image.Image, size: tuple[int, int]) -> tuple[float, float]:
    """The page's size on paper."""
    dpi = max((float(one) for one in image.info.get("dpi", ())), default=0.0)
    scale = POINTS / dpi if LEAST_DPI <= dpi <= MOST_DPI else LONGER_SIDE / max(size)
    return size[0] * scale, size[1] * scale


def _kept(image: Image.Image, path: Path, kind: str) -> Coded | None:
    """The bytes of the file itself; None where a PDF has no such coding."""
    if kind == JPEG and image.mode in ("L", "RGB"):
        return Coded(path.read_bytes(), "DCTDecode", image.size, 8, space_of(image), "JPEG kept")
    if kind == TIFF and image.info.get("compression") == GROUP4 and len(strips := _strips(image, path)) == 1:
        return _g4(image, strips[0], "G4 kept")
    if kind == TIFF and image.info.get("compression") == IN_STRIPS and (one := _one_jpeg(image, path)):
        return Coded(one, "DCTDecode", image.size, 8, space_of(image), "JPEG kept")
    if kind == PNG and image.mode in ("L", "RGB") and not image.has_transparency_data:
        content = path.read_bytes()
        if (bits := _plain_png(content)) is not None:
            return _png(content, image.size, bits, space_of(image), "PNG kept")
    return None


def _made(image: Image.Image, kind: str) -> Coded:
    """Coded anew: what was lossy as JPEG, what has black and white alone as G4, all else without loss."""
    image.load()
    flat = eight_bit(image, gray=_is_gray(image))
    out = io.BytesIO()
    if kind in (WEBP, HEIC, JPEG) or image.info.get("compression") == IN_STRIPS:
        flat.save(out, "JPEG", quality=QUALITY)
        return Coded(out.getvalue(), "DCTDecode", flat.size, 8, space_of(flat), "JPEG made")
    if flat.mode == "L" and not any(flat.histogram()[1:-1]):
        flat.convert("1", dither=Image.Dither.NONE).save(
            out, "TIFF", compression=GROUP4, tiffinfo={STRIP_ROWS: flat.height}
        )
        with Image.open(out) as made:
            assert isinstance(made, TiffImagePlugin.TiffImageFile)
            first, size = made.tag_v2[STRIPS][0], made.tag_v2[STRIP_BYTES][0]
            return _g4(made, out.getvalue()[first : first + size], "G4 made")
    flat.save(out, "PNG")
    return _png(out.getvalue(), flat.size, 8, space_of(flat), "lossless made")


def _is_gray(image: Image.Image) -> bool:
    """By its mode, or by all colours of its palette."""
    if image.mode == "P" and (palette := image.getpalette("RGB")):
        return all(len(set(palette[at : at + 3])) == 1 for at in range(0, len(palette), 3))
    return image.mode in ("1", "L", "LA") or image.mode.startswith(("I", "F"))


def _strips(image: Image.Image, path: Path) -> list[bytes]:
    """Those of an upright page, their bits in the order a PDF has them; none of others."""
    tags = getattr(image, "tag_v2", {})
    starts, sizes = tags.get(STRIPS, ()), tags.get(STRIP_BYTES, ())
    if len(starts) != len(sizes) or tags.get(FILL_ORDER, 1) != 1 or tags.get(raster.ORIENTATION, 1) != 1:
        return []
    if sum(sizes) > path.stat().st_size:
        return []
    found = []
    with path.open("rb") as stream:
        for start, size in zip(starts, sizes, strict=True):
            stream.seek(start)
            found.append(stream.read(size))
    return found if [len(strip) for strip in found] == list(sizes) else []


def _one_jpeg(image: Image.Image, path: Path) -> bytes | None:
    """In the colours that a JPEG has in a PDF: gray, or brightness and two of colour."""
    tags = getattr(image, "tag_v2", {})
    shared = tags.get(TABLES, b"")
    if tags.get(PHOTOMETRIC) not in (1, 6) or not isinstance(shared, bytes):
        return None
    return joined(_strips(image, path), shared, image.size)


def _g4(image: Image.Image, strip: bytes, how: str) -> Coded:
    """In a TIFF whose nought is black (photometric 1) what G4 calls black is white."""
    width, height = image.size
    inverse = getattr(image, "tag_v2", {}).get(PHOTOMETRIC) == 1
    parms = {"K": -1, "Columns": width, "Rows": height, "BlackIs1": inverse}
    return Coded(strip, "CCITTFaxDecode", image.size, 1, "DeviceGray", how, parms)


def _plain_png(content: bytes) -> int | None:
    """Bits of a colour of a PNG whose data a PDF can take as they are: gray or RGB, not interlaced; else None."""
    bits, kind, interlaced = content[24], content[25], content[28]
    return bits if kind in (0, 2) and bits in (8, 4, 2, 1) and not interlaced else None


def _png(content: bytes, size: tuple[int, int], bits: int, space: str, how: str) -> Coded:
    """Its data are those of a PDF with the PNG predictors (ISO 32000, 7.4.4.4)."""
    data = b"".join(_chunks(content))
    colours = 3 if space == "DeviceRGB" else 1
    parms = {"Predictor": 15, "Colors": colours, "BitsPerComponent": bits, "Columns": size[0]}
    return Coded(data, "FlateDecode", size, bits, space, how, parms)


def _chunks(content: bytes) -> Iterator[bytes]:
    """The data chunks of a PNG. Raises ValueError for one that is not whole."""
    at = 8
    while at < len(content):
        size, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        data = content[at + 8 : at + 8 + size]
        if zlib.crc32(name + data) != int.from_bytes(content[at + 8 + size : at + 12 + size], "big"):
            raise ValueError("a chunk is not whole")
        if name == b"IDAT":
            yield data
        if name == b"IEND":
            return
        at += 12 + size
    raise ValueError("no end")


def space_of(image: Image.Image) -> str:
    return "DeviceRGB" if image.mode == "RGB" else "DeviceGray"
