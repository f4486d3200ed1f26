"""The positions of the units: a list with who acts in each, and the table of all."""

from typing import Any

from flask import Response as Download
from flask import request
from werkzeug.wrappers import Response

from office import position_table
from office.holders import Holder, holders
from schemas.person import Person
from schemas.position import Position
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row
from web.access import route
from web.admin import table
from web.admin.act import download
from web.admin.place import place
from web.current import house
from web.once import once

ACTION = "units.manage"
SHOWN = 50
NAMES = ("code", "title", "unit", "superior")


def listed() -> dict[str, Any]:
    """What the list shows. `q`: part of a title, code or unit; `vacant`; `page` from 1."""
    asked = {name: request.args.get(name, "").strip() for name in ("q", "vacant")}
    number = max(1, request.args.get("page", 1, type=int))
    units = {row["_id"]: row for row in house().store.every(Unit)}
    rows = [row for row in house().store.every(Position) if asked["q"].casefold() in _words(row, units)]
    acting: dict[str, Holder | None] = {}
    if asked["vacant"]:
        acting = holders(house().store, [row["_id"] for row in rows], now())
        rows = [row for row in rows if not acting[row["_id"]] and not row.get("closed")]
    rows.sort(key=lambda row: (units.get(row["unit"], {}).get("code", ""), not row.get("head"), row["title"]))
    part = rows[(number - 1) * SHOWN : number * SHOWN]
    acting = acting or holders(house().store, [row["_id"] for row in part], now())
    people = house().store.get_many(Person, sorted({one.person for one in acting.values() if one}))
    more = number + 1 if len(rows) > number * SHOWN else None
    return {"rows": part, "total": len(rows), "units": units, "acting": acting, "people": people} | {
        "asked": asked, "more": more,
    }  # fmt: skip


def _words(row: Row, units: dict[str, Row]) -> str:
    unit = units.get(row["unit"], {})
    return f"{row['title']} {row['code']} {unit.get('code')} {unit.get('name')}".casefold()


TABLE = table.Table("admin.all_positions", "admin/positions.html", position_table.plan, listed)


@route(place, "/admin/positions", action=ACTION, summary="The positions of the units")
def all_positions() -> str:
    return table.form(TABLE)


@route(place, "/admin/positions.csv", action=ACTION, summary="The positions as a table")
def positions_table() -> Download:
    return download("positions", position_table.write(house().store))


@route(place, "/admin/positions/check", action=ACTION, methods=("POST",), summary="What a table of positions would do")
def positions_check() -> str:
    return table.check(TABLE)


@route(place, "/admin/positions/take", action=ACTION, methods=("POST",), summary="Lay a table over the positions")
@once
def positions_take() -> Response:
    return table.take(TABLE)
