"""Copies of letters as the archive makes them: what people go by, made once, and never in place of an original."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from ingest.text_layer import read_layer
from lontar.errors import NotReadYet
from lontar.journey import arrive
from lontar.reading.copies import FORMS, copy_of
from lontar.settle import settle
from lontar.wiring import House
from office.access import Reader
from paper.errors import NoPicture, NotRead, PageDamaged, Signed
from paper.sandbox import Sandbox
from paper.settings import Settings
from schemas.letter import Letter
from schemas.page import Page
from store.changes import Changes
from store.contract import Row
from tests import documents, files, pages
from tests.paper.copying import by_poppler, signed

DRAWN = ("pdf", "hocr", "alto")
"""Forms that have a page image, or places on one."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Settings()) as sandbox:
        yield sandbox


@pytest.fixture
def kept(house: House, console: Reader, tmp_path: Path) -> "Kept":
    return Kept(house, console, tmp_path)


class Kept:
    """Brings letters into a house."""

    def __init__(self, house: House, reader: Reader, folder: Path) -> None:
        self.house, self.reader, self.folder = house, reader, folder

    def arrived(self, name: str, content: bytes) -> Row:
        (one,) = arrive(self.house, files.written(self.folder, name, content), name, self.reader)
        return self.house.store.get(Letter, str(one.id)) or {}

    def read(self, name: str, content: bytes) -> Row:
        letter = self.arrived(name, content)
        settle(self.house, 1)
        return self.house.store.get(Letter, letter["_id"]) or {}


def mail() -> bytes:
    """With an enclosure that is torn."""
    message = documents.mail("Undangan rapat", "Kami mengundang Saudara.")
    message.add_attachment(files.pdf()[:300], maintype="application", subtype="pdf", filename="sobek.pdf")
    return bytes(message)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("content", "why"), [(files.pdf()[:300], "Damaged file"), (files.locked_pdf(), "Locked with a password")]
)
def test_of_a_file_that_could_not_be_read_no_copy_can_be_made(
    kept: Kept, sandbox: Sandbox, content: bytes, why: str, form: str
) -> None:
    letter = kept.read("rusak.pdf", content)
    with pytest.raises(NotRead, match=rf"No copy can be made of rusak\.pdf, which could not be read: {why}\. Download"):
        copy_of(kept.house, sandbox, letter, form)


def test_one_that_could_not_be_read_is_named_among_others(kept: Kept, sandbox: Sandbox) -> None:
    """The text of the others is there nevertheless."""
    letter = kept.read("surat.eml", mail())
    for form in DRAWN:
        with pytest.raises(NotRead, match=r"sobek\.pdf"):
            copy_of(kept.house, sandbox, letter, form)
    assert "Kami mengundang Saudara." in copy_of(kept.house, sandbox, letter, "text").read_text("utf-8")


@pytest.mark.parametrize(("form", "fault"), [("pdf", PageDamaged), ("hocr", NotRead), ("alto", NotRead)])
def test_of_a_page_that_could_not_be_read_no_copy_can_be_made(
    kept: Kept, sandbox: Sandbox, form: str, fault: type[Exception]
) -> None:
    letter = kept.read("dinding.pdf", pages.pdf((0, 0, 14_400, 14_400)))
    with pytest.raises(fault, match=r"dinding\.pdf"):
        copy_of(kept.house, sandbox, letter, form)


def test_a_text_without_page_images_has_a_copy_of_its_text_alone(kept: Kept, sandbox: Sandbox) -> None:
    letter = kept.read("naskah.docx", documents.docx("Isi tentang talud"))
    for form in DRAWN:
        with pytest.raises(NoPicture, match=r"naskah\.docx is a text without page images"):
            copy_of(kept.house, sandbox, letter, form)
    assert copy_of(kept.house, sandbox, letter, "text").read_text("utf-8") == "Isi tentang talud"


def test_a_letter_that_nobody_has_read_yet_has_no_copy(kept: Kept, sandbox: Sandbox) -> None:
    with pytest.raises(NotReadYet):
        copy_of(kept.house, sandbox, kept.arrived("surat.pdf", files.pdf()), "text")


def test_of_a_signed_letter_there_is_no_pdf_but_its_words(kept: Kept, sandbox: Sandbox) -> None:
    letter = kept.read("surat.pdf", signed(files.pdf()))
    with pytest.raises(Signed, match=r"surat\.pdf is signed"):
        copy_of(kept.house, sandbox, letter, "pdf")
    assert "jembatan" in copy_of(kept.house, sandbox, letter, "text").read_text("utf-8")


def test_a_copy_says_what_people_corrected_and_is_made_once_until_then(kept: Kept, sandbox: Sandbox) -> None:
    letter = kept.read("scan.png", files.scan())
    made = copy_of(kept.house, sandbox, letter, "pdf")
    first = made.stat().st_mtime_ns
    assert copy_of(kept.house, sandbox, letter, "pdf").stat().st_mtime_ns == first
    page = kept.house.store.load(Page, Page.key(letter["_id"], 1, 1))
    page.by_hand, page.words_by_hand = "Titian gantung", [[0, 6, 10, 10, 90, 30, 100], [7, 14, 100, 10, 190, 30, 100]]
    kept.house.store.commit(Changes.of(page))
    anew = copy_of(kept.house, sandbox, letter, "pdf")
    assert by_poppler(anew) == ["Titian", "gantung"]
    assert not made.exists()  # the one before is not kept


def test_the_original_stays_as_it_came(kept: Kept, sandbox: Sandbox) -> None:
    """Of a PDF whose fonts are not in it pages become images: the original is attached."""
    content = files.pdf()
    letter = kept.read("surat.pdf", content)
    with pikepdf.open(copy_of(kept.house, sandbox, letter, "pdf")) as copy:
        (attached,) = copy.attachments.values()
        assert attached.get_file().read_bytes() == content
    with kept.house.originals.path(letter["files"][0]["sha256"]) as path:
        assert path.read_bytes() == content


def test_every_form_says_the_same_words(kept: Kept, sandbox: Sandbox) -> None:
    letter = kept.read("surat.pdf", files.pdf())
    text = copy_of(kept.house, sandbox, letter, "text").read_text("utf-8").split()
    assert by_poppler(copy_of(kept.house, sandbox, letter, "pdf")) == text
    for form, word in (("hocr", 'class="ocrx_word"'), ("alto", "<String ")):
        assert copy_of(kept.house, sandbox, letter, form).read_text("utf-8").count(word) == len(text)


def test_a_copy_that_comes_back_is_read_from_its_images(kept: Kept, sandbox: Sandbox) -> None:
    """What a machine read is not taken for what was typed."""
    made = copy_of(kept.house, sandbox, kept.read("scan.png", files.scan()), "pdf")
    layer = read_layer(made, 1)
    assert "jembatan" in layer.text
    assert (layer.good, layer.reason) == (False, "the layer of an earlier OCR")
