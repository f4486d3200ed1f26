"""The files that go with a draft, for a program: added, put in order, left out, downloaded."""

import shutil
from pathlib import Path

from flask import Response, request

from lontar.drafting import enclosing
from schemas.draft import Draft
from schemas.errors import WrongUse
from store.contract import Row
from web.access import Takes, route
from web.api.body import body
from web.api.drafts import done
from web.api.place import place
from web.api.shape import TEXT, WHOLE
from web.current import house
from web.drafts import enclosures
from web.drafts.brought import enclose
from web.who import who

NAME = Takes("name", "What the file is called.", TEXT, required=True)
TO = Takes("to", "Which of them it is to be, from 1.", WHOLE | {"minimum": 1}, required=True, place="body")


@route(
    place,
    enclosures.ADDRESS,
    action="draft.write",
    of=Draft,
    methods=("POST",),
    summary="Add a file that goes with it: the body is its bytes",
    takes=(NAME,),
    sends="application/octet-stream",
    gives="DraftDone",
)
def enclose_in_draft(thing: Row) -> Response:
    name = request.args.get("name", "")
    if not name:
        raise WrongUse(what="name", why="it is missing", field="name")
    return done(thing, enclose(thing["_id"], name, _write))


@route(
    place,
    enclosures.ONE,
    action="draft.write",
    of=Draft,
    methods=("DELETE",),
    summary="Leave a file out",
    gives="DraftDone",
)
def leave_out_of_draft(thing: Row, sha256: str) -> Response:
    return done(thing, enclosing.leave_out(house(), who(), thing["_id"], sha256))


@route(
    place,
    f"{enclosures.ONE}/place",
    action="draft.write",
    of=Draft,
    methods=("PUT",),
    summary="Put a file elsewhere in their order",
    takes=(TO,),
    gives="DraftDone",
)
def place_enclosure(thing: Row, sha256: str) -> Response:
    return done(thing, enclosing.move(house(), who(), thing["_id"], sha256, body(to=int).get("to", 0)))


route(
    place,
    enclosures.ONE,
    action="draft.read",
    of=Draft,
    summary="A file that goes with it, byte for byte",
    kind="application/octet-stream",
)(enclosures.enclosure)


def _write(path: Path) -> None:
    with path.open("wb") as out:
        shutil.copyfileobj(request.stream, out)
