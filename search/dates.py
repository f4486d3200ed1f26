"""Dates as people write them in a query, as ranges of whole numbers yyyymmdd."""

import re
from calendar import monthrange
from datetime import date, timedelta

from schemas.day import day_number, day_of
from search.spoken_days import Span, compact, named, relative

_ABOUT = re.compile(r"\s*(\.\.|[<>]=?)\s*")
_YEAR = re.compile(r"([0-9]{4})")
_YEARS = re.compile(r"([12][0-9]{3})\s*[-–]\s*([12][0-9]{3})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_YEAR_MONTH_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_HOW_MANY = re.compile(r"(?P<sign>[<>]=?)?(?P<low>[0-9]{1,4})|(?P<from>[0-9]{1,4})?\.\.(?P<to>[0-9]{1,4})?")

Days = tuple[int | None, int | None]
"""First and last day, both included; None: open."""


def span(text: str, today: date) -> Days | None:
    """2019, 2019-03, 3/1985, 2019-03-05, 5/3/1985, maret 2019, last month, and A..B, A.., ..B, >A, >=A, <A, <=A of
    these; None: no date."""
    text = _ABOUT.sub(r"\1", text.strip())
    if ".." in text:
        low, _, high = text.partition("..")
        first, last = one(low, today) if low else (None, None), one(high, today) if high else (None, None)
        return (first[0], last[1]) if first and last and (low or high) else None
    if match := _YEARS.fullmatch(text):
        return int(match[1]) * 10_000 + 101, int(match[2]) * 10_000 + 1231
    for sign in (">=", "<=", ">", "<"):
        if text.startswith(sign):
            found = one(text[len(sign) :], today)
            return beside(sign, *found) if found else None
    return one(text, today)


def years(text: str, today: date) -> Days | None:
    """The same of whole years: 2019, 1985..1990, >=2000, 1980s, last year; of the last two "last" is enough."""
    found = span(text, today) or span(f"tahun {text}", today)
    if found is None:
        return None
    low, high = found
    if (low or 101) % 10_000 != 101 or (high or 1231) % 10_000 != 1231:
        return None
    return None if low is None else low // 10_000, None if high is None else high // 10_000


def how_many(text: str) -> Days | None:
    """A number, and the ranges of numbers."""
    match = _HOW_MANY.fullmatch(_ABOUT.sub(r"\1", text.strip()))
    if match is None or text.strip() == "..":
        return None
    if match["low"] is None:
        return tuple(None if match[end] is None else int(match[end]) for end in ("from", "to"))  # type: ignore[return-value]
    number = int(match["low"])
    open_ends = {">=": (number, None), "<=": (None, number), ">": (number + 1, None), "<": (None, number - 1)}
    return open_ends.get(match["sign"] or "", (number, number))


def beside(sign: str, first: int, last: int) -> Days | None:
    """The days before or behind a time from its first day to its last. None: the calendar ends there."""
    if sign == ">=":
        return first, None
    if sign == "<=":
        return None, last
    low, high = (_moved(last, 1), None) if sign == ">" else (None, _moved(first, -1))
    return (low, high) if low or high else None


def one(text: str, today: date) -> tuple[int, int] | None:
    """First and last day of one date, month, year or time counted from today."""
    return written(text) or spoken(text, today)


def spoken(text: str, today: date) -> tuple[int, int] | None:
    """The same of what is said in words."""
    said = compact(text)
    return _numbers(relative(said, today) or named(said, today))


def counted_from(text: str, today: date) -> tuple[int, int] | None:
    """The same of what is counted from today only."""
    return _numbers(relative(compact(text), today))


def written(text: str) -> tuple[int, int] | None:
    """The same of what is written in figures."""
    if (match := _YEAR.fullmatch(text)) and int(match[1]):
        return int(match[1]) * 10_000 + 101, int(match[1]) * 10_000 + 1231
    for pattern, year, month in ((_YEAR_MONTH, 1, 2), (_MONTH_YEAR, 2, 1)):
        if match := pattern.fullmatch(text):
            return _month(int(match[year]), int(match[month]))
    for pattern, year, month, day in ((_YEAR_MONTH_DAY, 1, 2, 3), (_DAY_MONTH_YEAR, 3, 2, 1)):
        if match := pattern.fullmatch(text):
            return _day(int(match[year]), int(match[month]), int(match[day]))
    return None


def _numbers(found: Span | None) -> tuple[int, int] | None:
    return (day_number(found[0]), day_number(found[1])) if found else None


def _moved(day: int, days: int) -> int | None:
    """A day as many days later: always one of the calendar, so that the range can be said as a query again."""
    try:
        return day_number(day_of(day) + timedelta(days))
    except OverflowError:
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
