"""Which letters a letter cites: their numbers, days and senders; and all that has a number and is no letter."""

from dataclasses import replace

import pytest

from ingest.fields.citation import Citation, cited
from tests.ingest.fields.pages import fields, said

HEAD = "DINAS SOSIAL\n\nSukamaju, 3 Juni 2019\nNomor : 460/77/2019\nHal   : Bantuan\n\nYth. Camat Rawabening\n\n"


def found(*lines: str) -> list[Citation]:
    """What a letter with these lines as its body cites."""
    field = fields(HEAD + "\n".join(lines))
    return cited(field["references"].value, field["references"].printed or "") if "references" in field else []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Menindaklanjuti surat Bupati Sukamaju Nomor 005/12/SETDA/2019 tanggal 3 Mei 2019 hal Rapat dinas, kami",
            Citation("005/12/SETDA/2019", 20190503, "Bupati Sukamaju", about="Rapat dinas"),
        ),
        (
            "Menunjuk surat Saudara No. 141/33 tanggal 1 April 2019, dengan hormat kami sampaikan",
            Citation("141/33", 20190401, yours=True),
        ),
        (
            "Memenuhi surat Kepala Dinas Pendidikan tanggal 2 April 2019 Nomor : 421/15/DISDIK perihal Data guru.",
            Citation("421/15/DISDIK", 20190402, "Kepala Dinas Pendidikan", about="Data guru"),
        ),
        ("Membalas surat Tuan tanggal 8 Maret 1948 No. 2097/A, dengan ini", Citation("2097/A", 19480308, yours=True)),
        (
            "Menoendjoek soerat Saoedara No. 1196/K tertanggal 2 Djoeni 1941, dengan hormat",
            Citation("1196/K", 19410602, yours=True),
        ),
        (
            "Naar aanleiding van Uw schrijven van 9 Februari 1931 No. 2227/A heb ik de eer",
            Citation("2227/A", 19310209, yours=True),
        ),
        (
            "With reference to your letter No. 45/12/B of 9th May, 1938, I have the honour",
            Citation("45/12/B", 19380509, yours=True),
        ),
        (
            "sebagaimana surat kami Nomor B/12/400.1/DINSOS/2019 tanggal 5 Maret 2019.",
            Citation("B/12/400.1/DINSOS/2019", 20190305, ours=True),
        ),
        ("Sesuai nota dinas Kepala Bagian Umum Nomor 12/ND/2019,", Citation("12/ND/2019", 0, "Kepala Bagian Umum")),
        ("Menjawab sural Saudara Nornor 141/33/2019 tgl. 1-4-2019,", Citation("141/33/2019", 20190401, yours=True)),
        ("Menunjuk radiogram Gubernur Nomor 12/RDG/2018,", Citation("12/RDG/2018", 0, "Gubernur")),
        ("Menindaklanjuti surat edaran Bupati Nomor 5 Tahun 2019,", Citation("5 Tahun 2019", 0, "edaran Bupati")),
        ("surat Saudara Nomor 12 tanggal 3 Mei 2019 kami terima", Citation("12", 20190503, yours=True)),
    ],
)
def test_forms(sentence: str, expected: Citation) -> None:
    assert found(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sehubungan dengan surat Saudara tanggal 3 Mei 2019, kami", Citation("", 20190503, yours=True)),
        (
            "Menindaklanjuti surat Camat Rawabening tanggal 3 Mei 2019 perihal Rapat dinas, kami sampaikan",
            Citation("", 20190503, "Camat Rawabening", about="Rapat dinas"),
        ),
        ("sebagaimana surat kami tertanggal 3 Mei 2019.", Citation("", 20190503, ours=True)),
        ("Membalas surat Tuan tanggal 3 Mei 2019 No. ~~~, dengan ini", Citation("", 20190503, yours=True)),
        ("In antwoord op Uw schrijven van 3 Mei 2019 bericht ik U", Citation("", 20190503, yours=True)),
    ],
)
def test_a_letter_that_is_given_no_number_is_cited_by_its_day(sentence: str, expected: Citation) -> None:
    assert found(sentence) == [replace(expected, dated="3 Mei 2019")]


def test_a_number_goes_on_on_the_next_line_and_its_place_is_known() -> None:
    field = fields(
        f"{HEAD}Bersama ini kami sampaikan bahwa sehubungan dengan surat Camat Rawabening Nomor 005/12/\n"
        "KEC.RWB/IV/2019 tanggal 3 Mei 2019 kami telah mengirim bantuan ke desa."
    )["references"]
    assert field.value == ["005/12/KEC.RWB/IV/2019"]
    assert field.printed == "surat Camat Rawabening Nomor 005/12/ KEC.RWB/IV/2019 tanggal 3 Mei 2019"
    assert field.box


def test_several_letters_each_once_in_their_order() -> None:
    numbers = [
        one.number
        for one in found(
            "Menunjuk surat Saudara Nomor 1/A/2019 tanggal 2 Mei 2019 dan Nomor 2/A/2019 tanggal 3 Mei 2019,",
            "serta surat kami Nomor 3/B/2019 tanggal 4 Mei 2019; surat Saudara Nomor 1/A/2019 itu telah dijawab.",
        )
    ]
    assert numbers == ["1/A/2019", "2/A/2019", "3/B/2019"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Berdasarkan Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah, kami sampaikan",
        "Memenuhi ketentuan Peraturan Pemerintah Nomor 58 Tahun 2005, kami sampaikan",
        "Menurut Perda Nomor 4/2011 dan Perbup No. 12/2012, kami sampaikan",
        "Sesuai Keputusan Bupati Nomor 188/45/KPTS/2019 tanggal 3 Mei 2019, kami sampaikan",
        "Surat Keputusan Nomor 821/33/2019 tanggal 3 Mei 2019 kami lampirkan",
        "Surat Izin Nomor 503/12/2019 tanggal 3 Mei 2019 kami lampirkan",
        "sesuai surat itu agar dibayar ke rekening Nomor 0012/33/44 pada bank",
        "surat Saudara tersebut dapat ditanyakan ke telepon No. 0299/451234 pada jam kerja",
        "Kantor kami di Jalan Balai Desa Nomor 12/A menerima surat setiap hari",
        "Surat tersebut diantar dengan kendaraan nomor polisi 12/A/2019 ke sana",
        "Peserta yang hadir Nomor 1/A/2019 sudah mengisi daftar",
        "Surat Saudara yang kami terima tanggal 3 Mei 2019 belum lengkap",
        "Surat edaran tanggal 3 Mei 2019 masih berlaku",
        "Memenuhi undangan Bupati Sukamaju tanggal 3 Mei 2019 di aula, kami hadir",
        "Surat keterangan Camat Rawabening berlaku sampai dengan tanggal 3 Mei 2019",
    ],
)
def test_what_is_no_letter(sentence: str) -> None:
    assert found(sentence) == []


def test_a_law_in_the_sentence_before_is_not_in_the_way() -> None:
    (one,) = found("Dasar: Undang-Undang Nomor 23 Tahun 2014; Surat Camat Rawabening Nomor 005/1/2019;")
    assert (one.number, one.of) == ("005/1/2019", "Camat Rawabening")


def test_its_own_number_is_no_reference() -> None:
    text = "SURAT TUGAS\nNomor : 094/12/ST/2019\n\nKepala Dinas Sosial menugaskan:\nNama : Arkanata\n"
    assert "references" not in said(text)
    annex = f"{HEAD}Dengan hormat, terlampir.\n\nLampiran Surat Kepala Dinas Sosial Nomor 460/78/2019"
    assert "references" not in said(annex)


def test_what_a_person_wrote_has_the_number_alone() -> None:
    assert cited(["1/A", "2/B"]) == [Citation("1/A"), Citation("2/B")]
    assert cited(["3 Mei 2019"]) == [Citation("", 20190503, dated="3 Mei 2019")]
