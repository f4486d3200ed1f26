"""Inbox, dispositions and answers for a program, by the same acts as the pages; each act answers with its events."""

from typing import Any

from flask import Response, jsonify, request

from lontar.routing import acts, inbox, recipients
from lontar.routing.defaults import default_due, default_order
from lontar.routing.handling import Handling, said
from lontar.routing.inbox import MOST_SHOWN, SHOWN, TABS
from lontar.routing.meant import assignment_meant, assignment_of, letter_meant, positions_meant
from lontar.routing.recipients import Recipient
from lontar.routing.titles import of_rows
from routing.answering import Answer
from routing.disposing import Order
from schemas.assignment import STATES
from schemas.disposition import URGENCIES
from schemas.entry import CLOSED_AS
from schemas.letter import Letter
from store.contract import Row
from web.access import Takes, route
from web.api.acts import done
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE, many
from web.current import house
from web.who import who

TAB = Takes("tab", "What waits, what was passed on, what has ended.", TEXT | {"enum": list(TABS), "default": "waiting"})
AFTER = Takes("after", "Where the list goes on.", TEXT | {"pattern": "^[0-9]{8}[.]."})
LIMIT = Takes("limit", "How many.", WHOLE | {"minimum": 1, "maximum": MOST_SHOWN, "default": SHOWN})
WORDS = Takes("q", "Words of its title, code or unit.", TEXT, required=True)
TO = Takes("to", "Positions, by id or code.", many(TEXT), required=True, place="body")
INSTRUCTIONS = Takes("instructions", "Codes of the vocabulary; the first one without it.", many(TEXT), place="body")
NOTE = Takes("note", "What else is said.", TEXT, place="body")
URGENCY = Takes("urgency", "As urgent as the letter says without it.", TEXT | {"enum": list(URGENCIES)}, place="body")
DUE = Takes("due", "A day yyyymmdd; the one that the office proposes without it, none for 0.", WHOLE, place="body")
OF = Takes("of", "The assignment that is passed on; what of the letter is with you without it.", TEXT, place="body")
ASSIGNMENT = Takes("assignment", "Which one.", TEXT, required=True, place="body")
STATE = Takes("state", "What becomes of it.", TEXT | {"enum": list(STATES[1:])}, required=True, place="body")
SAID = Takes("said", "What was done, or why it is declined.", TEXT, place="body")
ANSWER = Takes("letter", "The answering letter, by id, address or number.", TEXT, place="body")
DISPOSITION = Takes("disposition", "Which one.", TEXT, required=True, place="body")
ENTRY = Takes("entry", "Which one.", TEXT, required=True, place="body")
AS = Takes("as", "As what it is closed.", TEXT | {"enum": list(CLOSED_AS)}, required=True, place="body")


@route(place, "/inbox", action="letter.answer", summary="What waits for one", takes=(TAB, AFTER, LIMIT), gives="Inbox")
def own_inbox() -> Response:
    asked = request.args
    limit = asked.get("limit", SHOWN, type=int)
    found = inbox.inbox(house(), who(), asked.get("tab", "waiting"), asked.get("after"), limit)
    rows = [row for line in found.lines for row in (line.assignment, *line.others)]
    return jsonify(lines=inbox.said(house(), found.lines, of_rows(house(), rows)), after=found.after)


@route(
    place,
    "/positions",
    action="letter.dispose",
    summary="Positions to ask, by words",
    takes=(WORDS,),
    gives="Positions",
)
def positions_found() -> Response:
    rows = recipients.found(house(), request.args.get("q", ""))
    return jsonify(positions=[_position(one) for one in recipients.recipients(house(), rows)])


@route(
    place,
    "/letters/<id>/handling",
    action="letter.read",
    of=Letter,
    summary="How it is handled: who asked whom, and how far each is",
    gives="Handling",
)
def handling_of(thing: Row) -> Response:
    return jsonify(entries=said(Handling(house(), who(), thing).entries()))


@route(
    place,
    "/letters/<id>/dispositions",
    action="letter.dispose",
    of=Letter,
    methods=("POST",),
    summary="Hand it on to positions",
    takes=(TO, INSTRUCTIONS, NOTE, URGENCY, DUE, OF),
    gives="Disposed",
)
def dispose_letter(thing: Row) -> Response:
    asked = body(to=list[str], instructions=list[str], note=str, urgency=str, due=int, of=str)
    of = assignment_meant(house(), who(), thing["_id"], asked.get("of"))
    usual = default_order(house(), of)
    urgency = asked.get("urgency", usual.urgency)
    due = asked["due"] or None if "due" in asked else default_due(house(), of, urgency)
    to = positions_meant(house(), asked.get("to", []))
    order = Order(to, asked.get("instructions", usual.instructions), asked.get("note", ""), urgency, due)
    made, events = acts.dispose(house(), who(), of["_id"], order)
    return done(thing["_id"], events, disposition=made)


@route(
    place,
    "/letters/<id>/recall",
    action="letter.dispose",
    of=Letter,
    methods=("POST",),
    summary="Take a disposition back from all who have not read it",
    takes=(DISPOSITION,),
    gives="Done",
)
def recall_disposition(thing: Row) -> Response:
    return done(thing["_id"], acts.recall(house(), who(), body(disposition=str).get("disposition", "")))


@route(
    place,
    "/letters/<id>/answers",
    action="letter.answer",
    of=Letter,
    methods=("POST",),
    summary="Say what became of what was asked; `withdrawn` is for who asked, while nobody has read it",
    takes=(ASSIGNMENT, STATE, SAID, ANSWER),
    gives="Done",
)
def answer_assignment(thing: Row) -> Response:
    asked = body(assignment=str, state=str, said=str, letter=str)
    meant = letter_meant(house(), who(), asked.get("letter", ""))
    said = Answer(asked.get("state", ""), asked.get("said", ""), meant)
    return done(thing["_id"], acts.answer(house(), who(), _named(thing, asked), said))


@route(
    place,
    "/letters/<id>/resume",
    action="letter.answer",
    of=Letter,
    methods=("POST",),
    summary="Take up again what was done or declined",
    takes=(ASSIGNMENT,),
    gives="Done",
)
def resume_assignment(thing: Row) -> Response:
    return done(thing["_id"], acts.resume(house(), who(), _named(thing, body(assignment=str))))


@route(
    place,
    "/letters/<id>/due",
    action="letter.dispose",
    of=Letter,
    methods=("POST",),
    summary="Set another day for what was asked",
    takes=(ASSIGNMENT, DUE),
    gives="Done",
)
def set_due_day(thing: Row) -> Response:
    asked = body(assignment=str, due=int)
    return done(thing["_id"], acts.set_due(house(), who(), _named(thing, asked), asked.get("due") or None))


@route(
    place,
    "/letters/<id>/close",
    action="letter.dispose",
    of=Letter,
    methods=("POST",),
    summary="Close an entry of it",
    takes=(ENTRY, AS, SAID),
    gives="Done",
)
def close_entry(thing: Row) -> Response:
    asked: dict[str, Any] = body(entry=str, said=str, **{"as": str})
    values = asked.get("as", ""), asked.get("said", "")
    return done(thing["_id"], acts.close(house(), who(), asked.get("entry", ""), *values))


@route(
    place,
    "/letters/<id>/reopen",
    action="letter.dispose",
    of=Letter,
    methods=("POST",),
    summary="Open a closed entry of it again",
    takes=(ENTRY,),
    gives="Done",
)
def reopen_entry(thing: Row) -> Response:
    return done(thing["_id"], acts.reopen(house(), who(), body(entry=str).get("entry", "")))


def _named(thing: Row, asked: dict[str, Any]) -> str:
    return str(assignment_of(house(), thing["_id"], asked.get("assignment", ""))["_id"])


def _position(one: Recipient) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ("id", "code", "title", "unit", "name", "form")}
    away = {"kind": one.away.kind, "until": one.away.until.isoformat()} if one.away else None
    return said | {"away": away, "can_be_asked": one.can_be_asked}
