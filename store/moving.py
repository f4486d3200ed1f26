"""What one store keeps brought into another one, whichever engines they are, and the two held against each other."""

from collections.abc import Callable, Iterator
from heapq import merge
from itertools import groupby, islice, zip_longest
from typing import NamedTuple

from schemas.stored import Stored
from store.contract import Ledgers, Row, Store
from store.faults import Fault

PIECE = 100
"""Documents of each store that are held at once."""
Seen = Callable[[int], None]
"""Is told how many documents have been gone through."""


class Difference(NamedTuple):
    """A document that is not the same in both; None: it is not there."""

    id: str
    ours: Row | None
    theirs: Row | None

    def fault(self, kind: type[Stored]) -> Fault:
        thing = f"{kind.collection()}/{self.id}"
        if self.theirs is None:
            return Fault("missing", thing, "the new store has none")
        if self.ours is None:
            return Fault("unknown", thing, "the archive has none")
        return Fault("altered", thing, "the new store has another one")


def differences(source: Store, target: Store, kind: type[Stored], seen: Seen) -> Iterator[list[Difference]]:
    """The documents of both in order of their ids, piece by piece: those that are not equal in every value."""
    ids = (id for id, _ in groupby(merge(_ids(source, kind), _ids(target, kind))))
    number = 0
    while some := list(islice(ids, PIECE)):
        ours, theirs = source.get_many(kind, some), target.get_many(kind, some)
        yield [Difference(id, ours.get(id), theirs.get(id)) for id in some if ours.get(id) != theirs.get(id)]
        number += len(some)
        seen(number)


def bring(source: Store, target: Store, kind: type[Stored], seen: Seen) -> None:
    """Until the target has what the source has. One that was cut off goes on: what is there already stays.

    Raises what Store.receive does."""
    if target.count(kind):  # first, so that no unique key is in the way of whoever has it by now
        for piece in differences(source, target, kind, lambda number: None):
            if gone := [one.id for one in piece if one.theirs is not None]:
                target.receive(kind, (), gone)
    for piece in differences(source, target, kind, seen):
        if rows := [one.ours for one in piece if one.ours is not None]:
            target.receive(kind, rows)


def same_versions(source: Store, target: Store, kind: type[Stored]) -> bool:
    """Whether both have the same documents at the same versions: quick, since no other value is looked at."""
    return all(
        ours == theirs for ours, theirs in zip_longest(*(one.every(kind, fields=()) for one in (source, target)))
    )


def ledger_faults(ours: Ledgers, theirs: Ledgers) -> Iterator[Fault]:
    """Counters and cursors that do not stand at the same number."""
    for name, one, other in (("counters", ours.counters, theirs.counters), ("cursors", ours.cursors, theirs.cursors)):
        for key in sorted(one.keys() | other.keys()):
            if one.get(key) != other.get(key):
                yield Fault("altered", f"{name}/{key}", f"{other.get(key)} instead of {one.get(key)}")


def _ids(store: Store, kind: type[Stored]) -> Iterator[str]:
    return (row["_id"] for row in store.every(kind, fields=()))
