"""A person's word on what a letter says: fields typed or chosen, and the security class."""

from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from lontar import edits
from lontar.facts import as_of
from schemas.letter import Letter
from store.contract import Row
from web.access import route
from web.current import house
from web.letters import typed
from web.letters.answer import KEPT, led_back, refused
from web.letters.place import place
from web.once import once
from web.who import who


@route(place, "/letters/<id>/fields", action="letter.describe", of=Letter, methods=("POST",), summary="Correct fields")
@once
def fields(thing: Row) -> Any:
    """What was typed wins over what is read, for ever; a faulty value is refused and stays in its box."""
    try:
        done = edits.describe(house(), who(), thing["_id"], typed.read(request.form), _version())
    except KEPT as problem:
        return refused(thing, problem)
    if not done:
        flash(_("Nothing was different."), "info")
    return led_back(thing["_id"], done)


@route(place, "/letters/<id>/kind", action="letter.describe", of=Letter, methods=("POST",), summary="Type and class")
@once
def kind(thing: Row) -> Any:
    """Letter type, urgency and security class, chosen from the office's vocabularies; only what differs is changed."""
    base = dict(as_of(house(), Letter.unpacked(thing), _version()).to_mongo())
    try:
        values = typed.chosen(base, request.form)
        values["security_class"] = request.form.get("security_class", base["security_class"])
        done = edits.describe(house(), who(), thing["_id"], values, _version())
    except KEPT as problem:
        return refused(thing, problem)
    if not done:
        flash(_("Nothing was different."), "info")
    return led_back(thing["_id"], done)


def _version() -> int | None:
    return request.form.get("version", type=int)
