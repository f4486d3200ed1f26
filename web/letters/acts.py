"""What people do to a letter beside describing it: tags, notes, withdrawing, restoring, reading again, undoing."""

from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from lontar import edits, undoing
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.letters.answer import KEPT, led_back, refused
from web.letters.place import back, place
from web.once import once
from web.who import who


@route(place, "/letters/<id>/tags", action="letter.tag", of=Letter, methods=("POST",), summary="Tags")
@once
def tags(thing: Row) -> Any:
    typed, version = request.form.get("tags", "").split(","), request.form.get("version", type=int)
    try:
        return back(thing["_id"], edits.tag(house(), who(), thing["_id"], typed, version))
    except KEPT as problem:
        return refused(thing, problem)


@route(place, "/letters/<id>/notes", action="letter.note", of=Letter, methods=("POST",), summary="A note")
@once
def notes(thing: Row) -> Any:
    try:
        return back(thing["_id"], edits.note(house(), who(), thing["_id"], request.form.get("text", "")))
    except KEPT as problem:
        return refused(thing, problem)


@route(place, "/letters/<id>/take-back", action="letter.note", of=Letter, methods=("POST",), summary="Take it back")
@once
def take_back(thing: Row) -> Any:
    return back(thing["_id"], edits.take_back(house(), who(), thing["_id"], request.form.get("at", "")))


@route(place, "/letters/<id>/withdraw", action="letter.withdraw", of=Letter, methods=("POST",), summary="Withdraw")
@once
def withdraw(thing: Row) -> Any:
    try:
        undoing.withdraw(house(), who(), thing["_id"], request.form.get("reason", ""))
    except KEPT as problem:
        return refused(thing, problem)
    flash(_("The letter was withdrawn. It can be restored here."), "success")
    return back(thing["_id"])


@route(place, "/letters/<id>/restore", action="letter.restore", of=Letter, methods=("POST",), summary="Restore")
@once
def restore(thing: Row) -> Any:
    return back(thing["_id"], undoing.restore(house(), who(), thing["_id"]))


@route(place, "/letters/<id>/retry", action="work.retry", of=Letter, methods=("POST",), summary="Read it again")
@once
def retry(thing: Row) -> Any:
    edits.read_again(house(), who(), thing["_id"])
    flash(_("What could not be read is tried again."), "success")
    return back(thing["_id"])


@route(place, "/letters/<id>/undo", action="letter.read", of=Letter, methods=("POST",), summary="Undo what was done")
@once
def undo(thing: Row) -> Any:
    """`event`: the sequence numbers of the events; each asks for the right to do what undoing it means."""
    try:
        undoing.undo(house(), who(), thing["_id"], request.form.getlist("event", type=int))
    except KEPT as problem:
        return refused(thing, problem)
    flash(_("Undone."), "success")
    return led_back(thing["_id"])
