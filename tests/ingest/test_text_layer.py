"""Text layers over scans: that of an earlier OCR, a few words typed on a scanned form, and words in odd letters."""

import io
from pathlib import Path

import pikepdf
import pytest

from ingest.reading import read_page
from ingest.text_layer import read_layer
from paper.kinds import PDF
from tests import files


def over_a_scan(lines: tuple[str, ...], font: str) -> bytes:
    """A page that an image covers, and lines of text over it."""
    with pikepdf.open(io.BytesIO(files.pdf(lines))) as document:
        (page,) = document.pages
        image = document.make_stream(b"\xee" * 64)
        about = {"Type": "/XObject", "Subtype": "/Image", "ColorSpace": "/DeviceGray"}
        image.stream_dict.update({f"/{key}": pikepdf.Name(value) for key, value in about.items()})
        image.stream_dict.update({"/Width": 8, "/Height": 8, "/BitsPerComponent": 8})
        page.Resources.XObject = pikepdf.Dictionary(Im=image)
        page.Resources.Font.F1.BaseFont = pikepdf.Name(f"/{font}")
        page.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q\n" + page.Contents.read_bytes())
        return files.saved(document)


@pytest.mark.parametrize(
    ("lines", "font", "reason"),
    [
        (files.LETTER, "GlyphLessFont", "the layer of an earlier OCR"),
        (files.LETTER, "Helvetica", "good text layer"),
        (("Nomor 005/12",), "Helvetica", "a scan with a few letters typed on it"),
    ],
)
def test_what_lies_over_a_scan_is_told_apart(tmp_path: Path, lines: tuple[str, ...], font: str, reason: str) -> None:
    layer = read_layer(files.written(tmp_path, "a.pdf", over_a_scan(lines, font)), 1)
    assert layer.reason == reason
    assert layer.good == (reason == "good text layer")


def test_what_is_typed_on_a_scan_and_not_seen_on_it_stays_searchable(tmp_path: Path) -> None:
    """Here the image lies over the letters."""
    with pikepdf.open(io.BytesIO(over_a_scan(("Nomor 005/12",), "Helvetica"))) as document:
        (page,) = document.pages
        page.Contents = document.make_stream(page.Contents.read_bytes() + b"\nq 595 0 0 842 0 0 cm /Im Do Q")
        path = files.written(tmp_path, "a.pdf", files.saved(document))
    read = read_page(path, PDF, 1)
    assert (read.text, [word.text for word in read.uncertain]) == ("", ["Nomor", "005/12"])


def test_a_layer_without_letters_is_none(tmp_path: Path) -> None:
    layer = read_layer(files.written(tmp_path, "a.pdf", files.pdf(())), 1)
    assert (layer.text.strip(), layer.words, layer.reason) == ("", (), "no text layer")


def test_signs_in_the_place_of_letters_are_no_text(tmp_path: Path) -> None:
    """As of a font without a table; dots that lead to a page number are none of these."""
    signs, contents = (
        files.written(tmp_path, f"{n}.pdf", files.pdf((said,))) for n, said in enumerate(('"7+%-', "Isi......... 12"))
    )
    assert read_layer(signs, 1).reason == "more signs than letters"
    assert read_layer(contents, 1).good


def test_words_lie_in_their_boxes_and_in_the_text(tmp_path: Path) -> None:
    """12 points high at 150 dpi, one line 22 points below the other."""
    layer = read_layer(files.written(tmp_path, "a.pdf", files.pdf(("Surat keterangan", "jembatan"))), 1)
    first, second, third = layer.words
    assert [layer.text[word.start : word.end] for word in layer.words] == ["Surat", "keterangan", "jembatan"]
    assert first.box[2] < second.box[0]
    assert abs(third.box[0] - first.box[0]) < 10
    assert 30 < third.box[1] - second.box[1] < 60
    assert all(15 < word.box[3] - word.box[1] < 30 for word in layer.words)


def test_what_cannot_be_seen_is_no_part_of_the_text(tmp_path: Path) -> None:
    """White letters on white, and letters that are not drawn; white ones on a dark ground are seen."""
    with pikepdf.open(io.BytesIO(files.pdf(files.LETTER))) as document:
        (page,) = document.pages
        more = (
            b"1 g BT /F1 12 Tf 72 300 Td (Nomor : 9/PALSU/2019) Tj ET\n"
            b"BT /F1 12 Tf 3 Tr 72 270 Td (tersembunyi) Tj ET\n"
            b"0 g 70 235 200 20 re f 1 g BT 0 Tr /F1 12 Tf 72 240 Td (terbaca) Tj ET\n"
        )
        page.Contents = document.make_stream(page.Contents.read_bytes() + b"\n" + more)
        path = files.written(tmp_path, "a.pdf", files.saved(document))
    read = read_page(path, PDF, 1)
    assert "terbaca" in read.text
    assert "PALSU" not in read.text
    assert "tersembunyi" not in read.text
    assert {"9/PALSU/2019", "tersembunyi"} <= {word.text for word in read.uncertain}
    assert all(read.text[word.start : word.end] == word.text for word in read.words)
    assert read.reason == "good text layer; without what cannot be seen"
