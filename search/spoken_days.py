"""Days as people speak of them, in Indonesian, English and Dutch: last month, bulan lalu, 7 hari terakhir, maret 2019,
triwulan II 2019, last spring.

All is matched without blanks, hyphens and commas, so that a field takes it in one piece too: date:last-month. Weeks
begin on Monday; seasons are those of the north, as whoever says them in English or Dutch means them.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from schemas.months import MONTH, ROMAN

Span = tuple[date, date]
"""First and last day."""
Reading = Callable[[re.Match[str], date], Span]
"""Of what was matched and today. Raises ValueError, OverflowError for a day that no calendar has."""
Readings = tuple[tuple[re.Pattern[str], Reading], ...]

_UNITS = {
    "day": "hari days day dagen dag",
    "week": "minggu pekan weeks week weken",
    "month": "bulan months month maanden maand",
    "quarter": "triwulan kuartal quarters quarter kwartaal",
    "half": "semester",
    "year": "tahun years year jaar",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_COUNTS = (
    ("satu", "one", "een"), ("dua", "two", "twee"), ("tiga", "three", "drie"), ("empat", "four", "vier"),
    ("lima", "five", "vijf"), ("enam", "six", "zes"), ("tujuh", "seven", "zeven"), ("delapan", "eight", "acht"),
    ("sembilan", "nine", "negen"), ("sepuluh", "ten", "tien"),
)  # fmt: skip
_COUNT = {word: number for number, words in enumerate(_COUNTS, 1) for word in words} | {"se": 1}
_SEASONS = {
    "spring": 3, "lente": 3, "summer": 6, "zomer": 6, "autumn": 9, "fall": 9, "herfst": 9, "winter": 12,
}  # fmt: skip
_DAYS = {
    "hariini": 0, "today": 0, "vandaag": 0, "kemarin": -1, "yesterday": -1, "gisteren": -1, "besok": 1, "tomorrow": 1,
    "morgen": 1,
}  # fmt: skip
_BLANK = re.compile(r"[\s,_\-–]+|(?<=[^\W\d_])\.")
_EDGES = '.;:!?()"'


def compact(text: str) -> str:
    """In lower case and without what may stand between its words."""
    return _BLANK.sub("", text.lower().strip(_EDGES))


def relative(said: str, today: date) -> Span | None:
    """A time counted from today, compact."""
    if said in _DAYS:
        return _about(today, "day", _DAYS[said])
    return _read(_RELATIVE, said, today)


def named(said: str, today: date) -> Span | None:
    """A day, month, quarter, half, season, year or decade by its name, compact; a month or season without a year is the
    last one that has begun."""
    return _read(_NAMED, said, today)


def _read(readings: Readings, said: str, today: date) -> Span | None:
    for pattern, read in readings:
        if match := pattern.fullmatch(said):
            try:
                return read(match, today)
            except (ValueError, OverflowError):
                return None
    return None


def _about(day: date, unit: str, steps: int) -> Span:
    """The unit in which a day lies, moved so many units."""
    if unit == "day":
        return (day + timedelta(steps),) * 2
    if unit == "week":
        monday = day - timedelta(day.weekday()) + timedelta(weeks=steps)
        return monday, monday + timedelta(6)
    months = _MONTHS_OF[unit]
    return _months((day.year * 12 + day.month - 1) // months * months + steps * months, months)


def _months(first: int, count: int) -> Span:
    """So many months from one on, which is counted from the year 0."""
    year, month = divmod(first + count - 1, 12)
    return date(first // 12, first % 12 + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])


def _moved(steps: int) -> Reading:
    return lambda match, today: _about(today, _UNIT[match["unit"]], steps)


def _ago(match: re.Match[str], today: date) -> Span:
    return _about(today, _UNIT[match["unit"]], -_count(match))


def _lately(match: re.Match[str], today: date) -> Span:
    """Up to today: the last two months are from the same day two months ago."""
    unit, count = _UNIT[match["unit"]], _count(match)
    if unit in ("day", "week"):
        return today - timedelta(count * (7 if unit == "week" else 1)), today
    year, month = divmod(today.year * 12 + today.month - 1 - count * _MONTHS_OF[unit], 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1])), today


def _count(match: re.Match[str]) -> int:
    return _COUNT.get(match["count"], 0) or int(match["count"])


def _season(match: re.Match[str], today: date) -> Span:
    """Without a year the newest that has ended: said in May, last spring is that of the year before."""
    month = _SEASONS[match["season"]] - 1
    if year := match.groupdict().get("year"):
        return _months(int(year) * 12 + month, 3)
    spans = (_months((today.year - back) * 12 + month, 3) for back in range(3))
    return next(span for span in spans if span[1] < today)


def _day(match: re.Match[str], today: date) -> Span:
    return (date(int(match["year"]), MONTH[match["month"]], int(match["day"])),) * 2


def _roman_day(match: re.Match[str], today: date) -> Span:
    return (date(int(match["year"]), _ordinal(match["month"]), int(match["day"])),) * 2


def _month(match: re.Match[str], today: date) -> Span:
    month = MONTH[match["month"]]
    year = int(match["year"]) if match["year"] else today.year - (month > today.month)
    return _months(year * 12 + month - 1, 1)


def _part(months: int) -> Reading:
    """A quarter or half of a year."""
    return lambda match, today: _months(int(match["year"]) * 12 + (_ordinal(match["nth"]) - 1) * months, months)


def _ordinal(said: str) -> int:
    return int(said) if said.isdecimal() else ROMAN.index(said.upper()) + 1


def _years(count: int) -> Reading:
    return lambda match, today: _months(int(match["year"]) * 12, count * 12)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _readings(rules: Mapping[str, Reading]) -> Readings:
    """Each rule is of words about its pieces: <unit>, <count>, <month>, <season>, <year>, <day>."""
    pieces = {
        "<unit>": f"(?P<unit>{_any(_UNIT)})",
        "<count>": f"(?P<count>[1-9][0-9]?|{_any(_COUNT)})",
        "<month>": f"(?P<month>{_any(MONTH)})",
        "<roman>": f"(?P<month>{_any(one.lower() for one in ROMAN)})",
        "<season>": f"(?P<season>{_any(_SEASONS)})",
        "<year>": "(?P<year>[12][0-9]{3})",
        "<day>": "(?P<day>[0-3]?[0-9])",
    }
    return tuple(
        (re.compile(re.sub("(?<!P)<[a-z]+>", lambda piece: pieces[piece[0]], rule)), of) for rule, of in rules.items()
    )


_RELATIVE = _readings(
    {
        "<count><unit>(?:(?:yang)?(?:lalu|silam)|ago|geleden)": _ago,
        "(?:last|past|afgelopen)<count><unit>": _lately,
        "<count><unit>terakhir": _lately,
        "(?:last|previous|past|vorige)<unit>": _moved(-1),
        "<unit>(?:(?:yang)?(?:lalu|silam)|kemarin)": _moved(-1),
        "(?:this|deze|dit)<unit>": _moved(0),
        "<unit>ini": _moved(0),
        "(?:next|volgende?)<unit>": _moved(1),
        "<unit>(?:(?:yang)?akandatang|depan|mendatang|berikutnya)": _moved(1),
        "(?:last|past|vorige|afgelopen)<season>": _season,
    }
)
_NAMED = _readings(
    {
        "<day>(?:st|nd|rd|th)?(?:of)?<month><year>": _day,
        "<day><roman><year>": _roman_day,
        "(?:pada|in)?(?:bulan|month)?<month><year>?": _month,
        "<month><day>(?:st|nd|rd|th)?<year>": _day,
        "(?:q|triwulan|tw|kuartal|quarter|kwartaal)(?P<nth>[1-4]|iv|i{1,3})(?:tahun|of)?<year>": _part(3),
        "(?P<nth>[1-4])(?:st|nd|rd|th)quarter(?:of)?<year>": _part(3),
        "(?:semester|smt)(?P<nth>[12]|i{1,2})(?:tahun|of)?<year>": _part(6),
        "<season>(?:of)?<year>": _season,
        "(?:in|pada)?(?:tahun|thn|th|year|jaar)<year>": _years(1),
        "(?:(?:in|pada)?(?:the|tahun|jaren)?)(?P<year>[12][0-9]{2}0)(?:an|s|er)": _years(10),
    }
)
_AROUND = """
    hari kemarin besok today yesterday tomorrow vandaag gisteren morgen last this next past previous vorige deze dit
    volgende volgend afgelopen ini lalu silam yang akan datang depan mendatang berikutnya ago geleden terakhir q tw smt
    the in pada jaren th thn
"""
SPOKEN = frozenset({*_AROUND.split(), *MONTH, *_SEASONS, *_UNIT, *_COUNT})
"""Words of which such a time may be made."""
