"""The calendar for a program: invitations of one's positions, or of a unit that one leads."""

from flask import Response, jsonify, request

from lontar.calendar.listed import listed
from web.access import SIGNED_IN, Takes, route
from web.api.calendar_shapes import ON
from web.api.place import place
from web.current import house
from web.who import who

PERIOD = (
    Takes("from", "The first day; today without it.", ON),
    Takes("until", "The last day; 30 days on without it.", ON),
    Takes("unit", "The code of a unit that one leads; one's own positions without it."),
)


@route(place, "/calendar", action=SIGNED_IN, summary="The invitations of a period", takes=PERIOD, gives="Calendar")
def calendar() -> Response:
    asked = request.args
    return jsonify(appointments=listed(house(), who(), asked.get("from"), asked.get("until"), asked.get("unit")))
