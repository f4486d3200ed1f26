"""What is proposed while somebody types, and a person's saved searches, by the same acts as the pages."""

from typing import Any

from flask import Response, jsonify, request

from lontar.finding import alerts, saved_searches
from lontar.finding.proposals import LONGEST, proposals
from lontar.finding.saved_searches import ACTION, Saved
from schemas.errors import WrongUse
from schemas.saved_search import ALERTS, SavedSearch
from schemas.times import in_utc
from search.contract import SORTS
from store.contract import Row
from web.access import SIGNED_IN, Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE, by_name, many
from web.current import house
from web.who import who

TYPED = Takes("q", f"What is typed so far; {LONGEST} characters are looked at.", required=True)
NAME = Takes("name", "Its name, one's own only.", TEXT, place="body")
QUERY = Takes("query", "The query.", TEXT, place="body")
FILTERED = Takes("filters", "Values by the name of a filter.", by_name(many(TEXT)), place="body")
SORT = Takes("sort", "The order of the letters; empty: the usual one.", TEXT | {"enum": ["", *SORTS]}, place="body")
EXACT = Takes("exact", "The words as typed, in no other form.", {"type": "boolean"}, place="body")
ALERT = Takes("alert", "How one is told of new letters.", TEXT | {"enum": list(ALERTS)}, place="body")
EVENT = Takes("event", "Number of the event to undo.", WHOLE, required=True, place="body")
ONE = "/saved-searches/<id>"


@route(
    place, "/proposals", action=SIGNED_IN, locked=True, summary="What may be meant", takes=(TYPED,), gives="Proposals"
)
def proposed() -> Response:
    return jsonify(proposals=[one.as_dict() for one in proposals(house(), who(), request.args.get("q", ""))])


@route(place, "/saved-searches", action=ACTION, summary="One's saved searches", gives="SavedSearches")
def saved() -> Response:
    return jsonify(searches=[saved_searches.said(row) for row in saved_searches.own(house(), who())])


@route(
    place,
    "/saved-searches",
    action=ACTION,
    methods=("POST",),
    summary="Save a search",
    takes=(NAME, QUERY, FILTERED, SORT, EXACT, ALERT),
    gives="Saved",
)
def save() -> Response:
    said = body(name=str, query=str, filters=dict, sort=str, exact=bool, alert=str)
    more = {name: said[name] for name in ("sort", "exact", "alert") if name in said}
    filters = said.get("filters", {})
    if not all(isinstance(some, list) and all(isinstance(one, str) for one in some) for some in filters.values()):
        raise WrongUse(what="filters", why="it is of another type than the description says")
    return _done(
        saved_searches.save(house(), who(), said.get("name", ""), said.get("query", ""), filters=filters, **more)
    )


@route(
    place,
    ONE,
    action=ACTION,
    of=SavedSearch,
    methods=("PATCH",),
    summary="Rename it, be told otherwise",
    takes=(NAME, ALERT),
    gives="Saved",
)
def change_saved(thing: Row) -> Response:
    said = body(name=str, alert=str)
    return _done(saved_searches.change(house(), who(), thing["_id"], name=said.get("name"), alert=said.get("alert")))


@route(place, ONE, action=ACTION, of=SavedSearch, methods=("DELETE",), summary="Delete it", gives="Saved")
def delete_saved(thing: Row) -> Response:
    return _done(saved_searches.delete(house(), who(), thing["_id"]))


@route(
    place,
    "/saved-searches/undo",
    action=ACTION,
    methods=("POST",),
    summary="Undo what was done to one",
    takes=(EVENT,),
    gives="Saved",
)
def undo_saved() -> Response:
    return _done(saved_searches.undo(house(), who(), body(event=int).get("event", 0)))


@route(place, "/alerts", action=ACTION, summary="New letters of one's saved searches", gives="Alerts")
def new_letters() -> Response:
    found: list[dict[str, Any]] = [
        {"search": alert["search"], "letter": letter["_id"], "at": in_utc(alert["at"])}
        for alert, letter in alerts.unseen(house(), who())
    ]
    return jsonify(alerts=found)


@route(place, ONE + "/seen", action=ACTION, of=SavedSearch, methods=("POST",), summary="Seen", gives="Seen")
def seen(thing: Row) -> Response:
    return jsonify(seen=alerts.see(house(), who(), thing["_id"]))


def _done(done: Saved) -> Response:
    return jsonify(id=done.id, event=done.event)
