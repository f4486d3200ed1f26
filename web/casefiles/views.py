"""The case files of one's units: a list, the form of a new one, and of one that is there: renamed, closed, opened."""

from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.describing import descriptions, loan_lists
from lontar.describing.contents import contents, summary
from lontar.describing.lists import span
from lontar.intake import uploads
from lontar.many import casefile_acts, casefiles
from lontar.many.casefiles import ACTION, STATES
from lontar.shelving.placing import places
from schemas.casefile import CaseFile
from schemas.errors import LontarError
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.casefiles import filing, lists, past
from web.casefiles.filing import folder_typed
from web.casefiles.place import place
from web.current import house
from web.i18n.language import language
from web.once import once
from web.page import page
from web.vocabularies import choices, shelf
from web.who import who

__all__ = ["filing", "lists", "place"]
BOXES = ("unit", "number", "code", "title", "series", "folder")
SAID = ("number", "code", "title", "series", "folder")
"""What can be said anew of one that is there."""
SHOWN = 100
"""Letters of a case file on one page."""


@route(place, "/casefiles", action=ACTION, summary="The case files of one's units")
def all_casefiles() -> str:
    state = request.args.get("state", "")
    state = state if state in STATES else STATES[0]
    rows = casefiles.casefiles(house(), who(), state)
    units = house().store.get_many(Unit, sorted({row["unit"] for row in rows}))
    return page("casefiles/casefiles.html", rows=rows, units=units, state=state)


@route(place, "/casefiles/new", action=ACTION, summary="The form for a new case file")
def new() -> str:
    return _form()


@route(place, "/casefiles/new", action=ACTION, methods=("POST",), summary="Make a case file")
@once
def make() -> Any:
    typed = {name: request.form.get(name, "") for name in BOXES}
    try:
        unit = typed.pop("unit") or who().unit
        made = casefiles.make(house(), who(), unit, **typed | {"folder": folder_typed(typed["folder"], unit)})
    except LontarError as problem:
        return make_response(_form(problem), problem.status)
    flash(_("Saved."), "success")
    if then := request.args.get("then"):  # the letters chosen, for which it was made
        return redirect(f"{url_for('jobs.new')}?{then}#act-file")
    return redirect(url_for("casefiles.casefile", id=made.id))


@route(place, "/casefiles/<id>", action=ACTION, of=CaseFile, summary="One case file, and what happened to it")
def casefile(thing: Row) -> str:
    return _one(thing)


@route(place, "/casefiles/<id>", action=ACTION, of=CaseFile, methods=("POST",), summary="Rename it")
@once
def change(thing: Row) -> Any:
    return _changed(thing, {name: request.form.get(name, "") for name in SAID})


@route(place, "/casefiles/<id>/close", action=ACTION, of=CaseFile, methods=("POST",), summary="Close it")
@once
def close(thing: Row) -> Any:
    return _changed(thing, {"state": "closed"})


@route(place, "/casefiles/<id>/reopen", action=ACTION, of=CaseFile, methods=("POST",), summary="Open it again")
@once
def reopen(thing: Row) -> Any:
    return _changed(thing, {"state": "open"})


@route(place, "/casefiles/<id>/undo", action=ACTION, of=CaseFile, methods=("POST",), summary="Undo what was done to it")
@once
def undo(thing: Row) -> Any:
    try:
        casefile_acts.undo(house(), who(), request.form.get("event", 0, type=int))
    except LontarError as problem:
        return make_response(_one(thing, problem), problem.status)
    flash(_("Undone."), "success")
    return redirect(url_for("casefiles.casefile", id=thing["_id"]))


def _changed(thing: Row, values: dict[str, str]) -> Response:
    try:
        there = {"folder": folder_typed(values["folder"], thing["unit"])} if "folder" in values else {}
        done = casefile_acts.change(house(), who(), thing["_id"], values | there)
    except LontarError as problem:
        return make_response(_one(thing, problem, values), problem.status)
    return redirect(url_for("casefiles.casefile", id=thing["_id"], done=done.event))


def _one(row: Row, problem: LontarError | None = None, typed: dict[str, str] | None = None) -> str:
    """`typed`: what stands in the boxes beside the reason why it was not saved."""
    where = places(house(), [row.get("folder")]).get(row.get("folder") or "")
    values = {name: row.get(name) or "" for name in SAID} | {"folder": where.said if where else ""} | (typed or {})
    letters = contents(house(), who(), row["_id"])
    after = max(request.args.get("from", 0, type=int), 0)
    return page(
        "casefiles/casefile.html",
        row=row,
        typed=values,
        problem=problem,
        codes=_codes(values["code"]),
        past=past.entries(house(), row),
        series=_series(row["unit"]),
        place=where,
        letters=letters[after : after + SHOWN],
        count=len(letters),
        after=after,
        shown=SHOWN,
        sums=summary(letters),
        span=span,
        places=places(house(), (one.get("folder") for one in letters[after : after + SHOWN])),
        loans=loan_lists.of_paper(house(), who(), f"casefiles/{row['_id']}"),
        done=request.args.get("done", type=int),
    )


def _form(problem: LontarError | None = None) -> str:
    return page(
        "casefiles/new.html",
        typed={name: request.form.get(name, request.args.get(name, "")) for name in BOXES}
        | {"unit": request.form.get("unit") or who().unit},
        series=_series(request.form.get("unit") or who().unit),
        problem=problem,
        units=[(unit["_id"], unit["name"]) for unit in uploads.units_of(house(), who())],
        codes=[("", _("Choose one")), *_codes("")],
    )


def _series(unit: str) -> list[tuple[str, str]]:
    rows = descriptions.series_for(house(), who(), unit)
    return [("", _("none")), *((row["_id"], f"{row['path']} {row['title']}") for row in rows)]


def _codes(held: str) -> list[tuple[str, str]]:
    """The classification codes in use; that of a file made under an older list stays with it."""
    known = [(code, f"{code} {name}") for code, name in choices("classification")]
    if not held or held in dict(known):
        return known
    entry = shelf().get("classification").find(held)
    return [(held, f"{held} {entry.name(language())}" if entry else held), *known]
