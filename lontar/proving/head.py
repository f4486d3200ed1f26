"""The head of the event log: three numbers that stand for everything that ever happened here.

Whoever keeps the head of a day elsewhere (on paper, in a mail, in a backup) can prove later that no event up to then
was changed, added or taken away, and that a letter's history was among them.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from archive.merkle import tree
from lontar.wiring import House
from schemas.event import Event
from schemas.stored import now
from schemas.times import in_utc

PAGE = 5000


@dataclass(frozen=True)
class Head:
    """`sequence`: the last event; `chain`: its link, which every event before it is part of (store/chain.py); `root`:
    of the Merkle tree over the links of all events (archive/merkle.py)."""

    sequence: int
    chain: str
    root: str
    at: str
    paths: dict[int, list[str]] = field(default_factory=dict)

    def said(self) -> dict[str, Any]:
        """Without the paths."""
        return {name: value for name, value in asdict(self).items() if name != "paths"}


def head(house: House, wanted: Collection[int] = (), tell: Callable[[int], None] = lambda _: None) -> Head:
    """As it is now, with the Merkle paths of the events `wanted` (their numbers). Goes through all events."""
    links: list[str] = [""]

    def values() -> Iterator[str]:
        for number, link in enumerate(_links(house), 1):
            links[0] = link
            if number % PAGE == 0:
                tell(number)
            yield link

    found = tree(values(), {number - 1 for number in wanted})
    paths = {index + 1: path for index, path in found.paths.items()}
    return Head(found.size, links[0], found.root, str(in_utc(now())), paths)


def _links(house: House) -> Iterator[str]:
    """The chain's value at each event, in sequence: their ids are their numbers."""
    for row in house.store.every(Event, fields=("chain",)):
        yield row["chain"]
