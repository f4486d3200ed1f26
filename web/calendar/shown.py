"""The calendar put together: whose, which days, and on each what stands there."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from flask import request, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from lontar.calendar.days_off import days_off
from lontar.calendar.errors import NoAppointment
from lontar.calendar.items import Calendar, Item
from lontar.calendar.listed import is_open
from office.holders import positions_of
from schemas.day import day_number
from schemas.stored import now
from schemas.unit import Unit
from web.calendar import words
from web.calendar.period import VIEWS, Period, views, weekday
from web.current import house
from web.i18n.language import language
from web.i18n.words import day as day_said
from web.page import page
from web.vocabularies import shelf
from web.who import today, who

YEARS = (1900, 2200)
"""The first and the last year that is shown."""


@dataclass(frozen=True)
class Day:
    """One day that is shown. `off`: why it is one off; `inside`: it is of the month that is looked at."""

    day: date
    weekday: str
    said: str
    today: bool
    off: str
    inside: bool
    items: list[Item]


def shown() -> str:
    """The page of the calendar: `view`, `date` (2030-12-31), `unit` (the id of one that the person leads)."""
    calendar, period = Calendar(house(), who()), _period()
    unit = request.args.get("unit", "")
    unit = unit if unit and is_open(calendar, unit) else ""
    days = period.first, period.last
    items = calendar.of_unit(unit, *days) if unit else calendar.own(*days)
    return page(
        "calendar/calendar.html",
        period=period,
        views=views(),
        title=_title(period),
        days=_days(period, items),
        empty=_empty(items, unit),
        unit=unit,
        units=[("", _("My positions")), *((row["_id"], row["name"]) for row in calendar.units)],
        at=lambda **changed: at(period, unit, **changed),
        today_is=today(),
        several=bool(unit) or len({item.row["position"] for item in items}) > 1,
        done=done(calendar),
        words=words,
    )


def at(period: Period, unit: str, *, view: str = "", to: date | None = None) -> str:
    """The address of the calendar as it is shown, at another day or in another view."""
    return url_for("calendar.calendar", view=view or period.view, date=(to or period.at).isoformat(), unit=unit or None)


def done(calendar: Calendar) -> Item | None:
    """What the person has just said of an invitation, and can take back."""
    with suppress(NoAppointment):
        found = calendar.one(request.args.get("done", ""))
        return found if found.row.get("said_by") == calendar.reader.person else None
    return None


def _period() -> Period:
    """As the address says it; a day that is none is today."""
    asked, found = request.args.get("view", ""), today()
    with suppress(ValueError):
        found = date.fromisoformat(request.args.get("date", ""))
    inside = YEARS[0] <= found.year <= YEARS[1]
    return Period(asked if asked in VIEWS else "week", found if inside else today())


def _title(period: Period) -> str:
    first, last = period.days[0], period.days[-1]
    if period.view == "month":
        return str(format_date(period.at, "MMMM y"))
    return " – ".join(day_said(day_number(day)) for day in dict.fromkeys((first, last)))


def _days(period: Period, items: Sequence[Item]) -> list[Day]:
    days, unit = period.days, house().store.get(Unit, who().unit)
    off = days_off(house().store, shelf(), unit, days, language())
    return [
        Day(
            day,
            weekday(day),
            day_said(day_number(day)),
            day == today(),
            off.get(day, ""),
            period.holds(day),
            [item for item in items if item.row["day"] <= day_number(day) <= item.row["until"]],
        )
        for day in days
    ]


def _empty(items: Sequence[Item], unit: str) -> str:
    """What to do where nothing stands."""
    if items:
        return ""
    if not unit and who().keys is not None and not positions_of(house().store, who().person, now()):
        return str(_("You act in no position now. Invitations come to positions; an administrator can give you one."))
    return str(_("No invitations in these days. One appears here when its letter is registered and you are asked."))
