"""Paper on loan for a program: lists, asked for, lent, extended, returned, refused, withdrawn, undone."""

from typing import Any

from flask import Response, jsonify, request

from lontar.describing import loan_lists, loans
from lontar.describing.loan_lists import LISTS
from lontar.describing.loans import ASK, MANAGE, Done
from schemas.errors import NotAmong
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE
from web.current import house
from web.who import who

THING = Takes("thing", "letters/ID or casefiles/ID.", TEXT, required=True, place="body")
WHY = Takes("why", "What it is needed for.", TEXT, required=True, place="body")
UNTIL = Takes("until", "Until when it is needed: yyyymmdd.", WHOLE, place="body")
DUE = Takes(
    "due", "When it is to be back: yyyymmdd; when lent without it, after the working days.", WHOLE, place="body"
)
SAID = Takes("said", "Why it is refused; in which state it came back.", TEXT, place="body")
WHICH = Takes("list", "Which loans.", TEXT | {"enum": list(LISTS), "default": "mine"})
EVENT = Takes("event", "Number of the event to undo.", WHOLE, required=True, place="body")
ACTS: dict[str, tuple[str, str, tuple[Takes, ...]]] = {
    "lend": (MANAGE, "Hand the paper out", (DUE,)),
    "extend": (MANAGE, "It may be back later", (DUE,)),
    "return": (MANAGE, "It is back", (SAID,)),
    "refuse": (MANAGE, "It does not go out", (SAID,)),
    "withdraw": (ASK, "The borrower does not need it any more", ()),
}


@route(place, "/loans", action=ASK, summary="Paper on loan", takes=(WHICH,), gives="Loans")
def own_loans() -> Response:
    which = request.args.get("list", "mine")
    if which not in LISTS:
        raise NotAmong(what=which, known=", ".join(LISTS))
    return jsonify(loans=[loan_lists.said(one) for one in loan_lists.listed(house(), who(), which)])


@route(
    place, "/loans", action=ASK, methods=("POST",), summary="Ask for a paper", takes=(THING, WHY, UNTIL), gives="Saved"
)
def ask_loan() -> Response:
    said = body(thing=str, why=str, until=int)
    return _done(loans.ask(house(), who(), said.get("thing", ""), said.get("why", ""), said.get("until")))


@route(place, "/loans/undo", action=ASK, methods=("POST",), summary="Undo an act", takes=(EVENT,), gives="Saved")
def undo_loan() -> Response:
    return _done(loans.undo(house(), who(), body(event=int).get("event", 0)))


def lend_loan(id: str) -> Response:
    return _done(loans.lend(house(), who(), id, body(due=int).get("due")))


def extend_loan(id: str) -> Response:
    return _done(loans.extend(house(), who(), id, body(due=int).get("due", 0)))


def return_loan(id: str) -> Response:
    return _done(loans.give_back(house(), who(), id, body(said=str).get("said", "")))


def refuse_loan(id: str) -> Response:
    return _done(loans.refuse(house(), who(), id, body(said=str).get("said", "")))


def withdraw_loan(id: str) -> Response:
    return _done(loans.withdraw(house(), who(), id))


VIEWS: dict[str, Any] = {
    "lend": lend_loan,
    "extend": extend_loan,
    "return": return_loan,
    "refuse": refuse_loan,
    "withdraw": withdraw_loan,
}
for name, (action, summary, takes) in ACTS.items():
    route(place, f"/loans/<id>/{name}", action=action, methods=("POST",), summary=summary, takes=takes, gives="Saved")(
        VIEWS[name]
    )


def _done(done: Done) -> Response:
    return jsonify(id=done.id, event=done.event)
