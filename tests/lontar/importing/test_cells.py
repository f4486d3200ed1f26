"""Cells as they are written in old books, and what they are."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lontar.importing import cells
from lontar.importing.cells import Misread
from schemas.day import day_number

DAYS = st.dates(date(1850, 1, 1), date(2026, 1, 1))
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
          "Desember")  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("12 Djanuari 1971", 19710112),
        ("12 Djanuari '71", 19710112),
        ("12/01/71", 19710112),
        ("12-1-1971", 19710112),
        ("2.II.1971", 19710202),
        ("3-II-71", 19710203),
        ("1971-01-12", 19710112),
        ("1971-01-12 00:00", 19710112),
        ("19710112", 19710112),
        ("25945", 19710112),
        ("12/1", 19710112),
        ("12 Januari", 19710112),
        ("7 Agoestoes 1935", 19350807),
    ],
)
def test_days_are_read_as_books_have_them(said: str, day: int) -> None:
    assert cells.day(said, 1971) == day


@pytest.mark.parametrize(
    "said", ["31/02/1971", "besok", "1971", "12", "12/13/1971", "1-2-3-4", "12 Januari 1971 s/d 3 Maret 1971"]
)
def test_what_is_no_day_is_said_to_be_none(said: str) -> None:
    with pytest.raises(Misread):
        cells.day(said, 1971)


def test_a_day_without_its_year_is_none_where_no_book_tells_it() -> None:
    with pytest.raises(Misread):
        cells.day("12/1")


@given(DAYS)
def test_every_form_of_a_day_is_the_same_day(day: date) -> None:
    number, about = day_number(day), day.year
    forms = [
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year % 100:02}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}-{ROMAN[day.month - 1]}-{day.year}",
        f"{day.day}/{day.month}",
    ]
    assert {cells.day(form, about) for form in forms} == {number}


@given(st.integers(cells.FIRST_SERIAL, cells.LAST_SERIAL))
def test_serial_numbers_count_days(serial: int) -> None:
    assert cells.day(str(serial)) == day_number(date(1899, 12, 30) + timedelta(days=serial))
    assert cells.day(f"{serial}.5") == cells.day(str(serial))


@given(st.text(max_size=30))
def test_whatever_stands_in_a_cell_is_a_value_or_no_value(said: str) -> None:
    for read in (cells.day, cells.whole, cells.count, cells.year, cells.security, cells.handling, cells.way):
        assert read_or_fault(read, said)


def read_or_fault(read: Callable[[str], object], said: str) -> object:
    """A value, or the sentence that says why it is none."""
    try:
        return read(said)
    except Misread as error:
        return error.fault % ({"column": "Kolom"} | error.params)


def test_numbers_of_books_are_whole() -> None:
    assert [cells.whole(said) for said in ("417", "0417", "No. 417", "417/1971")] == [417] * 4
    for said in ("12a", "417-420", "0", "-"):
        with pytest.raises(Misread):
            cells.whole(said)


def test_day_and_number_in_one_cell_are_told_apart() -> None:
    assert cells.day_within("12-1-71 No. 005/12/Um", 1971) == (19710112, "005/12/Um")
    assert cells.day_within("005/12/Um tgl. 12 Djanuari 1971") == (19710112, "005/12/Um")
    assert cells.day_within("005/12/Um") == (0, "005/12/Um")
