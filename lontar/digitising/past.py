"""What was done to the items of a batch, and each of it taken back by an act of its own."""

from collections.abc import Mapping
from typing import Any

from lontar.digitising import explaining, matching
from lontar.digitising.items import Sheet, batch_for, committed, said
from lontar.facts import told, with_values
from lontar.wiring import House
from office.access import Reader
from schemas.errors import Conflict, NotFound
from schemas.event import Event
from schemas.item import Item
from store.chain import event_id
from store.changes import Changes
from store.contract import Row

MEMBERS = {"batch.listed": "items", "batch.explained": "explained", "batch.matched": "letters"}
"""What can be taken back, and where its values stand."""
SHOWN = 50
"""Events of one batch, the latest."""


def events(house: House, batch: Row) -> list[Row]:
    """What happened to a batch, with its values, the latest first."""
    where = {"thing": f"batches/{batch['_id']}"}
    return with_values(house, house.store.find(Event, where, sort=[("sequence", -1)], limit=SHOWN))


def undo(house: House, reader: Reader, sequence: int) -> int | None:
    """Take back an act on items; the number of the event of doing so.

    Raises NotFound, Forbidden, ClosedBatch; Conflict when it is no longer so; ScannedAlready for an item that has got
    its letter since."""
    event = house.store.get(Event, event_id(sequence))
    if event is None or event["verb"] not in MEMBERS:
        raise NotFound(what="Event")
    batch, member = event["thing"].partition("/")[2], MEMBERS[event["verb"]]
    before, after = (side.get(member, {}) for side in told(*with_values(house, [event])))
    if event["verb"] == "batch.listed":
        return _listed(house, reader, batch, before, after=after)
    if event["verb"] == "batch.explained":
        _demand_standing(house, after, "explained")
        return explaining.put(house, reader, batch, before)
    for id, item in after.items():
        found = house.store.find(Item, {"letter": id}, limit=1)
        is_item = found[0]["_id"] if found and found[0]["expected"] else ""
        if is_item != item:
            raise Conflict(what="This batch")
    return matching.put_back(house, reader, batch, before)


def count_of(event: Row) -> int:
    """How many items or letters an event was about."""
    return len(told(event)[1].get(MEMBERS.get(event["verb"], ""), {}))


def _listed(
    house: House, reader: Reader, batch: str, before: Mapping[str, Any], *, after: Mapping[str, Any]
) -> int | None:
    def decide() -> Changes:
        held = batch_for(house, reader, batch)
        standing = house.store.get_many(Item, sorted(after))
        for id, values in after.items():
            row = standing.get(id)
            if (said(row) if row else None) != values:
                raise Conflict(what="This batch")
        return Sheet(house, reader, held, dict(before)).changes(standing)

    return committed(house, decide, what="Item")


def _demand_standing(house: House, after: Mapping[str, str], name: str) -> None:
    rows = house.store.get_many(Item, sorted(after))
    if any((rows.get(id, {}).get(name) or "") != value for id, value in after.items()):
        raise Conflict(what="This batch")
