"""The manifest of a batch as a table: sent or typed, checked first, then taken."""

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lontar.digitising import manifest as acts
from office.plan import Plan, Sign
from office.tables import decoded
from schemas.batch import Batch
from schemas.errors import LontarError
from store.contract import Row
from web.access import route
from web.admin.act import sent_table
from web.batches.place import ACTION, place
from web.current import house
from web.once import once
from web.page import page
from web.who import who


@route(place, "/batches/<id>/manifest", action=ACTION, of=Batch, summary="The form for a manifest")
def manifest(thing: Row) -> str:
    return _form(thing)


@route(
    place, "/batches/<id>/manifest/check", action=ACTION, of=Batch, methods=("POST",), summary="What a table would do"
)
def check(thing: Row) -> Response | str:
    """Nothing is changed: faults by line, or each step with the button that does them all."""
    content = sent_table()
    text, _faults = decoded(content)
    try:
        plan = acts.plan(house(), who(), thing["_id"], content)
    except LontarError as problem:
        return make_response(_form(thing, text=text, problem=problem), problem.status)
    if plan.faults:
        return make_response(_form(thing, plan, text), 422)
    signs = {Sign.ADDED: _("Added"), Sign.CHANGED: _("Changed"), Sign.SAME: _("As they are")}
    titles = signs | {Sign.UNNAMED: _("Not in the table: they stay")}
    return page("batches/plan.html", row=thing, plan=plan, titles=titles, text=text)


@route(place, "/batches/<id>/manifest/take", action=ACTION, of=Batch, methods=("POST",), summary="Take a table")
@once
def take(thing: Row) -> Response:
    text = request.form.get("text", "")
    try:
        plan, event = acts.lay(house(), who(), thing["_id"], text.encode())
    except LontarError as problem:
        return make_response(_form(thing, text=text, problem=problem), problem.status)
    if plan.faults:
        return make_response(_form(thing, plan, text), 422)
    added, changed = len(plan.of(Sign.ADDED)), len(plan.of(Sign.CHANGED))
    flash(
        ngettext("%(num)s added, %(changed)s changed.", "%(num)s added, %(changed)s changed.", added, changed=changed),
        "success",
    )
    return redirect(url_for("batches.batch", id=thing["_id"], done=event))


def _form(row: Row, plan: Plan | None = None, text: str = "", problem: LontarError | None = None) -> str:
    return page("batches/manifest.html", row=row, faults=plan.faults if plan else (), text=text, problem=problem)
