"""Affairs that letters are about: roads, vaccines, budgets, floods. Each knows the agency in charge, what those say who
ask for something, what the agency orders, and how it answers."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from samples.content import content
from samples.offices import office as office_of

FILES = ("works", "welfare", "economy", "order")


@dataclass(frozen=True)
class Affair:
    """`office`: code of the agency in charge. `old`, `new`: classification codes before and from 2023. `topic` stands
    inside sentences; `ask` and `order` are subjects. Sentences: `facts` and those of the three kinds of letters.
    `table`: the kind of table that goes with it (samples/tables.py), with its title."""

    office: str
    old: str
    new: str
    topic: str
    ask: tuple[str, ...]
    order: tuple[str, ...]
    facts: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    answers: tuple[str, ...]
    table: str
    table_title: str
    since: int = 0


@cache
def affairs() -> tuple[Affair, ...]:
    rows = [row for name in FILES for row in content(name)["affair"]]
    return tuple(_affair(row) for row in rows)


@cache
def affairs_of(year: int, office: str | None = None) -> tuple[Affair, ...]:
    """Those that there were in a year, of one agency only if `office` names it; all when it has none."""
    there = tuple(one for one in affairs() if max(one.since, office_of(one.office).since) <= year)
    return tuple(one for one in there if one.office == office) or there


def _affair(row: dict[str, Any]) -> Affair:
    values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in row.items()}
    return Affair(**values)
