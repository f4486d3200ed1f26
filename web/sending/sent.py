"""Who got a letter and how far each is; taken back, mailed again; slips for those who get it on paper."""

from typing import Any

from flask import Response as Paper
from flask import flash, make_response, redirect, request
from flask_babel import gettext as _
from flask_babel import ngettext

from lontar.routing import papers
from lontar.sending import acts, latest, overtaking, post, states
from lontar.sending.own import may_send, own_entry, senders, to_send
from paper.kinds import PDF
from routing.errors import NobodyToDeliverTo
from schemas.errors import LontarError, NotFound
from schemas.letter import Letter
from schemas.sending import Mailing
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.answer import KEPT
from web.once import once
from web.page import page
from web.sending.place import place, sent_address, title_of
from web.sending.words import ICONS, STATES, why_said
from web.who import who


@route(place, "/letters/<id>/sent", action="letter.read", of=Letter, summary="Who got it, and how far each is")
def sent(thing: Row) -> str:
    """For the units whose own letter it is. `state`: only those who are in it; `new`: the sending just made."""
    return sent_shown(thing)


@route(place, "/letters/<id>/sent/recall", action="letter.send", of=Letter, methods=("POST",), summary="Take it back")
@once
def recall(thing: Row) -> Any:
    """From who has not opened it; `sending`: one alone."""
    try:
        made = acts.recall(house(), who(), thing["_id"], request.form.get("sending") or None)
    except KEPT as problem:
        return make_response(sent_shown(thing, problem), problem.status)
    count = len(made.taken) + len(made.unmailed)
    flash(ngettext("Taken back from %(num)s recipient.", "Taken back from %(num)s recipients.", count), "success")
    if stays := len(made.kept) + len(made.mailed):
        flash(ngettext("It stays with %(num)s who has it.", "It stays with %(num)s who have it.", stays), "info")
    return redirect(sent_address(thing["_id"]))


@route(
    place, "/letters/<id>/sent/mail", action="letter.send", of=Letter, methods=("POST",), summary="Mail it once more"
)
@once
def mail_again(thing: Row) -> Any:
    """`mailing`: the one that failed, or of which nobody knows."""
    try:
        to_send(house(), who(), thing["_id"])
    except KEPT as problem:
        return make_response(sent_shown(thing, problem), problem.status)
    row = house().store.get(Mailing, request.form.get("mailing", ""))
    if row is None or row["letter"] != thing["_id"]:
        raise NotFound(what="Mail")
    post.send_again(house(), who(), row["_id"])
    flash(_("It goes out again."), "success")
    return redirect(sent_address(thing["_id"]))


@route(place, "/letters/<id>/sent/slips.pdf", action="letter.send", of=Letter, summary="Slips that go with its print")
def slips(thing: Row) -> Paper:
    """A page for each unit that got it on paper."""
    entry = own_entry(house(), who(), thing)
    mine = [one for one in acts.sendings(house(), thing["_id"]) if entry and one["unit"] == entry["unit"]]
    units = list(dict.fromkeys(unit for one in mine for unit in one.get("paper") or ()))
    if not units or entry is None:
        raise NobodyToDeliverTo
    made = papers.slips(house(), thing, entry["unit"], units, entry.get("agenda_number"))
    return Paper(made, mimetype=PDF, headers={"Content-Disposition": "inline; filename=tanda-terima-pengiriman.pdf"})


@route(place, "/sent", action="letter.send", summary="What was sent lately")
def lately() -> str:
    rows = latest.latest(house(), who())
    letters = house().store.get_many(Letter, sorted({row["letter"] for row in rows}))
    return page("sending/latest.html", found=[(row, title_of(letters[row["letter"]])) for row in rows])


def sent_shown(thing: Row, problem: LontarError | None = None) -> str:
    """Raises NotFound for who is not of a unit whose own it is."""
    units = senders(house(), who(), thing)
    found = states.recipients(house(), who(), thing["_id"], units)
    asked, new = request.args.get("state", ""), request.args.get("new", "")
    return page(
        "sending/sent.html",
        letter=thing,
        title=title_of(thing),
        found=[one for one in found if asked in ("", one.state)],
        counts=states.counts(found),
        every=len(found),
        state=asked if asked in STATES else "",
        states=STATES,
        icons=ICONS,
        why_said=why_said,
        sends=may_send(house(), who(), thing),
        just=new if any(one.sending == new for one in found) else "",
        unopened=sum(one.state in ("delivered", "waiting", "failed") for one in found),
        overtaken=overtaking.overtaken(house(), who(), thing),
        overtakes=overtaking.overtakes(house(), who(), thing["_id"]),
        typed=request.form,
        problem=problem,
    )
