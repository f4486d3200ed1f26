"""The recipients: every name of the address, nothing of the courtesies round it."""

import pytest

from tests.ingest.fields.pages import centred, said


def recipients(*lines: str) -> object:
    return said("\n".join(("DINAS SOSIAL", "", "Nomor : 005/1/X/2019", "", *lines, "", "Dengan hormat,"))).get(
        "recipients"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("Yth. Bupati Sukamaju", "di Tempat"),
        ("Yth. Bupati Sukamaju di Tempat",),
        ("Kepada", "Yth. Bupati Sukamaju", "di -", "     SUKAMAJU"),
        ("Kepada Yth.", "Bupati Sukamaju", "di", "Tempat"),
        ("Kepada Yth. Bupati Sukamaju", "Jalan Merdeka 1"),
        ("Kepada Yth : Sdr. Bupati Sukamaju", "di-", "T E M P A T"),
        ("Yth. Bapak", "Bupati Sukamaju", "di Sukamaju"),
        ("Yang terhormat", "Bapak/Ibu Bupati Sukamaju", "di Tempat"),
        ("Kepada :", "Yth. Bupati Sukamaju", "u.p. Sekretaris Daerah"),
        ("      Kepada", "Yth.  Bupati Sukamaju", "      di -", "         Sukamaju"),
        ("Kepada Jth. Bupati Sukamaju", "di Sukamaju"),
        ("Y t h . Bupati Sukamaju", "di Tempat"),
        ("Kepada : Yth. Bupati Sukamaju", "Dari   : Kepala Dinas Sosial"),
        ("Kepada   :   Bupati Sukamaju", "Dari     :   Kepala Dinas Sosial"),
        ("Yth. Bupati Sukamaju", "(daftar terlampir)", "di Tempat"),
        ("Yth.Bupati Sukamaju", "Sukamaju"),
        ("Yth. Bupati Sukamaju", "     RAWABENING."),
        ("Yth.     :   Bupati Sukamaju", "Dari     :   Kepala Dinas Sosial"),
        ("Kepada YM.", "Bupati Sukamaju", "Di Tempat"),
        ("Yin. Bupati Sukamaju", "di Tempat", "         AGENDA No. 12"),
    ],
)
def test_one_name_without_courtesies_and_town(lines: tuple[str, ...]) -> None:
    assert recipients(*lines) == ["Bupati Sukamaju"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Yth. 1. Camat Rawabening;", "     2. Lurah Cempaka;", "     3. Kepala Desa Arum", "di Tempat"),
        (
            "Kepada",
            "Yth. 1. Sdr. Camat Rawabening",
            "     2. Sdr. Lurah Cempaka; dan",
            "     3. Sdr. Kepala Desa Arum",
            "di -",
        ),
        ("Kepada Yth.", "1) Camat Rawabening", "2) Lurah Cempaka", "3) Kepala Desa Arum", "di Tempat"),
        ("Yth. 1. Camat Rawabening; 2. Lurah Cempaka; dan 3. Kepala Desa Arum", "di Tempat"),
        ("Yth. Camat Rawabening", "Yth. Lurah Cempaka", "Yth. Kepala Desa Arum", "di Tempat"),
        ("Yth. Camat Rawabening", "     Lurah Cempaka", "     Kepala Desa Arum", "di Tempat"),
        (
            "Yth.  :  1. Camat Rawabening",
            "         2. Lurah Cempaka",
            "         3. Kepala Desa Arum",
            "Dari  :  Bupati Sukamaju",
        ),
    ],
)
def test_a_list_is_taken_whole(lines: tuple[str, ...]) -> None:
    assert recipients(*lines) == ["Camat Rawabening", "Lurah Cempaka", "Kepala Desa Arum"]


def test_a_name_may_take_several_lines() -> None:
    lines = (
        "Yth. Kepala Dinas Pekerjaan Umum",
        "     dan Penataan Ruang",
        "     di lingkungan Kabupaten Sukamaju",
        "di Tempat",
    )
    assert recipients(*lines) == ["Kepala Dinas Pekerjaan Umum dan Penataan Ruang di lingkungan Kabupaten Sukamaju"]
    lines = (
        "Yth. 1. Kepala Dinas Pekerjaan Umum",
        "        dan Penataan Ruang;",
        "     2. Camat Rawabening",
        "di Tempat",
    )
    assert recipients(*lines) == ["Kepala Dinas Pekerjaan Umum dan Penataan Ruang", "Camat Rawabening"]


def test_beside_the_labels() -> None:
    lines = (
        "Sifat    : Biasa                                Kepada",
        "Lampiran : -                               Yth. Bupati Sukamaju",
        "Hal      : Undangan rapat                       di -",
        "           koordinasi banjir                        SUKAMAJU",
    )
    assert recipients(*lines) == ["Bupati Sukamaju"]


def test_that_a_list_is_attached_is_said_only_where_no_name_is() -> None:
    assert recipients("Yth. (Daftar terlampir)", "di Tempat") == ["(Daftar terlampir)"]
    assert recipients("Yth. Para Camat (daftar terlampir)", "di Tempat") == ["Para Camat"]


def test_other_languages() -> None:
    assert said("Aan den Heer Resident van Soekamadjoe\n\nHiermede")["recipients"] == ["Resident van Soekamadjoe"]
    assert said("TO -\nThe Council for Bridges,\nWoburn House,\n\nDear Sirs,")["recipients"] == [
        "The Council for Bridges"
    ]


def test_those_whom_an_order_sends() -> None:
    order = """
Dasar  : surat Bupati Nomor 9/B/2018

                                     MENUGASKAN :

Kepada : 1.  Nama       : Larasati Puspanegara, S.H.
             NIP        : 19770231 200303 1 006
         2.  Nama       : Bramantya Soelaiman
             Jabatan    : Arsiparis

Untuk  : 1.  meninjau
             Nama       : Desa Cempaka
"""
    title = centred("SURAT TUGAS", "NOMOR 800/12/2024")
    assert said(f"{title}\n{order}")["recipients"] == ["Larasati Puspanegara, S.H.", "Bramantya Soelaiman"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Kepada",),
        ("Yth.", "di Tempat"),
        ("Kepada : ", "Untuk  : meninjau"),
        ("Dengan hormat, hal ini disampaikan kepada", "Yth. Camat Rawabening"),
    ],
)
def test_what_names_nobody_is_none(lines: tuple[str, ...]) -> None:
    assert recipients(*lines) is None
