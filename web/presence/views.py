"""Where one is: one tap for today, or a period; and for those who head a unit, who of it is in."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from office import presence
from office.attendance import UNKNOWN, attendance, headed
from office.days import typed
from schemas.day import day_number, day_of
from schemas.errors import LontarError, NotFound, WrongUse
from schemas.presence import KINDS, Presence
from store.again import again
from store.contract import Row
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.who import today, who

place = Blueprint("presence", __name__)
ACTION = "presence.mark"
BOXES = ("kind", "first", "last", "note")
NAMES = {
    "present": _l("Present"),
    "duty-elsewhere": _l("On duty elsewhere"),
    "leave": _l("On leave"),
    UNKNOWN: _l("Nothing said"),
}
BADGES = {"present": "success", "duty-elsewhere": "primary", "leave": "secondary"}


@route(place, "/presence", action=ACTION, summary="Where one is")
def own() -> str:
    return _page()


@route(place, "/presence", action=ACTION, methods=("POST",), summary="Say where one is")
@once
def mark() -> Response:
    """`kind`; `first` and `last` days, without them today; `note`."""
    form = request.form
    try:
        first = typed(form.get("first", ""), "first", _("The first day")) or today()
        last = typed(form.get("last", ""), "last", _("The last day")) or first
        kind, note = form.get("kind", ""), form.get("note", "")
        again(house().store, lambda: presence.marked(house().store, who(), kind, (first, last), note))
    except LontarError as problem:
        return make_response(_page(problem), problem.status)
    flash(_("Saved: %(kind)s.", kind=NAMES[kind]), "success")
    return redirect(url_for("presence.own"))


@route(place, "/presence/<id>/back", action=ACTION, of=Presence, methods=("POST",), summary="Take it back")
@once
def take_back(thing: Row) -> Response:
    again(house().store, lambda: presence.taken_back(who(), house().store.get(Presence, thing["_id"]) or thing))
    flash(_("Taken back."), "success")
    return redirect(url_for("presence.own"))


@route(place, "/presence/unit", action=ACTION, summary="Who of a unit is in")
def of_unit() -> str:
    """`unit`: its id, without it the topmost that one heads; `day`, without it today."""
    units = headed(house().store, who())
    unit = request.args.get("unit", "") or (units[0]["_id"] if units else "")
    if not unit:
        raise NotFound(what="Unit")
    day = _day(request.args.get("day", ""))
    seen = attendance(house().store, who(), unit, day)
    return page(
        "presence/unit.html",
        seen=seen,
        units=units,
        day=day,
        number=day_number(day),
        before=day - timedelta(days=1),
        after=day + timedelta(days=1),
        names=NAMES,
        badges=BADGES,
    )


def _day(text: str) -> date:
    """Today for anything that is no day: it stands in an address."""
    try:
        return typed(text, "day") or today()
    except WrongUse:
        return today()


def _page(problem: LontarError | None = None) -> str:
    store, me = house().store, who().person
    now_said = presence.entry(store, me, today())
    values: dict[str, Any] = {"kind": "leave", "first": "", "last": "", "note": ""}
    if problem:
        values |= {name: request.form.get(name, "") for name in BOXES}
    rows = [row | {"until": day_of(row["last"])} for row in presence.to_come(store, me, today())]
    return page(
        "presence/presence.html",
        said=now_said,
        rows=rows,
        kinds=[(kind, NAMES[kind]) for kind in KINDS],
        names=NAMES,
        badges=BADGES,
        values=values,
        problem=problem,
        heads=bool(headed(store, who())),
    )
