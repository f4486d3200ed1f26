"""To whom a letter goes: chosen, looked at, sent."""

from dataclasses import replace
from typing import Any

from flask import flash, make_response, redirect, request
from flask_babel import gettext as _
from flask_babel import ngettext

from lontar.routing.desk import registrar
from lontar.routing.recipients import by_ids, found
from lontar.sending import acts, lists, wanted
from lontar.sending.planning import Plan
from lontar.sending.wanted import Wanted, address
from office.units import in_order
from schemas.errors import LontarError
from schemas.letter import Letter
from schemas.position import Position
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.answer import KEPT
from web.once import once
from web.page import page
from web.sending.place import place, sent_address, title_of
from web.sending.sent import sent_shown
from web.sending.words import OUTCOMES
from web.who import who

SHOWN = 12
"""Recipients of one outcome that are named at once."""


@route(place, "/letters/<id>/send", action="letter.send", of=Letter, summary="To whom a letter of one's unit can go")
def choose(thing: Row) -> Any:
    """Where something stands in the way, as it does for one that was withdrawn, who has got it until now is shown."""
    try:
        return _shown(thing, Wanted())
    except KEPT as problem:
        return make_response(sent_shown(thing, problem), 409)


@route(place, "/letters/<id>/send", action="letter.send", of=Letter, methods=("POST",), summary="Send it")
@once
def send(thing: Row) -> Any:
    """`unit`, `branch`, `position`, `list`: ids; `addresses`: e-mail addresses; `act`: "send", "save" (as a list under
    `name`, of the unit with `of_unit`), "look" for positions with the words `find`; without it it is only foreseen."""
    act, id = request.form.get("act", ""), thing["_id"]
    chosen, plan = _ticked(), None
    try:
        chosen = replace(chosen, addresses=_addresses())
        if act == "look":
            return _shown(thing, chosen)
        if act != "send":
            plan = acts.preview(house(), who(), id, chosen)
            if act == "save":
                _save(chosen)
            return _shown(thing, chosen, plan=plan)
        done = acts.send(house(), who(), id, chosen)
    except KEPT as problem:
        return make_response(_shown(thing, chosen, problem, plan), problem.status)
    count = sum(done.plan.counts[one] for one in ("delivered", "paper", "mail"))
    flash(ngettext("Sent to %(num)s recipient.", "Sent to %(num)s recipients.", count), "success")
    return redirect(sent_address(id, new=done.sending))


def _ticked() -> Wanted:
    return Wanted(*(tuple(request.form.getlist(name)) for name in ("unit", "branch", "position", "list")))


def _addresses() -> tuple[str, ...]:
    """Raises WrongUse for what is no address."""
    written = request.form.get("addresses", "").replace(",", "\n").replace(";", "\n").split("\n")
    return tuple(address(one) for one in written if one.strip())


def _save(chosen: Wanted) -> None:
    kept = wanted.kept(wanted.meant(house(), who(), chosen))
    unit = who().unit if "of_unit" in request.form else None
    lists.save(house(), who(), request.form.get("name", ""), kept, unit=unit)
    flash(_("The list is saved."), "success")


def _shown(thing: Row, chosen: Wanted, problem: LontarError | None = None, plan: Plan | None = None) -> str:
    """Raises NotOutgoing and what else stands in the way."""
    if plan is None:
        acts.preview(house(), who(), thing["_id"], Wanted())  # whether it can be sent at all
    looked = request.form.get("find", "").strip()
    offered = {row["_id"]: row for row in by_ids(house(), chosen.positions)}
    offered |= {row["_id"]: row for row in (found(house(), looked) if looked else ())}
    return page(
        "sending/choose.html",
        letter=thing,
        title=title_of(thing),
        chosen=chosen,
        plan=plan,
        outcomes=OUTCOMES,
        shown=SHOWN,
        goes=sum(plan.counts[one] for one in ("delivered", "paper", "mail")) if plan else 0,
        units=_tree(),
        positions=[(row, _unit_of(row)) for row in offered.values()],
        titles=_titles(plan),
        lists=lists.lists(house(), who()),
        keeps=registrar(who(), who().unit),
        looked=looked,
        addresses=request.form.get("addresses", ""),
        name=request.form.get("name", ""),
        problem=problem,
    )


def _tree() -> list[tuple[Row, int, bool]]:
    """All units in the order of the tree, each with its depth and whether others are below it."""
    rows = {row["_id"]: row for row in house().store.every(Unit)}
    above = {row.get("parent") for row in rows.values()}
    return [(row, len(row["path"]) - 1, row["_id"] in above) for row in in_order(rows)]


def _unit_of(position: Row) -> str:
    return str((house().store.get(Unit, position["unit"]) or {}).get("name", ""))


def _titles(plan: Plan | None) -> dict[str, str]:
    ids = {id for one in plan.lines for id in one.named} if plan else set()
    return {id: str(row["title"]) for id, row in house().store.get_many(Position, sorted(ids)).items()}
