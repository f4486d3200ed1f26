"""The page turned, or read again in other languages or with more care; what people said of it stays."""

from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from lontar.reading import rereading
from schemas.errors import WrongUse
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.once import once
from web.review.place import SHEET, place, to_sheet
from web.review.shown import sheet_shown
from web.who import who


@route(place, f"{SHEET}/turn", action="page.correct", of=Letter, methods=("POST",), summary="The page turned")
@once
def turn(thing: Row, number: int) -> Any:
    """`by`: degrees clockwise."""
    try:
        rereading.turn(house(), who(), thing["_id"], number, request.form.get("by", 0, type=int))
    except WrongUse as problem:
        return sheet_shown(thing, number, problem), problem.status
    flash(_("The page was turned and is read again."), "success")
    return to_sheet(thing["_id"], number)


@route(place, f"{SHEET}/reading", action="page.correct", of=Letter, methods=("POST",), summary="The page read again")
@once
def read_anew(thing: Row, number: int) -> Any:
    """In each `language`, with the `profile`."""
    languages = "+".join(request.form.getlist("language"))
    try:
        rereading.read_anew(
            house(), who(), thing["_id"], number, languages=languages or None, profile=request.form.get("profile")
        )
    except WrongUse as problem:
        return sheet_shown(thing, number, problem), problem.status
    return to_sheet(thing["_id"], number)
