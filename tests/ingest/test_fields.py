"""A letter's fields are found by label or place, as real letters print them, and never invented."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields import number_key, understand
from schemas.letter import FieldValue
from schemas.page import PageReading, Word


def page(*lines: str) -> PageReading:
    """A page of these lines, each word in a box of its own."""
    text = "\n".join(lines)
    words = [
        Word(match[0], (10 * match.start(), 0, 10 * match.end(), 20), 90.0, match.start(), match.end())
        for match in re.finditer(r"\S+", text)
    ]
    return PageReading(1, 1240, 1754, "ocr", "scan", text, tuple(words), confidence=90.0)


def fields(*lines: str) -> dict[str, FieldValue]:
    return understand([(1, page(*lines))])


def value(name: str, *lines: str) -> object:
    found = fields(*lines).get(name)
    return found.value if found else None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Nomor : 005/0378", "005/0378"),
        ("Nomor: B-235/PANRB/D-IV/KKA/06/2012", "B-235/PANRB/D-IV/KKA/06/2012"),
        ("No. : 800.1.11.1/091/BKAD/V/2026", "800.1.11.1/091/BKAD/V/2026"),
        ("NOMOR : 12 TAHUN 1998", "12 TAHUN 1998"),
        ("Nomor : B 771 /ILMATE/VII/2024", "B 771/ILMATE/VII/2024"),
        ("Nomor : 000.5.6.2/7 /2025", "000.5.6.2/7/2025"),
        ("Nomor B/1/800.1.11.1/UM/2026", "B/1/800.1.11.1/UM/2026"),
        ("Nornor : 005/12/SETDA/2019", "005/12/SETDA/2019"),
        ("N0mor : 005/12/SETDA/2019", "005/12/SETDA/2019"),
        ("N o m o r : 005/12/SETDA/2019", "005/12/SETDA/2019"),
        ("Nomor : 005/12/SETDA/2019          Sukamaju, 3 Mei 2019", "005/12/SETDA/2019"),
        ("Nummer: 412/DPU/1938", "412/DPU/1938"),
    ],
)
def test_numbers_as_offices_print_them(line: str, number: str) -> None:
    assert value("reference_number", "DINAS SOSIAL", line) == number


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Hal : Perbaikan jembatan", "Perbaikan jembatan"),
        ("H a l : Perbaikan jembatan", "Perbaikan jembatan"),
        ("Perihal: Perbaikan jembatan", "Perbaikan jembatan"),
        ("Perihal — : Perbaikan jembatan", "Perbaikan jembatan"),
        ("Hai : Perbaikan jembatan", "Perbaikan jembatan"),
        ("Perihai : Perbaikan jembatan", "Perbaikan jembatan"),
        ("Betreft: Herstelling brug", "Herstelling brug"),
    ],
)
def test_subjects_as_offices_print_them(line: str, subject: str) -> None:
    assert value("subject", "Nomor : 005/1/X/2019", line, "Yth. Camat Rawabening") == subject


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Sukamaju, 3 Mei 2019", 20190503),
        ("Sukamadjoe, 17 Agoestoes 1941", 19410817),
        ("Sukamaju, 9 Pebruari 1972", 19720209),
        ("Sukamaju, 30 Nopember 1985", 19851130),
        ("Soekamadjoe, den 4 Januarij 1938", 19380104),
        ("Sukamaju, 05-07-1999", 19990705),
    ],
)
def test_dates_old_and_new(written: str, date: int) -> None:
    assert value("date", "DINAS SOSIAL", written, "Nomor : 005/1/2019") == date


def test_a_day_left_blank_is_no_date() -> None:
    assert value("date", "DINAS SOSIAL", "Sukamaju,      Januari 2020", "Nomor : 005/1/2020") is None


def test_a_cited_letter_is_not_this_letters_number_or_date() -> None:
    body = "Menindaklanjuti surat Bupati Nomor 005/9/SETDA/2018 tanggal 4 Juni 2018 tentang banjir, kami sampaikan hal"
    found = fields("DINAS SOSIAL", "Kepada", "Yth. Camat Rawabening", body, "berikut ini untuk diketahui.")
    assert "reference_number" not in found
    assert "date" not in found


@pytest.mark.parametrize(
    "lines",
    [
        ("DITERIMA 5 Juni 2019", "Sukamaju, 3 Mei 2019"),
        ("Sukamaju, 3 Mei 2019", "Hari/tanggal : Senin, 6 Mei 2019"),
        ("Sukamaju, 3 Mei 2019", "Menindaklanjuti surat Bupati", "tanggal 4 Juni 2018"),
    ],
)
def test_the_dates_of_stamps_events_and_cited_letters_are_not_the_letters_own(lines: tuple[str, ...]) -> None:
    assert value("date", "DINAS SOSIAL", *lines) == 20190503
    assert value("date", "DINAS SOSIAL", *(line for line in lines if "3 Mei" not in line)) is None


def test_a_number_that_a_citation_brings_to_the_start_of_a_line_is_not_the_letters_own() -> None:
    lines = ("Yth. Camat Rawabening", "Menjawab surat Saudara", "Nomor : 9/B/2018", "tanggal 4 Juni 2018")
    assert not {"reference_number", "date"} & set(fields("DINAS SOSIAL", *lines))
    assert value("reference_number", "DINAS SOSIAL", "Nomor : 1/A/2019", *lines) == "1/A/2019"


@pytest.mark.parametrize("foot", ["Sukamaju, 3 Mei 2019", "pada tanggal 3 Mei 2019", "3 Mei 2019"])
def test_a_date_at_the_foot(foot: str) -> None:
    assert (
        value("date", "SURAT TUGAS", "Nomor : 8/2019", "Dasar : surat Bupati", "Ditetapkan di Sukamaju", foot)
        == 20190503
    )


def test_an_order_has_no_subject_and_none_is_invented() -> None:
    found = fields("DINAS SOSIAL", "SURAT TUGAS", "Nomor : 800/12/2024", "Kepada : Larasati", "Untuk : meninjau banjir")
    assert found["letter_type"].value == "Surat Tugas"
    assert "subject" not in found


def test_number_keys_are_equal_for_what_is_the_same_number() -> None:
    assert number_key("005/ 12 /SETDA/2019") == number_key("005/12/setda/2019.") == "005/12/SETDA/2019"


WORDS = st.text(st.characters(categories=("Lu", "Ll", "Nd")), min_size=1, max_size=9)
PIECES = st.one_of(
    WORDS,
    st.sampled_from([
        "Nomor", ":", "No.", "Hal", "Perihal", "Yth.", "Kepada", "Dari", "DINAS", "SURAT", "TUGAS", "005/1/X", "3",
        "Mei", "2019", "tanggal", "/", "-", ",", "Lampiran",
    ]),
)  # fmt: skip
LINES = st.lists(st.lists(PIECES, max_size=8).map(" ".join), max_size=25)


@given(LINES)
def test_whatever_is_on_the_page_a_field_says_only_what_stands_there(lines: list[str]) -> None:
    read = page(*lines)
    for name, found in understand([(1, read)]).items():
        assert found.printed
        assert found.printed in read.text
        assert found.box
        assert 0 <= (found.confidence or 0) <= 100
        if name in ("subject", "sender", "reference_number"):
            assert set(re.findall(r"\w", str(found.value))) <= set(re.findall(r"\w", found.printed))


@given(st.lists(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9), max_size=8).map(" ".join)))
def test_a_page_without_digits_has_no_number_and_no_date(lines: list[str]) -> None:
    assert not {"reference_number", "date"} & set(fields(*lines))
