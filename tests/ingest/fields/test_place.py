"""The place of a letter: the town beside its date, or where it was signed."""

import pytest

from tests.ingest.fields.pages import centred, said

RIGHT = " " * 50


def place(line: str, foot: str = "") -> object:
    text = f"DINAS SOSIAL\n\n{line}\nNomor : 005/1\nHal   : Jembatan\n\nYth. Camat\n\nDengan hormat, kami\n\n{foot}"
    return said(text).get("place")


@pytest.mark.parametrize(
    ("line", "town"),
    [
        (f"{RIGHT}Sukamaju, 3 Mei 2019", "Sukamaju"),
        (f"{RIGHT}Sukamaju,    3 Mei 2019", "Sukamaju"),
        (f"{RIGHT}Tanjung Arum, tanggal 3 Mei 2019", "Tanjung Arum"),
        (f"{RIGHT}Soekamadjoe, den 4 Januarij 1938", "Soekamadjoe"),
        (f"{RIGHT}Soekamadjoe den 4 Januarij 1938", "Soekamadjoe"),
        (f"{RIGHT}Sukamaju,        Januari 2020", "Sukamaju"),
        (f"{RIGHT}Sukamaju, 28 Sya'ban 1440 H\n{RIGHT}          3 Mei 2019 M", "Sukamaju"),
        ("Nomor : 005/12/2019               Sukamaju, 3 Mei 2019", "Sukamaju"),
        ("Sifat : Biasa Sukamaju, 3 Mei 2019", "Sukamaju"),
        ("No. 720. Sukamaju, May 3, 2019.", "Sukamaju"),
    ],
)
def test_beside_the_date(line: str, town: str) -> None:
    assert place(line) == town


@pytest.mark.parametrize(
    "foot",
    [
        f"{RIGHT}Ditetapkan di Sukamaju\n{RIGHT}pada tanggal 3 Mei 2019\n{RIGHT}CAMAT RAWABENING,",
        f"{RIGHT}Dikeluarkan di : Sukamaju\n{RIGHT}Pada tanggal   : 3 Mei 2019",
        f"{RIGHT}Dibuat di Sukamaju pada tanggal 3 Mei 2019",
        f"{RIGHT}Sukamaju, 3 Mei 2019\n{RIGHT}CAMAT RAWABENING,",
        f"{RIGHT}Ditetapkan di Sukamaju\n{RIGHT}pada tanggal ............ 2019",
    ],
)
def test_at_the_foot(foot: str) -> None:
    title = centred("SURAT TUGAS", "Nomor : 8/2019")
    assert said(f"{title}\n\nDasar : surat Bupati tanggal 5 Juni 2018\n\n{foot}")["place"] == "Sukamaju"


def test_of_a_record() -> None:
    title = centred("BERITA ACARA")
    opening = "Pada hari ini Senin tanggal enam belas bulan April tahun dua ribu delapan belas"
    assert said(f"{title}\n\n{opening}, bertempat di Sukamaju,\nkami yang")["place"] == "Sukamaju"
    assert "place" not in said(f"{title}\n\n{opening}, bertempat di Aula Kantor Camat,\nkami yang")


@pytest.mark.parametrize(
    "line",
    [
        f"{RIGHT}3 Mei 2019",
        "Tanggal : 3 Mei 2019",
        "Hal : Undangan rapat di Sukamaju, 6 Mei 2019",
        "DITERIMA 5 Juni 2019",
        "Hari/Tanggal : Senin, 6 Mei 2019",
    ],
)
def test_none_is_said_where_none_stands(line: str) -> None:
    assert place(line) is None
