"""What happened to a letter, as one person may know it: no event names a letter that they may not read."""

from collections.abc import Iterator, Sequence

from lontar import facts
from lontar.facts import Values
from lontar.paging import Leaf, left_out_of, order_of, shows
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter
from store.contract import Row

SIDES = ("before", "after")
NOTHING: Values = {side: {} for side in SIDES}
ONE, SEVERAL = ("letter", "from", "answer"), ("letters", "unlike")
"""Values of events that name one other letter, and several: into which its pages went, of which it is a part, by which
it was answered."""


def history(house: House, reader: Reader, id: str) -> list[Values]:
    """As lontar/facts.py has it, without the letters that are hidden from the reader, and without what was said of
    pages that another letter shows now."""
    gone = elsewhere(house, id)
    events = [event | NOTHING if event["sequence"] in gone else event for event in facts.history(house, id)]
    hidden = _hidden(house, reader, events)
    return [event | {side: _without(hidden, event[side]) for side in SIDES} for event in events] if hidden else events


def elsewhere(house: House, id: str) -> set[int]:
    """Numbers of the events about pages that the letter neither shows nor has set aside any more: what stands on them
    is for the readers of the letter that shows them."""
    own: Sequence[Row] = (house.store.get(Letter, id) or {}).get("files", ())
    files, found = own, set()
    for event in facts.since(house, id, 0):
        before, after = facts.told(event)
        number = after.get("page") or before.get("page") or 0
        if event["verb"].startswith("page.") and not _is_own(own, order_of(files)[number - 1 : number]):
            found.add(int(event["sequence"]))
        if event["verb"] in facts.ARRANGED:
            files = before.get("files") or files
    return found


def _is_own(files: Sequence[Row], leaves: Sequence[Leaf]) -> bool:
    """Of a page that nobody can tell nothing is kept back."""
    return all(shows(files, leaf) or leaf in left_out_of(files) for leaf in leaves)


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
