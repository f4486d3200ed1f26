"""How an act on a letter is answered: led back to where it was done, or the page again with what was typed."""

from collections.abc import Sequence

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from office.access import may_see
from schemas.errors import Conflict, LontarError, WrongUse
from schemas.letter import Letter
from schemas.stored import Malformed
from store.contract import Row
from web.current import house
from web.letters.place import back
from web.letters.shown import shown
from web.who import who

KEPT = (WrongUse, Conflict, Malformed)
"""Refusals that can be mended in the same form."""


def led_back(id: str, done: Sequence[int] = ()) -> Response:
    """To the letter; to the list for who may no longer read it after this."""
    if may_see(who(), house().store.get(Letter, id) or {}):
        return back(id, done)
    flash(_("Saved. You may no longer read this letter."), "success")
    return redirect(url_for("search.search"))


def refused(thing: Row, problem: LontarError) -> Response:
    """The letter as it stands now, with the reason. What the person typed stays in its boxes; of a form that collided
    with another person's, only what this person changed, so that sending it again undoes nothing unseen."""
    fresh = house().store.get(Letter, thing["_id"]) or thing
    form = request.form.to_dict()
    version = request.form.get("version", type=int)
    if isinstance(problem, Conflict):
        form = {name: value for name, value in form.items() if name in problem.params.get("touched", ())}
        return make_response(shown(fresh, problem, form), problem.status)
    return make_response(shown(fresh, problem, form, version), problem.status)
