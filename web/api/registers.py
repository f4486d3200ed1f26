"""The agenda books for a program: read, a letter entered, a number cancelled, a letter delivered to units."""

from flask import Response, jsonify, request

from lontar.facts import version_of
from lontar.routing import acts, books, delivering, recording
from lontar.routing.recording import Book
from office.units import by_code
from schemas.entry import DIRECTIONS
from schemas.letter import Letter
from schemas.unit import Unit
from store.contract import Row
from web.access import Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE, many
from web.current import house
from web.registers.place import own_entry_of
from web.who import who

BOOLEAN = {"type": "boolean"}
BOOKS = TEXT | {"enum": list(DIRECTIONS), "default": "incoming"}
UNIT = Takes("unit", "The code of its unit; one's own without it.", TEXT)
DIRECTION = Takes("direction", "Which book.", BOOKS)
YEAR = Takes("year", "Its year; this one without it.", WHOLE | {"minimum": 1900, "maximum": 9999})
HANDLING = Takes("handling", "Only entries that stand so.", TEXT | {"enum": list(books.HANDLINGS)})
AFTER = Takes("after", "Where the entries go on, as the answer before said.", TEXT)
INTO = Takes("direction", "Into which book.", BOOKS, place="body")
OF = Takes("unit", "The code of the unit whose book it is; one's own without it.", TEXT, place="body")
INFORMATION = Takes("information", "Nobody needs to handle it.", BOOLEAN, place="body")
REASON = Takes("reason", "Why it is cancelled.", TEXT, required=True, place="body")
UNITS = Takes("units", "Codes of the units that are to get it.", many(TEXT), place="body")
EVERYWHERE = Takes("all", "All units that can get it.", BOOLEAN, place="body")
PASSING_ON = Takes("passing_on", "The own entry is closed as passed on.", BOOLEAN, place="body")


@route(
    place,
    "/registers",
    action="letter.read",
    summary="An agenda book, the last number first",
    takes=(UNIT, DIRECTION, YEAR, HANDLING, AFTER),
    gives="Register",
)
def register_book() -> Response:
    asked = {name: request.args.get(name) or None for name in ("unit", "handling")}
    direction, year = request.args.get("direction") or "incoming", request.args.get("year", type=int)
    book = books.which(house(), who(), direction=direction, year=year, **asked)
    found = books.leaf(house(), who(), book, request.args.get("after"))
    return jsonify(books.said(house(), book, found.lines, found.after))


@route(
    place,
    "/letters/<id>/register",
    action="entry.register",
    of=Letter,
    methods=("POST",),
    summary="Enter it in an agenda book",
    takes=(INTO, OF, INFORMATION),
    gives="Entered",
)
def enter(thing: Row) -> Response:
    asked = body(direction=str, unit=str, information=bool)
    unit = by_code(house().store, asked["unit"])["_id"] if asked.get("unit") else who().unit
    book = Book(unit, asked.get("direction", "incoming"))
    made = recording.record(house(), who(), thing["_id"], book, information=asked.get("information", False))
    return jsonify(entry=made.entry, number=made.number, events=list(made.events))


@route(
    place,
    "/letters/<id>/entries/<entry>/cancel",
    action="entry.register",
    of=Letter,
    methods=("POST",),
    summary="Cancel its number",
    takes=(REASON,),
    gives="Done",
)
def cancel_number(thing: Row, entry: str) -> Response:
    row = own_entry_of(thing, entry)
    events = acts.cancel(house(), who(), row["_id"], body(reason=str).get("reason", ""))
    return jsonify(events=events, version=version_of(house(), thing["_id"]))


@route(
    place,
    "/letters/<id>/deliver",
    action="entry.register",
    of=Letter,
    methods=("POST",),
    summary="Deliver it to units",
    takes=(UNITS, EVERYWHERE, PASSING_ON),
    gives="Delivered",
)
def deliver_letter(thing: Row) -> Response:
    asked = body(units=list[str], all=bool, passing_on=bool)
    ids = [by_code(house().store, code)["_id"] for code in asked.get("units", ())]
    if asked.get("all"):
        ids = [row["_id"] for row, _ in delivering.units_for(house(), thing["_id"])]
    made = delivering.deliver(house(), who(), thing["_id"], ids, passing_on=asked.get("passing_on", False))
    codes = {row["_id"]: row["code"] for row in house().store.get_many(Unit, ids).values()}
    return jsonify(delivering.said(made, codes))
