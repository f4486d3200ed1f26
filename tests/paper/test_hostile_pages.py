"""Pages made to take all there is, in the sandbox: each ends in an error that says what is wrong, and the next is read.

What is refused is refused, never shrunk or left out without a word.
"""

import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest import settings as reading
from ingest.reading import read_page
from paper import kinds, render
from paper.errors import Damaged, FileFault, OutOfMemory, PageDamaged, PageTooLarge, ParserDied, TooManyPages
from paper.kinds import kind_of
from paper.page_image import FIRST_VIEW, FIRST_VIEW_BYTES, page_image
from paper.sandbox import Sandbox
from paper.settings import Settings
from schemas.page import PageReading
from tests import files, pages

COUNT, SERVE, READ = "paper.render:page_count", "paper.page_image:page_image", "ingest.reading:read_page"
SOON = 60.0
Make = Callable[[], bytes]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(preload=("ingest.reading",)) as sandbox:
        yield sandbox


TOO_LARGE: dict[str, Make] = {
    "PNG that says it is 60,000 pixels wide": lambda: pages.png(60_000, 60_000, 1, 0, zlib.compress(bytes(10_000))),
    "TIFF of 60,000 pixels in 140 bytes": lambda: pages.one_strip(60_000, 60_000, zlib.compress(bytes(1000))),
    "JPEG of 65,500 pixels in 45 bytes": pages.empty_jpeg,
    "PNG that is a little too large": files.huge_png,
    "PDF page of 5 metres": lambda: pages.pdf((0, 0, 14_400, 14_400)),
    "PDF page of 50 metres": lambda: pages.pdf((0, 0, 144_000, 144_000)),
    "PDF with an image of 900 megapixels": lambda: pages.image_pdf(30_000, 30_000),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_page_past_the_pixel_cap_is_refused_by_both_who_show_and_who_read(
    sandbox: Sandbox, tmp_path: Path, name: str
) -> None:
    path = files.written(tmp_path, "besar", TOO_LARGE[name]())
    kind = kind_of(path)
    for what in (SERVE, READ):
        with pytest.raises(PageTooLarge) as caught:
            sandbox.call(what, path, kind, 1, seconds=SOON)
        assert caught.value.params["megapixels"] > caught.value.params["limit"] >= 50


def test_the_cap_is_a_setting(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.png", pages.file("PNG"))
    small = Settings(page_pixels=10_000)
    for what in (page_image, render.page_bitmap):
        with pytest.raises(PageTooLarge):
            what(path, kinds.PNG, 1, settings=small)
    with pytest.raises(PageTooLarge):
        read_page(path, kinds.PNG, 1, limits=small)


@pytest.mark.parametrize("make", [files.endless_pdf, lambda: pages.frames(100_000)], ids=["PDF", "TIFF"])
def test_100_000_pages_are_too_many(sandbox: Sandbox, tmp_path: Path, make: Make) -> None:
    path = files.written(tmp_path, "panjang", make())
    with pytest.raises(TooManyPages, match="5000"):
        sandbox.call(COUNT, path, kind_of(path), seconds=SOON)


@pytest.mark.parametrize("make", [files.endless_pdf, pages.frames], ids=["PDF", "TIFF"])
def test_how_many_pages_are_taken_is_a_setting(sandbox: Sandbox, tmp_path: Path, make: Callable[[int], bytes]) -> None:
    path = files.written(tmp_path, "panjang", make(5100))
    assert sandbox.call(COUNT, path, kind_of(path), Settings(page_count=5100), seconds=SOON) == 5100
    with pytest.raises(TooManyPages, match="5099"):
        sandbox.call(COUNT, path, kind_of(path), Settings(page_count=5099), seconds=SOON)


ENDS: dict[str, tuple[Make, tuple[type[FileFault], ...]]] = {
    "a page that unpacks to 10 GB": (files.bomb_pdf, (OutOfMemory, ParserDied)),
    "a page that draws itself a million million times": (pages.laughing_pdf, (OutOfMemory, ParserDied)),
    "a PDF without pages": (lambda: pages.pdf(pages=0), (Damaged,)),
    "a picture of no size": (lambda: pages.png(0, 0, 8, 0, zlib.compress(b"0")), (Damaged,)),
    "a TIFF of no size": (lambda: pages.one_strip(0, 0, b"x"), (Damaged,)),
    "a picture with hardly any data": (lambda: pages.png(3000, 1600, 8, 2, zlib.compress(b"0")), (PageDamaged,)),
}


@pytest.mark.parametrize("name", ENDS)
def test_what_cannot_be_drawn_is_an_error_and_the_next_page_is_drawn(
    sandbox: Sandbox, tmp_path: Path, name: str
) -> None:
    make, errors = ENDS[name]
    path = files.written(tmp_path, "jahat", make())
    with pytest.raises(errors):
        sandbox.call(SERVE, path, kind_of(path), 1, seconds=SOON)
    good = files.written(tmp_path, "baik.pdf", files.pdf())
    assert sandbox.call(SERVE, good, kinds.PDF, 1, seconds=SOON).width == 1240


@pytest.mark.parametrize(
    "make",
    [
        lambda: pages.png(100, 100, 8, 0, zlib.compress(bytes(200 << 20), 9)),
        lambda: pages.one_strip(100, 100, zlib.compress(bytes(200 << 20), 9)),
    ],
    ids=["PNG", "TIFF"],
)
def test_data_beyond_the_size_of_a_picture_is_not_unpacked(tmp_path: Path, make: Make) -> None:
    path = files.written(tmp_path, "a", make())
    with Sandbox(Settings(sandbox_memory_mb=200)) as narrow:
        image = narrow.call(SERVE, path, kind_of(path), 1, seconds=SOON)
    assert (image.width, image.height) == (100, 100)


@pytest.mark.parametrize(
    "size", [(1, 1), (9, 2400), (2400, 9), (12, 12), (12, 2000), (2000, 12), (10, 2400), (2400, 10)], ids=str
)
def test_a_page_of_any_shape_is_read_without_a_fault(tmp_path: Path, size: tuple[int, int]) -> None:
    chance = np.random.default_rng(1)
    image = Image.fromarray(chance.integers(0, 256, size[::-1], dtype=np.uint8))
    path = files.written(tmp_path, "a.png", pages.file("PNG", image))
    page = read_page(path, kinds.PNG, 1)
    assert (page.width, page.height) == size
    assert ("too narrow" in page.reason) == (min(size) < 10)


@pytest.mark.parametrize("media", [(0, 0, 0.02, 0.03), (0, 0, 3000, 1), (0, 0, 10, 100_000)])
def test_a_pdf_page_of_any_shape_is_shown_and_read(tmp_path: Path, media: tuple[float, ...]) -> None:
    path = files.written(tmp_path, "a.pdf", pages.pdf(media))
    size = render.served_size(path, kinds.PDF, 1)
    assert max(size) <= 4800
    image = page_image(path, kinds.PDF, 1)
    assert (image.width, image.height) == size
    page = read_page(path, kinds.PDF, 1)
    assert (page.width, page.height) == size


def test_a_page_with_a_single_line_is_not_blank(tmp_path: Path) -> None:
    image = Image.new("L", (2480, 3508), 250)
    ImageDraw.Draw(image).text((900, 400), "LAMPIRAN PERTAMA", font=ImageFont.load_default(50), fill=30)
    path = files.written(tmp_path, "a.png", pages.file("PNG", image))
    assert "PERTAMA" in read_page(path, kinds.PNG, 1).text
    dust = Image.new("L", (2480, 3508), 250)
    for x in range(0, 2480, 97):
        dust.paste(40, (x, (x * 31) % 3500, x + 2, (x * 31) % 3500 + 2))
    assert "blank" in read_page(files.written(tmp_path, "b.png", pages.file("PNG", dust)), kinds.PNG, 1).reason


def noisy(way: str) -> Image.Image:
    """A letter at the width of the first view under as much noise as it can bear to be read by a person."""
    with Image.open(io.BytesIO(files.scan(lines=files.LETTER * 2))) as scan:
        half = scan.convert("L").resize((FIRST_VIEW, 774))
    sheet = Image.new("L", (FIRST_VIEW, 1697), 245)
    sheet.paste(half, (0, 0))
    sheet.paste(half, (0, 850))
    page, chance = np.asarray(sheet, float)[..., None], np.random.default_rng(1)
    if way == "grain":
        found = page + chance.normal(0, 80, (*page.shape[:2], 3))
    elif way == "specks":
        found, where = np.repeat(page, 3, 2), chance.uniform(size=(*page.shape[:2], 3))
        found[where < 0.15], found[where > 0.85] = 0, 255
    else:
        found = page * 0.5 + chance.uniform(0, 127, (*page.shape[:2], 3))
    return Image.fromarray(np.clip(found, 0, 255).astype(np.uint8))


@pytest.mark.full  # tesseract works half a minute on each
@pytest.mark.parametrize("way", ["specks", "grain", "veil"])
def test_the_first_view_of_the_noisiest_page_is_small_and_can_be_read(tmp_path: Path, way: str) -> None:
    path = files.written(tmp_path, "a.png", pages.file("PNG", noisy(way)))
    image = page_image(path, kinds.PNG, 1, width=FIRST_VIEW)
    assert len(image.data) <= FIRST_VIEW_BYTES
    with Image.open(io.BytesIO(image.data)) as served:
        again = files.written(tmp_path, "b.png", pages.file("PNG", served.convert("RGB")))
    words = read_page(again, kinds.PNG, 1, reading.Settings(page_seconds=600)).text.split()
    assert {"PEMERINTAH", "jembatan", "gantung", "sampaikan", "perbaiki"} <= set(words)


def test_pure_noise_is_small_too(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    image = Image.fromarray(chance.integers(0, 256, (1800, 1200, 3), dtype=np.uint8))
    path = files.written(tmp_path, "a.png", pages.file("PNG", image, compress_level=1))
    assert len(page_image(path, kinds.PNG, 1, width=FIRST_VIEW).data) <= FIRST_VIEW_BYTES


def letter(size: tuple[int, int], mode: str) -> Image.Image:
    """A letter at 600 dpi and more."""
    image, font = Image.new("L", size, 250), ImageFont.load_default(110)
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(files.LETTER * 2):
        draw.text((600, 500 + 240 * row), line, font=font, fill=20)
    if mode == "I;16":
        return Image.fromarray(np.asarray(image, np.uint16) * 257)
    return image.convert(mode, dither=Image.Dither.NONE)


LARGEST: dict[str, tuple[str, dict[str, Any]]] = {
    "L": ("JPEG", {}),
    "RGB": ("JPEG", {}),
    "1": ("TIFF", {"compression": "group4"}),
    "CMYK": ("TIFF", {"compression": "tiff_lzw"}),
    "RGBA": ("PNG", {"compress_level": 1}),
    "I;16": ("PNG", {"compress_level": 1}),
}


def test_a_page_is_read_with_no_more_pixels_than_the_memory_bears(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.tif", pages.file("TIFF", pages.page("1", (8000, 6200)), compression="group4"))
    page = render.page_bitmap(path, kinds.TIFF, 1)
    assert page.served == (2400, 1860)
    assert page.pixels.size <= render.READ_PIXELS
    long = files.written(tmp_path, "b.png", pages.file("PNG", pages.page("1", (100, 60_000))))
    assert max(render.page_bitmap(long, kinds.PNG, 1).pixels.shape) <= render.READ_SIDE


@pytest.mark.full
@pytest.mark.parametrize("mode", LARGEST)
def test_the_largest_page_that_is_taken_can_be_shown_and_read_within_the_memory(
    sandbox: Sandbox, tmp_path: Path, mode: str
) -> None:
    form, options = LARGEST[mode]
    path = files.written(tmp_path, "a", pages.file(form, letter((8400, 5900), mode), **options))
    kind = kind_of(path)
    assert sandbox.call(SERVE, path, kind, 1, seconds=SOON).width == 2400
    page: PageReading = sandbox.call(READ, path, kind, 1, seconds=120.0)
    assert "Perbaikan jembatan gantung" in page.text
    assert (page.width, page.height) == (2400, 1686)
    (word, *_) = [word for word in page.words if word.text == "PEMERINTAH"]
    assert 160 < word.box[0] < word.box[2] < 420  # 600 of 8,400 pixels are 171 of 2,400
