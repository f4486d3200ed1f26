"""The batches of one's units: a list, the form of a new one, and that of one there is."""

from flask import Blueprint, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.intake import digitising, uploads
from office.access import may
from schemas.batch import Batch
from schemas.errors import LontarError
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.profiles import called, models, profiles
from web.who import who

place = Blueprint("batches", __name__)


@route(place, "/batches", action="batch.manage", summary="The batches of one's units")
def batches() -> str:
    rows = digitising.batches(house(), who())
    units = house().store.get_many(Unit, sorted({row["unit"] for row in rows}))
    how = {row["_id"]: _how(row) for row in rows}
    return page("batches/batches.html", rows=rows, units=units, how=how, can_add=may(who(), "intake.add"))


@route(place, "/batches/new", action="batch.manage", summary="The form for a new batch")
def new_batch() -> str:
    return _form({"name": "", "unit": who().unit, "security_class": "B", "languages": "", "profile": ""})


@route(place, "/batches/new", action="batch.manage", methods=("POST",), summary="Make a batch")
@once
def make_batch() -> Response:
    typed = _typed("") | {"name": request.form.get("name", ""), "unit": request.form.get("unit") or who().unit}
    values = {name: typed[name] for name in digitising.SAID}
    try:
        digitising.make(house(), who(), typed["unit"], typed["name"], values)
    except LontarError as problem:
        return make_response(_form(typed, problem=problem), problem.status)
    flash(_("Saved."), "success")
    return redirect(url_for("batches.batches"))


@route(place, "/batches/<id>", action="batch.manage", of=Batch, summary="One batch")
def batch(thing: Row) -> str:
    return _form(thing, thing)


@route(place, "/batches/<id>", action="batch.manage", of=Batch, methods=("POST",), summary="Change a batch")
@once
def change_batch(thing: Row) -> Response:
    typed = _typed(thing["languages"])
    try:
        digitising.change(house(), who(), thing["_id"], typed, request.form.get("version", type=int))
    except LontarError as problem:
        return make_response(_form(thing | typed, thing, problem), problem.status)
    flash(_("Saved."), "success")
    return redirect(url_for("batches.batches"))


def _typed(held: str) -> dict[str, str]:
    """What the form says; the same languages as before keep their order, for the first is tried first."""
    chosen = request.form.getlist("language")
    languages = held if set(chosen) == set(held.split("+")) else "+".join(chosen)
    return {name: request.form.get(name, "") for name in ("security_class", "profile")} | {"languages": languages}


def _form(values: Row, row: Row | None = None, problem: LontarError | None = None) -> str:
    """`row`: the batch as it stands, when it is there already."""
    office = house().settings.ingest
    chosen = values["languages"].split("+") if values["languages"] else []
    known = models(office)
    gone = [(code, called(code)) for code in chosen if code not in dict(known)]
    return page(
        "batches/batch.html",
        values=values,
        row=row,
        problem=problem,
        units=[(unit["_id"], unit["name"]) for unit in uploads.units_of(house(), who())],
        chosen=chosen,
        models=[*known, *gone],
        profiles=[("", _("As the office reads: %(how)s", how=dict(profiles())[office.profile])), *profiles()],
        usual=_named(office.languages),
    )


def _named(languages: str) -> str:
    return ", ".join(called(one) for one in languages.split("+"))


def _how(row: Row) -> str:
    """How its letters are read, in a line."""
    own = [_named(row["languages"]) if row["languages"] else "", dict(profiles()).get(row["profile"], "")]
    return "; ".join(one for one in own if one) or _("as the office reads")
