"""What happened to a letter, as one person may know it: no event names a letter that they may not read."""

from collections.abc import Iterator, Sequence

from lontar import facts
from lontar.facts import Values
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter

SIDES = ("before", "after")
ONE, SEVERAL = ("letter", "from"), ("letters", "unlike")
"""Values of events that name one other letter, and several: into which its pages went, of which it is a part."""


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
    one = [values[name] for name in ONE if values.get(name)]
    return [*named, *(id for tie in ties for id in tie["others"]), *one, *_listed(values)]


def _without(hidden: set[str], values: Values) -> Values:
    """The values without the letters that are hidden."""
    found = dict(values)
    if "ties" in values:
        found["ties"] = {key: tie and _tie_without(hidden, tie) for key, tie in values["ties"].items()}
    found |= {name: [id for id in values[name] if id not in hidden] for name in SEVERAL if name in values}
    return found | {name: None for name in ONE if values.get(name) in hidden}


def _listed(values: Values) -> Iterator[str]:
    for name in SEVERAL:
        yield from values.get(name, ())


def _tie_without(hidden: set[str], tie: Values) -> Values:
    letter = None if tie["letter"] in hidden else tie["letter"]
    return {"letter": letter, "others": [id for id in tie["others"] if id not in hidden]}
