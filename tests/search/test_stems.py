"""The root of a word, in today's spelling and in old ones, and what must not be taken for an old one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import forms_of, stem
from search.misread import misread
from search.roots import is_word
from search.stems import root


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("perbaiki perbaikan memperbaiki diperbaiki baik", "baik"),
        ("kerusakan merusak rusak dirusakkan", "rusak"),
        ("menulis tulisan penulis ditulis", "tulis"),
        ("menyusun penyusunan disusun", "susun"),
        ("belajar pelajar pelajaran diajarkan", "ajar"),
        ("mengeluarkan pengeluaran keluar", "keluar"),
        ("bekerja pekerjaan dikerjakan", "kerja"),
        ("pertanggungjawaban", "tanggungjawab"),
        ("pengecekan mengecek dicek", "cek"),
        ("bertemu ditemukan pertemuan", "temu"),
        ("laporannya laporanlah dilaporkan pelaporan", "lapor"),
    ],
)
def test_what_is_derived_leads_to_its_root(words: str, meant: str) -> None:
    assert {root(word) for word in words.split()} == {meant}


@pytest.mark.parametrize("word", ["pemerintah", "pemerintahan"])
def test_the_government_is_no_order(word: str) -> None:
    assert root(word) == "pemerintah"
    assert root("perintahkan") == "perintah"


@pytest.mark.parametrize("word", ["sekolah", "berkas", "dinas", "kami", "jangan", "polisi", "organisasi", "evaluasi"])
def test_what_only_looks_derived_is_its_own_root(word: str) -> None:
    assert root(word) == word


@pytest.mark.parametrize("word", ["temu", "ajuk", "evaluas", "njual"])
def test_a_root_that_stands_nowhere_is_proved_by_others_than_one(word: str) -> None:
    assert is_word(word) == (word == "temu")


def test_what_has_a_root_by_chance_may_be_misread() -> None:
    assert "permohonan" in misread("permoonan")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("soerat", "surat"),
        ("djalan", "jalan"),
        ("ketjamatan", "kecamatan"),
        ("njata", "nyata"),
        ("menjusun", "menyusun"),
        ("rakjat", "rakyat"),
        ("jang", "yang"),
        ("kaju", "kayu"),
        ("lajar", "layar"),
        ("projek", "proyek"),
        ("achir", "akhir"),
        ("pandjang", "panjang"),
        ("perdjandjian", "perjanjian"),
        ("perdjanjian", "perjanjian"),  # half old
        ("keoeangan", "keuangan"),
        ("Soekarno", "Sukarno"),
        ("Tjiandjur", "Cianjur"),
        ("Soerabaja", "Surabaya"),
    ],
)
def test_old_spelling_and_new_have_one_stem(old: str, new: str) -> None:
    assert forms_of(old).stem == forms_of(new).stem


@pytest.mark.parametrize("word", ["panjang", "janji", "banjir", "tunjuk", "raja", "saja", "jaja", "jujur"])
def test_a_word_of_today_is_not_taken_for_an_old_one(word: str) -> None:
    assert stem(word) == word


@given(st.text(alphabet="aeioubcdjkmnprst", max_size=14))
def test_a_root_is_a_word_and_its_own_root(word: str) -> None:
    found = root(word)
    assert found is None or (root(found) == found and is_word(found))
