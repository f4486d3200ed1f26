"""The deadline that a letter sets: a day that can be told, never another day of the letter."""

import pytest

from tests.ingest.fields.pages import said

RIGHT = " " * 50
HEAD = f"DINAS SOSIAL\n\n{RIGHT}Sukamaju, 3 Mei 2019\nNomor : 005/1\n\nYth. Camat\n\nDengan hormat, bersama ini kami\n"


def deadline(sentence: str, head: str = HEAD) -> object:
    return said(f"{head}minta agar laporan {sentence}").get("deadline")


@pytest.mark.parametrize(
    "sentence",
    [
        "disampaikan paling lambat tanggal 15 Mei 2019.",
        "disampaikan selambat-lambatnya tanggal 15 Mei 2019",
        "disampaikan selambat-lambatnya pada hari Rabu, tanggal 15 Mei 2019",
        "disampaikan paling lambat hari Rabu, 15 Mei 2019 pukul 12.00 WIB",
        "disampaikan paling lambat\ntanggal 15 Mei 2019",
        "sudah kami terima sebelum tanggal 15 Mei 2019",
        "dikirim. Batas waktu pengumpulan : 15 Mei 2019",
        "dikirim dengan batas akhir 15-05-2019",
        "dikirim selambat-lambatnja tanggal 15 Mei 2019",
        "disampaikan paling lama tanggal 15 Mei 2019",
        "disampaikan paling 1ambat tanggal 15 Mei 2019",
        "disampaikan paling lambat tanggal 15 Mei",
        "disampaikan paling lambat 12 (dua belas) hari sejak tanggal surat ini",
        "disampaikan paling lambat 12 hari terhitung sejak tanggal surat ini.",
        "before 15 May 2019",
        "uiterlijk 15 Mei 2019",
    ],
)
def test_forms(sentence: str) -> None:
    assert deadline(sentence) == 20190515


@pytest.mark.parametrize(
    "sentence",
    [
        "disampaikan paling lambat 7 (tujuh) hari kerja setelah surat ini diterima",
        "disampaikan paling lambat 7 (tujuh) hari setelah surat ini diterima",
        "disampaikan paling lambat 7 (tujuh) hari kerja sejak tanggal surat ini",
        "dilaksanakan pada tanggal 15 Mei 2019",
        "disampaikan selambat-lambatnya dua jam sesudah kejadian tanggal 15 Mei 2019",
        "yang sebelum ini diterima tanggal 15 Mei 2019",
        "disampaikan paling lambat tanggal 15 April 2019",
        "disampaikan paling lambat tanggal 31 Juni 2019",
        "disampaikan paling lambat minggu depan",
    ],
)
def test_what_is_no_deadline_or_cannot_be_told(sentence: str) -> None:
    assert deadline(sentence) is None


def test_without_the_date_of_the_letter_only_a_whole_date_is_said() -> None:
    head = "DINAS SOSIAL\n\nNomor : 005/1\n\nYth. Camat\n\nDengan hormat, bersama ini kami\n"
    assert deadline("disampaikan paling lambat tanggal 15 Mei 2019", head) == 20190515
    assert deadline("disampaikan paling lambat tanggal 15 Mei", head) is None


def test_a_day_without_its_year_lies_in_the_next_where_this_one_is_over() -> None:
    head = HEAD.replace("3 Mei 2019", "20 Desember 2019")
    assert deadline("disampaikan paling lambat tanggal 15 Januari", head) == 20200115
