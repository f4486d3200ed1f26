"""The letters that came in and wait for a clerk's look, and the one that comes next."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.routing import unchecked
from paper.settings import WIDTHS
from web.access import route
from web.current import house
from web.letters.sheet import address_of, can_be_drawn
from web.page import page
from web.registers.place import place
from web.who import who

SHOWN = 50


@route(place, "/registers/incoming", action="entry.register", summary="Letters that came in, to be looked at")
def incoming() -> str:
    found = unchecked.waiting(house(), who())
    return page(
        "registers/incoming.html",
        rows=found[:SHOWN],
        count=len(found),
        at_least=len(found) >= unchecked.LOOKED,
        address_of=address_of,
        drawn=lambda letter: bool(letter["files"]) and can_be_drawn(letter["files"][0], {}),
        small=WIDTHS[1],
    )


@route(place, "/registers/next", action="entry.register", summary="The letter that waits longest for a clerk's look")
def following() -> Response:
    """`after`: the letter that was just looked at."""
    id = unchecked.next_one(house(), who(), request.args.get("after", ""))
    if id is not None:
        return redirect(url_for("registers.register", id=id))
    flash(_("No letter waits to be looked at."), "info")
    return redirect(url_for("registers.incoming"))
