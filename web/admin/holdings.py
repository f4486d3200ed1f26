"""Who holds what: people with their positions as a table, exported, checked and laid over what stands."""

from typing import Any

from flask import Response as Download
from werkzeug.wrappers import Response

from office import people_table
from office.holders import holders
from schemas.person import Person
from schemas.position import Position
from schemas.stored import now
from web.access import route
from web.admin import table
from web.admin.act import download
from web.admin.place import place
from web.current import house
from web.once import once

ACTION = "people.manage"


def _counted() -> dict[str, Any]:
    store = house().store
    open_ones = [row["_id"] for row in store.every(Position, fields=("closed",)) if not row.get("closed")]
    vacant = sum(one is None for one in holders(store, open_ones, now()).values())
    return {"people": store.count(Person), "positions": len(open_ones), "vacant": vacant}


TABLE = table.Table("admin.holdings", "admin/holdings.html", people_table.plan, _counted)


@route(place, "/admin/holdings", action=ACTION, summary="People and their positions, as a table")
def holdings() -> str:
    return table.form(TABLE)


@route(place, "/admin/holdings.csv", action=ACTION, summary="The table of people and their positions")
def holdings_table() -> Download:
    return download("people", people_table.write(house().store))


@route(place, "/admin/holdings/check", action=ACTION, methods=("POST",), summary="What a table of people would do")
def holdings_check() -> str:
    return table.check(TABLE)


@route(place, "/admin/holdings/take", action=ACTION, methods=("POST",), summary="Lay a table over the people")
@once
def holdings_take() -> Response:
    return table.take(TABLE)
