"""The dashboard: four numbers, each opening its list, and small plots with their tables."""

from flask import request

from lontar.ledger.calendar import Calendar
from lontar.ledger.follower import counted_until
from lontar.ledger.lines import listed
from lontar.ledger.numbers import numbers, parts
from lontar.ledger.said import said
from lontar.ledger.view import View
from web.access import SIGNED_IN, route
from web.current import house
from web.ledger import asked, plots, shown, words
from web.ledger.place import place
from web.page import page
from web.who import who

OLDEST = 10


@route(place, "/dashboard", action=SIGNED_IN, summary="What waits, in numbers and plots")
def dashboard() -> str:
    calendar, reader = Calendar.of(house()), who()
    view = View.of({"branch": request.args.get("branch", ""), "person": request.args.get("person", "")})
    scope = view.scope(house(), reader)
    found = numbers(house(), reader, scope, calendar)
    by_unit = parts(house(), reader, scope.top, calendar) if scope.top else []
    drawn = [plots.ages(found, view)] if found.waiting else []
    if scope.positions is None and any(came or closed for _monday, came, closed in found.weeks):
        drawn.insert(0, plots.weeks(found, view))
    if times := plots.times(by_unit):
        drawn.append(times)
    return page(
        "ledger/dashboard.html",
        view=view,
        title=shown.titled(house(), reader, view),
        numbers=shown.main_numbers(found, view),
        plots=drawn,
        width=plots.WIDTH,
        by=[one for one in by_unit if one.numbers.waiting],
        oldest=said(house(), listed(house(), reader, view, calendar, limit=OLDEST).lines, calendar),
        units=shown.units(house(), reader),
        until=counted_until(house()),
        words=words,
        address=asked.address,
        View=View,
    )
