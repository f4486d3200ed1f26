"""Letters that came as .docx or .odt: read from their printed pages where LibreOffice is, from their text elsewhere.

LibreOffice is a stand-in here (tests/soffice.py): it prints the same two pages of a PDF, whatever the document says.
"""

import pytest

from lontar.edits import read_again
from lontar.journey import arrive
from lontar.settle import settle
from lontar.status import status
from lontar.wiring import House
from office.access import Reader
from paper.errors import NoPicture
from schemas.letter import Letter
from schemas.page import Page
from store.contract import Row
from tests import documents, files
from tests.soffice import StandIn
from web.letters.images import image_of


@pytest.fixture
def stand_in(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return StandIn(tmp_path_factory.mktemp("bin"), monkeypatch)


def read(house: House, reader: Reader, content: bytes, name: str = "naskah.docx") -> Row:
    (arrived,) = arrive(house, files.written(house.settings.home, name, content), name, reader)
    settle(house, 1)
    return letter(house, str(arrived.id))


def letter(house: House, id: str) -> Row:
    found = house.store.get(Letter, id)
    assert found
    return found


def pages(house: House, letter: Row) -> list[Row]:
    return house.store.find(Page, {"letter": letter["_id"]}, sort=[("file", 1), ("page", 1)], limit=10)


def test_a_document_is_read_from_its_printed_pages_and_printed_once(
    house: House, console: Reader, stand_in: StandIn
) -> None:
    row = read(house, console, documents.docx("Isi"))
    assert row["stage"] == "understood"
    assert row["fields"]["subject"]["value"] == "Perbaikan jembatan gantung"
    assert row["fields"]["subject"]["box"]
    first, second = pages(house, row)
    assert [first["source"], second["source"]] == ["text-layer", "text-layer"]
    assert first["width"]
    assert first["words"]
    for width in (400, 400, 800):
        assert image_of(house, row, 1, 2, width).data[8:12] == b"WEBP"
    assert len(stand_in.calls) == 1
    assert [sha256 for sha256, _ in house.originals.every()] == [row["files"][0]["sha256"]]


def test_what_stands_beside_the_originals_of_a_letter_is_made_again_when_it_is_lost(
    house: House, console: Reader, stand_in: StandIn
) -> None:
    row = read(house, console, documents.odt("Isi"), "naskah.odt")
    sha256 = row["files"][0]["sha256"]
    (pdf,) = (house.settings.home / "images" / sha256[:2]).iterdir()
    assert pdf.name.startswith(sha256)  # as page images are named: who clears those away clears it away
    pdf.unlink()
    image_of(house, row, 1, 1, 400)
    assert pdf.exists()
    assert len(stand_in.calls) == 2


def test_without_libreoffice_a_document_is_read_as_text(house: House, console: Reader) -> None:
    row = read(house, console, documents.docx("Isi tentang talud"))
    (page,) = pages(house, row)
    assert (page["source"], page["text"], page.get("error") or {}) == ("document", "Isi tentang talud", {})
    assert not row.get("error")
    with pytest.raises(NoPicture):
        image_of(house, row, 1, 1, None)


def test_a_document_that_cannot_be_printed_is_read_as_text_and_says_why(
    house: House, console: Reader, stand_in: StandIn
) -> None:
    stand_in.does("sys.exit(5)")
    row = read(house, console, documents.docx("Isi tentang talud"))
    (page,) = pages(house, row)
    assert (page["source"], page["text"]) == ("document", "Isi tentang talud")
    assert row["stage"] == "understood"
    assert row["error"] == page["error"]
    assert page["error"]["message"].startswith(
        "naskah.docx has no page images: LibreOffice could not print it (exit 5)."
    )


def test_read_again_it_is_printed_and_its_text_page_replaced(house: House, console: Reader, stand_in: StandIn) -> None:
    stand_in.does("sys.exit(5)")
    row = read(house, console, documents.docx("Isi tentang talud"))
    stand_in.prints(files.pdf(pages=3))
    assert read_again(house, console, row["_id"])
    settle(house, 1)
    assert [page["source"] for page in pages(house, row)] == ["text-layer"] * 3
    assert not letter(house, row["_id"]).get("error")


def test_a_locked_document_is_told_to_be_locked(house: House, console: Reader, stand_in: StandIn) -> None:
    stand_in.does("")
    row = read(house, console, documents.odt("Isi", locked=True), "naskah.odt")
    assert row["stage"] == "failed"
    assert row["error"]["code"] == "locked"


def test_the_status_says_whether_documents_can_be_printed(house: House, request: pytest.FixtureRequest) -> None:
    assert not status(house)["libreoffice"]
    request.getfixturevalue("stand_in")
    assert status(house)["libreoffice"]
