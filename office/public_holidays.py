"""Public holidays of Indonesia and the joint leave (cuti bersama) that the government sets, by year."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Literal

LANGUAGES: dict[str, Literal["id", "en_US"]] = {"id": "id", "en": "en_US"}


@cache
def public_holidays(year: int, language: str = "id") -> Mapping[date, str]:
    """The days off of a year with their names in "id" or "en"; none in years that the library does not know. Those of
    the lunar calendars are estimated until they are decreed: the name says so."""
    from holidays.countries.indonesia import Indonesia  # brings along every country: 0.15 s, for who counts days only

    found = Indonesia(years=year, expand=False, language=LANGUAGES[language], categories=("public", "government"))
    return dict(sorted(found.items()))
