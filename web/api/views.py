"""The JSON API, described by /api/v1/openapi.json: the same bodies as the commands' --json."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from lontar import letters
from lontar.find import find
from schemas.letter import Letter
from search.entry import FACETS
from store.contract import Row
from web.access import SIGNED_IN, Declared, Takes, declared, route
from web.current import house, reader

place = Blueprint("api", __name__, url_prefix="/api/v1")
SEARCHES = (
    Takes("q", "The query."),
    Takes("sort", "relevance, newest or oldest."),
    Takes("limit", "Letters a page, 1 to 200.", "integer"),
    Takes("after", "The cursor of the page before."),
    *(Takes(name, f"Narrow by {name}; may be repeated.") for name in FACETS),
)


@route(place, "/search", action=SIGNED_IN, locked=True, summary="Find letters", takes=SEARCHES)
def search() -> Response:
    return jsonify(
        find(
            house(),
            _who(),
            request.args.get("q", ""),
            filters={name: request.args.getlist(name) for name in FACETS if name in request.args},
            sort=request.args.get("sort", "relevance"),
            limit=request.args.get("limit", 20, type=int),
            after=request.args.get("after"),
        )
    )


@route(place, "/letters/<id>", action="letter.read", of=Letter, summary="One letter")
def letter(thing: Row) -> Response:
    return jsonify(letters.show(house(), _who(), thing["_id"]))


@route(place, "/letters/<id>/text", action="letter.read", of=Letter, summary="Its text, pages apart by a form feed")
def text(thing: Row) -> Response:
    return jsonify(text=letters.text_of(house(), _who(), thing["_id"]))


@route(place, "/letters/<id>/words", action="letter.read", of=Letter, summary="Its pages with the box of every word")
def words(thing: Row) -> Response:
    return jsonify(pages=letters.words_of(house(), _who(), thing["_id"]))


@route(place, "/openapi.json", public="describes addresses, not letters", summary="This description")
def openapi() -> Response:
    paths: dict[str, Any] = {}
    for one in (one for several in declared.values() for one in several if one.rule):
        if one.endpoint.startswith(("api.", "uploads.")):
            rule = "/api/v1" + one.rule.replace("<", "{").replace(">", "}")
            paths[rule] = {method.lower(): _operation(one) for method in one.methods}
    security = {"token": {"type": "http", "scheme": "bearer"}}
    return jsonify(
        openapi="3.1.0",
        info={"title": "Lontar", "version": "1"},
        paths=paths,
        components={"securitySchemes": security},
        security=[{"token": []}],
    )


def _operation(one: Declared) -> dict[str, Any]:
    inside = (
        [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}] if "<id>" in one.rule else []
    )
    asked = [
        {"name": take.name, "in": take.place, "description": take.help, "schema": {"type": take.type}}
        for take in one.takes
    ]
    answers = {"200": {"description": one.summary}, "404": {"description": "Not found, or not for you."}}
    return {"summary": one.summary, "parameters": inside + asked, "responses": answers}


def _who() -> Any:
    return reader()
