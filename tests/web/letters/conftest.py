"""A house with letters in every state that one can be in, and people who look at them."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from flask.testing import FlaskClient

from lontar.followers import IndexFollower
from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office import demo
from office.access import installation
from schemas.letter import Letter
from tests import documents, files
from tests.web.conftest import signed_in

MANY = tuple("surat " * 10 for _ in range(12))


def with_a_wall() -> bytes:
    """Three pages, the second of which is larger than any that is taken."""
    with pikepdf.open(files.io.BytesIO(files.pdf(pages=2))) as document:
        document.add_blank_page(page_size=(14_400, 14_400))
        document.pages.insert(1, document.pages[2])
        del document.pages[3]
        return files.saved(document)


def mail() -> bytes:
    message = documents.mail("Undangan rapat", "Kami mengundang Saudara ke rapat banjir.")
    message.add_attachment(files.pdf(pages=2), maintype="application", subtype="pdf", filename="lampiran.pdf")
    message.add_attachment(files.pdf()[:300], maintype="application", subtype="pdf", filename="sobek.pdf")
    return bytes(message)


@pytest.fixture(scope="package")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = Path(tmp_path_factory.mktemp("letter"))
    house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
    demo.found(house.store)
    for name, content in {
        "empat.pdf": files.pdf(pages=4),
        "ramai.pdf": files.pdf(MANY),
        "panjang.pdf": files.pdf(("Berkas panjang",), pages=40),
        "scan.png": files.scan(),
        "rusak.pdf": files.pdf()[:300],
        "dinding.pdf": with_a_wall(),
        "surat.eml": mail(),
        "naskah.docx": documents.docx("Nomor: 12/III/2020", "Isi tentang talud."),
    }.items():
        keep(house, folder, name, content)
    settle(house, 1)
    keep(house, folder, "baru.pdf", files.pdf(("Surat yang baru datang",) * 5))
    IndexFollower(house).catch_up()
    yield house
    house.close()


def keep(house: House, folder: Path, name: str, content: bytes) -> str:
    path = files.written(folder, name, content)
    (arrived, *_) = arrive(house, path, name, installation("tests"), unit="setda", direction="incoming")
    return str(arrived.id)


@pytest.fixture(scope="package")
def ids(house: House) -> dict[str, str]:
    return {row["files"][0]["name"]: row["_id"] for row in house.store.every(Letter)}


@pytest.fixture(scope="package")
def archivist(house: House) -> FlaskClient:
    return signed_in(house, "arsiparis")


@pytest.fixture(scope="package")
def clerk(house: House) -> FlaskClient:
    return signed_in(house, "agendaris")
