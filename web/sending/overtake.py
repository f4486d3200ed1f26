"""A letter that replaces or revokes an earlier one; and that taken back."""

from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar.routing.meant import letter_meant
from lontar.sending import overtaking
from schemas.errors import NotFound, WrongUse
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.answer import KEPT, refused
from web.once import once
from web.sending.place import place, sent_address
from web.sending.sent import sent_shown
from web.who import who


@route(
    place, "/letters/<id>/overtake", action="letter.send", of=Letter, methods=("POST",), summary="It corrects another"
)
@once
def overtake(thing: Row) -> Any:
    """`letter`: number or address of the earlier one; `standing`: "replaced" or "revoked"; `why`."""
    form = request.form
    try:
        earlier = letter_meant(house(), who(), form.get("letter", ""))
        if earlier is None:
            raise WrongUse(what=_("The number"), why="it is empty", field="letter")
        standing, why = form.get("standing", ""), form.get("why", "")
        overtaking.overtake(house(), who(), thing["_id"], earlier, standing, why=why)
    except (*KEPT, NotFound) as problem:
        return make_response(sent_shown(thing, problem), problem.status)
    flash(_("Saved. Whoever has the earlier letter sees it there."), "success")
    return redirect(sent_address(thing["_id"]))


@route(place, "/letters/<id>/reinstate", action="letter.send", of=Letter, methods=("POST",), summary="It stands again")
@once
def reinstate(thing: Row) -> Any:
    """`reason`."""
    try:
        overtaking.reinstate(house(), who(), thing["_id"], request.form.get("reason", ""))
    except KEPT as problem:
        return refused(thing, problem)
    flash(_("The letter stands again."), "success")
    return redirect(url_for("letters.letter", id=thing["_id"]))
