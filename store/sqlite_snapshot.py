"""The store on one machine as it was at one moment: a read transaction of its own, which no writer waits for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from schemas.stored import Stored
from store import tables
from store.connection import Connection
from store.contract import Ledgers, Row
from store.packed import SEALED


class SqliteSnapshot:
    """What `connection` sees, which is in a read transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def bodies(self, kind: type[Stored]) -> Iterator[tuple[str, bytes]]:
        yield from self._connection.execute(f"SELECT id, body FROM {tables.table(kind)} ORDER BY id")

    def every(self, kind: type[Stored], *, fields: Sequence[str] | None = None) -> Iterator[Row]:
        return (tables.unpack(body, fields) for _, body in self.bodies(kind))

    def ledgers(self) -> Ledgers:
        return ledgers(lambda sql: self._connection.execute(sql).fetchall())


def ledgers(rows: Callable[[str], list[Any]]) -> Ledgers:
    """Counters and cursors by what answers a question."""
    counters = dict(rows('SELECT name, value FROM "#counters"'))
    last = int(rows('SELECT coalesce(max(sequence), 0) FROM "events"')[0][0])
    if last > counters.get(SEALED, 0):
        counters[SEALED] = last  # a home from before the counter stood
    return Ledgers(counters, dict(rows('SELECT follower, sequence FROM "#cursors"')))
