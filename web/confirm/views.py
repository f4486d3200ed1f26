"""The list of letters whose fields wait for a person's word, and the sheet on which it is given."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from lontar import edits
from lontar.understanding import confirm_queue
from office.access import may_see
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.confirm.asked import ALL, places_asked, sure_of, values_asked
from web.confirm.place import onwards, place
from web.confirm.shown import queue_shown, refused, sheet_shown
from web.current import house
from web.letters.answer import KEPT
from web.once import once
from web.who import who

__all__ = ["place"]


@route(place, "/confirm", action="letter.describe", summary="Letters whose fields wait for a person's word")
def queue() -> str:
    return queue_shown()


@route(place, "/confirm/<id>", action="letter.describe", of=Letter, summary="The fields of a letter beside its pages")
def sheet(thing: Row) -> str:
    return sheet_shown(thing)


@route(place, "/confirm/<id>", action="letter.describe", of=Letter, methods=("POST",), summary="Fields confirmed")
@once
def say(thing: Row) -> Any:
    """Values by the names of the fields; `sure`: those that are right; `at-NAME`: where it was seen. `act` "all": all
    of it is right, and the next letter of the list follows."""
    id, sure = thing["_id"], request.form.getlist("sure")
    try:
        values = values_asked(thing)
        sure = sure_of(values)
        version = request.form.get("version", type=int)
        done = edits.describe(house(), who(), id, values, version, sure=sure, places=places_asked(thing))
    except KEPT as problem:
        return refused(thing, problem, sure), problem.status
    if request.form.get("act") == ALL:
        return onwards(confirm_queue.after_this(house(), who(), id), id, done)
    if not done:
        flash(_("Nothing was different."), "info")
    if not may_see(who(), house().store.get(Letter, id) or {}):  # after what they said of its class
        flash(_("Saved. You may no longer read this letter."), "success")
        return redirect(url_for("confirm.queue"))
    return onwards(id, id, done)
