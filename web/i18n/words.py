"""Errors, dates and numbers in the reader's language."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from flask_babel import format_datetime, get_locale, gettext
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from office.founding import TIMEZONES
from schemas.day import day_of
from schemas.errors import LontarError, every_error
from schemas.letter import name_of
from web.who import unit_zone

DIRECTIONS = {
    "legacy": _l("Legacy"),
    "incoming": _l("Incoming"),
    "outgoing": _l("Outgoing"),
    "internal": _l("Internal"),
}
LETTER_LANGUAGES = {"ind": _l("Indonesian"), "nld": _l("Dutch"), "eng": _l("English")}
"""Languages that a letter may be in, by the code that its field holds (ISO 639-3)."""
DATE = "d MMMM y"  # 22 November 2026, the same order in both languages


def say(error: LontarError | type[LontarError]) -> str:
    """The sentence and the advice of an error. Values that are themselves message ids are translated too."""
    values = {name: _worded(value) for name, value in params(error)}
    parts = (gettext(part) % values for part in (error.sentence, error.advice) if part)
    return " ".join(parts)


def _worded(value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    return gettext(value) if isinstance(value, str) and value else value


def params(error: LontarError | type[LontarError]) -> list[tuple[str, Any]]:
    return list(error.params.items()) if isinstance(error, LontarError) else []


def title_of(error: LontarError | type[LontarError]) -> str:
    return str(gettext(error.title))


def say_stored(kept: dict[str, Any]) -> str:
    """The words of an error that was stored as LontarError.as_dict(), in today's reader's language."""
    kind = every_error().get(str(kept.get("code")))
    if kind is None:
        return str(kept.get("message", ""))
    try:
        return say(kind(**kept.get("params", {})))
    except (KeyError, TypeError, ValueError):  # stored by an older release with other parameters
        return str(kept.get("message", ""))


def day(value: datetime | int | None) -> str:
    """A date as people write it: 22 November 2026. `int`: yyyymmdd; 0 and None give nothing."""
    if not value:
        return ""
    if isinstance(value, int):
        return _day(value, get_locale())
    return str(format_datetime(value, DATE))


@lru_cache(maxsize=4096)
def _day(value: int, locale: Locale) -> str:
    try:
        return str(format_date(day_of(value), DATE, locale=locale))
    except ValueError:
        return str(value)


def dotted(parts: Iterable[str | None]) -> Markup:
    """Short facts in a line, those that there are: 005/12/2019 · 22 November 2026."""
    return Markup(" · ").join(part for part in parts if part)


def moment(value: datetime | None) -> str:
    """A date and time in the zone of the person's unit: 22 November 2026 14.05 WIB."""
    if not value:
        return ""
    return f"{day(value)} {clock(value)}"


def clock(value: datetime) -> str:
    """The time of day in the zone of the person's unit, with its name: 14.05 WIB."""
    at = format_datetime(value, "HH.mm" if str(get_locale()) == "id" else "HH:mm")
    return f"{at} {TIMEZONES.get(str(unit_zone()), here(value).tzname())}"


def here(value: datetime) -> datetime:
    """A stored time in the zone of the person's unit; its `isoformat` has the offset, for machines."""
    return value.replace(tzinfo=UTC).astimezone(unit_zone())


def number(value: float) -> str:
    if isinstance(value, int) and 0 <= value < 1000:  # alike in both languages, and most counts on a page are such
        return str(value)
    return _number(value, get_locale())


@lru_cache(maxsize=4096)
def _number(value: float, locale: Locale) -> str:
    return str(format_decimal(value, locale=locale))


def install_filters(app: Any) -> None:
    app.jinja_env.filters.update(
        day=day,
        dotted=dotted,
        moment=moment,
        clock=clock,
        here=here,
        number=number,
        say=say,
        say_stored=say_stored,
        called=name_of,
    )
    app.jinja_env.globals.update(title_of=title_of)
