"""Changes inside one SQLite transaction: what is raised here undoes all of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from schemas.errors import Conflict, Taken
from schemas.event import Event, EventValues
from schemas.stored import Stored
from store import chain, tables
from store.changes import Changes, Hold, Recount
from store.connection import Connection, UniqueTaken
from store.contract import Ledgers, Row
from store.packed import SEALED, Done, Packed

LAST_SEALED = f"""SELECT coalesce(max(value), 0) FROM "#counters" WHERE name = '{SEALED}'"""


def carry_out(connection: Connection, packed: Packed) -> Done:
    """Raises Conflict, Taken."""
    changes = packed.changes
    for hold in changes.holds:
        _hold(connection, hold)
    for one in changes.recounts:
        _recount(connection, one)
    numbers = packed.number(lambda counter: _draw(connection, counter))
    versions = [_put(connection, kind, row) for kind, row in packed.puts()]
    for remove in changes.removes:
        _remove(connection, remove.kind, remove.id, remove.version)
    return Done(versions, numbers, _append(connection, changes) if changes.events else 0)


def receive(connection: Connection, kind: type[Stored], rows: Sequence[Row], gone: Sequence[str]) -> None:
    """Raises Conflict, Taken."""
    for id in gone:
        connection.execute(f"DELETE FROM {tables.table(kind)} WHERE id = ?", (id,))
        _forget_sides(connection, kind, id)
    for row in rows:
        _insert(connection, kind, row)


def receive_ledgers(connection: Connection, ledgers: Ledgers) -> None:
    for name, kept in (("#counters", ledgers.counters), ("#cursors", ledgers.cursors)):
        connection.execute(f'DELETE FROM "{name}"')
        connection.executemany(f'INSERT INTO "{name}" VALUES (?, ?)', list(kept.items()))


def _hold(connection: Connection, hold: Hold) -> None:
    """One writer at a time: what is so now is so until the end of the transaction."""
    sql = f"SELECT 1 FROM {tables.table(hold.kind)} WHERE id = ? AND version = ?"
    if not connection.execute(sql, (hold.id, hold.version)).fetchall():
        raise Conflict(what=f"{hold.kind.__name__} {hold.id}")


def _put(connection: Connection, kind: type[Stored], row: Row) -> int:
    held = int(row.get("version", 0))
    stored = row | {"version": held + 1}
    if held == 0:
        _insert(connection, kind, stored)
        return 1
    with _told(kind, row):
        connection.execute(tables.update_sql(kind), (held + 1, *tables.cells(kind, stored), row["_id"], held))
        if not connection.changes():
            raise Conflict(what=f"{kind.__name__} {row['_id']}")
    _forget_sides(connection, kind, row["_id"])
    _insert_sides(connection, kind, stored)
    return held + 1


def _insert(connection: Connection, kind: type[Stored], row: Row) -> None:
    with _told(kind, row):
        connection.execute(tables.insert_sql(kind), (row["_id"], row["version"], *tables.cells(kind, row)))
    _insert_sides(connection, kind, row)


def _insert_sides(connection: Connection, kind: type[Stored], row: Row) -> None:
    for side, values in tables.side_rows(kind, row):
        connection.executemany(f"INSERT INTO {side} VALUES (?, ?)", [(value, row["_id"]) for value in values])


def _forget_sides(connection: Connection, kind: type[Stored], id: str) -> None:
    for side, _ in tables.side_rows(kind, {}):
        connection.execute(f"DELETE FROM {side} WHERE id = ?", (id,))


@contextmanager
def _told(kind: type[Stored], row: Row) -> Iterator[None]:
    """What was in the way of a document, as our error."""
    try:
        yield
    except UniqueTaken as error:
        fields = [name.rpartition(kind.collection() + ".")[2] for name in str(error).rpartition(": ")[2].split(", ")]
        if fields == ["id"]:
            raise Conflict(what=f"{kind.__name__} {row['_id']}") from error
        raise Taken(what=", ".join(f"{name} {row.get(name)}" for name in fields)) from error


def _remove(connection: Connection, kind: type[Stored], id: str, version: int) -> None:
    connection.execute(f"DELETE FROM {tables.table(kind)} WHERE id = ? AND version = ?", (id, version))
    if not connection.changes():
        raise Conflict(what=f"{kind.__name__} {id}")
    _forget_sides(connection, kind, id)


def _draw(connection: Connection, counter: str) -> int:
    sql = 'INSERT INTO "#counters" VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value'
    found: list[Any] = connection.execute(sql, (counter,)).fetchall()
    return int(found[0][0])


def _recount(connection: Connection, one: Recount) -> None:
    found: list[Any] = connection.execute('SELECT value FROM "#counters" WHERE name = ?', (one.counter,)).fetchall()
    if (int(found[0][0]) if found else 0) != one.instead:
        raise Conflict(what=one.counter)
    connection.execute('INSERT OR REPLACE INTO "#counters" VALUES (?, ?)', (one.counter, one.number))


def _append(connection: Connection, changes: Changes) -> int:
    """Seal the events behind the last one; the number of the last. A home from before the counter stood has the number
    of its last event alone."""
    last: list[Any] = connection.execute('SELECT body FROM "events" ORDER BY sequence DESC LIMIT 1').fetchall()
    before = tables.unpack(last[0][0]) if last else {}
    counted: list[Any] = connection.execute(LAST_SEALED).fetchall()
    sequence = max(int(before.get("sequence", 0)), int(counted[0][0]))
    previous = str(before.get("chain", chain.START))
    for happened in changes.events:
        sequence += 1
        event, values = chain.seal(happened, sequence, previous)
        previous = event["chain"]
        connection.execute(tables.insert_sql(Event), (event["_id"], 1, *tables.cells(Event, event)))
        if values is not None:
            connection.execute(tables.insert_sql(EventValues), (values["_id"], 1, *tables.cells(EventValues, values)))
    connection.execute('INSERT OR REPLACE INTO "#counters" VALUES (?, ?)', (SEALED, sequence))
    return sequence
