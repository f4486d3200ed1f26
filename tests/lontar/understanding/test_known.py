"""Titles of letters are known by the office's own list of letter types."""

from pathlib import Path

from lontar import letters
from lontar.journey import arrive
from lontar.settle import settle
from lontar.understanding.known import known
from lontar.wiring import House
from office.access import Reader
from office.vocabularies import Shelf
from tests import documents, files

OWN = b"code,indonesian,english,aliases\nkk,Kartu Kendali,Control card,kartu surat\n"
FAULTY = b"code,indonesian\nkk\n"


def letter_type(house: House, console: Reader, folder: Path, title: str, number: str) -> str | None:
    """What a letter with this title is, once it is read."""
    content = documents.docx("DINAS SOSIAL", title, f"Nomor : {number}", "Dasar : surat Bupati")
    path = files.written(folder, "surat.docx", content)
    (arrived,) = arrive(house, path, "surat.docx", console)
    settle(house, 1)
    found = letters.show(house, console, str(arrived.id))["fields"].get("letter_type")
    return found["value"] if found else None


def test_an_own_list_counts_from_the_next_letter_on(house: House, console: Reader, tmp_path: Path) -> None:
    assert letter_type(house, console, tmp_path, "KARTU SURAT", "1/2024") is None
    assert letter_type(house, console, tmp_path, "SURAT TUGAS", "2/2024") == "Surat Tugas"
    Shelf(house.settings.home).put("letter-types", OWN)
    assert letter_type(house, console, tmp_path, "KARTU SURAT", "3/2024") == "Kartu Kendali"
    assert letter_type(house, console, tmp_path, "SURAT TUGAS", "4/2024") is None


def test_no_letter_fails_for_a_faulty_list(house: House, console: Reader, tmp_path: Path) -> None:
    folder = house.settings.home / "vocabularies"
    folder.mkdir(parents=True)
    (folder / "letter-types.csv").write_bytes(FAULTY)
    assert letter_type(house, console, tmp_path, "SURAT TUGAS", "1/2024") == "Surat Tugas"
    (folder / "letter-types.csv").write_bytes(OWN)
    assert dict(known(house.settings.home).types)["kartu surat"] == "Kartu Kendali"
