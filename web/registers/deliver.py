"""A letter delivered to units: those that are on board by a tick, the others with a slip to go with the print."""

from typing import Any

from flask import Response as Paper
from flask import flash, make_response, redirect, request, url_for
from flask_babel import ngettext

from lontar.routing import delivering, papers
from lontar.routing.delivering import LIVE, PAPER, THERE
from routing.errors import NobodyToDeliverTo, NotTheirs
from schemas.errors import LontarError
from schemas.letter import Letter, titled
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.answer import KEPT
from web.once import once
from web.page import page
from web.registers.place import PDF, place
from web.who import who


@route(place, "/letters/<id>/deliver", action="entry.register", of=Letter, summary="Units that a letter can go to")
def deliver(thing: Row) -> str:
    return _shown(thing)


@route(
    place,
    "/letters/<id>/deliver",
    action="entry.register",
    of=Letter,
    methods=("POST",),
    summary="Deliver it to units",
)
@once
def deliver_now(thing: Row) -> Any:
    """`unit`: ids; `all`: every one that can get it; `passing_on`: the own entry is closed so."""
    chosen = request.form.getlist("unit")
    if "all" in request.form:
        chosen = [unit["_id"] for unit, state in delivering.units_for(house(), thing["_id"]) if state == LIVE]
    try:
        passing_on = "passing_on" in request.form
        made = delivering.deliver(house(), who(), thing["_id"], chosen, passing_on=passing_on)
    except KEPT as problem:
        return make_response(_shown(thing, problem, chosen), problem.status)
    flash(
        ngettext("Delivered to %(num)s unit.", "Delivered to %(num)s units.", len(made.numbers)),
        "success",
    )
    return redirect(url_for("registers.deliver", id=thing["_id"]))


@route(place, "/letters/<id>/slip.pdf", action="entry.register", of=Letter, summary="Slips that go with its print")
def slip(thing: Row) -> Paper:
    """`unit`: ids of units that get it on paper; without them all that are not on board yet."""
    if not delivering.may_deliver(house(), who(), thing):
        raise NotTheirs
    asked = request.args.getlist("unit")
    on_paper = [unit["_id"] for unit, state in delivering.units_for(house(), thing["_id"]) if state == PAPER]
    units = [id for id in on_paper if not asked or id in asked]
    if not units:
        raise NobodyToDeliverTo
    mine = delivering.open_entry(house(), who(), thing["_id"]) or {}
    made = papers.slips(house(), thing, who().unit, units, mine.get("agenda_number"))
    return Paper(made, mimetype=PDF, headers={"Content-Disposition": "inline; filename=tanda-terima-pengiriman.pdf"})


def _shown(thing: Row, problem: LontarError | None = None, chosen: Any = ()) -> str:
    """Raises NotTheirs."""
    if not delivering.may_deliver(house(), who(), thing):
        raise NotTheirs
    units = delivering.units_for(house(), thing["_id"])
    return page(
        "registers/deliver.html",
        letter=thing,
        title=titled(thing),
        units=[(unit, state, len(unit["path"]) - 1) for unit, state in units],
        live=LIVE,
        there=THERE,
        paper=sum(state == PAPER for _unit, state in units),
        can=sum(state == LIVE for _unit, state in units),
        chosen=set(chosen),
        mine=delivering.open_entry(house(), who(), thing["_id"]),
        own=(house().store.get(Unit, who().unit) or {}).get("name", ""),
        problem=problem,
    )
