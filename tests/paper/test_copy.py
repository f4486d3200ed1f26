"""A searchable copy shows the page as it is served, keeps its picture's bytes, and says every word in its place."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image

from bench.copies import in_boxes
from paper import invisible, kinds, pdfa, render
from paper.copy import make
from paper.errors import Damaged, Locked, PageTooLarge, Signed
from paper.glyphs import Alphabet
from paper.lines import Leaf, Piece
from paper.plan import Plan, Sheet, Source
from paper.settings import Settings
from tests import files, pages
from tests.paper.copying import by_pdfium, by_poppler, copied, leaf, picture, signed, streams, unsigned, words
from tests.paper.test_pages import EVERY, block, gray


@pytest.mark.parametrize("name", EVERY)
def test_a_copy_of_any_page_shows_the_same(tmp_path: Path, name: str) -> None:
    path = files.written(tmp_path, "halaman", EVERY[name]())
    copied(path, tmp_path / "copy.pdf")
    shown = gray(picture(tmp_path / "copy.pdf", 150))
    width, height = render.served_size(path, str(kinds.kind_of(path)), 1)
    assert shown.shape[0] / shown.shape[1] == pytest.approx(height / width, rel=0.02)
    assert block(shown) == pytest.approx(pages.BLOCK, abs=0.02)
    assert np.median(shown) > 250


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("lies", [0, 90, 180, 270])
@pytest.mark.parametrize("form", ["JPEG", "PDF"])
def test_a_page_is_turned_by_its_place_alone(tmp_path: Path, form: str, lies: int, rotation: int) -> None:
    """A scan that lies otherwise in its file and that a reading turned."""
    jpeg = pages.file("JPEG", pages.page("RGB"), quality=95)
    exif = Image.Exif()
    exif[274] = {0: 1, 90: 6, 180: 3, 270: 8}[lies]
    content = (
        pages.file("JPEG", pages.page("RGB"), quality=95, exif=exif)
        if form == "JPEG"
        else pages.pdf(scan=jpeg, rotate=lies)
    )
    path = files.written(tmp_path, "halaman", content)
    made = copied(path, tmp_path / "copy.pdf", rotation=rotation)
    assert made.how == (("JPEG kept",) if form == "JPEG" else ("pictures kept",))
    wanted = render.page_picture(path, str(kinds.kind_of(path)), 1).rotate(-rotation, expand=True)
    shown = gray(picture(tmp_path / "copy.pdf", 72))
    assert block(shown) == pytest.approx(block(gray(wanted)), abs=0.02)


def strip_of(tiff: bytes) -> bytes:
    with Image.open(io.BytesIO(tiff)) as image:
        start, size = image.tag_v2[273][0], image.tag_v2[279][0]  # type: ignore[attr-defined]
    return tiff[start : start + size]


def data_of(png: bytes) -> bytes:
    start = png.index(b"IDAT")
    return png[start + 4 : start + 4 + int.from_bytes(png[start - 4 : start], "big")]


@pytest.mark.parametrize(
    ("how", "content", "bytes_of"),
    [
        ("JPEG kept", lambda: pages.file("JPEG", pages.page("RGB")), bytes),
        ("JPEG kept", lambda: pages.file("JPEG", pages.page("L"), progressive=True), bytes),
        ("JPEG kept", lambda: pages.turned("JPEG", 6), bytes),
        ("PNG kept", lambda: pages.file("PNG", pages.page("RGB")), data_of),
        ("G4 kept", lambda: pages.file("TIFF", pages.page("1"), compression="group4"), strip_of),
    ],
)
def test_the_bytes_of_a_picture_are_kept(
    tmp_path: Path, how: str, content: Callable[[], bytes], bytes_of: Callable[[bytes], bytes]
) -> None:
    original = content()
    path = files.written(tmp_path, "halaman", original)
    assert copied(path, tmp_path / "copy.pdf", said=leaf(pages.SIZE)).how == (how,)
    assert [data for _, data in streams(tmp_path / "copy.pdf")] == [bytes_of(original)]
    assert path.read_bytes() == original


G4 = {"K": -1, "Columns": pages.SIZE[0], "Rows": pages.SIZE[1]}


@pytest.mark.parametrize(
    ("coding", "data", "content"),
    [
        ("DCTDecode", lambda: pages.file("JPEG", pages.page("L")), lambda data: pages.pdf(scan=data)),
        ("CCITTFaxDecode", pages.g4, lambda data: pages.pdf_of_bits("CCITTFaxDecode", data, **G4)),
        ("JBIG2Decode", pages.jbig2, lambda data: pages.pdf_of_bits("JBIG2Decode", data)),
    ],
)
def test_the_bytes_of_a_scan_that_came_as_a_pdf_are_kept(
    tmp_path: Path, coding: str, data: Callable[[], bytes], content: Callable[[bytes], bytes]
) -> None:
    original = content(data())
    path = files.written(tmp_path, "scan.pdf", original)
    assert copied(path, tmp_path / "copy.pdf", rotation=90, said=leaf(pages.SIZE[::-1])).how == ("pictures kept",)
    assert streams(tmp_path / "copy.pdf") == [(f"/{coding}", data())]
    upright = picture(tmp_path / "copy.pdf", 72).rotate(90, expand=True)
    assert block(gray(upright)) == pytest.approx(pages.BLOCK, abs=0.02)
    assert path.read_bytes() == original


@pytest.mark.parametrize(
    ("how", "content"),
    [
        ("G4 made", lambda: pages.file("PNG", pages.page("1"))),
        ("G4 made", lambda: pages.file("TIFF", pages.page("1"), compression="group3")),
        ("lossless made", lambda: pages.file("TIFF", pages.page("RGB"), compression="tiff_lzw")),
        ("lossless made", lambda: pages.file("TIFF", pages.page("P"), compression="packbits")),
        ("lossless made", pages.deep_rgb),
        ("JPEG made", lambda: pages.file("WEBP", pages.page("RGB"))),
        ("JPEG made", lambda: pages.file("JPEG", pages.page("CMYK"))),
        ("JPEG made", pages.heic),
    ],
)
def test_what_a_pdf_has_no_coding_for_is_made_anew(tmp_path: Path, how: str, content: Callable[[], bytes]) -> None:
    path = files.written(tmp_path, "halaman", content())
    assert copied(path, tmp_path / "copy.pdf").how == (how,)


@pytest.mark.parametrize("slope", [0.0, 0.03, 0.12, -0.12])
def test_words_stand_in_their_boxes_and_in_order(tmp_path: Path, slope: float) -> None:
    """Also where the lines of a scan are so askew that one ends where the next begins."""
    path = files.written(tmp_path, "scan.jpg", pages.file("JPEG", pages.page("L", (1240, 1754))))
    said = leaf((1240, 1754), slope=slope)
    copied(path, tmp_path / "copy.pdf", said=said)
    assert by_poppler(tmp_path / "copy.pdf") == by_pdfium(tmp_path / "copy.pdf") == words([said])
    pairs = in_boxes(tmp_path / "copy.pdf", [said])
    assert [inside for _, inside in pairs] == [word for word, _ in pairs]


@pytest.mark.parametrize("slope", [0.05, -0.05, 0.1])
def test_words_of_slanting_lines_close_together_stand_in_their_boxes_alone(tmp_path: Path, slope: float) -> None:
    """As an engine gives them: a box holds its word's letters and what the line rises within it."""
    lines = []
    for top in range(150, 1600, 30):
        boxes = [(left, top + slope * left, left + 130, top + slope * (left + 130)) for left in range(50, 1150, 140)]
        placed = [(left, round(min(a, b)), right, round(max(a, b)) + 20) for left, a, right, b in boxes]
        lines.append(tuple(Piece("xamen", box, 90.0) for box in placed))
    path = files.written(tmp_path, "scan.jpg", pages.file("JPEG", pages.page("L", (1240, 1754))))
    said = Leaf(1, "a", 1240, 1754, "", "", (tuple(lines),))
    copied(path, tmp_path / "copy.pdf", said=said)
    assert by_poppler(tmp_path / "copy.pdf") == words([said])
    pairs = in_boxes(tmp_path / "copy.pdf", [said])
    assert sum(word == inside for word, inside in pairs) >= 0.97 * len(pairs)


def test_words_whose_boxes_lie_over_each_other_stay_apart(tmp_path: Path) -> None:
    boxes = {
        "satu": (100, 100, 300, 130),
        "dua": (250, 100, 400, 130),
        "tiga": (255, 102, 700, 130),
        "ii": (256, 99, 258, 130),
    }
    line = tuple(Piece(word, box, 90.0) for word, box in boxes.items())
    path = files.written(tmp_path, "scan.jpg", pages.file("JPEG", pages.page("L", (1240, 1754))))
    copied(path, tmp_path / "copy.pdf", said=Leaf(1, "a", 1240, 1754, "", "", ((line,),)))
    assert by_poppler(tmp_path / "copy.pdf") == list(boxes)


def steps(function: Callable[[], object], of: ModuleType) -> int:
    """Lines of a module that a call runs through: the same on every machine."""
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace if frame.f_code.co_filename == of.__file__ else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    finally:
        sys.settrace(before)
    return count


def test_a_line_without_end_costs_as_much_a_word_as_any() -> None:
    """A page of a strange file may be one line of all its words."""

    def taken(words: int) -> int:
        line = leaf((250 * words, 1754), (["kata"] * words,), slope=0.001).lines
        return steps(lambda: invisible.text_layer(line, 842.0, (0.5, 0.5), Alphabet()), invisible)

    assert taken(400) < 2.1 * taken(200)


def source(path: Path, **more: Any) -> Source:
    kind = str(kinds.kind_of(path))
    return Source(path.name, path, kind, path, kind, **more)


def test_pages_of_several_files_come_in_their_order(tmp_path: Path) -> None:
    scan = files.written(tmp_path, "a.tif", pages.tiff(*[pages.page()] * 2, compression="tiff_lzw"))
    pdf = files.written(tmp_path, "b.pdf", pages.pdf(scan=pages.file("JPEG", pages.page("L"))))
    said = [leaf(pages.SIZE, ((name, "lembar"),), number=at) for at, name in enumerate(("satu", "dua", "tiga"), 1)]
    sheets = [Sheet(1, 1, 0, said[0]), Sheet(0, 2, 0, said[1]), Sheet(0, 1, 90, said[2])]
    plan = Plan("Surat", "id", [source(scan), source(pdf)], sheets)
    made = make(plan, tmp_path / "copy.pdf", Settings())
    assert made.how == ("pictures kept", "lossless made", "lossless made")
    assert by_poppler(tmp_path / "copy.pdf") == words(said)


def test_a_born_digital_pdf_that_passes_stays_as_it_is(tmp_path: Path) -> None:
    path = files.written(tmp_path, "surat.pdf", pages.pdf())
    plan = Plan("Surat", "id", [source(path, lettered=True, digital=True)], [Sheet(0, 1, 0, leaf((100, 100)))])
    assert make(plan, tmp_path / "copy.pdf", Settings()).level == "2b"
    with pikepdf.open(path) as original, pikepdf.open(tmp_path / "copy.pdf") as copy:
        assert copy.pages[0].Contents.read_bytes() == original.pages[0].Contents.read_bytes()
        assert copy.docinfo["/Title"] == "Surat"


def test_one_that_does_not_pass_becomes_images_with_the_original_attached(tmp_path: Path) -> None:
    """Its font is not in it."""
    path = files.written(tmp_path, "surat.pdf", files.pdf())
    said = leaf(render.served_size(path, kinds.PDF, 1))
    plan = Plan("Surat", "id", [source(path, lettered=True, digital=True)], [Sheet(0, 1, 0, said)])
    made = make(plan, tmp_path / "copy.pdf", Settings())
    assert (made.level, made.how) == ("3u", ("drawn",))
    assert "embedded" in made.why
    assert by_poppler(tmp_path / "copy.pdf") == words([said])
    with pikepdf.open(tmp_path / "copy.pdf") as copy:
        (attached,) = copy.attachments.values()
        assert attached.get_file().read_bytes() == path.read_bytes()
        assert attached.relationship == pikepdf.Name.Source


def test_a_signed_pdf_is_never_converted(tmp_path: Path) -> None:
    scan = pages.pdf(scan=pages.file("JPEG", pages.page("L")))
    for content in (signed(scan), signed(files.pdf())):
        with pytest.raises(Signed, match=r"surat\.pdf is signed"):
            copied(files.written(tmp_path, "surat.pdf", content), tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()
    assert copied(files.written(tmp_path, "surat.pdf", unsigned(scan)), tmp_path / "copy.pdf").level == "2u"


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    faults = [
        (files.locked_pdf(), kinds.PDF, Locked),
        (files.pdf()[:300], kinds.PDF, Damaged),
        (b"%PDF-1.7", kinds.PDF, Damaged),
        (files.huge_png(), kinds.PNG, PageTooLarge),
    ]
    for content, kind, fault in faults:
        path = files.written(tmp_path, "surat", content)
        plan = Plan("Surat", "id", [Source("a.pdf", path, kind, path, kind)], [Sheet(0, 1, 0, leaf((100, 100)))])
        with pytest.raises(fault, match=r"a\.pdf"):
            make(plan, tmp_path / "copy.pdf", Settings())


def test_what_a_long_letter_has_too_much_of_waits_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfa, "SHELF", 1000)
    path = files.written(tmp_path, "a.jpg", pages.file("JPEG", pages.page("RGB")))
    said = [leaf(pages.SIZE, ((f"lembar{at}",),), number=at) for at in range(1, 8)]
    plan = Plan("Surat", "", [source(path)], [Sheet(0, 1, 0, one) for one in said])
    make(plan, tmp_path / "copy.pdf", Settings())
    assert {data for _, data in streams(tmp_path / "copy.pdf")} == {path.read_bytes()}
    assert by_poppler(tmp_path / "copy.pdf") == words(said)
