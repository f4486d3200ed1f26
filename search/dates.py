"""Dates as people write them in a query, as ranges of whole numbers yyyymmdd."""

import re
from calendar import monthrange
from datetime import timedelta

from schemas.day import day_number, day_of

_ABOUT = re.compile(r"\s*(\.\.|[<>]=?)\s*")
_YEAR = re.compile(r"(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")

Days = tuple[int | None, int | None]
"""First and last day, both included; None: open."""


def goes_on(text: str, behind: str) -> bool:
    """Whether a date of which this stands behind may be written on so: blanks may stand around dots and signs."""
    return behind.startswith("..") or text.endswith(("..", "<", ">", "="))


def span(text: str) -> Days | None:
    """2019, 2019-03, 3/1985, 2019-03-05, 5/3/1985, and A..B, A.., ..B, >A, >=A, <A, <=A of these; None: no date."""
    text = _ABOUT.sub(r"\1", text)
    if ".." in text:
        low, _, high = text.partition("..")
        first, last = _one(low) if low else (None, None), _one(high) if high else (None, None)
        return (first[0], last[1]) if first and last and (low or high) else None
    for sign in (">=", "<=", ">", "<"):
        if text.startswith(sign):
            found = _one(text[len(sign) :])
            if found is None:
                return None
            return _beside(sign, *found)
    return _one(text)


def years(text: str) -> Days | None:
    """The same of years: 2019, 1985..1990, >=2000."""
    text = _ABOUT.sub(r"\1", text)
    if not re.fullmatch(r"[<>=]{0,2}\d{4}|\d{4}\.\.\d{4}|\d{4}\.\.|\.\.\d{4}", text):
        return None
    found = span(text)
    if found is None:
        return None
    low, high = found
    return None if low is None else low // 10_000, None if high is None else high // 10_000


def _beside(sign: str, first: int, last: int) -> Days | None:
    """The days before or behind a time from its first day to its last. None: the calendar ends there."""
    if sign == ">=":
        return first, None
    if sign == "<=":
        return None, last
    low, high = (_moved(last, 1), None) if sign == ">" else (None, _moved(first, -1))
    return (low, high) if low or high else None


def _moved(day: int, days: int) -> int | None:
    """A day as many days later: always one of the calendar, so that the range can be said as a query again."""
    try:
        return day_number(day_of(day) + timedelta(days))
    except OverflowError:
        return None


def _one(text: str) -> tuple[int, int] | None:
    """First and last day of one date, month or year."""
    if (match := _YEAR.fullmatch(text)) and int(match[1]):
        return int(match[1]) * 10_000 + 101, int(match[1]) * 10_000 + 1231
    for pattern, year, month in ((_YEAR_MONTH, 1, 2), (_MONTH_YEAR, 2, 1)):
        if match := pattern.fullmatch(text):
            return _month(int(match[year]), int(match[month]))
    for pattern, year, month, day in ((_YEAR_MONTH_DAY, 1, 2, 3), (_DAY_MONTH_YEAR, 3, 2, 1)):
        if match := pattern.fullmatch(text):
            return _day(int(match[year]), int(match[month]), int(match[day]))
    return None


def _month(year: int, month: int) -> tuple[int, int] | None:
    if not (1 <= month <= 12 and year):
        return None
    start = year * 10_000 + month * 100
    return start + 1, start + monthrange(year, month)[1]


def _day(year: int, month: int, day: int) -> tuple[int, int] | None:
    whole = _month(year, month)
    if whole is None or not 1 <= day <= whole[1] % 100:
        return None
    found = year * 10_000 + month * 100 + day
    return found, found
