"""What is done to a draft from its page: initialled, sent back, taken back, frozen, cancelled."""

from collections.abc import Callable
from typing import Any

from flask import flash, request
from flask_babel import lazy_gettext as _l

from lontar.drafting import acts, freezing
from schemas.draft import Draft
from schemas.errors import LontarError
from store.contract import Row
from web.access import route
from web.current import house
from web.drafts.place import place
from web.drafts.sheet import onward, refused
from web.once import once
from web.who import who


@route(
    place, "/drafts/<id>/submit", action="draft.write", of=Draft, methods=("POST",), summary="Submit it as it stands"
)
@once
def submit(thing: Row) -> Any:
    return _done(thing, lambda id: acts.submit(house(), who(), id), _l("Submitted."))


@route(place, "/drafts/<id>/initial", action="draft.initial", of=Draft, methods=("POST",), summary="Initial a draft")
@once
def initial(thing: Row) -> Any:
    """`content`: the digest of what the page showed."""
    return _done(thing, lambda id: acts.initial(house(), who(), id, request.form.get("content", "")), _l("Initialled."))


@route(place, "/drafts/<id>/back", action="draft.initial", of=Draft, methods=("POST",), summary="Send a draft back")
@once
def send_back(thing: Row) -> Any:
    reason = request.form.get("reason", "")
    return _done(thing, lambda id: acts.send_back(house(), who(), id, reason), _l("Sent back."))


@route(place, "/drafts/<id>/take-back", action="draft.write", of=Draft, methods=("POST",), summary="Take a draft back")
@once
def take_back(thing: Row) -> Any:
    return _done(thing, lambda id: acts.take_back(house(), who(), id), _l("Taken back; you can write on."))


@route(place, "/drafts/<id>/freeze", action="draft.write", of=Draft, methods=("POST",), summary="Reserve its number")
@once
def freeze(thing: Row) -> Any:
    return _done(
        thing, lambda id: freezing.freeze(house(), who(), id), _l("The number is reserved; the signer is next.")
    )


@route(place, "/drafts/<id>/cancel", action="draft.write", of=Draft, methods=("POST",), summary="Give a draft up")
@once
def cancel(thing: Row) -> Any:
    reason = request.form.get("reason", "")
    return _done(thing, lambda id: acts.cancel(house(), who(), id, reason), _l("Cancelled."))


def _done(thing: Row, act: Callable[[str], object], said: object) -> Any:
    try:
        act(thing["_id"])
    except LontarError as problem:
        return refused(thing, problem)
    flash(str(said), "success")
    return onward(thing["_id"])
