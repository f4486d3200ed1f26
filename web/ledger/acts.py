"""Lines that were chosen in the ledger: reminded of, or given to another position, which can be undone."""

from typing import Any

from flask import flash, make_response, redirect, request
from flask_babel import gettext as _
from flask_babel import ngettext

from lontar.ledger import acts
from lontar.ledger.acts import Outcome
from lontar.ledger.calendar import Calendar
from lontar.ledger.lines import every
from lontar.ledger.scope import answers_for
from schemas.errors import LontarError, WrongUse
from schemas.position import Position
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.current import house
from web.i18n.words import say
from web.ledger import asked
from web.ledger.listing import whole
from web.ledger.place import place
from web.once import once
from web.page import page
from web.who import who

MOST = 10_000


@route(place, "/ledger/remind", action=acts.ACTION, methods=("POST",), summary="Remind of what was chosen")
@once
def remind() -> Any:
    try:
        done = acts.remind(house(), who(), _chosen())
    except WrongUse as problem:
        return _again(problem)
    _tell(done, ngettext("Reminded of %(num)s line.", "Reminded of %(num)s lines.", done.done))
    return redirect(asked.address(asked.asked()))


@route(place, "/ledger/reassign", action=acts.ACTION, methods=("POST",), summary="Give what was chosen to another")
@once
def reassign() -> Any:
    """Without a position it is asked for."""
    try:
        ids = _chosen()
        if not ids:
            raise WrongUse(what="The choice", why="it is empty", field="line")
    except WrongUse as problem:
        return _again(problem)
    if "to" not in request.form:
        return _form(ids)
    try:
        done = acts.reassign(house(), who(), ids, request.form["to"], request.form.get("why", ""))
    except LontarError as problem:
        return make_response(_form(ids, problem), problem.status)
    _tell(done, ngettext("%(num)s line was given away.", "%(num)s lines were given away.", done.done))
    events = f"{done.events[0]}-{done.events[1]}" if done.done else None
    return redirect(asked.address(asked.asked(), done=events))


@route(place, "/ledger/undo", action=acts.ACTION, methods=("POST",), summary="Take back what was given away")
@once
def undo() -> Any:
    first, _dash, last = request.form.get("event", "").partition("-")
    numbers = (int(first), int(last)) if first.isdecimal() and last.isdecimal() else (0, 0)
    done = acts.undo(house(), who(), *numbers)
    _tell(done, ngettext("%(num)s line was given back.", "%(num)s lines were given back.", done.done))
    return redirect(asked.address(asked.asked()))


def _chosen() -> list[str]:
    """Ids of lines: those ticked, or the whole list."""
    if not request.form.get("all"):
        return request.form.getlist("line")
    view = asked.asked()
    return [line.row["_id"] for line in every(house(), who(), view, Calendar.of(house()))]


def _tell(done: Outcome, sentence: str) -> None:
    if done.done:
        flash(sentence, "success")
    for error, number in done.refused:
        reason = say(error)
        flash(ngettext("%(num)s line was left: %(reason)s", "%(num)s lines were left: %(reason)s", number,
                       reason=reason), "warning")  # fmt: skip


def _again(problem: LontarError) -> Any:
    return make_response(whole(asked.asked(), problem), problem.status)


def _form(ids: list[str], problem: LontarError | None = None) -> str:
    return page(
        "ledger/reassign.html",
        lines=ids,
        view=asked.asked(),
        problem=problem,
        positions=_positions(),
        typed={"to": request.form.get("to", ""), "why": request.form.get("why", _("The official changed."))},
        back=asked.address(asked.asked()),
    )


def _positions() -> list[tuple[str, str]]:
    """Those of the units that the reader answers for, by unit and title."""
    known = answers_for(who())
    units = {row["_id"]: row for row in house().store.find(Unit, None, limit=MOST, fields=("code", "name"))}
    rows: list[Row] = list(house().store.every(Position))
    mine = [row for row in rows if row["unit"] in units and (known is None or row["unit"] in known)]
    mine.sort(key=lambda row: (units[row["unit"]]["code"], row["title"]))
    return [(row["_id"], f"{row['title']} ({units[row['unit']]['name']})") for row in mine if not row.get("closed")]
