"""How the letters of a batch are read and classed: the form of a new one, and of one there is."""

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.intake import digitising, uploads
from schemas.batch import Batch
from schemas.errors import LontarError
from store.contract import Row
from web.access import route
from web.batches.place import ACTION, place
from web.current import house
from web.once import once
from web.page import page
from web.profiles import called, models, profiles
from web.who import who


@route(place, "/batches/new", action=ACTION, summary="The form for a new batch")
def new_batch() -> str:
    return _form({"name": "", "unit": who().unit, "security_class": "B", "languages": "", "profile": ""})


@route(place, "/batches/new", action=ACTION, methods=("POST",), summary="Make a batch")
@once
def make_batch() -> Response:
    typed = _typed("") | {"name": request.form.get("name", ""), "unit": request.form.get("unit") or who().unit}
    values = {name: typed[name] for name in digitising.SAID}
    try:
        made = digitising.make(house(), who(), typed["unit"], typed["name"], values)
    except LontarError as problem:
        return make_response(_form(typed, problem=problem), problem.status)
    flash(_("Saved."), "success")
    return redirect(url_for("batches.batch", id=made.id))


@route(place, "/batches/<id>/settings", action=ACTION, of=Batch, summary="How a batch is read and classed")
def settings(thing: Row) -> str:
    return _form(thing, thing)


@route(place, "/batches/<id>/settings", action=ACTION, of=Batch, methods=("POST",), summary="Change a batch")
@once
def change_batch(thing: Row) -> Response:
    typed = _typed(thing["languages"])
    try:
        digitising.change(house(), who(), thing["_id"], typed, request.form.get("version", type=int))
    except LontarError as problem:
        return make_response(_form(thing | typed, thing, problem), problem.status)
    flash(_("Saved."), "success")
    return redirect(url_for("batches.batch", id=thing["_id"]))


def how(row: Row) -> str:
    """How its letters are read, in a line."""
    own = [named(row["languages"]) if row["languages"] else "", dict(profiles()).get(row["profile"], "")]
    return "; ".join(one for one in own if one) or _("as the office reads")


def named(languages: str) -> str:
    return ", ".join(called(one) for one in languages.split("+"))


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
        "batches/settings.html",
        values=values,
        row=row,
        problem=problem,
        units=[(unit["_id"], unit["name"]) for unit in uploads.units_of(house(), who())],
        chosen=chosen,
        models=[*known, *gone],
        profiles=[("", _("As the office reads: %(how)s", how=dict(profiles())[office.profile])), *profiles()],
        usual=named(office.languages),
    )
