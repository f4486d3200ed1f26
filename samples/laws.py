"""Laws that letters rest on: real ones, whose numbers and years must not be taken for the letter's own."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from samples.content import content


@dataclass(frozen=True)
class Law:
    """`text` as it is cited, `number` such as "23 Tahun 2014"; `general`: every affair can rest on it."""

    text: str
    number: str
    general: bool


@cache
def laws(year: int) -> tuple[Law, ...]:
    """Those in force in that year, the oldest first."""
    rows = [row for row in content("laws")["law"] if row["year"] < year <= row.get("until", year)]
    return tuple(_law(row) for row in sorted(rows, key=lambda row: int(row["year"])))


def _law(row: dict[str, Any]) -> Law:
    number = f"{row['number']} Tahun {row['year']}"
    return Law(f"{row['form']} Nomor {number} tentang {row['about']}", number, row.get("general", False))
