"""Dates as letters print them: Indonesian month names of today and old ones, Dutch, English, Roman months, plain
numbers; read also where the machine parted the figures or took 1 for l and 0 for O."""

import re
from datetime import date

from schemas.months import MONTH, ROMAN

_NAMES = "|".join(sorted(MONTH, key=len, reverse=True))
_FIGURES = str.maketrans("OoIiLl|", "0011111")
_LETTERS = str.maketrans("1|!0", "iiio")
_DAY = r"(?P<day>[0-3] ?[0-9]|[OIl|][0-9]|[0-3][OoIl|](?![^\W\d_])|[0-9])"
_YEAR = r"(?P<year>[12Il] ?[0-9Oo] ?[0-9OoIl] ?[0-9OoIl])(?![0-9])"
_APART = r"[\s.,\-–]{0,3}"
_BEFORE, _AFTER = r"(?<![\w/.\-–])", r"(?![\w/]|[\-–.]\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\w){_DAY}(?:st|nd|rd|th|ste|de|en)?{_APART}(?P<month>[^\W\d_][^\W_|!]{{2,11}}[|!]?){_APART}{_YEAR}",
        rf"(?<!\w)(?P<month>{_NAMES}) ?\.? ?{_DAY}(?:st|nd|rd|th)?[.,]? {{0,3}}{_YEAR}",
        rf"{_BEFORE}{_DAY} ?(?P<sign>[\-–.]) ?(?P<roman>{'|'.join(sorted(ROMAN, key=len, reverse=True))}) ?(?P=sign) ?"
        rf"{_YEAR}{_AFTER}",
        rf"{_BEFORE}{_DAY} ?(?P<sign>[\-–./]) ?(?P<number>[0-1]?[0-9]) ?(?P=sign) ?{_YEAR}{_AFTER}",
    )
)
MONTH_ONLY = re.compile(rf"(?:{_NAMES})\.?{_APART}{_YEAR}", re.IGNORECASE)
"""A month and its year, before which the day was left blank."""
FIRST, LAST = 1800, 2100
FUZZY = 5
"""Letters from which a month's name may have one wrong."""


def dates(text: str) -> list[tuple[int, int, int]]:
    """Every whole date in a text as (yyyymmdd, start, end), in order; a day that does not exist is none."""
    found: list[tuple[int, int, int]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            number = _number(match.groupdict())
            if number and not any(start < match.end() and match.start() < end for _, start, end in found):
                found.append((number, match.start(), match.end()))
    return sorted(found, key=lambda one: one[1])


def _number(parts: dict[str, str | None]) -> int:
    """yyyymmdd, 0 for what is no date."""
    day, year = (_figures(parts[name] or "") for name in ("day", "year"))
    month = _month(parts)
    try:
        date(year, month, day)
    except ValueError:
        return 0
    return year * 10_000 + month * 100 + day if FIRST <= year <= LAST else 0


def _figures(said: str) -> int:
    """A number in figures of which some were read as letters; 0 where all were."""
    return int(said.translate(_FIGURES).replace(" ", "")) if any(map(str.isdecimal, said)) else 0


def _month(parts: dict[str, str | None]) -> int:
    if parts.get("number"):
        return int(parts["number"] or 0)
    if parts.get("roman"):
        return ROMAN.index((parts["roman"] or "").upper()) + 1
    return _month_named((parts["month"] or "").lower())


def _month_named(name: str) -> int:
    """The month of a name, also of one with a letter misread where that leaves one month only; else 0."""
    name = name.translate(_LETTERS)
    if name in MONTH or len(name) < FUZZY:
        return MONTH.get(name, 0)
    close = {month for known, month in MONTH.items() if len(known) >= FUZZY and _one_apart(name, known)}
    return close.pop() if len(close) == 1 else 0


def _one_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter changed, left out or put in."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return any(one[same + a :] == other[same + b :] for a, b in ((1, 1), (1, 0), (0, 1)))
