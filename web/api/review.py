"""Pages that wait for a person, and what people say of one, by the same acts as the pages."""

from dataclasses import asdict

from flask import Response, jsonify, request

from ingest.settings import PROFILES
from ingest.turning import TURNS
from lontar.reading import correcting, rereading, review_queue, review_sheet
from schemas.letter import Letter
from store.contract import Row
from web.access import Takes, route
from web.api.acts import done
from web.api.body import body
from web.api.place import place
from web.api.shape import BOX, TEXT, WHOLE, many
from web.api.shape import thing as shape
from web.current import house
from web.who import who

MOST, LIMIT = 100, 50
PAGE = "/letters/<id>/pages/<int:number>"
AFTER = Takes("after", "The cursor of the list before.", TEXT | {"pattern": "^[0-9.e+-]+:."})
HOW_MANY = Takes("limit", "Pages a list.", WHOLE | {"minimum": 1, "maximum": MOST, "default": LIMIT})
CHANGE = shape({"box": BOX}, text=TEXT, was=TEXT, back={"type": "boolean"})
CHANGES = Takes(
    "changes",
    "In each box stands this text (none takes it off), where `was` stood when somebody looked; with `back` what the "
    "machine read stands there again.",
    many(CHANGE),
    required=True,
    place="body",
)
TURN = Takes("turn", "Degrees clockwise by which it is turned, for ever.", {"enum": list(TURNS)}, place="body")
LANGUAGES = Takes("languages", "Models to read it with, joined by +; none: those of the office.", TEXT, place="body")
PROFILE = Takes("profile", "How much is tried; none: as the office does.", {"enum": list(PROFILES)}, place="body")


@route(place, "/review", action="page.correct", summary="Pages read with doubt", takes=(AFTER, HOW_MANY), gives="Queue")
def review() -> Response:
    limit = request.args.get("limit", LIMIT, type=int)
    found = review_queue.queue(house(), who(), request.args.get("after"), limit)
    return jsonify(pages=[asdict(one) for one in found.rows], after=found.after)


@route(place, f"{PAGE}/review", action="page.correct", of=Letter, summary="A page as lines of words", gives="Sheet")
def sheet(thing: Row, number: int) -> Response:
    found = review_sheet.sheet(house(), who(), thing["_id"], number)
    return jsonify(
        lines=[asdict(line) for line in found.lines],
        doubtful=found.doubtful,
        being_read=found.being_read,
        taken_by=found.taken_by,
        reviewed_by=found.reviewed_by,
    )


@route(
    place,
    f"{PAGE}/corrections",
    action="page.correct",
    of=Letter,
    methods=("POST",),
    summary="Say what stands in places of a page",
    takes=(CHANGES,),
    gives="Done",
)
def correct(thing: Row, number: int) -> Response:
    changes = body(changes=list[dict]).get("changes", [])  # type: ignore[type-arg] # each is held to its form below
    events = correcting.correct(house(), who(), thing["_id"], number, changes)
    return done(thing["_id"], events)


@route(
    place,
    f"{PAGE}/review",
    action="page.correct",
    of=Letter,
    methods=("POST",),
    summary="Declare a page done",
    gives="Done",
)
def finish(thing: Row, number: int) -> Response:
    return done(thing["_id"], correcting.finish(house(), who(), thing["_id"], number))


@route(
    place,
    f"{PAGE}/review",
    action="page.correct",
    of=Letter,
    methods=("DELETE",),
    summary="Open a page again that was done",
    gives="Done",
)
def reopen(thing: Row, number: int) -> Response:
    return done(thing["_id"], correcting.reopen(house(), who(), thing["_id"], number))


@route(
    place,
    f"{PAGE}/reading",
    action="page.correct",
    of=Letter,
    methods=("POST",),
    summary="Turn a page, or have it read once more",
    takes=(TURN, LANGUAGES, PROFILE),
    gives="Done",
)
def read_anew(thing: Row, number: int) -> Response:
    said, id, events = body(turn=int, languages=str, profile=str), thing["_id"], []
    if "turn" in said:
        events += rereading.turn(house(), who(), id, number, said.pop("turn"))
    if said or not events:
        events += rereading.read_anew(house(), who(), id, number, **said)
    return done(id, events)
