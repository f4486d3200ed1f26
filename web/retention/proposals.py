"""Proposals: a list, and one of them with what can be done with it: yes, no, the letter from outside, carried out."""

from collections.abc import Callable

from flask import Response, flash, make_response, redirect, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from lontar.retention import approving, carrying, proposals
from lontar.retention.minutes import demand_minutes, listed, names_of
from office.access import may
from office.days import typed as typed_day
from schemas.day import day_number
from schemas.errors import LontarError, WrongUse
from schemas.proposal import Proposal
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.current import house
from web.once import once
from web.page import page
from web.retention.place import OUTSIDE, place, shared, whole, why_said
from web.who import who

ACTION = approving.ACTION
TYPED = ("note", "why", "number", "day", "letter", "typed", "casefile")


@route(place, "/retention/proposals", action=ACTION, summary="Proposals of what becomes of case files")
def all_proposals() -> str:
    rows = proposals.proposals(house(), who())
    units = house().store.get_many(Unit, sorted({row["unit"] for row in rows}))
    turns = {row["_id"] for row in rows if approving.is_turn(who(), row)}
    return page("retention/proposals.html", **shared(who()), rows=rows, units=units, turns=turns)


@route(place, "/retention/proposals/<id>", action=ACTION, of=Proposal, summary="One proposal")
def proposal(thing: Row) -> str:
    return _one(thing)


@route(place, "/retention/proposals/<id>/list.pdf", action=ACTION, of=Proposal, locked=True, summary="Its list as PDF")
def proposal_list(thing: Row) -> Response:
    name = f"Daftar usul {thing['number']}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(listed(house(), thing), mimetype="application/pdf", headers=headers)


@route(place, "/retention/proposals/<id>/minutes.pdf", action=ACTION, of=Proposal, summary="Its minutes as PDF/A")
def minutes(thing: Row) -> Answer:
    papers = demand_minutes(house(), thing)
    stream = house().originals.open(papers["sha256"])
    answer: Answer = send_file(
        stream, mimetype="application/pdf", as_attachment=True, download_name=papers["name"], etag=papers["sha256"]
    )
    return answer


@route(place, "/retention/proposals/<id>/approve", action=ACTION, of=Proposal, methods=("POST",), summary="Say yes")
@once
def approve(thing: Row) -> Answer:
    return _done(thing, lambda: approving.approve(house(), who(), thing["_id"], request.form.get("note", "")))


@route(place, "/retention/proposals/<id>/reject", action=ACTION, of=Proposal, methods=("POST",), summary="Say no")
@once
def reject(thing: Row) -> Answer:
    def act() -> list[str]:
        given = request.form
        approving.reject(house(), who(), thing["_id"], given.get("why", ""), given.get("casefile", ""))
        return []

    return _done(thing, act)


@route(
    place,
    "/retention/proposals/<id>/outside",
    action=proposals.ACTION,
    of=Proposal,
    methods=("POST",),
    summary="Record the approval from outside",
)
@once
def outside(thing: Row) -> Answer:
    def act() -> list[str]:
        given = request.form
        day = typed_day(given.get("day", ""), "day")
        if day is None:
            raise WrongUse(what="The day", why="it is empty", field="day")
        said = {"letter": given.get("letter", "").strip()}
        return approving.approve_outside(
            house(), who(), thing["_id"], given.get("number", ""), day_number(day), **said
        )  # fmt: skip

    return _done(thing, act)


@route(
    place,
    "/retention/proposals/<id>/withdraw",
    action=proposals.ACTION,
    of=Proposal,
    methods=("POST",),
    summary="Take it back",
)
@once
def withdraw(thing: Row) -> Answer:
    def act() -> list[str]:
        proposals.withdraw(house(), who(), thing["_id"], request.form.get("why", ""))
        return []

    return _done(thing, act)


@route(
    place,
    "/retention/proposals/<id>/carry-out",
    action=carrying.ACTION,
    of=Proposal,
    methods=("POST",),
    summary="Carry it out; its number is typed again",
)
@once
def carry_out(thing: Row) -> Answer:
    """The worker behind the web does it, letter by letter."""
    return _done(thing, lambda: carrying.begin(house(), who(), thing["_id"], request.form.get("typed", "")))


def _done(thing: Row, act: Callable[[], list[str]]) -> Answer:
    try:
        gone = act()
    except LontarError as problem:
        return make_response(_one(thing, problem), problem.status)
    if gone:
        flash(_("Fell out of the proposal: %(numbers)s.", numbers=", ".join(gone)), "warning")
    else:
        flash(_("Saved."), "success")
    return redirect(url_for("retention.proposal", id=thing["_id"]))


def _one(thing: Row, problem: LontarError | None = None) -> str:
    reader, may_propose = who(), may(who(), proposals.ACTION)
    return page(
        "retention/proposal.html",
        **shared(reader),
        row=whole(thing),
        unit=house().store.get(Unit, thing["unit"]) or {},
        names=names_of(house(), reader, thing),
        turn=approving.turn_of(thing),
        can={
            "approve": approving.is_turn(reader, thing),
            "outside": may_propose and approving.waits_outside(thing),
            "withdraw": may_propose and thing["state"] in ("proposed", "approved"),
            "carry": may(reader, carrying.ACTION) and thing["state"] == "approved",
        },
        outsiders=OUTSIDE,
        now=proposals.standing_now(house(), thing),
        why_said=why_said,
        typed={name: request.form.get(name, "") for name in TYPED},
        problem=problem,
        done=sum(1 for item in thing["items"] if item["state"] != "in"),
    )
