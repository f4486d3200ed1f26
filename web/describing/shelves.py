"""A box or folder under another number or title, on another shelf, in another box; undone."""

from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar.facts import told
from lontar.shelving import boxes, changing
from lontar.shelving.changing import BOX, FOLDER, Way
from schemas.box import Box, Folder
from schemas.errors import LontarError
from store.contract import Row
from web.access import route
from web.current import house
from web.describing.place import place
from web.letters.history import actor, names_of
from web.once import once
from web.page import page
from web.who import who

ACTION = boxes.ACTION


@route(place, "/archive/boxes/<id>/change", action=ACTION, of=Box, summary="The form to change a box")
def box_form(thing: Row) -> str:
    return _form(thing, BOX)


@route(place, "/archive/boxes/<id>/change", action=ACTION, of=Box, methods=("POST",), summary="Change a box")
@once
def box_change(thing: Row) -> Any:
    return _changed(thing, BOX)


@route(place, "/archive/folders/<id>/change", action=ACTION, of=Folder, summary="The form to change a folder")
def folder_form(thing: Row) -> str:
    return _form(thing, FOLDER)


@route(place, "/archive/folders/<id>/change", action=ACTION, of=Folder, methods=("POST",), summary="Change a folder")
@once
def folder_change(thing: Row) -> Any:
    return _changed(thing, FOLDER)


def _changed(thing: Row, way: Way) -> Any:
    """As the form says it; with `event` that is undone."""
    values = {name: request.form.get(name, "") for name in way.names}
    try:
        if event := request.form.get("event", 0, type=int):
            changing.undo(house(), who(), [way], event)
            flash(_("Undone."), "success")
            return redirect(request.path)
        done = changing.change(house(), who(), way, thing["_id"], values)
    except LontarError as problem:
        return make_response(_form(thing, way, problem, values), problem.status)
    form = "describing.box_form" if way is BOX else "describing.folder_form"
    return redirect(url_for(form, id=thing["_id"], done=done.event))


def _form(row: Row, way: Way, problem: LontarError | None = None, typed: dict[str, str] | None = None) -> str:
    events = changing.events(house(), way.kind, row["_id"])
    names = names_of(house(), events)
    within = house().store.get(Box, row["box"]) if way is FOLDER else row
    same = house().store.find(Box, {"unit": row["unit"]}, sort=[("made_at", -1)], limit=boxes.MOST)
    return page(
        "describing/shelf.html",
        row=row,
        box=within or row,
        is_box=way is BOX,
        typed={name: row.get(name) or "" for name in way.names} | (typed or {}),
        boxes=[(one["_id"], f"{one['number']} {one.get('title') or ''}") for one in same],
        problem=problem,
        done=request.args.get("done", type=int),
        past=[(event, actor(event, names), _said(event)) for event in events],
    )


def _said(event: Row) -> str:
    before, after = told(event)
    titles = {"number": _("Number"), "title": _("Title"), "shelf": _("Shelf"), "box": _("Box")}
    if not before:
        return str(_("made"))
    rows = house().store.get_many(Box, [values["box"] for values in (before, after) if values.get("box")])
    numbers = {id: row["number"] for id, row in rows.items()}
    clauses = [
        _("%(field)s: “%(old)s” became “%(new)s”", field=titles[name],
          old=numbers.get(before[name], before[name]), new=numbers.get(after[name], after[name]))
        for name in titles if name in after
    ]  # fmt: skip
    return "; ".join(str(one) for one in clauses)
