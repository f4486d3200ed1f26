"""What labels of the head say in few words: enclosures, urgency and security class."""

import pytest

from tests.ingest.fields.pages import centred, fields, said


def head(*lines: str) -> dict[str, object]:
    return said("\n".join(("DINAS SOSIAL", "", *lines, "", "Yth. Camat Rawabening", "", "Dengan hormat, kami")))


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Lampiran : 1 (satu) berkas", 1),
        ("Lampiran : satu berkas", 1),
        ("Lamp.    : 3 lbr", 3),
        ("Lamp : 2", 2),
        ("Lampiran : 12 (dua belas) lembar", 12),
        ("Lampiran : 1 (Satu) Set Dokumen", 1),
        ("Lampiran : l (satu) berkas", 1),
        ("Lampiran : 25 eks.", 25),
        ("Lampiran : Dua puluh lima halaman", 25),
        ("L a m p i r a n : 1 bendel", 1),
        ("Bijlagen : 3", 3),
        ("Lampiran    1 berkas", 1),
    ],
)
def test_how_many_enclosures(line: str, count: int) -> None:
    assert head("Nomor : 005/1", line)["enclosures"] == count


@pytest.mark.parametrize(
    "line",
    [
        "Lampiran : -",
        "Lampiran : –",
        "Lampiran :",
        "Lampiran : Terlampir",
        "Lampiran : 0",
        "Lampiran : Nihil",
        "Lampiran : Surat Keputusan Bupati",
        "Lampiran : 3 Mei 2019",
        "Lampiran : 2 lembar surat Bupati Nomor 12 Tahun 2019",
    ],
)
def test_none_is_no_number(line: str) -> None:
    assert "enclosures" not in head("Nomor : 005/1", line)


@pytest.mark.parametrize(
    ("line", "urgency", "security"),
    [
        ("Sifat : Biasa", "Biasa", None),
        ("Sifat : Segera", "Segera", None),
        ("Sifat : Penting", "Segera", None),
        ("Sifat : SANGAT SEGERA", "Sangat Segera", None),
        ("Sifat : Amat Segera", "Sangat Segera", None),
        ("Sifat : Kilat", "Sangat Segera", None),
        ("Derajat : KILAT", "Sangat Segera", None),
        ("Sifat : Rahasia", None, "R"),
        ("Sifat : Sangat Rahasia", None, "SR"),
        ("Sifat : Terbatas", None, "T"),
        ("Sifat : Terbuka", None, "B"),
        ("Sifat : Segera/Rahasia", "Segera", "R"),
        ("Sifat : Rahasia dan Segera", "Segera", "R"),
        ("Klasifikasi : RAHASIA", None, "R"),
        ("Klasifikasi : BIASA", None, "B"),
        ("S i f a t : Biasa", "Biasa", None),
        ("5ifat : Bjasa", "Biasa", None),
        ("Sifat : Raha5ia", None, "R"),
        ("Sifat : -", None, None),
        ("Sifat : Mendesak", None, None),
    ],
)
def test_two_axes(line: str, urgency: str | None, security: str | None) -> None:
    found = head("Nomor : 005/1", line, "Hal : Jembatan")
    assert (found.get("urgency"), found.get("security_class")) == (urgency, security)


def test_stamps() -> None:
    assert head(centred("R A H A S I A"), "Nomor : 005/1")["security_class"] == "R"
    assert head("                                                  SEGERA", "Nomor : 005/1")["urgency"] == "Segera"
    assert "security_class" not in head("Hal : Berkas rahasia jabatan", "", "Yth. Camat")
    assert "urgency" not in head("Sifat : Rahasia", "Hal : Segera diperbaiki")


@pytest.mark.parametrize(
    ("number", "security"),
    [
        ("B/1/800.1.11.1/UM/2026", "B"),
        ("R/12/000.5/SETDA/2024", "R"),
        ("SR/2/000.5/SETDA/2024", "SR"),
        ("T-12/PANRB/06/2024", "T"),
        ("R /VII/2024", None),
        ("005/R/2024", None),
        ("BA/12/2024", None),
    ],
)
def test_the_first_sign_of_the_number(number: str, security: str | None) -> None:
    assert head(f"Nomor : {number}").get("security_class") == security


def test_what_is_written_out_is_surer_than_the_number() -> None:
    assert head("Nomor : B/1/800/2024", "Klasifikasi : Rahasia")["security_class"] == "R"
    text = "Nomor : B/1/800/{}\n\n                              Sukamaju, 3 Mei {}\n\nYth. Camat\n\nDengan hormat,"
    new, old = (fields(text.format(year, year))["security_class"].confidence for year in (2024, 2012))
    assert new > old
