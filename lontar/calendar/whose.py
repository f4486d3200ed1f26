"""Whose calendar a person looks at: the positions in which they act now, and the units that they lead, or whose leader
they are the secretary of."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from office.holders import head, head_of, holders, positions_of
from schemas.assignment import HEAD
from schemas.position import Position
from schemas.unit import Unit
from store.contract import Row, Store


def positions(store: Store, person: str, at: datetime) -> frozenset[str]:
    """Positions as appointments name them: at the root of an entry HEAD and the unit, for who heads it at the time."""
    own = positions_of(store, person, at)
    led = (unit for row in _heads(store, own) for unit in _led(store, row["unit"], at))
    return frozenset([*own, *(HEAD + unit for unit in led)])


def units(store: Store, person: str, at: datetime) -> list[Row]:
    """The units whose calendar the person sees."""
    found = store.get_many(Unit, [row["unit"] for row in _heads(store, positions_of(store, person, at))])
    return sorted(found.values(), key=lambda unit: str(unit["name"]))


def people(store: Store, named: Iterable[str], at: datetime) -> dict[str, str | None]:
    """By position as appointments name them: the person who acts in it; None: nobody does."""
    roots = {name: head_of(store, name.removeprefix(HEAD), at) for name in named if name.startswith(HEAD)}
    real = {name: str(row["_id"]) if row else "" for name, row in roots.items()}
    acting = holders(store, {real.get(name, name) for name in named} - {""}, at)
    who = {name: acting.get(real.get(name, name)) for name in named}
    return {name: one.person if one else None for name, one in who.items()}


def _heads(store: Store, ids: Iterable[str]) -> list[Row]:
    return [row for row in store.get_many(Position, sorted(ids)).values() if row.get("head") and not row.get("closed")]


def _led(store: Store, unit: str, at: datetime) -> Iterator[str]:
    """The unit, and those below it that nobody leads, down to the next unit with a head who acts."""
    yield unit
    for below in store.find(Unit, {"parent": unit}, sort=[("code", 1)], limit=10_000, fields=()):
        row = head(store, below["_id"])
        if row is None or holders(store, [row["_id"]], at)[row["_id"]] is None:
            yield from _led(store, below["_id"], at)
