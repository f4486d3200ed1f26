"""The files that go with a draft: added, put in order, left out and back, downloaded. What was typed meanwhile is saved
first: their buttons stand beside the form."""

from collections.abc import Callable
from typing import Any

from flask import Response, flash, request, send_file
from flask_babel import gettext as _

from lontar.drafting import enclosing
from schemas.draft import Draft
from schemas.errors import LontarError, NotFound
from store.contract import Row
from web.access import route
from web.current import house
from web.drafts.brought import brought
from web.drafts.place import place
from web.drafts.sheet import onward, refused, written
from web.kept.form import brings_files
from web.once import once
from web.who import who

ANCHOR = "enclosures"
ADDRESS = "/drafts/<id>/enclosures"
ONE = f"{ADDRESS}/<sha256>"


@route(place, ADDRESS, action="draft.write", of=Draft, methods=("POST",), summary="Add files that go with a draft")
@once
def enclose(thing: Row) -> Any:
    def act(id: str) -> dict[str, int]:
        if not brings_files():
            flash(_("Choose a file first."), "error")
        brought(id)
        return {}

    return _done(thing, act)


@route(place, f"{ONE}/leave-out", action="draft.write", of=Draft, methods=("POST",), summary="Leave a file out")
@once
def leave_out(thing: Row, sha256: str) -> Any:
    def act(id: str) -> dict[str, int]:
        events = enclosing.leave_out(house(), who(), id, sha256)
        flash(_("The file does not go with the letter any more."), "success")
        return {"left_out": events[-1]}

    return _done(thing, act)


@route(place, f"{ONE}/up", action="draft.write", of=Draft, methods=("POST",), summary="Put a file before another")
@once
def move_up(thing: Row, sha256: str) -> Any:
    def act(id: str) -> dict[str, int]:
        order = [one["sha256"] for one in thing.get("enclosures") or ()]
        if sha256 not in order:
            raise NotFound(what="Enclosure")
        enclosing.move(house(), who(), id, sha256, max(1, order.index(sha256)))
        return {}

    return _done(thing, act)


@route(place, f"{ADDRESS}/undo", action="draft.write", of=Draft, methods=("POST",), summary="Put a file back")
@once
def put_back(thing: Row) -> Any:
    def act(id: str) -> dict[str, int]:
        enclosing.put_back(house(), who(), id, request.form.get("event", 0, type=int))
        flash(_("Undone."), "success")
        return {}

    return _done(thing, act)


@route(place, ONE, action="draft.read", of=Draft, summary="A file that goes with a draft")
def enclosure(thing: Row, sha256: str) -> Response:
    """Its bytes, always as a download: what somebody sent is never shown by the browser itself. Raises NotFound."""
    one = next((one for one in thing.get("enclosures") or () if one["sha256"] == sha256), None)
    if one is None:
        raise NotFound(what="Enclosure")
    stream = house().originals.open(sha256)
    answer: Response = send_file(
        stream, mimetype="application/octet-stream", as_attachment=True, download_name=one["name"], etag=sha256
    )
    return answer


def _done(thing: Row, act: Callable[[str], dict[str, int]]) -> Any:
    """`act` gives what the address of the next page says."""
    try:
        written(thing["_id"])
        said = act(thing["_id"])
    except LontarError as problem:
        return refused(thing, problem)
    return onward(thing["_id"], _anchor=ANCHOR, **said)
