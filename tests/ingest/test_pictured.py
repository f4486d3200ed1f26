"""Letterheads and signature blocks that are pictures on a page with a text layer: their places alone are read."""

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from ingest import pictured
from ingest.errors import EngineMissing
from ingest.fields import understand
from ingest.reading import read_page
from paper import pdf
from paper.kinds import PDF
from tests import files

HEAD = ("PEMERINTAH KABUPATEN SUKAMAJU", "DINAS PEKERJAAN UMUM", "Jalan Merdeka Nomor 45 Sukamaju")
FOOT = ("KEPALA DINAS PEKERJAAN UMUM,", "", "", "LARASATI PUSPANEGARA", "NIP 19700231 199503 2 001")
BODY = (
    *("",) * 4,
    "Nomor : 005/127/DPU/2019",
    "Perihal : Perbaikan jembatan",
    "Yth. Camat Rawabening",
    *files.LETTER[5:],
)
WIDE = 300
"""Points of the page that a picture takes across."""


def picture(folder: Path, lines: tuple[str, ...]) -> Image.Image:
    """These lines as pixels, without the paper round them."""
    with pdf.opened(files.written(folder, "lines.pdf", files.pdf(lines))) as document, pdf.page_of(document, 1) as page:
        pixels = pdf.render(page, 3.0, gray=True)
    rows, columns = np.nonzero(pixels < 128)
    return Image.fromarray(pixels[rows.min() - 9 : rows.max() + 9, columns.min() - 9 : columns.max() + 9])


def letter(folder: Path, *pictures: tuple[Image.Image, int, int]) -> Path:
    """A page with a text layer, and pictures at (x, y) from the lower left corner, in points."""
    with pikepdf.open(io.BytesIO(files.pdf(BODY))) as document:
        (page,) = document.pages
        page.Resources.XObject = pikepdf.Dictionary()
        drawn = page.Contents.read_bytes()
        for number, (image, x, y) in enumerate(pictures):
            stream = document.make_stream(image.tobytes())
            about = {"Type": "/XObject", "Subtype": "/Image", "ColorSpace": "/DeviceGray"}
            stream.stream_dict.update({f"/{key}": pikepdf.Name(value) for key, value in about.items()})
            stream.stream_dict.update({"/Width": image.width, "/Height": image.height, "/BitsPerComponent": 8})
            page.Resources.XObject[f"/Im{number}"] = stream
            high = WIDE * image.height / image.width
            drawn += f"\nq {WIDE} 0 0 {high:.1f} {x} {y} cm /Im{number} Do Q".encode()
        page.Contents = document.make_stream(drawn)
        return files.written(folder, "letter.pdf", files.saved(document))


def test_a_letterhead_and_a_signature_that_are_pictures_are_read(tmp_path: Path) -> None:
    read = read_page(letter(tmp_path, (picture(tmp_path, HEAD), 140, 760), (picture(tmp_path, FOOT), 250, 200)), PDF, 1)
    assert (read.source, read.reason) == ("text-layer", f"good text layer{pictured.REASON}")
    assert all(read.text[word.start : word.end] == word.text for word in read.words)
    assert all(
        0 <= x0 < x1 <= read.width and 0 <= y0 < y1 <= read.height for x0, y0, x1, y1 in (w.box for w in read.words)
    )
    found = understand([(1, read)])
    assert found["sender"].value == "DINAS PEKERJAAN UMUM"
    assert found["signer"].value == "LARASATI PUSPANEGARA"
    assert found["reference_number"].value == "005/127/DPU/2019"
    x0, y0, x1, y1 = found["sender"].box
    assert 140 / 595 < x0 / read.width < x1 / read.width < 440 / 595
    assert y0 / read.height < y1 / read.height < (842 - 760) / 842


def test_a_picture_below_the_text_layer_or_without_words_adds_nothing(tmp_path: Path) -> None:
    gray = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 600), np.uint8))
    assert read_page(letter(tmp_path, (gray, 140, 740)), PDF, 1).reason == "good text layer"
    text = picture(tmp_path, HEAD)
    assert read_page(letter(tmp_path, (text, 72, 640)), PDF, 1).reason == "good text layer", (
        "words of the layer lie on it"
    )
    assert read_page(letter(tmp_path, (text, 140, 450)), PDF, 1).reason == "good text layer", "between head and foot"


def test_without_an_engine_the_layer_is_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = letter(tmp_path, (picture(tmp_path, HEAD), 140, 760))

    def missing(_: object) -> None:
        raise EngineMissing()

    monkeypatch.setattr(pictured, "recogniser", missing)
    assert read_page(path, PDF, 1).reason == "good text layer"
