"""Files with pages of every kind for tests. Each page shows the same: white paper with a dark block near its top left.

The paper is `SIZE` pixels; whatever the kind does to it, upright the block lies at `BLOCK`, in shares of the page.
"""

import io
import struct
import zlib
from typing import Any

import numpy as np
import pikepdf
import pillow_heif
from PIL import Image, ImageChops, TiffImagePlugin

from tests.files import saved

SIZE = (240, 320)
BLOCK = (0.1, 0.1, 0.5, 0.3)
"""x0, y0, x1, y1."""
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a picture lies in its file for each EXIF orientation: the camera's turn, which a viewer undoes."""


def page(mode: str = "L", size: tuple[int, int] = SIZE) -> Image.Image:
    """The page in a mode of Pillow."""
    pixels = np.full((size[1], size[0]), 255, np.uint8)
    x0, y0, x1, y1 = (round(share * side) for share, side in zip(BLOCK, (*size, *size), strict=True))
    pixels[y0:y1, x0:x1] = 20
    image = Image.fromarray(pixels)
    if mode == "I;16":
        return Image.fromarray(pixels.astype(np.uint16) * 257)
    if mode in ("RGBA", "LA"):
        # Ink on nothing: the paper is transparent, and black where it is.
        clear = Image.new(mode, size, 0)
        clear.putalpha(image.point(lambda value: 255 if value < 128 else 0))
        return clear
    return image.convert("RGB").convert(mode) if mode in ("CMYK", "YCbCr", "LAB") else image.convert(mode)


def file(form: str, image: Image.Image | None = None, **options: Any) -> bytes:
    """A picture in a format of Pillow."""
    out = io.BytesIO()
    (image or page()).save(out, form, **options)
    return out.getvalue()


def turned(form: str, orientation: int, **options: Any) -> bytes:
    """A picture that lies in its file as a camera held otherwise wrote it, and says so."""
    image = page("RGB")
    if orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[orientation])
    if form == "TIFF":
        return file(form, image, tiffinfo={274: orientation}, **options)
    exif = Image.Exif()
    exif[274] = orientation
    return file(form, image, exif=exif, **options)


def tiff(*pages: Image.Image, reduced: int | None = None, **options: Any) -> bytes:
    """A TIFF of pages; number `reduced` says of itself that it is a small copy of another."""
    out = io.BytesIO()
    with TiffImagePlugin.AppendingTiffWriter(out, True) as writer:
        for number, image in enumerate(pages):
            info = TiffImagePlugin.ImageFileDirectory_v2()
            if number == reduced:
                info[254] = 1
            image.save(writer, "TIFF", tiffinfo=info, **options)
            writer.newFrame()
    return out.getvalue()


def fax() -> bytes:
    """A G3 fax in its coarse form: 204 dots and 98 lines an inch."""
    image = page("1").resize((SIZE[0], SIZE[1] * 98 // 204), Image.Resampling.NEAREST)
    return file("TIFF", image, compression="group3", dpi=(204, 98))


def heic(**options: Any) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(page("RGB")).save(out, quality=90, **options)
    return out.getvalue()


def pdf(
    media: tuple[float, ...] = (0, 0, *SIZE), *, rotate: int = 0, pages: int = 1, scan: bytes | None = None, **more: Any
) -> bytes:
    """A PDF whose page shows the block within its crop box, upright after /Rotate; `more` goes into the page.

    `scan` is a JPEG that fills the page instead."""
    document = pikepdf.new()
    shown = more.get("CropBox", media)
    left, bottom, wide, tall = shown[0], shown[1], shown[2] - shown[0], shown[3] - shown[1]
    if scan:
        drawn = f"q {wide} 0 0 {tall} {left} {bottom} cm /Scan Do Q".encode()
    else:
        x0, y0, x1, y1 = _lying(rotate)
        place = (left + x0 * wide, bottom + (1 - y1) * tall, (x1 - x0) * wide, (y1 - y0) * tall)
        drawn = "0.1 g {:.3f} {:.3f} {:.3f} {:.3f} re f".format(*place).encode()
    for _ in range(pages):
        one = document.add_blank_page(page_size=(10, 10))
        one.obj.MediaBox = pikepdf.Array([*media])
        one.Contents = document.make_stream(drawn)
        if rotate:
            one.obj.Rotate = rotate
        for name, value in more.items():
            one.obj[f"/{name}"] = pikepdf.Array([*value]) if isinstance(value, tuple) else value
        if scan:
            one.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=_picture(document, scan)))
    return saved(document)


def _lying(rotate: int) -> tuple[float, float, float, float]:
    """Where the block stands on the sheet so that it is at its place after a turn of so many degrees clockwise."""
    x0, y0, x1, y1 = BLOCK
    for _ in range(rotate % 360 // 90):
        x0, y0, x1, y1 = y0, 1 - x1, y1, 1 - x0
    return x0, y0, x1, y1


def _picture(document: pikepdf.Pdf, jpeg: bytes) -> pikepdf.Stream:
    with Image.open(io.BytesIO(jpeg)) as image:
        width, height, gray = *image.size, image.mode == "L"
    stream = document.make_stream(jpeg)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height, stream.BitsPerComponent = width, height, 8
    stream.ColorSpace = pikepdf.Name.DeviceGray if gray else pikepdf.Name.DeviceRGB
    stream.Filter = pikepdf.Name.DCTDecode
    return stream


def pdf_of_bits(coding: str, data: bytes, size: tuple[int, int] = SIZE, **parms: Any) -> bytes:
    """A PDF whose page is filled by one picture of black and white in a coding of PDFs."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=size)
    picture = document.make_stream(data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    picture.Width, picture.Height, picture.BitsPerComponent = *size, 1
    picture.ColorSpace, picture.Filter = pikepdf.Name.DeviceGray, pikepdf.Name(f"/{coding}")
    if parms:
        picture.DecodeParms = pikepdf.Dictionary({f"/{name}": value for name, value in parms.items()})
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=picture))
    page.Contents = document.make_stream(f"q {size[0]} 0 0 {size[1]} 0 0 cm /Scan Do Q".encode())
    return saved(document)


def g4(image: Image.Image | None = None) -> bytes:
    """What is black on a page, by ITU-T T.6: the one strip of a TIFF."""
    ink = ImageChops.invert((image or page()).convert("L")).convert("1", dither=Image.Dither.NONE)
    tiff = file("TIFF", ink, compression="group4", tiffinfo={278: ink.height})
    with Image.open(io.BytesIO(tiff)) as found:
        start, size = found.tag_v2[273][0], found.tag_v2[279][0]  # type: ignore[attr-defined]
    return tiff[start : start + size]


def jbig2(image: Image.Image | None = None) -> bytes:
    """A page as JBIG2 within a PDF (ITU-T T.88): what it is, and one region, in which T.6 may stand."""
    picture = image or page()
    about = struct.pack(">IIIIBH", *picture.size, 0, 0, 1, 0)
    region = struct.pack(">IIIIBB", *picture.size, 0, 0, 0, 1) + g4(picture)
    parts = ((0, 48, about), (1, 39, region))
    return b"".join(struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data for number, kind, data in parts)


def deep_rgb() -> bytes:
    """A PNG of 16 bits a colour, which Pillow cannot write."""
    rows = np.asarray(page("RGB"), np.uint16) * 257
    body = b"".join(b"\0" + row.astype(">u2").tobytes() for row in rows)
    return png(*SIZE, 16, 2, zlib.compress(body))


def png(width: int, height: int, bits: int, colour: int, data: bytes) -> bytes:
    """A PNG that says what it is told to say, true or not."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def frames(count: int) -> bytes:
    """A TIFF of so many pages of one gray pixel, all the same one."""
    tags = (
        (256, 4, 1),
        (257, 4, 1),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (277, 3, 1),
        (278, 4, 1),
        (279, 4, 1),
    )
    page = struct.pack("<H", len(tags)) + b"".join(
        struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags
    )
    start, size = 9, len(page) + 4
    ends = [start + number * size for number in range(1, count)] + [0]
    return b"II*\0" + struct.pack("<I", start) + b"\xff" + b"".join(page + struct.pack("<I", end) for end in ends)


def one_strip(width: int, height: int, data: bytes) -> bytes:
    """A gray TIFF of one deflated strip that says what it is told to say of its size."""
    tags = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 8), (262, 3, 1), (273, 4, 8), (277, 3, 1)]
    tags += [(278, 4, height), (279, 4, len(data))]
    table = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<I", 8 + len(data)) + data + struct.pack("<H", len(tags)) + table + bytes(4)


def empty_jpeg() -> bytes:
    """A JPEG of 65,500 by 65,500 pixels whose data ends at once."""
    head = bytes.fromhex("ffd8ffe000104a46494600010100000100010000")
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, 65_500, 65_500, 1) + b"\1\x11\0"
    return head + frame + bytes.fromhex("ffda0008010100003f00") + b"\xff\xd9"


def image_pdf(width: int, height: int) -> bytes:
    """A page of one gray image, all black, deflated to next to nothing."""
    document = pikepdf.new()
    packer, row = zlib.compressobj(1), bytes(width)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    stream = document.make_stream(b"")
    stream.write(data, filter=pikepdf.Name.FlateDecode)
    stream.Type, stream.Subtype, stream.BitsPerComponent = pikepdf.Name.XObject, pikepdf.Name.Image, 8
    stream.Width, stream.Height, stream.ColorSpace = width, height, pikepdf.Name.DeviceGray
    page = document.add_blank_page(page_size=(595, 842))
    page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=stream))
    return saved(document, compress_streams=False)


def laughing_pdf(depth: int = 12) -> bytes:
    """A page that draws a form ten times, which draws a form ten times, and so on."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    kind = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": pikepdf.Array([0, 0, 595, 842])}
    form = document.make_stream(b"0 0 10 10 re f", **kind)
    for _ in range(depth):
        inner = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        form = document.make_stream(b"/F Do " * 10, Resources=inner, **kind)
    page.Contents = document.make_stream(b"/F Do")
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    return saved(document)
