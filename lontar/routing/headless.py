"""Units that may have nobody in charge: what comes in there is for the head of the nearest unit above in which somebody
acts. It is asked of all units below one for every page of their head: so by a handful of questions, however many they
are."""

from collections.abc import Collection

from lontar.wiring import House
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import now

MOST = 10_000
"""Units of an office."""


def maybe_headless(house: House, units: Collection[str]) -> set[str]:
    """Those of the units whose head is not for certain held by somebody with an open account: who acts there then,
    office/holders.py knows."""
    heads: dict[str, list[str]] = {}
    for row in house.store.find(Position, {"head": True}, sort=[("unit", 1)], limit=MOST, fields=("unit", "closed")):
        if row["unit"] in units and not row.get("closed"):
            heads.setdefault(row["unit"], []).append(row["_id"])
    held = _held(house, {one for some in heads.values() for one in some})
    return {unit for unit in units if not held.issuperset(heads.get(unit, [""]))}


def _held(house: House, positions: Collection[str]) -> set[str]:
    """Those of the positions that nobody holds but people with open accounts."""
    if not positions:
        return set()
    at, store = now(), house.store
    runs = {"since": {"$lte": at}, "$or": [{"until": {"$exists": False}}, {"until": {"$gt": at}}]}
    mine = {"position": {"$in": sorted(positions)}} | runs
    among = sorted(store.tally(Holding, "person", mine))
    rows = store.find(Person, {"_id": {"$in": among}, "active": False}, limit=MOST, fields=())
    closed = [row["_id"] for row in rows]
    lost = store.tally(Holding, "position", {"person": {"$in": closed}} | runs) if closed else {}
    return set(store.tally(Holding, "position", mine)) - set(lost)
