"""Numbers and days in Indonesian words, as minutes write them: "Selasa tanggal satu bulan Desember tahun dua ribu dua
puluh enam"."""

from datetime import date

from schemas.day import day_of

ONES = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
STEPS = ((1_000_000, "juta"), (1000, "ribu"), (100, "ratus"))
MOST = 999_999_999


def in_words(number: int) -> str:
    """From 0 to MOST; "se-" stands for one hundred and one thousand. Raises ValueError beyond."""
    if not 0 <= number <= MOST:
        raise ValueError(number)
    if number < len(ONES):
        return ONES[number]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    if number < 100:
        return _joined(f"{ONES[number // 10]} puluh", number % 10)
    for step, name in STEPS:
        if number >= step:
            count, rest = divmod(number, step)
            first = f"se{name}" if count == 1 and name != "juta" else f"{in_words(count)} {name}"
            return _joined(first, rest)
    raise AssertionError(number)


def day_in_words(number: int) -> str:
    """A day yyyymmdd. Raises ValueError for a number that is none."""
    day: date = day_of(number)
    month, year = MONTHS[day.month - 1], in_words(day.year)
    return f"{DAYS[day.weekday()]} tanggal {in_words(day.day)} bulan {month} tahun {year}"


def _joined(first: str, rest: int) -> str:
    return f"{first} {in_words(rest)}" if rest else first
