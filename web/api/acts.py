"""What a program may do to a letter, by the same acts as the pages; each answers with the events it made."""

from typing import Any

from flask import Response, jsonify

from lontar import edits, undoing
from lontar.facts import version_of
from schemas.letter import CLASSES, Letter, values_of
from store.contract import Row
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, VALUE, VERSION, WHOLE, by_name, many
from web.current import house
from web.who import who

FIELDS = Takes("fields", "Values by name; an empty one says that the letter has none.", by_name(VALUE), place="body")
CONFIRMED = Takes(
    "confirmed", "Names of fields that are right as they were read, or as `fields` says.", many(TEXT), place="body"
)
CLASS = Takes("security_class", "Who may read it follows from it.", {"enum": list(CLASSES)}, place="body")
TAGS = Takes("tags", "All its tags, in order.", many(TEXT), place="body")
MADE_FROM = Takes(
    "version", "The version that was looked at; what others changed since is refused.", VERSION, place="body"
)
NOTE = Takes("text", "The note.", TEXT, required=True, place="body")
REASON = Takes("reason", "Why it was wrong to register it.", TEXT, required=True, place="body")
EVENTS = Takes("events", "Numbers of the events to undo.", many(WHOLE), required=True, place="body")


@route(
    place,
    "/letters/<id>",
    action="letter.read",
    of=Letter,
    methods=("PATCH",),
    summary="Fields, security class and tags as a person knows them",
    takes=(FIELDS, CONFIRMED, CLASS, TAGS, MADE_FROM),
    gives="Done",
)
def change(thing: Row) -> Response:
    said = body(fields=dict, confirmed=list[str], security_class=str, tags=list[str], version=int)
    id, version, sure = thing["_id"], said.get("version"), said.get("confirmed", [])
    values = {name: values_of(thing).get(name) for name in sure} | said.get("fields", {})
    values |= {name: said[name] for name in ("security_class",) if name in said}
    events = edits.describe(house(), who(), id, values, version, sure=sure) if values else []
    if "tags" in said:
        events += edits.tag(house(), who(), id, said["tags"], version)
    return done(id, events)


@route(
    place,
    "/letters/<id>/notes",
    action="letter.note",
    of=Letter,
    methods=("POST",),
    summary="Add a note",
    takes=(NOTE,),
    gives="Done",
)
def add_note(thing: Row) -> Response:
    return done(thing["_id"], edits.note(house(), who(), thing["_id"], body(text=str).get("text", "")))


@route(
    place,
    "/letters/<id>/withdrawal",
    action="letter.withdraw",
    of=Letter,
    methods=("POST",),
    summary="Withdraw a wrong registration",
    takes=(REASON,),
    gives="Done",
)
def withdraw(thing: Row) -> Response:
    return done(thing["_id"], undoing.withdraw(house(), who(), thing["_id"], body(reason=str).get("reason", "")))


@route(
    place,
    "/letters/<id>/withdrawal",
    action="letter.restore",
    of=Letter,
    methods=("DELETE",),
    summary="Restore a withdrawn letter",
    gives="Done",
)
def restore(thing: Row) -> Response:
    return done(thing["_id"], undoing.restore(house(), who(), thing["_id"]))


@route(
    place,
    "/letters/<id>/undo",
    action="letter.read",
    of=Letter,
    methods=("POST",),
    summary="Undo what events brought about",
    takes=(EVENTS,),
    gives="Done",
)
def undo(thing: Row) -> Response:
    numbers = body(events=list[int]).get("events", [])
    return done(thing["_id"], undoing.undo(house(), who(), thing["_id"], numbers))


@route(
    place,
    "/letters/<id>/reading",
    action="work.retry",
    of=Letter,
    methods=("POST",),
    summary="Read again what could not be read",
    gives="Done",
)
def read_again(thing: Row) -> Response:
    edits.read_again(house(), who(), thing["_id"])
    return done(thing["_id"], [])


def done(id: str, events: list[int], **more: Any) -> Response:
    return jsonify(events=events, version=version_of(house(), id), **more)
