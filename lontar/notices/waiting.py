"""How much waits for each person, and below each head: counted in the index, not read."""

from collections import Counter
from collections.abc import Collection, Mapping

from lontar.notices.recipients import Recipients
from schemas.assignment import HEAD, Assignment
from schemas.position import Position
from store.contract import Row, Store

OWN = {"standing": "own"}
"""What is in somebody's own hands."""
Numbers = dict[str, int]
"""open: all that waits; late: what of it was due before today."""


def waiting(
    store: Store, people: Recipients, today: int, units: Mapping[str, Row], among: Collection[str]
) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """By person what waits for them, and what waits for others below them. `today`: yyyymmdd; `units`: all, by id;
    `among`: only of who acts in one of these units, or heads one."""
    open_ = store.tally(Assignment, "position", OWN)
    late = store.tally(Assignment, "position", OWN | {"due": {"$lt": today}})
    where = _units_of(store, list(open_))
    people.look(open_)
    mine, below = dict[str, Counter[str]](), dict[str, Counter[str]]()
    for position, number in open_.items():
        unit, numbers = where.get(position, ""), {"open": number, "late": late.get(position, 0)}
        theirs = people.of(position)
        path = units[unit]["path"] if unit in units else []
        if theirs:
            mine.setdefault(theirs, Counter()).update(numbers)
        for head in {people.head(one) for one in path} - {theirs, None}:
            below.setdefault(str(head), Counter()).update(numbers)
    near = {people.of(position) for position, unit in where.items() if unit in among}
    heads = {people.head(unit) for unit in among}
    return _said(mine, near), _said(below, heads)


def _units_of(store: Store, positions: list[str]) -> dict[str, str]:
    rows = store.get_many(Position, [one for one in positions if not one.startswith(HEAD)])
    heads = {one: one.removeprefix(HEAD) for one in positions if one.startswith(HEAD)}
    return {id: row["unit"] for id, row in rows.items()} | heads


def _said(found: Mapping[str, Counter[str]], among: Collection[str | None]) -> dict[str, Numbers]:
    return {person: {"open": one["open"], "late": one["late"]} for person, one in found.items() if person in among}
