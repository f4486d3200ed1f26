"""Days that a letter names without their year: of its own year, or of the next where they would lie before it."""

import re

from ingest.dates import dates
from schemas.day import day_of
from schemas.months import MONTH

DAY = re.compile(
    rf"(?<![\w/.\-–])(?P<day>[0-3]?\d)\s+(?P<month>{'|'.join(sorted(MONTH, key=len, reverse=True))})\b\.?"
    r"(?![\s.,\-–]{0,3}[12Il]\s?\d)",
    re.IGNORECASE,
)
FURTHEST = 200
"""Days ahead up to which a letter names a day without its year."""


def yearless(text: str, day: int) -> list[tuple[int, int, int]]:
    """Each such day as (yyyymmdd, start, end), seen from `day`."""
    found = []
    for match in DAY.finditer(text):
        for year in (day // 10_000, day // 10_000 + 1):
            whole = dates(f"{match['day']}-{MONTH[match['month'].lower()]}-{year}")
            if whole and day <= whole[0][0] and (day_of(whole[0][0]) - day_of(day)).days <= FURTHEST:
                found.append((whole[0][0], match.start(), match.end()))
                break
    return found
