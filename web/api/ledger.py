"""The ledger for a program: the same list and the same numbers as the page, reminding, and giving lines to others."""

from typing import Any

from flask import Response, jsonify, request

from lontar.ledger import acts
from lontar.ledger.acts import Outcome
from lontar.ledger.calendar import AGES, Calendar
from lontar.ledger.follower import counted_until
from lontar.ledger.lines import LIMIT, listed
from lontar.ledger.numbers import Numbers, numbers
from lontar.ledger.said import said
from lontar.ledger.view import NAMES, SHOWS, SORTS, View
from lontar.many.spreadsheet import XLSX
from schemas.disposition import URGENCIES
from schemas.times import in_utc
from web.access import SIGNED_IN, Takes, route
from web.api.body import body
from web.api.place import place
from web.api.shape import TEXT, WHOLE, many
from web.current import house
from web.ledger import exports
from web.who import who

FLAG = TEXT | {"enum": ["0", "1"], "default": "0"}
ASKS = (
    Takes("person", "The id of who holds positions; `me`: oneself."),
    Takes("position", "The code of a position."),
    Takes("unit", "The code of a unit."),
    Takes("branch", "The code of a unit: it with all below."),
    Takes("show", "What waits, or what happened in a week.", TEXT | {"enum": list(SHOWS), "default": "open"}),
    Takes("week", "A day of that week, yyyymmdd.", WHOLE | {"minimum": 18000101, "maximum": 99991231}),
    Takes("age", "In working days.", TEXT | {"enum": list(AGES)}),
    Takes("overdue", "Only what is late.", FLAG),
    Takes("unopened", "Only what nobody opened.", FLAG),
    Takes("urgency", "Only what is so urgent.", TEXT | {"enum": list(URGENCIES)}),
    Takes("sort", "The order.", TEXT | {"enum": list(SORTS), "default": "oldest"}),
)
AFTER = Takes("after", "The cursor of the page before.", TEXT | {"pattern": "^[0-9]:."})
MANY = Takes("limit", "Lines a page.", WHOLE | {"minimum": 1, "maximum": 200, "default": LIMIT})
LINES = Takes("lines", "Ids of lines.", many(TEXT), required=True, place="body")
TO = Takes("to", "The id of the position that is to have them.", TEXT, required=True, place="body")
WHY = Takes("why", "The reason.", TEXT, required=True, place="body")


@route(place, "/ledger", action=SIGNED_IN, summary="What waits, for whom", takes=(*ASKS, AFTER, MANY), gives="Ledger")
def ledger_list() -> Response:
    calendar, reader = Calendar.of(house()), who()
    view = View.of({name: request.args.get(name, "") for name in NAMES})
    limit = request.args.get("limit", LIMIT, type=int)
    found = listed(house(), reader, view, calendar, after=request.args.get("after"), limit=limit)
    until = counted_until(house())
    return jsonify(
        lines=[one.as_dict() for one in said(house(), found.lines, calendar)],
        after=found.cursor,
        numbers=_numbers(numbers(house(), reader, view.scope(house(), reader), calendar)),
        until=in_utc(until) if until else None,
    )


@route(
    place,
    "/ledger/reminders",
    action=acts.ACTION,
    methods=("POST",),
    summary="Remind of lines",
    takes=(LINES,),
    gives="Lines",
)
def remind_of_lines() -> Response:
    return _done(acts.remind(house(), who(), body(lines=list[str]).get("lines", [])))


@route(
    place,
    "/ledger/reassignments",
    action=acts.ACTION,
    methods=("POST",),
    summary="Give lines to another position",
    takes=(LINES, TO, WHY),
    gives="Lines",
)
def reassign_lines() -> Response:
    given = body(lines=list[str], to=str, why=str)
    return _done(acts.reassign(house(), who(), given.get("lines", []), given.get("to", ""), given.get("why", "")))


route(place, "/ledger.xlsx", action=SIGNED_IN, summary="The whole list as a workbook", takes=ASKS, kind=XLSX)(
    exports.ledger_workbook
)


def _numbers(found: Numbers) -> dict[str, Any]:
    weeks = [{"monday": monday, "came": came, "closed": closed} for monday, came, closed in found.weeks]
    plain = {name: getattr(found, name) for name in ("waiting", "overdue", "unopened", "done", "ages", "urgencies")}
    return plain | {"weeks": weeks, "median": found.median}


def _done(done: Outcome) -> Response:
    reasons = [{"error": error.as_dict(), "lines": number} for error, number in done.refused]
    return jsonify(done=done.done, refused=reasons, events=list(done.events))
