"""What happened to a letter, as one person may know it: no event names a letter that they may not read."""

from collections.abc import Sequence

from lontar import facts
from lontar.facts import Values
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter

SIDES = ("before", "after")


def history(house: House, reader: Reader, id: str) -> list[Values]:
    """As lontar/facts.py has it, without the letters that are hidden from the reader."""
    events = facts.history(house, id)
    hidden = _hidden(house, reader, events)
    return [event | {side: _without(hidden, event[side]) for side in SIDES} for event in events] if hidden else events


def _hidden(house: House, reader: Reader, events: Sequence[Values]) -> set[str]:
    """Ids of the letters that these events link to and that the reader may not read."""
    ids = {id for event in events for side in SIDES for id in _linked(event[side])}
    rows = house.store.get_many(Letter, sorted(ids))
    return {id for id in ids if id not in rows or not may_see(reader, rows[id])}


def _linked(values: Values) -> list[str]:
    ties = [tie for tie in (values.get("ties") or {}).values() if tie]
    named = [tie["letter"] for tie in ties if tie["letter"]]
    return [*named, *(id for tie in ties for id in tie["others"]), *values.get("unlike", ())]


def _without(hidden: set[str], values: Values) -> Values:
    """The values without the letters that are hidden."""
    found = dict(values)
    if "ties" in values:
        found["ties"] = {key: tie and _tie_without(hidden, tie) for key, tie in values["ties"].items()}
    if "unlike" in values:
        found["unlike"] = [id for id in values["unlike"] if id not in hidden]
    return found


def _tie_without(hidden: set[str], tie: Values) -> Values:
    letter = None if tie["letter"] in hidden else tie["letter"]
    return {"letter": letter, "others": [id for id in tie["others"] if id not in hidden]}
