"""Views of the ledger under a name."""

from typing import Any

from flask import flash, make_response, redirect, request
from flask_babel import gettext as _

from lontar.ledger import saved_views
from lontar.ledger.saved_views import ACTION
from schemas.errors import Conflict, LontarError, Taken, WrongUse
from schemas.saved_view import SavedView
from store.contract import Row
from web.access import route
from web.current import house
from web.ledger import asked
from web.ledger.listing import whole
from web.ledger.place import place
from web.once import once
from web.who import who

KEPT = (WrongUse, Conflict, Taken)
"""Refusals that can be mended in the same form."""


@route(place, "/ledger/views", action=ACTION, methods=("POST",), summary="Save a view under a name")
@once
def save_view() -> Any:
    try:
        done = saved_views.save(house(), who(), request.form.get("name", ""), asked.asked())
    except KEPT as problem:
        return _again(problem)
    flash(_("Saved."), "success")
    return redirect(asked.address(asked.asked(), event=done.event))


@route(
    place,
    "/ledger/views/<id>/delete",
    action=ACTION,
    of=SavedView,
    methods=("POST",),
    summary="Delete a saved view",
)
@once
def delete_view(thing: Row) -> Any:
    done = saved_views.delete(house(), who(), thing["_id"])
    flash(_("Deleted."), "success")
    return redirect(asked.address(asked.asked(), event=done.event))


@route(place, "/ledger/views/undo", action=ACTION, methods=("POST",), summary="Undo what was done to a saved view")
@once
def undo_view() -> Any:
    try:
        saved_views.undo(house(), who(), request.form.get("event", 0, type=int))
    except KEPT as problem:
        return _again(problem)
    flash(_("Undone."), "success")
    return redirect(asked.address(asked.asked()))


def _again(problem: LontarError) -> Any:
    return make_response(whole(asked.asked(), problem), problem.status)
