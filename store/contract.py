"""The Store contract: what every engine must do (tests/contracts/store.py proves it on each)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from schemas.errors import NotFound
from schemas.stored import Stored
from store.changes import Changes, Committed
from store.errors import Unserved

Where = Mapping[str, Any]
"""Equality, membership in arrays, $in, $gt/$gte/$lt/$lte, $exists, $and/$or over declared fields."""

Sort = Sequence[tuple[str, int]]
"""(field, 1 or -1); the id ("_id") is always the last key, so that every order is total."""

Row = dict[str, Any]
"""A document as plain values; its id under "_id", its version under "version"."""

Kept = TypeVar("Kept", bound=Stored)


@dataclass(frozen=True)
class Ledgers:
    """What stands beside the documents: the last number of each counter, that of the events (store/packed.py: SEALED)
    included, and how far each follower has read."""

    counters: dict[str, int]
    cursors: dict[str, int]


class Snapshot(Protocol):
    """A store as it was at one moment, whatever is committed meanwhile; for one thread."""

    def bodies(self, kind: type[Stored]) -> Iterator[tuple[str, bytes]]:
        """All documents in id order, each as (id, BSON), which every engine takes in again (store/segments.py)."""
        ...

    def every(self, kind: type[Stored], *, fields: Sequence[str] | None = None) -> Iterator[Row]:
        """The same as rows."""
        ...

    def ledgers(self) -> Ledgers: ...


class Store(Protocol):
    """Safe to use from several threads and, on one machine, several processes."""

    def get(self, kind: type[Stored], id: str) -> Row | None:
        """The document, or None."""
        ...

    def get_many(self, kind: type[Stored], ids: Sequence[str]) -> dict[str, Row]:
        """Those of `ids` that exist, by id, in one round trip."""
        ...

    def load(self, kind: type[Kept], id: str) -> Kept:
        """The document as an object, to edit one thing. Raises NotFound."""
        ...

    def find(
        self,
        kind: type[Stored],
        where: Where | None = None,
        *,
        sort: Sort = (),
        limit: int = 100,
        after: Sequence[Any] | None = None,
        fields: Sequence[str] | None = None,
    ) -> list[Row]:
        """At most `limit` documents (1..10,000) in order; `after` is `key_of` the last one seen (keyset paging).

        `fields` names the top-level members wanted (the id always comes). Raises Unserved when no declared
        index serves filter and sort: a slow scan never happens silently."""
        ...

    def every(self, kind: type[Stored], *, fields: Sequence[str] | None = None) -> Iterator[Row]:
        """All documents in id order, for followers that rebuild and for checks; streams, holds no lock."""
        ...

    def count(self, kind: type[Stored], where: Where | None = None) -> int: ...

    def tally(self, kind: type[Stored], by: str, where: Where | None = None) -> dict[Any, int]:
        """How many documents there are by each value of a declared field; arrays count in each of their values."""
        ...

    def commit(self, changes: Changes) -> Committed:
        """All or none. Raises Conflict (a version moved), Taken (a unique key), Malformed, DiskFull, Unavailable."""
        ...

    def events(self, after: int = 0, limit: int = 1000) -> list[Row]:
        """Events with a sequence number above `after`, in sequence; each with "values" when they still stand."""
        ...

    def sealed(self) -> int:
        """The number of the last event ever sealed, kept apart from the events and moved in the commit that seals; 0:
        none. The next event takes the number above it even when the last ones were taken away: the gap stays."""
        ...

    def cursor(self, follower: str) -> int:
        """The sequence number up to which a follower has read; 0 at first."""
        ...

    def advance(self, follower: str, sequence: int, changes: Changes | None = None) -> None:
        """Move a follower's cursor forward, in the same transaction as what it caused. Raises Conflict when the
        cursor is already there: each effect happens once."""
        ...

    def changed(self) -> int:
        """A cheap number that moves whenever any process committed something; pollers look at it every 50-100 ms."""
        ...

    def ledgers(self) -> Ledgers:
        """All counters and cursors as they stand."""
        ...

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """The store as it is now, until the end of the `with`; others go on. Raises Unavailable, SnapshotGone."""
        ...

    def receive(self, kind: type[Stored], rows: Sequence[Row], gone: Sequence[str] = ()) -> None:
        """Take `gone` away, then take rows in as another store has them: version, events' numbers and hashes, all.

        For a move or a restore, into a store that nobody else has open. Each row is whole or not there, but not all or
        none. Raises Conflict (an id that stands already), Taken, TooLarge, DiskFull, Unavailable."""
        ...

    def receive_ledgers(self, ledgers: Ledgers) -> None:
        """These counters and cursors and no others, all or none."""
        ...

    def scrub(self) -> None:
        """What was removed or written over leaves the store's files, as far as the engine has that in its hand: SQLite
        writes its file anew. MongoDB reuses the room by itself, and its log of operations forgets after its time.

        Takes as long as copying the store. Raises Unavailable while somebody reads an old state; DiskFull."""
        ...

    def sizes(self) -> dict[str, int]:
        """Documents by collection, and "bytes" on disk; for `lontar status`."""
        ...

    def close(self) -> None: ...


def total(sort: Sort) -> list[tuple[str, int]]:
    """The sort with the id as its last key, which goes the way of the key before it; alone it may go either way.

    Raises Unserved for an id that stands elsewhere or goes another way: no index has that order."""
    keys = list(sort)
    if not keys or keys[-1][0] != "_id":
        keys.append(("_id", keys[-1][1] if keys else 1))
    before = keys[:-1]
    if any(path == "_id" for path, _ in before) or (before and before[-1][1] != keys[-1][1]):
        raise Unserved(what=f"an order by {', '.join(f'{path} {way}' for path, way in keys)}")
    return keys


def unpacked(kind: type[Kept], id: str, row: Row | None) -> Kept:
    """What `load` gives of what `get` gave. Raises NotFound."""
    if row is None:
        raise NotFound(what=f"{kind.__name__} {id}")
    return kind.unpacked(row)


def key_of(row: Row, sort: Sort) -> list[Any]:
    """The keyset cursor after `row`: the values of the sort fields, then the id."""
    return [row.get(name) for name, _ in total(sort)]
