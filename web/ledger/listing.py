"""The page of a view of the ledger: its numbers, its list, and for whom it waits."""

from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from lontar.ledger import saved_views
from lontar.ledger.calendar import Calendar
from lontar.ledger.follower import counted_until
from lontar.ledger.lines import listed
from lontar.ledger.numbers import desks, numbers
from lontar.ledger.said import said
from lontar.ledger.scope import Scope
from lontar.ledger.view import SORTS, View
from schemas.assignment import HEAD
from schemas.errors import LontarError
from schemas.position import Position
from schemas.unit import Unit
from web.current import house
from web.ledger import asked, shown, words
from web.page import page
from web.who import who


def whole(view: View, problem: LontarError | None = None) -> str:
    """The page of a view. Raises NotFound."""
    calendar, reader = Calendar.of(house()), who()
    scope = view.scope(house(), reader)
    found = listed(house(), reader, view, calendar, after=request.args.get("after"))
    title = shown.titled(house(), reader, view)
    return page(
        "ledger/ledger.html",
        view=view,
        problem=problem,
        heading=shown.heading(view, calendar),
        title=title,
        numbers=shown.numbers_of(numbers(house(), reader, scope, calendar), view),
        chips=shown.chips(view, title),
        lines=said(house(), found.lines, calendar),
        following=asked.address(view, after=found.cursor) if found.cursor else None,
        first=asked.address(view) if request.args.get("after") else None,
        units=shown.units(house(), reader),
        orders=shown.order_links(view, SORTS),
        by=_by(view, scope, calendar),
        views=saved_views.own(house(), reader),
        until=counted_until(house()),
        acts=shown.may_act(reader, view, scope),
        done=request.args.get("done", ""),
        event=request.args.get("event", type=int),
        bare=asked.address(asked.bare(view)),
        everything=asked.address(View()),
        table=f"{url_for('ledger.ledger_workbook')}?{urlencode(view.said())}",
        words=words,
        address=asked.address,
        View=View,
    )


def _by(view: View, scope: Scope, calendar: Calendar) -> list[dict[str, Any]]:
    """The positions of a unit, with what waits for each."""
    if view.show != "open" or scope.top is None or not view.unit:
        return []
    found = desks(house(), who(), scope.top, calendar)
    rows = house().store.get_many(Position, [desk for desk in found if not desk.startswith(HEAD)])
    unit = house().store.get(Unit, scope.top) or {}
    return [
        {
            "label": rows[desk]["title"] if desk in rows else words.head_of(unit.get("name", "")),
            "numbers": one,
            "view": View(position=rows[desk]["code"]) if desk in rows else None,
        }
        for desk, one in found.items()
    ]
