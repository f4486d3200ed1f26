"""The case files of one's units: a list, and the form of a new one."""

from typing import Any

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar.intake import uploads
from lontar.many import casefiles
from schemas.errors import LontarError
from schemas.unit import Unit
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.vocabularies import choices
from web.who import who

place = Blueprint("casefiles", __name__)
BOXES = ("unit", "number", "code", "title")


@route(place, "/casefiles", action="casefile.manage", summary="The case files of one's units")
def all_casefiles() -> str:
    rows = casefiles.casefiles(house(), who())
    units = house().store.get_many(Unit, sorted({row["unit"] for row in rows}))
    return page("casefiles/casefiles.html", rows=rows, units=units)


@route(place, "/casefiles/new", action="casefile.manage", summary="The form for a new case file")
def new() -> str:
    return _form()


@route(place, "/casefiles/new", action="casefile.manage", methods=("POST",), summary="Make a case file")
@once
def make() -> Any:
    typed = {name: request.form.get(name, "") for name in BOXES}
    try:
        casefiles.make(house(), who(), typed.pop("unit") or who().unit, **typed)
    except LontarError as problem:
        return make_response(_form(problem), problem.status)
    flash(_("Saved."), "success")
    if then := request.args.get("then"):  # the letters chosen, for which it was made
        return redirect(f"{url_for('jobs.new')}?{then}#act-file")
    return redirect(url_for("casefiles.all_casefiles"))


def _form(problem: LontarError | None = None) -> str:
    return page(
        "casefiles/casefile.html",
        typed={name: request.form.get(name, "") for name in BOXES} | {"unit": request.form.get("unit") or who().unit},
        problem=problem,
        units=[(unit["_id"], unit["name"]) for unit in uploads.units_of(house(), who())],
        codes=[(code, f"{code} {name}") for code, name in choices("classification")],
    )
