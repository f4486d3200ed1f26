"""How many working days things may take, and which days are none: settings in the home, holidays, the office's own."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, NamedTuple

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.settings import Setting, again, keep
from lontar.settings_file import FILE
from office.errors import NotWithin
from office.public_holidays import public_holidays
from office.settings import Deadlines
from office.vocabularies.entry import DAYS
from office.workdays import NAME, days_of
from schemas.day import day_number
from schemas.errors import LontarError
from store.changes import Changes, Happened
from web.access import route
from web.admin.act import actor, back, refused
from web.admin.place import place
from web.current import house
from web.i18n.language import language
from web.once import once
from web.page import page
from web.vocabularies import shelf
from web.who import today

NAMES = tuple(one.name for one in fields(Deadlines))
YEARS = 2
"""Years of which the page lists the days off: this one and the next."""


class DayOff(NamedTuple):
    """`day`: yyyymmdd; `units`: the codes of those that it is for (none: all); `own`: the office's."""

    day: int
    name: str
    group: str
    units: tuple[str, ...] = ()
    own: bool = False


@route(place, "/admin/deadlines", action="office.manage", summary="Deadlines and days off")
def deadlines() -> str:
    return page("admin/deadlines.html", **_form({name: one.value for name, one in _shown().items()}), problem=None)


@route(place, "/admin/deadlines", action="office.manage", methods=("POST",), summary="Change the deadlines")
@once
def deadlines_change() -> Response:
    """What is fixed in the environment or a file by hand stays."""
    shown = _shown()
    before = {name: one.value for name, one in shown.items()}
    typed = {name: request.form.get(name, "").strip() for name in NAMES if not _fixed(shown[name])}
    try:
        wanted = before | {name: _counted(name, value) for name, value in typed.items()}
        keep(house().settings, {name: wanted[name] for name in typed})
    except LontarError as problem:
        return refused(problem, "admin/deadlines.html", **_form(before | typed))
    event = Happened("settings.changed", "settings/deadlines", actor(), before=before, after=wanted)
    house().store.commit(Changes(events=(event,)))
    flash(_("Saved. It is in use at once."), "success")
    return redirect(back(url_for("admin.deadlines")))


def _counted(name: str, typed: str) -> int:
    """Raises NotWithin, naming the field."""
    one = next(one for one in fields(Deadlines) if one.name == name)
    least, most = one.metadata.get("least", 0), one.metadata["most"]
    if not (typed.isascii() and typed.isdecimal() and least <= int(typed) <= most):
        raise NotWithin(what=typed or "—", least=least, most=most, field=name)
    return int(typed)


def _shown() -> dict[str, Setting]:
    return {one.name: one for one in again(house().settings).all if one.name in NAMES}


def _fixed(one: Setting) -> bool:
    return one.source not in ("default", str(house().settings.home / FILE))


def _form(values: dict[str, Any]) -> dict[str, Any]:
    first = today().year
    return {
        "values": values,
        "fixed": {name for name, one in _shown().items() if _fixed(one)},
        "years": {year: sorted(_days_off(year)) for year in range(first, first + YEARS)},
    }


def _days_off(year: int) -> Iterator[DayOff]:
    """Those of the country, and the days of the office's own table."""
    for day, name in public_holidays(year, language()).items():
        yield DayOff(day_number(day), name, DAYS[0])
    for entry in shelf().look(NAME).entries:
        for day in days_of(entry):
            if day.year == year:
                yield DayOff(day_number(day), entry.name(language()), entry.group, entry.aliases, own=True)
