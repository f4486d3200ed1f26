"""Paper on loan: lists of what waits, is out and is late; one loan, and what is done with it; asking for a paper."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar.describing import loan_lists, loans, slips
from lontar.describing.loans import ASK, MANAGE, Done
from lontar.describing.papers_of import paper_of
from lontar.facts import told
from lontar.shelving import changing
from schemas.day import day_of
from schemas.errors import LontarError, WrongUse
from schemas.loan import Loan
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.history import actor, names_of
from web.loans import words
from web.once import once
from web.page import page
from web.registers.place import PDF
from web.routing.form import day_typed
from web.who import who

place = Blueprint("loans", __name__)


@route(place, "/archive/loans", action=ASK, summary="Paper on loan")
def all_loans() -> str:
    """`list`: one of requested, overdue, lent, ended, mine; who lends nothing out sees their own."""
    keeps = loans.may_manage(who())
    which = request.args.get("list", "")
    which = which if which in loan_lists.LISTS and keeps else loan_lists.LISTS[0] if keeps else "mine"
    rows = loan_lists.listed(house(), who(), which)
    return page("loans/loans.html", rows=rows, which=which, keeps=keeps, titles=words.lists(), states=words.states())


@route(place, "/archive/loans/new", action=ASK, summary="The form by which a paper is asked for")
def new() -> str:
    """`of`: letters/ID or casefiles/ID."""
    return _form()


@route(place, "/archive/loans/new", action=ASK, methods=("POST",), summary="Ask for a paper")
@once
def ask() -> Any:
    try:
        until = day_typed(request.form["until"], "until") if request.form.get("until") else None
        done = loans.ask(house(), who(), request.args.get("of", ""), request.form.get("why", ""), until)
    except LontarError as problem:
        return make_response(_form(problem), problem.status)
    flash(_("Asked for. You are told when it can be fetched."), "success")
    return redirect(url_for("loans.loan", id=done.id))


@route(place, "/archive/loans/<id>", action=ASK, summary="One loan")
def loan(id: str) -> str:
    return _one(id)


@route(place, "/archive/loans/<id>/slip.pdf", action=MANAGE, summary="Its slip as a PDF")
def slip(id: str) -> Response:
    row = loans.loan(house(), who(), id)
    made = slips.slip(house(), who(), row, house().settings.web.public_url.rstrip("/") or None)
    headers = {"Content-Disposition": f"inline; filename={slips.name_of(row)}"}
    return Response(made, content_type=PDF, headers=headers)


@route(place, "/archive/loans/<id>/lend", action=MANAGE, methods=("POST",), summary="Hand it out")
@once
def lend(id: str) -> Any:
    return _done(id, lambda: loans.lend(house(), who(), id, _day("due")))


@route(place, "/archive/loans/<id>/return", action=MANAGE, methods=("POST",), summary="It is back")
@once
def give_back(id: str) -> Any:
    return _done(id, lambda: loans.give_back(house(), who(), id, request.form.get("said", "")))


@route(place, "/archive/loans/<id>/refuse", action=MANAGE, methods=("POST",), summary="It does not go out")
@once
def refuse(id: str) -> Any:
    return _done(id, lambda: loans.refuse(house(), who(), id, request.form.get("said", "")))


@route(place, "/archive/loans/<id>/extend", action=MANAGE, methods=("POST",), summary="It may be back later")
@once
def extend(id: str) -> Any:
    def act() -> Done:
        if (due := _day("due")) is None:
            raise WrongUse(what=_("The day"), why=_("it is empty"), field="due")
        return loans.extend(house(), who(), id, due)

    return _done(id, act)


@route(place, "/archive/loans/<id>/withdraw", action=ASK, methods=("POST",), summary="Not needed any more")
@once
def withdraw(id: str) -> Any:
    return _done(id, lambda: loans.withdraw(house(), who(), id))


@route(place, "/archive/loans/<id>/undo", action=ASK, methods=("POST",), summary="Undo what was done with it")
@once
def undo(id: str) -> Any:
    def act() -> Done:
        done = loans.undo(house(), who(), request.form.get("event", 0, type=int))
        return Done(done.id, None)

    return _done(id, act)


def _done(id: str, act: Callable[[], Done]) -> Any:
    loans.loan(house(), who(), id, own=True)
    try:
        done = act()
    except LontarError as problem:
        return make_response(_one(id, problem), problem.status)
    return redirect(url_for("loans.loan", id=id, done=done.event))


def _day(name: str) -> int | None:
    return day_typed(request.form[name], name) if request.form.get(name) else None


def _form(problem: LontarError | None = None) -> str:
    paper = paper_of(house(), who(), request.args.get("of", ""))
    return page(
        "loans/new.html",
        paper=paper,
        problem=problem,
        typed={name: request.form.get(name, "") for name in ("why", "until")},
    )


def _one(id: str, problem: LontarError | None = None) -> str:
    row = loans.loan(house(), who(), id, own=True)
    (shown,) = loan_lists.shown(house(), who(), [row])
    due = row.get("due") or row.get("until") or loans.due_of(house(), row["unit"])
    due = max(due, loans.due_of(house(), row["unit"])) if row["state"] == "lent" else due
    return page(
        "loans/loan.html",
        one=shown,
        row=row,
        keeps=loans.manages(house(), who(), row),
        mine=row["person"] == who().person,
        problem=problem,
        due=day_of(due).isoformat(),
        states=words.states(),
        past=_past(row),
        done=request.args.get("done", type=int),
    )


def _past(row: Row) -> list[dict[str, Any]]:
    """What happened, the latest first, each with whether the person may undo it."""
    events = changing.events(house(), Loan, row["_id"])
    names = names_of(house(), events)
    return [
        {
            "sequence": event["sequence"],
            "at": event["at"],
            "who": actor(event, names),
            "said": words.happened(event),
            "undoable": _undoable(row, event),
        }
        for event in events
    ]


def _undoable(row: Row, event: Row) -> bool:
    before, after = told(event)
    mine = row["person"] == who().person if event["verb"] == "loan.withdrawn" else loans.manages(house(), who(), row)
    return event["verb"] in loans.UNDONE and mine and bool(before) and all(row.get(k) == v for k, v in after.items())
