"""The units of the office: the tree, one unit, and a whole table laid over it after a dry run."""

from typing import Any

from flask import Response as Download
from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lontar.act import happened
from office import reorganisation
from office.days import ZONE
from office.founding import TIMEZONES
from office.tables import decoded
from office.units import ROOT, STATES, checked, in_order, read_table, stated, table_of, write_table
from schemas.errors import Conflict, LontarError, NotFound
from schemas.unit import Unit
from store.again import again
from store.changes import Changes
from store.contract import Row
from web.access import route
from web.admin.act import actor, back, download, in_field, refused, sent_table
from web.admin.place import place
from web.current import house
from web.once import once
from web.page import page
from web.who import who

MOST = 10_000


def rows() -> list[Row]:
    """All units, each after the one above it, those beside one another by code."""
    found = {row["_id"]: row for row in house().store.every(Unit)}
    return in_order(found)


def unit_choices() -> list[tuple[str, str]]:
    """(id, code and name) of every unit, those below others set in."""
    return [(row["_id"], "  " * (len(row["path"]) - 1) + f"{row['code']} · {row['name']}") for row in rows()]


@route(place, "/admin/units", action="units.manage", summary="The units of the office")
def units() -> str:
    return page("admin/units.html", rows=rows(), faults=(), text="", problem=None)


@route(place, "/admin/units.csv", action="units.manage", summary="The units as a table")
def units_table() -> Download:
    return download("units", write_table(rows()))


@route(place, "/admin/units/check", action="units.manage", methods=("POST",), summary="What a table would do")
def units_check() -> Response | str:
    """Nothing is changed: faults by line, or what would be added and changed, with the button that does it."""
    content = sent_table()
    text, _faults = decoded(content)
    planned = reorganisation.plan(table_of(content), rows())
    if planned.faults:
        return page("admin/units.html", rows=rows(), faults=planned.faults, text=text, problem=None)
    return page("admin/units_plan.html", plan=planned, text=text)


@route(place, "/admin/units/take", action="units.manage", methods=("POST",), summary="Lay a table over the units")
@once
def units_take() -> Response:
    planned = reorganisation.plan(read_table(request.form.get("text", "")), rows())
    if planned.faults or not planned.does_something:
        raise Conflict(what=_("The units"))
    try:
        house().store.commit(reorganisation.carried_out(planned, actor()))
    except LontarError as problem:
        return refused(problem, "admin/units.html", rows=rows(), faults=(), text=request.form.get("text", ""))
    flash(
        ngettext(
            "%(num)s unit added, %(changed)s changed.",
            "%(num)s units added, %(changed)s changed.",
            len(planned.added),
            changed=len(planned.changed),
        ),
        "success",
    )
    return redirect(back(url_for("admin.units")))


@route(place, "/admin/units/new", action="units.manage", summary="The form for a new unit")
def new_unit() -> str:
    values = {"parent": request.args.get("parent", ROOT), "timezone": ZONE, "workdays": 5}
    return page("admin/unit.html", values=values, row=None, problem=None, **_form())


@route(place, "/admin/units/new", action="units.manage", methods=("POST",), summary="Add a unit")
@once
def make_unit() -> Response:
    values = _values()
    above = house().store.get(Unit, request.form.get("parent", ""))
    if above is None:
        raise NotFound(what="Unit")
    unit = Unit(**values, parent=above["_id"])
    unit.path = [*above["path"], unit.id]
    try:
        checked(values["code"], values["name"])
        event = happened(who(), "unit.made", unit.id, of="units", after=values)
        house().store.commit(Changes.of(unit, events=[event]))
    except LontarError as found:
        problem = in_field(found, "code", values["code"])
        return refused(problem, "admin/unit.html", values=values | {"parent": above["_id"]}, row=None, **_form())
    flash(_("Saved."), "success")
    return redirect(url_for("admin.units"))


@route(place, "/admin/units/<id>", action="units.manage", of=Unit, summary="One unit")
def unit(thing: Row) -> str:
    was = request.args.get("was", "")
    back_to = was if was in STATES and was != thing["state"] else None
    return page("admin/unit.html", values=thing, row=thing, problem=None, **_form() | {"back_to": back_to})


@route(place, "/admin/units/<id>", action="units.manage", of=Unit, methods=("POST",), summary="Change a unit")
@once
def change_unit(thing: Row) -> Response:
    """Code, name, time zone, working days; a unit moves by the table, which shows first what that does."""
    values = _values()
    edited = Unit.unpacked(thing)
    before = {name: getattr(edited, name) for name in values}
    for name, value in values.items():
        setattr(edited, name, value)
    try:
        if str(thing["version"]) != request.form.get("version"):
            raise Conflict(what=thing["name"])
        checked(values["code"], values["name"])
        event = happened(who(), "unit.changed", edited.id, of="units", before=before, after=values)
        house().store.commit(Changes.of(edited, events=[event]))
    except LontarError as found:
        problem = in_field(found, "code", values["code"])
        return refused(problem, "admin/unit.html", values=thing | values, row=thing, **_form())
    flash(_("Saved."), "success")
    return redirect(url_for("admin.units"))


@route(place, "/admin/units/<id>/state", action="units.manage", of=Unit, methods=("POST",), summary="Set its state")
@once
def unit_state(thing: Row) -> Response:
    """`state`; a unit comes on board in phases, and goes back the same way."""
    before = thing["state"]
    again(house().store, lambda: stated(house().store.get(Unit, thing["_id"]) or thing, _asked_state(), actor()))
    flash(_("Saved."), "success")
    return redirect(url_for("admin.unit", id=thing["_id"], was=before))


def _asked_state() -> str:
    return request.form.get("state", "")


def _values() -> dict[str, Any]:
    values = {name: request.form.get(name, "").strip() for name in ("code", "name", "timezone")}
    return values | {"workdays": request.form.get("workdays", 5, type=int)}


def _form() -> dict[str, Any]:
    return {"timezones": TIMEZONES, "units": unit_choices(), "states": STATES, "back_to": None}
