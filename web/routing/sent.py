"""What the reader has just sent, and can take back until somebody has read it."""

from typing import Any

from flask import request

from lontar.routing.desk import may_act
from lontar.routing.titles import titles_of
from lontar.wiring import House
from office.access import Reader
from routing.route import MOST
from schemas.assignment import Assignment
from schemas.disposition import Disposition
from web.routing.words import listed


def just_sent(house: House, reader: Reader) -> dict[str, Any] | None:
    """By the address: `letter`, `disposition`, to whom; `recallable`: while nobody has read it."""
    made = house.store.get(Disposition, request.args.get("sent", ""))
    parent = house.store.get(Assignment, made["parent"]) if made else None
    if made is None or parent is None or not may_act(house, reader, parent):
        return None
    rows = house.store.find(Assignment, {"disposition": made["_id"]}, sort=[("made_at", 1)], limit=MOST)
    if all(row["state"] == "withdrawn" for row in rows):
        return None
    titles = titles_of(house, made["recipients"])
    return {
        "letter": made["letter"],
        "disposition": made["_id"],
        "to": listed([titles.get(one, one) for one in made["recipients"]]),
        "recallable": any(row["state"] == "unread" for row in rows),
    }
