"""Pages of every kind: how many, how large, upright, and the same in all forms: as counted, as served, as read."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from ingest.reading import read_page
from paper import kinds, render
from paper.errors import CutOff, NoPicture, NoSuchPage, PageDamaged
from paper.kinds import kind_of
from paper.page_image import page_image
from tests import documents, files, pages

Make = Callable[[], bytes]
MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")
FRAMES = (
    ("group4", "1"),
    ("group3", "1"),
    ("jpeg", "RGB"),
    ("jpeg", "L"),
    ("tiff_lzw", "RGB"),
    ("tiff_adobe_deflate", "L"),
    ("packbits", "L"),
    ("raw", "CMYK"),
    ("raw", "YCbCr"),
    ("raw", "LAB"),
    ("raw", "P"),
    ("raw", "I;16"),
    ("raw", "I"),
    ("raw", "F"),
)
CROPPED = {"media": (0, 0, 600, 800), "CropBox": (100, 200, 340, 520)}
EVERY: dict[str, Make] = (
    {f"PNG, {mode}": lambda mode=mode: pages.file("PNG", pages.page(mode)) for mode in MODES}  # type: ignore[misc]
    | {
        f"TIFF, {mode} by {way}": lambda way=way, mode=mode: pages.file("TIFF", pages.page(mode), compression=way)  # type: ignore[misc]
        for way, mode in FRAMES
    }
    | {f"JPEG, {mode}": lambda mode=mode: pages.file("JPEG", pages.page(mode)) for mode in ("L", "RGB", "CMYK")}  # type: ignore[misc]
    | {
        f"{form}, as the camera lay ({turn})": lambda form=form, turn=turn: pages.turned(form, turn)  # type: ignore[misc]
        for form in ("JPEG", "TIFF", "PNG", "WEBP")
        for turn in range(1, 9)
    }
    | {
        f"PDF, turned {turn} degrees": lambda turn=turn: pages.pdf(rotate=turn)  # type: ignore[misc]
        for turn in (0, 90, 180, 270, -90, 450)
    }
    | {
        "PNG, 16 bits a colour": pages.deep_rgb,
        "PNG, palette with nothing": lambda: pages.file("PNG", pages.page("RGBA").quantize(4)),
        "PNG, several pictures": lambda: pages.file("PNG", save_all=True, append_images=[pages.page().rotate(180)]),
        "JPEG, progressive": lambda: pages.file("JPEG", pages.page("RGB"), progressive=True),
        "JPEG, several pictures": lambda: pages.file("MPO", save_all=True, append_images=[pages.page()]),
        "TIFF, strips of a turned page": lambda: pages.turned("TIFF", 6, compression="tiff_lzw"),
        "TIFF, more than 4 GB could be": lambda: pages.file("TIFF", big_tiff=True),
        "WebP": lambda: pages.file("WEBP", pages.page("RGB")),
        "WebP, on nothing": lambda: pages.file("WEBP", pages.page("RGBA"), lossless=True),
        "WebP, a film": lambda: pages.file("WEBP", save_all=True, append_images=[pages.page().rotate(180)]),
        "HEIC": pages.heic,
        "PDF, larger units": lambda: pages.pdf(UserUnit=2),
        "PDF, cropped": lambda: pages.pdf(**CROPPED),
        "PDF, cropped and turned": lambda: pages.pdf(rotate=90, **CROPPED),
        "PDF, its corner not at nought": lambda: pages.pdf((-100, -100, 140, 220)),
        "PDF, its box turned inside out": lambda: pages.pdf((240, 320, 0, 0), CropBox=(0, 0, 240, 320)),
        "PDF, a scan": lambda: pages.pdf(scan=pages.file("JPEG", pages.page("RGB"))),
    }
)  # fmt: skip


def block(pixels: NDArray[np.uint8]) -> tuple[float, ...]:
    """Where the ink of a page lies, in shares of it."""
    ys, xs = np.nonzero(pixels < 128)
    height, width = pixels.shape
    return xs.min() / width, ys.min() / height, (xs.max() + 1) / width, (ys.max() + 1) / height


def gray(image: Image.Image) -> NDArray[np.uint8]:
    return np.asarray(image.convert("L"), np.uint8)


@pytest.mark.parametrize("name", EVERY)
def test_a_page_is_upright_on_white_and_as_large_as_is_said(tmp_path: Path, name: str) -> None:
    path = files.written(tmp_path, "halaman", EVERY[name]())
    kind = str(kind_of(path))
    assert render.page_count(path, kind) == 1
    size = render.served_size(path, kind, 1)
    shown, read, served = (
        render.page_picture(path, kind, 1),
        render.page_bitmap(path, kind, 1),
        page_image(path, kind, 1),
    )
    assert size == shown.size == read.served == (served.width, served.height)
    with Image.open(io.BytesIO(served.data)) as decoded:
        assert decoded.size == size
        forms = [gray(shown), read.pixels, gray(decoded), gray(Image.fromarray(read.colour()))]
    assert read.colour().shape == (*read.pixels.shape, 3)
    for pixels in forms:
        assert block(pixels) == pytest.approx(pages.BLOCK, abs=0.02)
        assert np.median(pixels) > 250


def test_a_fax_has_square_pixels(tmp_path: Path) -> None:
    path = files.written(tmp_path, "fax.tif", pages.fax())
    width, height = render.served_size(path, kinds.TIFF, 1)
    assert height / width == pytest.approx(pages.SIZE[1] / pages.SIZE[0], rel=0.01)
    assert block(render.page_bitmap(path, kinds.TIFF, 1).pixels) == pytest.approx(pages.BLOCK, abs=0.02)


@pytest.mark.parametrize(("way", "mode"), [("group4", "1"), ("jpeg", "RGB"), ("tiff_lzw", "L")])
def test_pages_of_a_tiff_are_counted_without_their_small_copies(tmp_path: Path, way: str, mode: str) -> None:
    sheets = [pages.page(mode, size) for size in ((240, 320), (60, 80), (320, 240), (100, 100))]
    path = files.written(tmp_path, "a.tif", pages.tiff(*sheets, reduced=1, compression=way))
    assert render.page_count(path, kinds.TIFF) == 3
    assert [render.served_size(path, kinds.TIFF, page) for page in (1, 2, 3)] == [(240, 320), (320, 240), (100, 100)]
    for page in (0, 4):
        with pytest.raises(NoSuchPage, match="1 to 3"):
            render.page_bitmap(path, kinds.TIFF, page)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_a_chain_of_pages_that_bites_its_tail_keeps_its_pages(tmp_path: Path) -> None:
    whole = pages.frames(3)
    for content in (whole, whole[:-4] + (9).to_bytes(4, "little")):
        assert render.page_count(files.written(tmp_path, "a.tif", content), kinds.TIFF) == 3


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data", "ignore:Truncated File Read")
@pytest.mark.parametrize("big", [False, True], ids=["TIFF", "BigTIFF"])
def test_a_tiff_that_was_cut_keeps_its_whole_pages_and_says_which_are_missing(tmp_path: Path, big: bool) -> None:
    """Wherever the cut is, each page of the three is read, or it is told of; none is lost without a word."""
    whole = pages.tiff(*[pages.page()] * 3, big_tiff=big, compression="raw")
    second, third = (77_040, 154_064) if big else (76_936, 153_864)  # where their directories lie, their pixels behind
    cuts = ((second, 1), (second + 1, 1), (second + 50, 1), (third - 9000, 1), (third, 2), (third + 50, 2))
    for cut, good in cuts:
        path = files.written(tmp_path, "a.tif", whole[:cut])
        count = render.page_count(path, kinds.TIFF)
        assert good < count <= 3
        for number in range(1, good + 1):
            assert block(render.page_bitmap(path, kinds.TIFF, number).pixels) == pytest.approx(pages.BLOCK, abs=0.02)
        with pytest.raises((CutOff, PageDamaged), match=f"(?i)page {good + 1} "):
            render.page_bitmap(path, kinds.TIFF, good + 1)
        with pytest.raises((CutOff, PageDamaged)):
            render.page_bitmap(path, kinds.TIFF, count)
    astray = files.written(tmp_path, "a.tif", pages.frames(3)[:-4] + (10**6).to_bytes(4, "little"))
    assert render.page_count(astray, kinds.TIFF) == 4
    with pytest.raises(CutOff, match="page 4 and all after it are missing"):
        render.page_bitmap(astray, kinds.TIFF, 4)


def test_a_page_with_a_damaged_directory_does_not_take_the_pages_behind_it(tmp_path: Path) -> None:
    whole = pages.tiff(*[pages.page()] * 3, compression="raw")
    width = struct.pack("<HHI", 256, 4, 1)
    place = whole.index(width, whole.index(width) + 1)
    path = files.written(tmp_path, "a.tif", whole[:place] + b"\xff\xff" + whole[place + 2 :])
    assert render.page_count(path, kinds.TIFF) == 3
    with pytest.raises(PageDamaged, match="Page 2 "):
        render.page_bitmap(path, kinds.TIFF, 2)
    assert block(render.page_bitmap(path, kinds.TIFF, 3).pixels) == pytest.approx(pages.BLOCK, abs=0.02)


def test_pages_of_a_pdf_have_their_own_sizes(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.pdf", pages.pdf(pages=3))
    assert render.page_count(path, kinds.PDF) == 3
    with pytest.raises(NoSuchPage):
        render.page_picture(path, kinds.PDF, 4)


def test_a_text_is_one_page_without_a_picture(tmp_path: Path) -> None:
    for content in (documents.docx("Isi"), documents.odt("Isi"), bytes(documents.mail())):
        path = files.written(tmp_path, "a", content)
        kind = str(kind_of(path))
        assert render.page_count(path, kind) == 1
        with pytest.raises(NoPicture):
            page_image(path, kind, 1)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [False, True])
def test_boxes_of_words_lie_on_their_ink(tmp_path: Path, turn: int, cropped: bool) -> None:
    """The text layer's boxes and the served image, for pages that are turned and cropped."""
    path = files.written(tmp_path, "a.pdf", files.turned_pdf(turn, crop=(40, 300, 560, 800) if cropped else None))
    page = read_page(path, kinds.PDF, 1)
    assert (page.source, page.width, page.height) == ("text-layer", *render.served_size(path, kinds.PDF, 1))
    picture = gray(render.page_picture(path, kinds.PDF, 1))
    assert len(page.words) > 20
    for word in page.words:
        x0, y0, x1, y1 = word.box
        assert (picture[y0:y1, x0:x1] < 128).any(), word
    covered = picture.copy()
    for word in page.words:
        x0, y0, x1, y1 = word.box
        covered[max(0, y0 - 4) : y1 + 4, max(0, x0 - 4) : x1 + 4] = 255
    assert (covered >= 128).all()  # and no ink lies beside a box


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_served_page_is_turned_as_its_reading_says(tmp_path: Path, turn: int) -> None:
    path = files.written(tmp_path, "a.png", pages.file("PNG", pages.page().rotate(turn, expand=True)))
    served = page_image(path, kinds.PNG, 1, rotation=turn)
    assert (served.width, served.height) == pages.SIZE
    with Image.open(io.BytesIO(served.data)) as decoded:
        assert block(gray(decoded)) == pytest.approx(pages.BLOCK, abs=0.02)


def test_a_page_is_served_as_wide_as_asked_and_never_enlarged(tmp_path: Path) -> None:
    path = files.written(tmp_path, "a.pdf", files.pdf())
    full = page_image(path, kinds.PDF, 1)
    assert full.width > 1200
    for width in (160, 400, 1200):
        image = page_image(path, kinds.PDF, 1, width=width)
        assert image.width == width
        assert image.height / width == pytest.approx(full.height / full.width, abs=0.01)
    small = files.written(tmp_path, "a.png", pages.file("PNG"))
    assert page_image(small, kinds.PNG, 1, width=1200).width == pages.SIZE[0]
    long = files.written(tmp_path, "b.png", pages.file("PNG", pages.page(size=(100, 5000))))
    assert page_image(long, kinds.PNG, 1, width=400).width == render.served_size(long, kinds.PNG, 1)[0]
