"""The pages on which people correct what was read. Their scripts speak to the JSON API; without them a form does the
same, line by line."""

from itertools import zip_longest
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from lontar.reading import correcting, review_queue
from schemas.errors import Conflict, WrongUse
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.once import once
from web.review import again
from web.review.place import SHEET, place, to_sheet
from web.review.shown import queue_shown, sheet_shown
from web.who import who

__all__ = ["again", "place"]


@route(place, "/review", action="page.correct", summary="Pages read with doubt")
def queue() -> str:
    return queue_shown()


@route(place, SHEET, action="page.correct", of=Letter, summary="A page and its words, to be corrected")
def sheet(thing: Row, number: int) -> str:
    return sheet_shown(thing, number)


@route(place, f"{SHEET}/lines", action="page.correct", of=Letter, methods=("POST",), summary="Whole lines corrected")
@once
def lines(thing: Row, number: int) -> Any:
    """`box`, `was` and `text` of every line; those that differ are said."""
    rows = zip_longest(*(request.form.getlist(name) for name in ("box", "was", "text")), fillvalue="")
    try:
        changes = [
            {"box": _box(box), "was": was, "text": text} for box, was, text in rows if text.split() != was.split()
        ]
        events = correcting.correct(house(), who(), thing["_id"], number, changes)
    except (Conflict, WrongUse) as problem:
        return sheet_shown(thing, number, problem), problem.status
    flash(ngettext("%(num)s line was corrected.", "%(num)s lines were corrected.", len(events)), "success")
    return to_sheet(thing["_id"], number, [",".join(map(str, one["box"])) for one in changes])


@route(place, f"{SHEET}/back", action="page.correct", of=Letter, methods=("POST",), summary="As it was read")
@once
def back(thing: Row, number: int) -> Response:
    """In each `box`."""
    changes = [{"box": _box(box), "back": True} for box in request.form.getlist("box")]
    correcting.correct(house(), who(), thing["_id"], number, changes)
    flash(_("Undone."), "success")
    return to_sheet(thing["_id"], number)


@route(place, f"{SHEET}/done", action="page.correct", of=Letter, methods=("POST",), summary="The page is done")
def done(thing: Row, number: int) -> Response:
    """Leads to the next page of the queue."""
    correcting.finish(house(), who(), thing["_id"], number)
    flash(_("The page is done."), "success")
    following = review_queue.after_this(house(), who(), thing["_id"], number)
    return to_sheet(*following) if following else redirect(url_for("review.queue"))


@route(place, f"{SHEET}/open", action="page.correct", of=Letter, methods=("POST",), summary="The page is open again")
def reopen(thing: Row, number: int) -> Response:
    correcting.reopen(house(), who(), thing["_id"], number)
    return to_sheet(thing["_id"], number)


def _box(said: str) -> list[int]:
    """Of "x0,y0,x1,y1". Raises WrongUse."""
    try:
        return [int(side) for side in said.split(",")]
    except ValueError as error:
        raise WrongUse(what=said, why="it is no box") from error
