"""What messages to people have in common: their language, and lines as the header of a mail takes them."""

from babel.dates import format_date

from lontar.wiring import House
from schemas.day import day_of
from schemas.office import OFFICE, Office
from store.contract import Row
from web.i18n.language import LOCALES, known
from web.i18n.words import DATE


def language_of(house: House, person: Row) -> str:
    """The person's own, else that of the office."""
    return known(person.get("language") or (house.store.get(Office, OFFICE) or {}).get("language"))


def day_said(number: int, language: str) -> str:
    """A day yyyymmdd: 22 November 2026."""
    return str(format_date(day_of(number), DATE, locale=LOCALES[language]))


def one_line(text: str) -> str:
    """Names and subjects may hold ends of lines, which a header must not."""
    return " ".join(text.split())
