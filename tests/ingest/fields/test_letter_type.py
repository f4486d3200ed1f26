"""The letter type: what the letter's title says, in the words of the office's own list."""

import pytest

from ingest.fields import understand
from ingest.fields.known import shipped_known
from tests.ingest.fields.pages import centred, page, said


def letter_type(*title: str) -> object:
    head = centred("PEMERINTAH KABUPATEN SUKAMAJU", "DINAS SOSIAL", "", *title)
    return said(f"{head}\n\nNomor : 800/12/2024\n\nDasar : surat Bupati").get("letter_type")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("SURAT TUGAS", "Surat Tugas"),
        ("Surat Tugas", "Surat Tugas"),
        ("S U R A T  T U G A S", "Surat Tugas"),
        ("N O T A   D I N A S", "Nota Dinas"),
        ("SURAT PERINTAH TUGAS", "Surat Perintah"),
        ("KEPUTUSAN BUPATI SUKAMAJU", "Keputusan"),
        ("SURAT KEPUTUSAN", "Keputusan"),
        ("SURAT KETERANGAN DOMISILI", "Keterangan"),
        ("BERITA ACARA SERAH TERIMA", "Berita Acara"),
        ("SURAT TUCAS", "Surat Tugas"),
        ("SURAT EDARAN", "Surat Edaran"),
    ],
)
def test_titles(title: str, name: str) -> None:
    assert letter_type(title) == name


def test_a_title_inside_the_layout_of_a_letter() -> None:
    head = "DINAS SOSIAL\n\nNomor : 005/1\nHal   : Jembatan\n\nYth. Camat Rawabening\ndi Tempat\n\n"
    assert said(f"{head}{centred('SURAT EDARAN')}\n\nDalam rangka")["letter_type"] == "Surat Edaran"


@pytest.mark.parametrize(
    "text",
    [
        "Nomor : 005/1\nHal   : Laporan\n\nYth. Camat Rawabening\n\nDengan hormat,",
        "Nomor : 005/1\nHal   : Penyampaian\n        Laporan\n\nYth. Camat Rawabening\n\nDengan hormat,",
        "Nomor : 005/1\n\nYth. Camat Rawabening\n\nDengan hormat, bersama ini\nsurat tugas",
        f"{centred('LAMPIRAN KEPUTUSAN BUPATI SUKAMAJU')}\n\nNomor : 005/1",
        "PANITIA\nUndangan rapat terlampir\n\nDengan hormat,",
    ],
)
def test_an_ordinary_letter_bears_no_title(text: str) -> None:
    assert "letter_type" not in said(text)


def test_an_invitation_bears_its_title_as_its_subject() -> None:
    text = "Nomor : 005/1\nHal   : Undangan rapat\n\nYth. Camat Rawabening\n\nDengan hormat,"
    assert said(text)["letter_type"] == "Undangan"


def test_the_office_edits_the_list() -> None:
    readings = [(1, page(f"{centred('KARTU KENDALI')}\n\nNomor : 005/1"))]
    assert "letter_type" not in understand(readings)
    own = shipped_known()._replace(types=[("kartu kendali", "Kartu Kendali")])
    assert understand(readings, own)["letter_type"].value == "Kartu Kendali"
