"""As whom a reader acts on an entry: in a position they hold or stand in for, or as the registry of the unit."""

from collections.abc import Iterable

from lontar.routing.headless import maybe_headless
from lontar.wiring import House
from office.access import ARCHIVE, Reader, holds
from office.actor import Actor, in_position
from office.holders import head_of, positions_of
from routing.errors import NotTheirs
from routing.tree import OPEN
from schemas.assignment import HEAD, Assignment
from schemas.position import Position
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row


def actor_for(house: House, reader: Reader, assignment: Row) -> Actor:
    """Raises NotTheirs for who neither holds the position nor, at the root of an entry, keeps its register."""
    if assignment["position"].startswith(HEAD):
        return _at_root(house, reader, assignment)
    if holds(reader, assignment["position"]):
        return in_position(reader, assignment["position"])
    raise NotTheirs


def may_act(house: House, reader: Reader, assignment: Row) -> bool:
    """Whether they may act on it, as whoever."""
    try:
        return bool(actor_for(house, reader, assignment))
    except NotTheirs:
        return False


def registrar(reader: Reader, unit: str) -> bool:
    """Whether they keep the registers of a unit."""
    return reader.keys is None or bool(reader.roles & ARCHIVE and f"registry:{unit}" in reader.keys)


def handler_of(house: House, assignment: Row) -> str | None:
    """The position that an assignment is with: at a root that of whoever heads the unit now; None: nobody does."""
    if not assignment["position"].startswith(HEAD):
        return str(assignment["position"])
    head = head_of(house.store, assignment["unit"], now())
    return str(head["_id"]) if head else None


def seats(house: House, reader: Reader) -> list[str]:
    """The positions of the assignments that are the reader's to handle now: those they act in, and the heads of the
    units that they answer for: their own, and those below where something waits. A position in which another stands
    in for them is that one's."""
    acts_in = list(positions_of(house.store, reader.person, now()))
    heads = [row for row in house.store.get_many(Position, acts_in).values() if row.get("head")]
    own = {head["unit"] for head in heads}
    below = {unit for one in own for unit in _below(house, one)}
    roots = {"position": {"$in": sorted(HEAD + unit for unit in below)}, "standing": {"$in": sorted(OPEN)}}
    waiting = house.store.tally(Assignment, "position", roots) if below else {}
    others = maybe_headless(house, {root.removeprefix(HEAD) for root in waiting} - own)
    answered_for = (HEAD + unit for unit in sorted(own | others))
    return [*acts_in, *(root for root in answered_for if handler_of(house, as_root(root)) in acts_in)]


def as_root(position: str) -> Row:
    """What of the root of an entry says with whom it is."""
    return {"position": position, "unit": position.removeprefix(HEAD)}


def rows_of(house: House, named: Iterable[str]) -> dict[str, Row]:
    """Positions (as stored) by what assignments call them: at the root of an entry that of whoever heads the unit now.
    What is with nobody is not there."""
    handlers = {one: handler_of(house, as_root(one)) for one in sorted(set(named))}
    rows = house.store.get_many(Position, sorted({id for id in handlers.values() if id}))
    return {one: rows[id] for one, id in handlers.items() if id in rows}


def _below(house: House, unit: str) -> list[str]:
    """A unit and all below it."""
    return [row["_id"] for row in house.store.find(Unit, {"path": unit}, sort=[("code", 1)], limit=10_000, fields=())]


def _at_root(house: House, reader: Reader, assignment: Row) -> Actor:
    head, unit = handler_of(house, assignment), assignment["unit"]
    if head and reader.keys is not None and holds(reader, head):
        return in_position(reader, head)
    if registrar(reader, unit):
        return Actor(reader)
    raise NotTheirs
