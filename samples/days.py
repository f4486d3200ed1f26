"""Days, months and numbers as letters write them, in Indonesian and Dutch."""

from datetime import date, timedelta
from random import Random

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
OLD_MONTHS = tuple({"Februari": "Pebruari", "November": "Nopember"}.get(month, month) for month in MONTHS)
"""As spelled until well into the 1990s."""
DUTCH_MONTHS = (
    "Januari", "Februari", "Maart", "April", "Mei", "Juni", "Juli", "Augustus", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
PLAIN_MONTHS_UNTIL = 1995


def months_of(year: int) -> tuple[str, ...]:
    return OLD_MONTHS if year < PLAIN_MONTHS_UNTIL else MONTHS


def written(day: date, months: tuple[str, ...] | None = None) -> str:
    """12 Mei 2024"""
    return f"{day.day} {(months or months_of(day.year))[day.month - 1]} {day.year}"


def with_weekday(day: date) -> str:
    """Senin, 12 Mei 2024"""
    return f"{WEEKDAYS[day.weekday()]}, {written(day)}"


def workday(day: date) -> date:
    """The day itself, or the Monday after it: offices date no letter on a Saturday or Sunday."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def some_day(random: Random, first: int, last: int) -> date:
    """A workday from the beginning of one year to the end of another; LATEST is the last one there is."""
    start, end = date(first, 1, 4), min(date(last, 12, 18), LATEST)
    return workday(start + timedelta(days=random.randrange((end - start).days)))


LATEST = date(2026, 9, 25)
"""The generator's today: no letter is younger."""


def spelled(value: int) -> str:
    """Whole numbers below a million in words: dua puluh lima."""
    if value < 12:
        return UNITS[value]
    if value < 20:
        return f"{UNITS[value - 10]} belas"
    for size, name, one in ((1000, "ribu", "seribu"), (100, "ratus", "seratus"), (10, "puluh", "sepuluh")):
        if value >= size:
            head, rest = divmod(value, size)
            said = one if head == 1 else f"{spelled(head)} {name}"
            return f"{said} {spelled(rest)}" if rest else said
    raise ValueError(value)


def counted(value: int) -> str:
    """25 (dua puluh lima)"""
    return f"{value} ({spelled(value)})"


def rupiah(value: int) -> str:
    """Rp125.500.000,00"""
    return "Rp" + f"{value:,}".replace(",", ".") + ",00"
