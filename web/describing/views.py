"""What the archive consists of: fonds and series as a tree, each with its page, changed, undone, removed."""

from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar.describing import descriptions, lists
from lontar.describing.descriptions import ACTION, NAMES
from lontar.describing.lists import Which
from lontar.intake import uploads
from lontar.shelving import changing
from schemas.description import Description
from schemas.errors import LontarError
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.current import house
from web.describing import past, shelves
from web.describing.place import place
from web.once import once
from web.page import page
from web.who import who

__all__ = ["place", "shelves"]
SHOWN = 100
"""Case files on the page of a series."""


@route(place, "/archive/description", action=ACTION, summary="Fonds and series of one's units")
def tree() -> str:
    return page("describing/tree.html", branches=descriptions.tree(house(), who()))


@route(place, "/archive/description/new", action=ACTION, summary="The form for a fonds, or a series below one")
def new() -> str:
    return _form()


@route(place, "/archive/description/new", action=ACTION, methods=("POST",), summary="Make a fonds or a series")
@once
def make() -> Any:
    values = {name: request.form.get(name, "") for name in NAMES}
    unit = request.form.get("unit") or who().unit
    try:
        made = descriptions.make(house(), who(), unit, values, request.args.get("parent", ""))
    except LontarError as problem:
        return make_response(_form(problem), problem.status)
    flash(_("Saved."), "success")
    return redirect(url_for("describing.one", id=made.id))


@route(place, "/archive/description/<id>", action=ACTION, of=Description, summary="A fonds or a series")
def one(thing: Row) -> str:
    return _one(thing)


@route(
    place, "/archive/description/<id>", action=ACTION, of=Description, methods=("POST",), summary="Say it differently"
)
@once
def change(thing: Row) -> Any:
    values = {name: request.form.get(name, "").replace("\r\n", "\n") for name in NAMES}
    try:
        done = descriptions.change(house(), who(), thing["_id"], values)
    except LontarError as problem:
        return make_response(_one(thing, problem, values), problem.status)
    return redirect(url_for("describing.one", id=thing["_id"], done=done.event))


@route(
    place, "/archive/description/<id>/undo", action=ACTION, of=Description, methods=("POST",), summary="Undo a change"
)
@once
def undo(thing: Row) -> Any:
    try:
        descriptions.undo(house(), who(), request.form.get("event", 0, type=int))
    except LontarError as problem:
        return make_response(_one(thing, problem), problem.status)
    flash(_("Undone."), "success")
    return redirect(url_for("describing.one", id=thing["_id"]))


@route(place, "/archive/description/<id>/remove", action=ACTION, of=Description, methods=("POST",), summary="Remove it")
@once
def remove(thing: Row) -> Any:
    try:
        descriptions.remove(house(), who(), thing["_id"])
    except LontarError as problem:
        return make_response(_one(thing, problem), problem.status)
    flash(_("Removed."), "success")
    return redirect(url_for("describing.tree"))


def _one(row: Row, problem: LontarError | None = None, typed: dict[str, str] | None = None) -> str:
    files = []
    if row["level"] == "series":
        for file in lists.files(house(), who(), Which(series=row["_id"])):
            files.append(file)
            if len(files) > SHOWN:
                break
    fonds = house().store.get(Description, row["parent"]) if row["parent"] else None
    return page(
        "describing/one.html",
        row=row,
        typed={name: row.get(name) or "" for name in NAMES} | (typed or {}),
        problem=problem,
        fonds=fonds,
        series=[one for one in descriptions.tree(house(), who()) if one.fonds["_id"] == row["_id"]],
        files=files[:SHOWN],
        more=len(files) > SHOWN,
        extent=descriptions.extent(house(), who(), row),
        span=lists.span,
        unit=(house().store.get(Unit, row["unit"]) or {}).get("name") or row["unit"],
        past=past.entries(house(), changing.events(house(), Description, row["_id"]), row),
        done=request.args.get("done", type=int),
    )


def _form(problem: LontarError | None = None) -> str:
    """`parent`: the fonds that a series is to be below."""
    parent = request.args.get("parent", "")
    return page(
        "describing/new.html",
        typed={name: request.form.get(name, "") for name in NAMES} | {"unit": request.form.get("unit") or who().unit},
        problem=problem,
        fonds=descriptions.one(house(), who(), parent) if parent else None,
        units=[(unit["_id"], unit["name"]) for unit in uploads.units_of(house(), who())],
    )
