"""A batch closed: what the minutes say, the papers, and opened again."""

from urllib.parse import quote

from flask import Response as Paper
from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.digitising import closing as acts
from lontar.digitising import counts, papers
from lontar.digitising.closing import STATED
from schemas.batch import Batch
from schemas.errors import LontarError, NotFound
from store.contract import Row
from web.access import route
from web.batches.place import ACTION, place
from web.current import house
from web.once import once
from web.page import page
from web.who import who


@route(place, "/batches/<id>/close", action=ACTION, of=Batch, summary="The form for closing a batch")
def close(thing: Row) -> Response | str:
    if thing["state"] == "closed":
        return redirect(url_for("batches.batch", id=thing["_id"]))
    people = "\n".join(one.name for one in acts.officers_of(house(), thing)) or who().name
    return _form(thing, dict.fromkeys(STATED, "") | {"officers": people})


@route(place, "/batches/<id>/close", action=ACTION, of=Batch, methods=("POST",), summary="Close a batch")
@once
def close_now(thing: Row) -> Response:
    typed = {name: request.form.get(name, "") for name in STATED}
    try:
        acts.close(house(), who(), thing["_id"], typed)
        papers.papered(house(), thing["_id"], who())
    except LontarError as problem:
        return make_response(_form(thing, typed, problem), problem.status)
    flash(_("The batch is closed. Its minutes and its list are below."), "success")
    return redirect(url_for("batches.batch", id=thing["_id"]))


@route(place, "/batches/<id>/reopen", action=ACTION, of=Batch, summary="The form for opening a batch again")
def reopen(thing: Row) -> str:
    return page("batches/reopen.html", row=thing, problem=None, reason="")


@route(place, "/batches/<id>/reopen", action=ACTION, of=Batch, methods=("POST",), summary="Open a batch again")
@once
def reopen_now(thing: Row) -> Response:
    reason = request.form.get("reason", "")
    try:
        acts.reopen(house(), who(), thing["_id"], reason)
    except LontarError as problem:
        return make_response(page("batches/reopen.html", row=thing, problem=problem, reason=reason), problem.status)
    flash(_("The batch is open again."), "success")
    return redirect(url_for("batches.batch", id=thing["_id"]))


@route(place, "/batches/<id>/papers/<sha256>", action=ACTION, of=Batch, summary="A paper of a batch, as PDF/A")
def paper(thing: Row, sha256: str) -> Paper:
    """Raises NotFound for what is none of its papers."""
    one = next((one for one in thing.get("papers", ()) if one["sha256"] == sha256), None)
    if one is None:
        raise NotFound(what="File")
    with house().originals.open(sha256) as stream:
        answer = Paper(stream.read(), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(one['name'])}"
    return answer


def _form(row: Row, typed: dict[str, str], problem: LontarError | None = None) -> str:
    found = counts.counts(house(), row)
    return page("batches/close.html", row=row, typed=typed, problem=problem, found=found.as_dict())
