"""Dates as people write them in a query, as ranges of whole numbers yyyymmdd."""

import re
from calendar import monthrange

_YEAR = re.compile(r"(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")

Days = tuple[int | None, int | None]
"""First and last day, both included; None: open."""


def span(text: str) -> Days | None:
    """2019, 2019-03, 3/1985, 2019-03-05, 5/3/1985, and A..B, A.., ..B, >A, >=A, <A, <=A of these; None: no date."""
    if ".." in text:
        low, _, high = text.partition("..")
        first, last = _one(low) if low else (None, None), _one(high) if high else (None, None)
        return (first[0], last[1]) if first and last and (low or high) else None
    for sign in (">=", "<=", ">", "<"):
        if text.startswith(sign):
            found = _one(text[len(sign) :])
            if found is None:
                return None
            first_day, last_day = found
            return {
                ">=": (first_day, None),
                "<=": (None, last_day),
                ">": ((last_day or 0) + 1, None),
                "<": (None, (first_day or 0) - 1),
            }[sign]
    return _one(text)


def years(text: str) -> Days | None:
    """The same of years: 2019, 1985..1990, >=2000."""
    if not re.fullmatch(r"[<>=]{0,2}\d{4}|\d{4}\.\.\d{4}|\d{4}\.\.|\.\.\d{4}", text):
        return None
    found = span(text)
    if found is None:
        return None
    low, high = found
    # ">2019" opens on the day after the last of 2019, "<2019" ends on the day before the first: yyyymmdd +- 1
    first = None if low is None else low // 10_000 + (low % 10_000 > 1231)
    last = None if high is None else high // 10_000 - (high % 10_000 < 101)
    return first, last


def _one(text: str) -> Days | None:
    """One date, month or year."""
    if match := _YEAR.fullmatch(text):
        return int(match[1]) * 10_000 + 101, int(match[1]) * 10_000 + 1231
    for pattern, year, month in ((_YEAR_MONTH, 1, 2), (_MONTH_YEAR, 2, 1)):
        if match := pattern.fullmatch(text):
            return _month(int(match[year]), int(match[month]))
    for pattern, year, month, day in ((_YEAR_MONTH_DAY, 1, 2, 3), (_DAY_MONTH_YEAR, 3, 2, 1)):
        if match := pattern.fullmatch(text):
            return _day(int(match[year]), int(match[month]), int(match[day]))
    return None


def _month(year: int, month: int) -> Days | None:
    if not (1 <= month <= 12 and year):
        return None
    start = year * 10_000 + month * 100
    return start + 1, start + monthrange(year, month)[1]


def _day(year: int, month: int, day: int) -> Days | None:
    whole = _month(year, month)
    if whole is None or not 1 <= day <= (whole[1] or 0) % 100:
        return None
    found = year * 10_000 + month * 100 + day
    return found, found
