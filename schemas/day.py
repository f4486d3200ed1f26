"""Days as whole numbers yyyymmdd, as fields and the index hold them: they sort, and no time zone moves them."""

from datetime import date

FIRST, LAST = 0, 99_999_999
"""Numbers before and after that of every day."""


def day_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    """Raises ValueError for a number that is no day."""
    return date(number // 10_000, number // 100 % 100, number % 100)
