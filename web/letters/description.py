"""A person's word on what a letter says: fields typed or chosen, and the security class."""

from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _

from lontar import letters
from office.access import may_see
from schemas.errors import WrongUse
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.letters import typed
from web.letters.place import back, place, who
from web.letters.shown import shown
from web.once import once


@route(place, "/letters/<id>/fields", action="letter.describe", of=Letter, methods=("POST",), summary="Correct fields")
@once
def fields(thing: Row) -> Any:
    """What was typed wins over what is read, for ever; a faulty value is refused and stays in its box."""
    try:
        changed = letters.describe(house(), who(), thing["_id"], typed.read(request.form))
    except WrongUse as problem:
        return make_response(shown(thing, problem, request.form.to_dict()), problem.status)
    flash(_("Saved.") if changed else _("Nothing was different."), "success")
    return back(thing["_id"])


@route(place, "/letters/<id>/kind", action="letter.describe", of=Letter, methods=("POST",), summary="Type and class")
@once
def kind(thing: Row) -> Any:
    """Letter type, urgency and security class, chosen from the office's vocabularies; only what differs is changed.

    Who may no longer read the letter after that is led back to the list."""
    id = thing["_id"]
    letters.describe(house(), who(), id, typed.chosen(thing, request.form))
    security_class = request.form.get("security_class", thing["security_class"])
    if security_class != thing["security_class"]:
        letters.classify(house(), who(), id, security_class)
    flash(_("Saved."), "success")
    return back(id) if may_see(who(), house().store.get(Letter, id) or {}) else redirect(url_for("search.search"))
