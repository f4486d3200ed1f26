"""What a program says of letters that belong together, by the same acts as the pages; each answers with its events."""

from flask import Response

from lontar.understanding import linking
from schemas.letter import Letter
from store.contract import Row
from web.access import Takes, route
from web.api.acts import done
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT
from web.current import house
from web.who import who

NUMBER = Takes("number", "A reference of the letter.", TEXT, required=True, place="body")
OTHER = Takes("letter", "The id of the other letter.", TEXT, required=True, place="body")


@route(
    place,
    "/letters/<id>/links",
    action="letter.describe",
    of=Letter,
    methods=("POST",),
    summary="A reference means this letter",
    takes=(NUMBER, OTHER),
    gives="Done",
)
def link(thing: Row) -> Response:
    said = body(number=str, letter=str)
    return done(
        thing["_id"], linking.link(house(), who(), thing["_id"], said.get("number", ""), said.get("letter", ""))
    )


@route(
    place,
    "/letters/<id>/links",
    action="letter.describe",
    of=Letter,
    methods=("DELETE",),
    summary="A reference does not mean this letter",
    takes=(NUMBER, OTHER),
    gives="Done",
)
def unlink(thing: Row) -> Response:
    said = body(number=str, letter=str)
    return done(
        thing["_id"], linking.unlink(house(), who(), thing["_id"], said.get("number", ""), said.get("letter", ""))
    )


@route(
    place,
    "/letters/<id>/told-apart",
    action="letter.describe",
    of=Letter,
    methods=("POST",),
    summary="It and another one that looks like it are two letters",
    takes=(OTHER,),
    gives="Done",
)
def tell_apart(thing: Row) -> Response:
    return done(thing["_id"], linking.tell_apart(house(), who(), thing["_id"], body(letter=str).get("letter", "")))
