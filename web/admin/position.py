"""One position: made, changed, closed; who holds it, put in and let go."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from office import holdings, positions
from office.days import DAY, day_at, last_day, typed, zone_of
from office.people import named
from schemas.day import day_number
from schemas.errors import LontarError
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import now
from store.again import again
from store.contract import Row
from web.access import route
from web.admin.act import in_field, refused
from web.admin.place import place
from web.admin.units import unit_choices
from web.current import house
from web.once import once
from web.page import page
from web.people import proposed
from web.who import who

ACTION = "units.manage"
SHOWN = 50
NAMES = ("code", "title", "unit", "superior")


@route(place, "/admin/positions/new", action=ACTION, summary="The form for a new position")
def new_position() -> str:
    unit = request.args.get("unit", "")
    return page("admin/position.html", values={"unit": unit}, row=None, problem=None, units=unit_choices())


@route(place, "/admin/positions/new", action=ACTION, methods=("POST",), summary="Make a position")
@once
def make_position() -> Response:
    try:
        again(house().store, lambda: positions.made(house().store, _values(), who()))
    except LontarError as found:
        problem = in_field(found, "code", request.form.get("code", ""))
        return refused(problem, "admin/position.html", values=_typed(), row=None, units=unit_choices())
    flash(_("Saved."), "success")
    return redirect(url_for("admin.all_positions", q=request.form.get("code")))


@route(place, "/admin/positions/<id>", action=ACTION, of=Position, summary="One position and who is in it")
def position(thing: Row) -> str:
    return page("admin/position.html", **_one(thing), problem=None)


@route(place, "/admin/positions/<id>", action=ACTION, of=Position, methods=("POST",), summary="Change a position")
@once
def change_position(thing: Row) -> Response:
    return _changed(thing, lambda: positions.changed(house().store, _fresh(thing), _values(), who()))


@route(place, "/admin/positions/<id>/closed", action=ACTION, of=Position, methods=("POST",), summary="Close or open it")
@once
def close_position(thing: Row) -> Response:
    closed = {"closed": request.form.get("closed") == "yes"}
    return _changed(thing, lambda: positions.changed(house().store, _fresh(thing), closed, who()))


@route(place, "/admin/positions/<id>/hold", action=ACTION, of=Position, methods=("POST",), summary="Put somebody in")
@once
def hold_position(thing: Row) -> Response:
    """`person`: a login or name; `since` and `until`: the first and the last day."""

    def decide() -> Any:
        person = named(house().store, request.form.get("person", ""))
        first = typed(request.form.get("since", ""), "since", _("The first day")) or _today(thing)
        days = (first, typed(request.form.get("until", ""), "until", _("The last day")))
        return holdings.held(house().store, _fresh(thing), person, days, who())

    return _changed(thing, decide)


@route(place, "/admin/positions/<id>/release", action=ACTION, of=Position, methods=("POST",), summary="Let somebody go")
@once
def release_position(thing: Row) -> Response:
    """`holding`: its id; `last`: the last day, without it yesterday."""

    def decide() -> Any:
        mine = holdings.holding_of(house().store, thing, request.form.get("holding", ""))
        last = typed(request.form.get("last", ""), "last", _("The last day")) or _today(thing) - DAY
        return holdings.released(house().store, _fresh(thing), mine, last, who())

    return _changed(thing, decide)


def _changed(thing: Row, decide: Any) -> Response:
    try:
        again(house().store, decide)
    except LontarError as found:
        problem = in_field(found, "code", request.form.get("code", ""))
        return refused(problem, "admin/position.html", **_one(thing) | {"typed": request.form})
    flash(_("Saved."), "success")
    return redirect(url_for("admin.position", id=thing["_id"]))


def _fresh(thing: Row) -> Row:
    """As it stands now: a decision is made again when another came between."""
    return house().store.get(Position, thing["_id"]) or thing


def _today(row: Row) -> Any:
    return day_at(now(), zone_of(house().store, row["unit"]))


def _values() -> dict[str, Any]:
    """What the form says, the superior by its code. Raises NotFound."""
    said: dict[str, Any] = {name: request.form.get(name, "").strip() for name in NAMES}
    code, said["head"] = said["superior"], "head" in request.form
    said["superior"] = positions.above(house().store, code) if code else None
    return said


def _typed() -> dict[str, Any]:
    return {name: request.form.get(name, "") for name in NAMES} | {"head": "head" in request.form}


def _one(row: Row) -> dict[str, Any]:
    store, zone = house().store, zone_of(house().store, row["unit"])
    above = store.get(Position, row["superior"]) if row.get("superior") else None
    rows = store.find(Holding, {"position": row["_id"]}, sort=[("since", -1)], limit=SHOWN)
    people = store.get_many(Person, sorted({one["person"] for one in rows}))
    held = [
        {
            "id": one["_id"],
            "name": people.get(one["person"], {}).get("name", one["person"]),
            "since": day_number(day_at(one["since"], zone)),
            "until": day_number(last) if (last := last_day(one.get("until"), zone)) else 0,
            "runs": one.get("until") is None or one["until"] > now(),
        }
        for one in rows
    ]
    typed_here = request.method == "POST" and request.endpoint == "admin.change_position"
    values = _typed() if typed_here else positions.values_of(row) | {"superior": (above or {}).get("code", "")}
    default = positions.superior_of(store, row | {"superior": None})
    return {
        "row": row, "values": values, "held": held, "typed": {}, "default": default, "first": _today(row).isoformat(),
        "units": unit_choices(), "proposed": proposed(row["unit"]),
    }  # fmt: skip
