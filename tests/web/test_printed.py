"""The page of a letter that came as .docx: its printed pages with the marks on them, or one sentence about them.

LibreOffice is a stand-in here (tests/soffice.py): it prints the same two pages of a PDF, whatever the document says.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.journey import arrive
from lontar.settle import settle
from lontar.wiring import House
from office.access import installation
from tests import documents, files
from tests.demo import demo_house
from tests.soffice import StandIn
from tests.web.conftest import signed_in

HINT = "LibreOffice, once installed on the server, shows the pages of documents that come then."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path) as house:
        yield house


@pytest.fixture
def stand_in(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    return StandIn(tmp_path_factory.mktemp("bin"), monkeypatch)


def read(house: House) -> str:
    path = files.written(house.settings.home, "naskah.docx", documents.docx("Isi tentang talud"))
    (arrived,) = arrive(house, path, path.name, installation("tests"), unit="setda", direction="incoming")
    settle(house, 1)
    return f"/letters/{arrived.id}"


@pytest.mark.usefixtures("stand_in")
def test_a_printed_document_shows_its_pages_with_the_hits_and_thumbnails(house: House) -> None:
    address = read(house)
    client = signed_in(house, "arsiparis")
    page = client.get(f"{address}?q=jembatan").text
    assert re.search(r'<g id="m1" class="found current"><rect ', page)
    for width in (160, 800):
        assert f"{address}/files/1/pages/1?w={width}" in page
        assert client.get(f"{address}/files/1/pages/2?w={width}").mimetype == "image/webp"
    assert "without page images" not in page


@pytest.mark.usefixtures("stand_in")
def test_its_page_image_is_of_the_letter_and_for_nobody_else(house: House) -> None:
    address = read(house)
    assert signed_in(house, "kades").get(f"{address}/files/1/pages/1").status_code == 404


def test_without_libreoffice_the_page_says_what_it_would_bring(house: House, request: pytest.FixtureRequest) -> None:
    address = read(house)
    client = signed_in(house, "arsiparis")
    page = client.get(address).text
    assert HINT in page
    assert "Isi tentang talud" in page
    assert client.get(f"{address}/files/1/pages/1").status_code == 404
    request.getfixturevalue("stand_in")
    page = client.get(address).text
    assert "naskah.docx is a text without page images." in page
    assert HINT not in page


def test_a_document_that_cannot_be_printed_says_why_and_can_be_tried_again(house: House, stand_in: StandIn) -> None:
    stand_in.does("sys.exit(5)")
    page = signed_in(house, "arsiparis").get(read(house)).text
    assert "naskah.docx has no page images: LibreOffice could not print it (exit 5)." in page
    assert "Isi tentang talud" in page
    assert "Read it again" in page
