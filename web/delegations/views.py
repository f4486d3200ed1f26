"""Who acts for whom: a list of what concerns the asking person, a form for one more, and its early end."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from office import delegations
from office.days import day_at, last_day, typed, zone_of
from office.delegations import ACTION
from office.holders import holders, positions_of
from office.people import named
from office.positions import by_code
from schemas.day import day_number
from schemas.delegation import FORMS
from schemas.errors import LontarError, NotFound, WrongUse
from schemas.person import Person
from schemas.position import Position
from schemas.stored import now
from store.again import again
from store.changes import Changes
from store.contract import Row
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.people import proposed
from web.who import today, who

place = Blueprint("delegations", __name__)
BOXES = ("form", "position", "person", "since", "until", "reason")
FORM_NAMES = {
    "Plt.": _l("Plt.: the position is vacant"),
    "Plh.": _l("Plh.: its holder is away"),
    "Sek.": _l("Sek.: a secretary beside its holder"),
}
MOST_POSITIONS = 200
"""Proposed in the form; of an office with more the code is typed."""


@route(place, "/delegations", action=ACTION, summary="Who acts for whom")
def all_delegations() -> str:
    """`position`: the code that stands in the form."""
    return _page()


@route(place, "/delegations", action=ACTION, methods=("POST",), summary="Name somebody who acts for another")
@once
def delegate() -> Response:
    try:
        again(house().store, _made)
    except LontarError as problem:
        return make_response(_page(problem), problem.status)
    flash(_("Saved. The letters of the position go there in that time, and come back by themselves."), "success")
    return redirect(url_for("delegations.all_delegations"))


@route(place, "/delegations/<id>/end", action=ACTION, methods=("POST",), summary="End a delegation before its time")
@once
def end(id: str) -> Response:
    why = request.form.get("end_reason", "")

    def decide() -> Changes:
        store = house().store
        return delegations.ended(store, who(), delegations.delegation(store, who(), id), why)

    try:
        again(house().store, decide)
    except NotFound:
        raise
    except LontarError as problem:
        return make_response(_page(problem, ends=id), problem.status)
    flash(_("The delegation has ended."), "success")
    return redirect(url_for("delegations.all_delegations"))


def _made() -> Changes:
    store, form = house().store, request.form
    try:
        position = by_code(store, form.get("position", ""))
    except NotFound as error:
        raise NotFound(**error.params, field="position") from error
    person = named(store, form.get("person", ""))
    first = typed(form.get("since", ""), "since", _("The first day"))
    last = typed(form.get("until", ""), "until", _("The last day"))
    if last is None:
        raise WrongUse(what=_("The last day"), why=_("it is empty"), field="until")
    days = (first or day_at(now(), zone_of(store, position["unit"])), last)
    reason = form.get("reason", "")
    return delegations.made(store, who(), position, person, form=form.get("form", ""), days=days, reason=reason)


def _page(problem: LontarError | None = None, ends: str = "") -> str:
    """`ends`: the delegation whose early end was refused; else the form is what was refused."""
    mine = _mine()
    wanted = request.args.get("position", "") or (mine[0]["code"] if len(mine) == 1 else "")
    values = {"form": "Plh.", "position": wanted, "person": "", "since": today().isoformat(), "until": "", "reason": ""}
    if problem and not ends:
        values |= {name: request.form.get(name, "") for name in BOXES}
    return page(
        "delegations/delegations.html",
        rows=[_shown(*one) for one in delegations.delegations(house().store, who())],
        values=values,
        forms=[(form, FORM_NAMES[form]) for form in FORMS],
        positions=mine[:MOST_POSITIONS],
        people=proposed(*{row["unit"] for row in mine[:MOST_POSITIONS]}) if len(mine) < MOST_POSITIONS else proposed(),
        opens=bool((problem and not ends) or request.args.get("position")),
        problem=problem,
        ends=ends,
    )


def _mine() -> list[Row]:
    """The positions in which the asking person may name somebody, by title: their own first."""
    store, reader = house().store, who()
    own = positions_of(store, reader.person, now())
    rows = [row for row in store.every(Position) if not row.get("closed") and delegations.may_delegate(reader, row)]
    return sorted(rows, key=lambda row: (row["_id"] not in own, row["title"], row["code"]))


def _shown(row: Row, position: Row) -> dict[str, Any]:
    store = house().store
    zone = zone_of(store, position["unit"])
    person = store.get(Person, row["person"]) or {}
    holder = holders(store, [position["_id"]], row["since"])[position["_id"]] if row["since"] <= now() else None
    first, last = day_at(row["since"], zone), last_day(row["until"], zone) or date.max
    return {
        "id": row["_id"],
        "form": row["form"],
        "name": person.get("name", row["person"]),
        "title": position["title"],
        "code": position["code"],
        "since": day_number(first),
        "until": day_number(last),
        "runs": row["since"] <= now(),
        "acts": holder is not None and holder.person == row["person"],
        "reason": row.get("reason", ""),
        "ends": delegations.may_delegate(who(), position),
    }
