"""Answering what was asked, and what whoever asked can do: each answered with the letter's page."""

from collections.abc import Callable
from typing import Any

from flask import flash, make_response, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lontar.routing import acts
from lontar.routing.meant import letter_meant
from routing.answering import Answer
from schemas.errors import LontarError
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.answer import led_back, refused
from web.once import once
from web.routing.form import day_typed
from web.routing.place import place
from web.who import who


@route(
    place, "/letters/<id>/answer", action="letter.answer", of=Letter, methods=("POST",), summary="Answer what was asked"
)
@once
def answer(thing: Row) -> Any:
    """`assignment`, `state`, `said`, `letter`: the answering one, by number or address."""
    form = request.form

    def act() -> list[int]:
        meant = letter_meant(house(), who(), form.get("letter", ""))
        return acts.answer(
            house(), who(), form.get("assignment", ""), Answer(form.get("state", ""), form.get("said", ""), meant)
        )

    return _acted(
        thing, act, {"done": _("Done. It can be taken up again below.")}.get(form.get("state", ""), _("Saved."))
    )


@route(place, "/letters/<id>/recall", action="letter.dispose", of=Letter, methods=("POST",), summary="Take it back")
@once
def recall(thing: Row) -> Any:
    """A whole `disposition`, or one `assignment` of it."""
    form = request.form

    def act() -> list[int]:
        if form.get("assignment"):
            return acts.answer(house(), who(), form["assignment"], Answer("withdrawn"))
        return acts.recall(house(), who(), form.get("disposition", ""))

    return _acted(thing, act, _("Taken back: who had not read it has it no more."))


@route(place, "/letters/<id>/due", action="letter.dispose", of=Letter, methods=("POST",), summary="Another due day")
@once
def due(thing: Row) -> Any:
    form = request.form

    def act() -> list[int]:
        day = day_typed(form["due"], "due") if form.get("due") else None
        return acts.set_due(house(), who(), form.get("assignment", ""), day)

    return _acted(thing, act, _("Saved."))


@route(place, "/letters/<id>/resume", action="letter.answer", of=Letter, methods=("POST",), summary="Take it up again")
@once
def resume(thing: Row) -> Any:
    return _acted(thing, lambda: acts.resume(house(), who(), request.form.get("assignment", "")), _("Taken up again."))


@route(place, "/letters/<id>/close", action="letter.dispose", of=Letter, methods=("POST",), summary="Close the entry")
@once
def close(thing: Row) -> Any:
    """`entry`, `as`, `said`."""
    form = request.form
    values = form.get("entry", ""), form.get("as", ""), form.get("said", "")
    return _acted(thing, lambda: acts.close(house(), who(), *values), _("Closed. It can be opened again below."))


@route(place, "/letters/<id>/reopen", action="letter.dispose", of=Letter, methods=("POST",), summary="Open it again")
@once
def reopen(thing: Row) -> Any:
    return _acted(thing, lambda: acts.reopen(house(), who(), request.form.get("entry", "")), _("Opened again."))


@route(place, "/letters/<id>/opened", action="letter.answer", of=Letter, methods=("POST",), summary="Mark it as read")
@once
def opened(thing: Row) -> Response:
    acts.opened(house(), who(), thing["_id"])
    return redirect(url_for("routing.inbox"))


def _acted(thing: Row, act: Callable[[], list[int]], said: str) -> Any:
    try:
        act()
    except LontarError as problem:
        return make_response(refused(thing, problem), problem.status)
    flash(said, "success")
    if request.form.get("from") == "inbox":
        return redirect(url_for("routing.inbox"))
    return led_back(thing["_id"])
