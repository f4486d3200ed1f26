"""Drafts for a program: written, initialled, sent back, frozen, cancelled."""

from typing import Any

from flask import Response, jsonify, request

from drafting import numbering
from lontar.drafting import acts, answering, freezing, listed, shown
from lontar.drafting.typesetting import templates
from lontar.routing.meant import letter_meant, positions_meant
from office.units import ROOT, by_code
from schemas.draft import Draft
from schemas.errors import WrongUse
from schemas.letter import CLASSES
from schemas.times import in_utc
from schemas.unit import Unit
from store.contract import Row
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE, many
from web.current import house
from web.drafts.pdf import draft_pdf
from web.who import who

POSITION = " A position by code or id."
CONTENT = Takes("content", "The values of the template's form, by field.", {"type": "object"}, place="body")
SIGNER = Takes("signer", "Which position signs." + POSITION, TEXT, place="body")
BEHALF = Takes("behalf", "In whose name (a.n.)." + POSITION, TEXT, place="body")
THROUGH = Takes("through", "Through which one (u.b.)." + POSITION, TEXT, place="body")
INITIALS = Takes("initials", "Who initials, the lowest first: positions by code or id.", many(TEXT), place="body")
CODE = Takes("classification_code", "Its classification code.", TEXT, place="body")
CLASS = Takes("security_class", "Its security class.", TEXT | {"enum": list(CLASSES)}, place="body")
WRITTEN = (CONTENT, SIGNER, BEHALF, THROUGH, INITIALS, CODE, CLASS)
TEMPLATE = Takes("template", "The template's name; surat-dinas without it.", TEXT, place="body")
UNIT = Takes("unit", "The code of the unit that writes; one's own without it.", TEXT, place="body")
ANSWERS = Takes("answers", "The letter that it answers, by number or id.", TEXT, place="body")
REVISION = Takes("revision", "The revision that the change was made from.", WHOLE, required=True, place="body")
APPROVED = Takes("content", "What was seen: `approves` of the draft.", TEXT, required=True, place="body")
REASON = Takes("reason", "Why.", TEXT, required=True, place="body")
LIST = Takes("list", "Which drafts.", TEXT | {"enum": list(listed.LISTS), "default": "mine"})
NUMBER = WHOLE | {"minimum": 1, "maximum": 1_000_000}
FROM = Takes("from", "Number of the earlier version.", NUMBER, required=True)
UNTIL = Takes("until", "Number of the later one; without it the text that stands.", NUMBER)
OF_UNIT = Takes("unit", "The code of the unit; the whole office without it.")
FORM = Takes("form", "Such as {code}/{number:3}/{unit}/{month_roman}/{year}; empty for none.", TEXT, place="body")
FOR_CODE = Takes("code", "For letters of this classification code and below it.", TEXT, place="body")
KINDS: dict[str, Any] = {
    "content": dict,
    "signer": str,
    "behalf": str,
    "through": str,
    "initials": list[str],
    "classification_code": str,
    "security_class": str,
}


@route(place, "/drafts", action="draft.read", summary="Drafts of a list", takes=(LIST,), gives="Drafts")
def drafts() -> Response:
    rows = listed.drafts(house(), who(), request.args.get("list", "mine"))
    return jsonify(drafts=shown.said(house(), who(), rows))


@route(
    place,
    "/drafts",
    action="draft.write",
    methods=("POST",),
    summary="Begin a draft",
    takes=(TEMPLATE, UNIT, ANSWERS, *WRITTEN),
    gives="Draft",
)
def make_draft() -> Response:
    said = body(template=str, unit=str, answers=str, **KINDS)
    template = said.pop("template", answering.USUAL)
    unit = by_code(house().store, said.pop("unit"))["_id"] if said.get("unit") else None
    letter = letter_meant(house(), who(), said.pop("answers", ""))
    if letter:
        id = answering.begin(house(), who(), letter, template, unit)
        if values := _meant(said):
            acts.change(house(), who(), id, values, 1)
    else:
        id = acts.make(house(), who(), template, _meant(said), unit=unit)
    return jsonify(shown.whole(house(), who(), id))


@route(place, "/drafts/templates", action="draft.write", summary="Templates and their forms", gives="DraftTemplates")
def draft_templates() -> Response:
    return jsonify(
        templates=[
            {"name": one.name, "title": one.title("en"), "fields": [_field(field) for field in one.fields]}
            for one in templates(house())
        ]
    )


@route(place, "/drafts/<id>", action="draft.read", of=Draft, summary="One draft", gives="Draft")
def draft(thing: Row) -> Response:
    return jsonify(shown.whole(house(), who(), thing["_id"]))


@route(
    place,
    "/drafts/<id>",
    action="draft.write",
    of=Draft,
    methods=("PATCH",),
    summary="Write in it; refused where another revision stands",
    takes=(REVISION, *WRITTEN),
    gives="DraftDone",
)
def change_draft(thing: Row) -> Response:
    said = body(revision=int, **KINDS)
    if "revision" not in said:
        raise WrongUse(what="revision", why="it is missing", field="revision")
    base = said.pop("revision")
    return done(thing, acts.change(house(), who(), thing["_id"], _meant(said), base))


@route(
    place,
    "/drafts/<id>/submit",
    action="draft.write",
    of=Draft,
    methods=("POST",),
    summary="Submit it to the first initial",
    gives="DraftDone",
)
def submit_draft(thing: Row) -> Response:
    return done(thing, acts.submit(house(), who(), thing["_id"]))


@route(
    place,
    "/drafts/<id>/initials",
    action="draft.initial",
    of=Draft,
    methods=("POST",),
    summary="Initial what was seen",
    takes=(APPROVED,),
    gives="DraftDone",
)
def initial_draft(thing: Row) -> Response:
    return done(thing, acts.initial(house(), who(), thing["_id"], body(content=str).get("content", "")))


@route(
    place,
    "/drafts/<id>/back",
    action="draft.initial",
    of=Draft,
    methods=("POST",),
    summary="Send it back with a reason",
    takes=(REASON,),
    gives="DraftDone",
)
def send_back_draft(thing: Row) -> Response:
    return done(thing, acts.send_back(house(), who(), thing["_id"], body(reason=str).get("reason", "")))


@route(
    place,
    "/drafts/<id>/take-back",
    action="draft.write",
    of=Draft,
    methods=("POST",),
    summary="Take back what was submitted, to write on",
    gives="DraftDone",
)
def take_back_draft(thing: Row) -> Response:
    return done(thing, acts.take_back(house(), who(), thing["_id"]))


@route(
    place,
    "/drafts/<id>/freeze",
    action="draft.write",
    of=Draft,
    methods=("POST",),
    summary="Reserve its number and typeset it for the signature",
    gives="DraftDone",
)
def freeze_draft(thing: Row) -> Response:
    return done(thing, freezing.freeze(house(), who(), thing["_id"]))


@route(
    place,
    "/drafts/<id>/cancel",
    action="draft.write",
    of=Draft,
    methods=("POST",),
    summary="Give it up; its number stays in the book with the reason",
    takes=(REASON,),
    gives="DraftDone",
)
def cancel_draft(thing: Row) -> Response:
    return done(thing, acts.cancel(house(), who(), thing["_id"], body(reason=str).get("reason", "")))


@route(place, "/drafts/<id>/versions", action="draft.read", of=Draft, summary="Its versions", gives="DraftVersions")
def draft_versions(thing: Row) -> Response:
    rows = shown.versions(house(), who(), thing["_id"])
    return jsonify(
        versions=[
            {name: row[name] for name in ("no", "kind", "by", "sha256")}
            | {"at": in_utc(row["at"]), "content": row.get("content") or {}, "enclosures": row.get("enclosures") or []}
            for row in rows
        ]
    )


@route(
    place,
    "/drafts/<id>/difference",
    action="draft.read",
    of=Draft,
    summary="How two versions differ, word by word",
    takes=(FROM, UNTIL),
    gives="DraftDifference",
)
def draft_difference(thing: Row) -> Response:
    until = request.args.get("until", type=int)
    found = shown.difference(house(), who(), thing["_id"], request.args.get("from", 0, type=int), until)
    return jsonify(fields={name: [one._asdict() for one in pieces] for name, pieces in found.items()})


@route(
    place,
    "/number-forms",
    action="office.manage",
    summary="Forms of reference numbers of a unit",
    takes=(OF_UNIT,),
    gives="NumberForms",
)
def number_forms() -> Response:
    return _forms(_unit(request.args.get("unit", "")))


@route(
    place,
    "/number-forms",
    action="office.manage",
    methods=("PUT",),
    summary="Set the form of a unit for a classification code",
    takes=(UNIT, FOR_CODE, FORM),
    gives="NumberForms",
)
def set_number_form() -> Response:
    said = body(unit=str, code=str, form=str)
    unit = _unit(said.get("unit", ""))
    changes = numbering.set_form(house().store, who(), unit["_id"], said.get("code", ""), said.get("form", ""))
    if changes:
        house().store.commit(changes)
    return _forms(unit)


TYPESET, PDF = "/drafts/<id>/letter.pdf", "application/pdf"
route(place, TYPESET, action="draft.read", of=Draft, summary="It typeset, as a PDF", kind=PDF)(draft_pdf)


def _meant(said: dict[str, Any]) -> dict[str, Any]:
    """Positions by their ids."""
    found = dict(said)
    for name in ("signer", "behalf", "through"):
        if found.get(name):
            found[name] = positions_meant(house(), [found[name]])[0]
    if "initials" in found:
        found["initials"] = positions_meant(house(), found["initials"])
    return found


def done(thing: Row, events: list[int]) -> Response:
    """How a draft stands after an act."""
    row = acts.draft_for(house(), who(), thing["_id"])
    return jsonify(id=row["_id"], state=row["state"], revision=row["revision"], events=events)


def _field(field: Any) -> dict[str, Any]:
    columns = [one.name for one in field.columns]
    return {
        "name": field.name,
        "label": field.label("en"),
        "kind": field.kind,
        "required": field.required,
        "columns": columns,
    }


def _unit(code: str) -> Row:
    """Raises NotFound."""
    return by_code(house().store, code) if code else house().store.get(Unit, ROOT) or {"_id": ROOT, "code": ""}


def _forms(unit: Row) -> Response:
    rows = numbering.forms_of(house().store, unit["_id"])
    return jsonify(unit=unit["code"], forms=[{"code": row.get("code", ""), "form": row["form"]} for row in rows])
