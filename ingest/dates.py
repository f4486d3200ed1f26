"""Dates as letters print them: today's and old Indonesian month names, Dutch, English, and plain numbers."""

import re
from datetime import date

MONTHS = {
    1: "januari djanuari january januarij",
    2: "februari pebruari february februarij",
    3: "maret maart march",
    4: "april",
    5: "mei may meij",
    6: "juni djuni june junij",
    7: "juli djuli july julij",
    8: "agustus agoestoes augustus august agust",
    9: "september",
    10: "oktober october",
    11: "november nopember",
    12: "desember december",
}
_MONTH = {name: number for number, names in MONTHS.items() for name in names.split()}
_NAMED = re.compile(
    rf"\b(\d{{1,2}})[\s.,]+({'|'.join(sorted(_MONTH, key=len, reverse=True))})\s*,?\s*(\d{{4}})\b", re.IGNORECASE
)
_PLAIN = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")
FIRST, LAST = 1800, 2100


def dates(text: str) -> list[tuple[int, int, int]]:
    """Every whole date in a text as (yyyymmdd, start, end), in order; a day that does not exist is none."""
    found = []
    for match in _NAMED.finditer(text):
        found.append((_number(match[3], _MONTH[match[2].lower()], match[1]), match.start(), match.end()))
    for match in _PLAIN.finditer(text):
        found.append((_number(match[3], int(match[2]), match[1]), match.start(), match.end()))
    return sorted((one for one in found if one[0]), key=lambda one: one[1])


def _number(year: str, month: int, day: str) -> int:
    try:
        date(int(year), month, int(day))
    except ValueError:
        return 0
    return int(year) * 10_000 + month * 100 + int(day) if FIRST <= int(year) <= LAST else 0
