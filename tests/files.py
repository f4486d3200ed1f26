"""Files for tests, made on the spot: letters as PDF with a text layer and as scans, and all that can be wrong."""

import io
import zipfile
import zlib
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont

LETTER = (
    "PEMERINTAH KABUPATEN SUKAMAJU",
    "DINAS PEKERJAAN UMUM",
    "Nomor : 005/127/DPU/2019",
    "Perihal : Perbaikan jembatan gantung",
    "Kepada Yth. Camat Rawabening",
    "Dengan hormat kami sampaikan bahwa jembatan di desa itu rusak",
    "dan akan kami perbaiki dalam bulan ini juga bersama warga desa.",
    "Sukamaju, 5 Maret 2019",
)


def pdf(lines: tuple[str, ...] = LETTER, pages: int = 1) -> bytes:
    """A PDF with a text layer, one line of text below the other on each page."""
    text = "".join(f"BT /F1 12 Tf 72 {760 - 22 * row} Td ({line}) Tj ET\n" for row, line in enumerate(lines))
    document = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    for _ in range(pages):
        page = document.add_blank_page(page_size=(595, 842))
        page.Contents = document.make_stream(text.encode("latin-1"))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=document.make_indirect(font)))
    return saved(document)


def turned_pdf(turn: int, crop: tuple[float, ...] | None = None) -> bytes:
    """A page with a text layer that lies in its file turned the other way, so that /Rotate makes it upright."""
    with pikepdf.open(io.BytesIO(pdf())) as document:
        (page,) = document.pages
        # The page is turned about its middle; its box takes the sides as they lie then.
        wide, tall = 595.0, 842.0
        by = {
            0: (1, 0, 0, 1, 0, 0),
            90: (0, 1, -1, 0, tall, 0),
            180: (-1, 0, 0, -1, wide, tall),
            270: (0, -1, 1, 0, 0, wide),
        }
        place = " ".join(map(str, by[turn])).encode()
        page.Contents = document.make_stream(b"q " + place + b" cm " + page.Contents.read_bytes() + b" Q")
        page.MediaBox = pikepdf.Array([0, 0, wide, tall] if turn % 180 == 0 else [0, 0, tall, wide])
        page.obj.Rotate = turn
        if crop:
            a, b, c, d, e, f = by[turn]
            corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in (crop[:2], crop[2:])]
            (x0, x1), (y0, y1) = (sorted(values) for values in zip(*corners, strict=True))
            page.obj.CropBox = pikepdf.Array([x0, y0, x1, y1])
        return saved(document)


def saved(document: pikepdf.Pdf, **options: object) -> bytes:
    """The same bytes each time, but for what is encrypted."""
    out = io.BytesIO()
    document.save(out, deterministic_id="encryption" not in options, **options)
    return out.getvalue()


def scan(kind: str = "PNG", lines: tuple[str, ...] = LETTER, pages: int = 1) -> bytes:
    """A page image of the lines in 150 dpi; `pages` for TIFF."""
    font = ImageFont.load_default(28)
    image = Image.new("L", (1240, 800), 250)
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((100, 90 + 60 * row), line, font=font, fill=20)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": [image] * (pages - 1)} if pages > 1 else {}
    image.save(out, kind, **more)
    return out.getvalue()


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP of files by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def locked_pdf() -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        return saved(document, encryption=pikepdf.Encryption(owner="o", user="u"))


def bomb_pdf(gigabytes: int = 10) -> bytes:
    """A page whose content unpacks to so many gigabytes of spaces."""
    packer = zlib.compressobj(9)
    head = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    stream = head + again * (gigabytes * 1024 - 1) + packer.flush()
    return _plain_pdf([b"3 0 R"], 1, stream)


def pdf_around(bad: bytes) -> bytes:
    """The pages of a PDF between two good ones."""
    with pikepdf.open(io.BytesIO(pdf(pages=2))) as document, pikepdf.open(io.BytesIO(bad)) as other:
        for number, page in enumerate(other.pages, 1):
            document.pages.insert(number, page)
        return saved(document)


def endless_pdf(pages: int = 100_000) -> bytes:
    """A PDF that says it has so many pages, all of them the same one."""
    return _plain_pdf([b"3 0 R"] * pages, pages, zlib.compress(b" "))


def _plain_pdf(kids: list[bytes], count: int, stream: bytes) -> bytes:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b" ".join(kids)),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


def huge_png() -> bytes:
    out = io.BytesIO()
    Image.new("1", (10_000, 6_000), 1).save(out, "PNG")
    return out.getvalue()


def zip_bomb() -> bytes:
    return packed({"nol.pdf": b"%PDF-1.4 " + b"0" * (300 << 20)})


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
