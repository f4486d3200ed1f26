"""The form of a disposition, filled in already, and what is sent with it."""

from typing import Any

from flask import make_response, redirect, request, url_for

from lontar.routing import acts
from lontar.routing.defaults import default_order
from lontar.routing.desk import actor_for
from lontar.routing.meant import assignment_meant
from schemas.disposition import URGENCIES
from schemas.errors import LontarError
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.routing.form import NO_DAY, due_chips, offered, order_of
from web.routing.place import place
from web.routing.words import recipient_said
from web.vocabularies import choices
from web.who import who

ADDRESS = "/letters/<id>/disposition"
FEW = 8
"""Recipients in sight; more of those whom a position leads open with a click."""


@route(place, ADDRESS, action="letter.dispose", of=Letter, summary="The form of a disposition")
def disposition(thing: Row) -> str:
    """`of`: the assignment that is passed on; without it, what of the letter is with the reader."""
    return _form(thing, _assignment(thing))


@route(place, ADDRESS, action="letter.dispose", of=Letter, methods=("POST",), summary="Send a disposition")
@once
def send(thing: Row) -> Any:
    """With `look` only positions are looked for, and what was typed stays."""
    assignment = _assignment(thing)
    if "look" in request.form:
        return _form(thing, assignment, typed=True)
    try:
        sender = actor_for(house(), who(), assignment).position
        order = order_of(house(), request.form, sender, assignment)
        made, _events = acts.dispose(house(), who(), assignment["_id"], order)
    except LontarError as problem:
        return make_response(_form(thing, assignment, problem, typed=True), problem.status)
    if request.args.get("from") == "inbox":
        return redirect(url_for("routing.inbox", sent=made))
    return redirect(url_for("letters.letter", id=thing["_id"], sent=made))


def _assignment(thing: Row) -> Row:
    """Raises NotFound, NotTheirs."""
    return assignment_meant(house(), who(), thing["_id"], request.values.get("of"))


def _form(thing: Row, assignment: Row, problem: LontarError | None = None, *, typed: bool = False) -> str:
    sender = actor_for(house(), who(), assignment).position
    usual, form = default_order(house(), assignment), request.form
    chosen = form.getlist("to")
    chips = due_chips(house(), assignment, usual.due)
    return page(
        "routing/disposition.html",
        letter=thing,
        assignment=assignment,
        problem=problem,
        offered=offered(house(), assignment, sender, form.get("find", ""), chosen),
        said=recipient_said,
        few=FEW,
        chosen=chosen,
        groups=form.getlist("group"),
        looked=form.get("find", "") if typed else "",
        instructions=choices("instructions"),
        asked=form.getlist("instruction") if typed else list(usual.instructions),
        note=form.get("note", ""),
        urgencies=[(code, name) for code, name in choices("urgency") if code in URGENCIES],
        urgency=form.get("urgency", usual.urgency),
        chips=chips,
        due=form.get("due", "") if typed else str(usual.due or NO_DAY),
        due_day=form.get("due_day", ""),
        back=url_for("routing.inbox") if request.args.get("from") == "inbox" else None,
    )
