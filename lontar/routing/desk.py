"""As whom a reader acts on an entry: in a position they hold or stand in for, or as the registry of the unit."""

from lontar.wiring import House
from office.access import ARCHIVE, Reader
from office.holders import head_of
from routing.errors import NotTheirs
from routing.route import Actor
from schemas.assignment import HEAD
from schemas.stored import now
from store.contract import Row


def actor_for(house: House, reader: Reader, assignment: Row) -> Actor:
    """Raises NotTheirs for who neither holds the position nor, at the root of an entry, keeps its register."""
    position = assignment["position"]
    if position.startswith(HEAD):
        return _at_root(house, reader, assignment["unit"])
    if holds(reader, position):
        return in_position(reader, position)
    raise NotTheirs


def in_position(reader: Reader, position: str) -> Actor:
    return Actor(reader, position, position if position in reader.acting else None)


def holds(reader: Reader, position: str) -> bool:
    """Whether they hold it now, or stand in for who does; the installation may do all."""
    return reader.keys is None or f"position:{position}" in reader.keys


def registrar(reader: Reader, unit: str) -> bool:
    """Whether they keep the registers of a unit."""
    return reader.keys is None or bool(reader.roles & ARCHIVE and f"registry:{unit}" in reader.keys)


def _at_root(house: House, reader: Reader, unit: str) -> Actor:
    head = head_of(house.store, unit, now())
    if head and reader.keys is not None and holds(reader, head["_id"]):
        return in_position(reader, head["_id"])
    if registrar(reader, unit):
        return Actor(reader)
    raise NotTheirs
