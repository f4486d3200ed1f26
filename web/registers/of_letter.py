"""The books in which a letter stands, for its own page."""

from typing import Any

from flask import url_for

from lontar.routing.acts import entries_of
from schemas.position import Position
from schemas.unit import Unit
from store.contract import Row
from web.current import house
from web.registers.words import entry_said


def entries_shown(thing: Row) -> list[dict[str, Any]]:
    """Its entries, each with its address and how it stands."""
    rows = entries_of(house(), thing["_id"])
    units = house().store.get_many(Unit, sorted({row["unit"] for row in rows}))
    ids = sorted({id for row in rows for id in row.get("addressees") or ()})
    titles = {id: str(one["title"]) for id, one in house().store.get_many(Position, ids).items()}
    return [
        {
            "row": row,
            "address": url_for("registers.entry", id=thing["_id"], entry=row["_id"]),
            "unit": units.get(row["unit"], {}).get("name", row["unit"]),
            "said": entry_said(row),
            "named": [titles[id] for id in row.get("addressees") or () if id in titles],
        }
        for row in rows
    ]
