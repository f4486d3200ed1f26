"""Retention for a program: what falls due, proposals and what is decided of them, legal holds, the schedule."""

from flask import Response, jsonify, request

from lontar.retention import approving, carrying, holds, proposals, schedule
from lontar.retention.due import MONTHS, MOST_MONTHS, STANDINGS, lives
from schemas.legal_hold import LegalHold
from schemas.proposal import FATES, KINDS, STATES, Proposal
from store.contract import Row
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE, many
from web.current import house
from web.who import who

LIST = Takes("list", "Which case files.", TEXT | {"enum": list(STANDINGS), "default": "due"})
WITHIN = Takes(
    "months",
    "With the list soon: within so many months.",
    WHOLE | {"default": MONTHS, "minimum": 1, "maximum": MOST_MONTHS},
)
FATE = Takes("fate", "Of this fate alone.", TEXT | {"enum": list(FATES)})
STATE = Takes("state", "Of this state alone.", TEXT | {"enum": list(STATES)})
KIND = Takes("kind", "What is proposed.", TEXT | {"enum": list(KINDS)}, required=True, place="body")
FILES = Takes("casefiles", "Ids of case files of one unit.", many(TEXT), required=True, place="body")
REASON = Takes("reason", "Why.", TEXT, required=True, place="body")
NEW_FATE = Takes("fate", "Of an appraisal: the new fate.", TEXT | {"enum": list(proposals.DECIDED)}, place="body")
NOTE = Takes("note", "What is said with it.", TEXT, place="body")
ONE_FILE = Takes("casefile", "One case file of it alone.", TEXT, place="body")
NUMBER = Takes("number", "The number of the letter.", TEXT, required=True, place="body")
DAY = Takes("day", "Its day, yyyymmdd.", WHOLE, required=True, place="body")
LETTER = Takes("letter", "Its id in the archive.", TEXT, place="body")
TYPED = Takes("confirm", "The number of the proposal, again.", TEXT, required=True, place="body")
THING = Takes("thing", "letters/ID or casefiles/ID.", TEXT, required=True, place="body")
RELEASED = Takes("released", "1: those that were released.", TEXT)


@route(
    place,
    "/retention/casefiles",
    action=proposals.ACTION,
    summary="Case files by where they are in their life",
    takes=(LIST, WITHIN, FATE),
    gives="Lives",
)
def retention_list() -> Response:
    asked = request.args
    months = asked.get("months", MONTHS, type=int)
    found = lives(house(), who(), asked.get("list", "due"), months=months, fate=asked.get("fate", ""))
    return jsonify(casefiles=[one.as_dict() for one in found])


@route(
    place,
    "/retention/proposals",
    action=approving.ACTION,
    summary="Proposals of what becomes of case files",
    takes=(STATE,),
    gives="Disposals",
)
def retention_proposals() -> Response:
    rows = proposals.proposals(house(), who(), request.args.get("state", ""))
    return jsonify(proposals=[proposals.said(row) for row in rows])


@route(
    place,
    "/retention/proposals",
    action=proposals.ACTION,
    methods=("POST",),
    summary="Propose what becomes of case files",
    takes=(KIND, FILES, REASON, NEW_FATE),
    gives="Disposals",
)
def retention_propose() -> Response:
    said = body(kind=str, casefiles=list[str], reason=str, fate=str)
    ids = said.get("casefiles", [])
    made = proposals.propose(
        house(), who(), said.get("kind", ""), ids, reason=said.get("reason", ""), fate=said.get("fate", "")
    )
    return _proposal(made.id)


@route(place, "/retention/proposals/<id>", action=approving.ACTION, of=Proposal, summary="One", gives="Disposals")
def retention_proposal(thing: Row) -> Response:
    return _proposal(thing["_id"])


@route(
    place,
    "/retention/proposals/<id>/approve",
    action=approving.ACTION,
    of=Proposal,
    methods=("POST",),
    summary="Say yes in one's position",
    takes=(NOTE,),
    gives="Disposals",
)
def retention_approve(thing: Row) -> Response:
    approving.approve(house(), who(), thing["_id"], body(note=str).get("note", ""))
    return _proposal(thing["_id"])


@route(
    place,
    "/retention/proposals/<id>/outside",
    action=proposals.ACTION,
    of=Proposal,
    methods=("POST",),
    summary="Record the approval from outside",
    takes=(NUMBER, DAY, LETTER, NOTE),
    gives="Disposals",
)
def retention_outside(thing: Row) -> Response:
    said = body(number=str, day=int, letter=str, note=str)
    number, day = said.get("number", ""), said.get("day", 0)
    more = {name: said.get(name, "") for name in ("letter", "note")}
    approving.approve_outside(house(), who(), thing["_id"], number, day, **more)
    return _proposal(thing["_id"])


@route(
    place,
    "/retention/proposals/<id>/reject",
    action=approving.ACTION,
    of=Proposal,
    methods=("POST",),
    summary="Say no, to all or to one case file",
    takes=(REASON, ONE_FILE),
    gives="Disposals",
)
def retention_reject(thing: Row) -> Response:
    said = body(reason=str, casefile=str)
    approving.reject(house(), who(), thing["_id"], said.get("reason", ""), said.get("casefile", ""))
    return _proposal(thing["_id"])


@route(
    place,
    "/retention/proposals/<id>/withdraw",
    action=proposals.ACTION,
    of=Proposal,
    methods=("POST",),
    summary="Take it back",
    takes=(REASON,),
    gives="Disposals",
)
def retention_withdraw(thing: Row) -> Response:
    proposals.withdraw(house(), who(), thing["_id"], body(reason=str).get("reason", ""))
    return _proposal(thing["_id"])


@route(
    place,
    "/retention/proposals/<id>/carry-out",
    action=carrying.ACTION,
    of=Proposal,
    methods=("POST",),
    summary="Have it carried out by the worker behind the web",
    takes=(TYPED,),
    gives="Disposals",
)
def retention_carry_out(thing: Row) -> Response:
    carrying.begin(house(), who(), thing["_id"], body(confirm=str).get("confirm", ""))
    return _proposal(thing["_id"])


@route(
    place, "/retention/holds", action=holds.ACTION, summary="Legal holds", takes=(RELEASED,), gives="Holds"
)  # fmt: skip
def retention_holds() -> Response:
    rows = holds.holds(house(), who(), standing=request.args.get("released") != "1")
    return jsonify(holds=holds.said(house(), rows))


@route(
    place,
    "/retention/holds",
    action=holds.ACTION,
    methods=("POST",),
    summary="Place a legal hold",
    takes=(THING, REASON),
    gives="Holds",
)
def retention_hold() -> Response:
    said = body(thing=str, reason=str)
    made = holds.hold(house(), who(), said.get("thing", ""), said.get("reason", ""))
    return _hold(made.id)


@route(
    place,
    "/retention/holds/<id>/release",
    action=holds.ACTION,
    of=LegalHold,
    methods=("POST",),
    summary="Release a legal hold",
    takes=(REASON,),
    gives="Holds",
)
def retention_release(thing: Row) -> Response:
    holds.release(house(), who(), thing["_id"], body(reason=str).get("reason", ""))
    return _hold(thing["_id"])


@route(place, "/retention/schedule", action=schedule.ACTION, summary="The retention schedule", gives="Schedule")
def retention_schedule() -> Response:
    found = schedule.schedule(house())
    names = ("code", "active", "inactive", "fate", "security_class", "note")
    rules = [{name: getattr(one, name) for name in names} for one in found.rules]
    return jsonify(own=found.own, rules=rules, approvers=schedule.approvers(house()))


def _proposal(id: str) -> Response:
    return jsonify(proposals=[proposals.said(house().store.get(Proposal, id) or {})])


def _hold(id: str) -> Response:
    return jsonify(holds=holds.said(house(), [house().store.get(LegalHold, id) or {}]))
