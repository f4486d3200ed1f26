"""One draft: its form beside how it will look, saved as one types; what waits, who approved, what can be done."""

from datetime import UTC
from typing import Any, cast

from flask import Response, flash, jsonify, make_response, redirect, request, url_for
from flask_babel import gettext as _

from drafting.refused import DraftChanged
from drafting.written import fingerprint
from lontar.drafting import acts, shown
from lontar.drafting.typesetting import template_of
from lontar.sending.own import is_sender, may_send
from office.access import may_see
from schemas.draft import MOST_INITIALS, Draft
from schemas.errors import LontarError
from schemas.letter import Letter, values_of
from schemas.person import Person
from schemas.stored import now
from store.contract import Row
from web.access import route
from web.current import house, wants_json
from web.drafts import form
from web.drafts.brought import brought
from web.drafts.lists import template_said
from web.drafts.place import place
from web.drafts.preview import pages_of
from web.drafts.words import state_said, tasks
from web.once import once
from web.page import page
from web.who import unit_zone, who

ADDRESS = "/drafts/<id>"


@route(place, ADDRESS, action="draft.read", of=Draft, summary="One draft")
def draft(thing: Row) -> str:
    return sheet(thing)


@route(place, ADDRESS, action="draft.write", of=Draft, methods=("POST",), summary="Save what was written of a draft")
@once
def save(thing: Row) -> Any:
    """With `then=submit` it is submitted too, unless a file that it brings was refused. A script is answered with
    JSON."""
    submits = brought(thing["_id"]) and request.form.get("then") == "submit"
    try:
        written(thing["_id"])
        if submits:
            acts.submit(house(), who(), thing["_id"])
    except LontarError as problem:
        if wants_json():
            raise form.worded(template_of(house(), thing["template"]), problem) from problem
        return refused(thing, problem)
    if wants_json():
        return _saved(thing)
    flash(_("Submitted.") if submits else _("Saved."), "success")
    return onward(thing["_id"])


def written(id: str) -> None:
    """What was typed is saved, where the form brings it. Raises what acts.change raises, WrongUse."""
    if "revision" in request.form:
        values = form.values_of(acts.draft_for(house(), who(), id), request.form)
        acts.change(house(), who(), id, values, request.form.get("revision", 0, type=int))


def onward(id: str, **said: Any) -> Response:
    """To the draft (`said`: what its address says); to the lists for who may no longer see it after this, as of another
    class."""
    if may_see(who(), house().store.get(Draft, id) or {}):
        return cast(Response, redirect(url_for("drafts.draft", id=id, **said)))
    flash(_("You may no longer see this draft."), "info")
    return cast(Response, redirect(url_for("drafts.drafts")))


def refused(thing: Row, problem: LontarError) -> Response:
    """The draft as it stands, with the reason and what was typed."""
    return make_response(sheet(house().store.get(Draft, thing["_id"]) or thing, problem), problem.status)


def _saved(thing: Row) -> Response:
    row = house().store.get(Draft, thing["_id"]) or thing
    here = now().replace(tzinfo=UTC).astimezone(unit_zone())
    return jsonify(revision=row["revision"], saved=_("Saved %(time)s", time=f"{here:%H.%M}"))


def sheet(row: Row, problem: LontarError | None = None) -> str:
    """`problem`: why nothing was done; what was typed stands in the boxes then."""
    template, can = template_of(house(), row["template"]), shown.can(who(), row)
    writing = "change" in can
    boxes = form.boxes_of(row)
    if problem is not None and "revision" in request.form:
        boxes |= form.typed(request.form)
    titles = shown.titles_of(house(), [row])
    readable, became = _readable(row, "answers"), _readable(row, "letter")
    pages, unshown = pages_of(row)
    return page(
        "drafts/draft.html",
        row=row,
        heading=shown.title_of(row) or template_said(row["template"]),
        fields=template.fields,
        template_title=template_said(row["template"]),
        can=can,
        writing=writing,
        boxes=boxes,
        box=form.BOX,
        problem=_in_box(template, problem),
        clashes=_clashes(row, problem),
        offered=form.offered(row) if writing else {},
        most_initials=MOST_INITIALS,
        titles=titles,
        people=_people(row),
        tasks=tasks(row),
        state=state_said(row),
        approves=fingerprint(Draft.unpacked(row)),
        number=shown.number_of(house(), row),
        answered=readable,
        answered_said=values_of(readable) if readable else {},
        became=became,
        sends=became is not None and row["state"] == "signed" and may_send(house(), who(), became),
        asks=became is not None and row["state"] == "sent" and is_sender(house(), who(), became),
        pages=pages,
        unshown=form.worded(template, unshown) if unshown else None,
        left_out=request.args.get("left_out", type=int),
        label_of=lambda name: form.label_of(template, name),
    )


def _readable(row: Row, name: str) -> Row | None:
    """The letter that a draft answers or became, where it is there and the reader may read it."""
    found = house().store.get(Letter, row.get(name) or "")
    return found if found and may_see(who(), found) else None


def _in_box(template: Any, problem: LontarError | None) -> LontarError | None:
    """The error with the name of the box that its field has on the page."""
    problem = form.worded(template, problem) if problem else None
    name = problem.params.get("field") if problem else None
    if problem is not None and name and template.field(str(name)):
        return type(problem)(**problem.params | {"field": f"{form.BOX}{name}"})
    if problem is not None and name == "initials":
        return type(problem)(**problem.params | {"field": "initial1"})
    return problem


def _clashes(row: Row, problem: LontarError | None) -> dict[str, Any]:
    """How what was typed differs from what another person wrote meanwhile."""
    if not isinstance(problem, DraftChanged) or "revision" not in request.form:
        return {}
    mine = form.chosen(request.form) | {"content": form.boxed(template_of(house(), row["template"]), request.form)}
    return form.clashes(row, acts.said(house(), row["template"], mine))


def _people(row: Row) -> dict[str, str]:
    ids = {row.get(name) for name in ("made_by", "changed_by", "sent_back_by")}
    ids |= {one.get("by") for one in row.get("initials") or ()}
    found = house().store.get_many(Person, sorted(filter(None, ids)))
    return {id: str(found.get(id, {}).get("name", id)) for id in filter(None, ids)}
