"""The Store on one machine: SQLite in WAL mode, every write one BEGIN IMMEDIATE, synchronous=FULL.

SQLite is apsw's own (3.51.3 mended a fault in which a WAL reset could lose a commit; the system's may be older).
"""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from schemas.errors import Conflict, DiskFull, NotFound, Taken, Unavailable
from schemas.event import Event, EventValues
from schemas.stored import Stored, every_document
from store import chain, tables
from store.changes import Changes, Committed, PutRow
from store.contract import Kept, Row, Sort, Where
from store.dialect import after_sql, column, demand_served, filter_sql, order_sql, side_table
from store.errors import Unserved
from store.fields import Cell, fields_of

BUSY_MS = 20_000  # how long a writer waits for the one before it
MOST = 10_000
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY"


class SqliteStore:
    """One file. Each thread has a connection of its own; after a fork the child opens anew."""

    def __init__(self, path: Path, documents: Sequence[type[Stored]] | None = None) -> None:
        self._path = path
        self._connections: list[apsw.Connection] = []
        self._local = threading.local()
        with self._told("the store"):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._declare(documents or every_document())

    def get(self, kind: type[Stored], id: str) -> Row | None:
        found = self._rows(f"SELECT body FROM {tables.table(kind)} WHERE id = ?", [id])
        return tables.unpack(found[0][0]) if found else None

    def get_many(self, kind: type[Stored], ids: Sequence[str]) -> dict[str, Row]:
        marks = ", ".join("?" * len(ids))
        found = self._rows(f"SELECT id, body FROM {tables.table(kind)} WHERE id IN ({marks})", list(ids))
        return {id: tables.unpack(body) for id, body in found}

    def load(self, kind: type[Kept], id: str) -> Kept:
        row = self.get(kind, id)
        if row is None:
            raise NotFound(what=f"{kind.__name__} {id}")
        return kind.unpacked(row)

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
        if not 1 <= limit <= MOST:
            raise Unserved(what=f"a limit of {limit}")
        for path, _ in sort:
            if path != "_id" and (path not in fields_of(kind) or fields_of(kind)[path].many):
                raise Unserved(what=f"{kind.collection()} sorted by {path}")
        sort = [key for key in sort if key[0] != "_id"]
        condition = filter_sql(kind, where)
        demand_served(kind, where, sort)
        text, values = condition
        if after is not None:
            beyond = after_sql(kind, sort, after)
            text, values = f"({text}) AND {beyond.text}", [*values, *beyond.values]
        sql = f"SELECT body FROM {tables.table(kind)} WHERE {text} ORDER BY {order_sql(sort)} LIMIT ?"
        return [tables.unpack(body, fields) for (body,) in self._rows(sql, [*values, limit])]

    def every(self, kind: type[Stored], *, fields: Sequence[str] | None = None) -> Iterator[Row]:
        sql = f"SELECT id, body FROM {tables.table(kind)} WHERE id > ? ORDER BY id LIMIT 500"
        last = ""
        while found := self._rows(sql, [last]):
            for last, body in found:
                yield tables.unpack(body, fields)

    def count(self, kind: type[Stored], where: Where | None = None) -> int:
        text, values = filter_sql(kind, where)
        demand_served(kind, where)
        return int(self._rows(f"SELECT count(*) FROM {tables.table(kind)} WHERE {text}", values)[0][0])

    def tally(self, kind: type[Stored], by: str, where: Where | None = None) -> dict[Any, int]:
        field = fields_of(kind).get(by)
        if field is None:
            raise Unserved(what=f"a tally of {kind.collection()} by {by}")
        text, values = filter_sql(kind, where)
        demand_served(kind, where)
        if field.many:
            within = f"id IN (SELECT id FROM {tables.table(kind)} WHERE {text})"
            sql = f"SELECT value, count(*) FROM {side_table(kind, by)} WHERE {within} GROUP BY value"
        else:
            sql = f"SELECT {column(by)}, count(*) FROM {tables.table(kind)} WHERE {text} GROUP BY 1"
        return {field.value(value): number for value, number in self._rows(sql, values)}

    def commit(self, changes: Changes) -> Committed:
        packed = [(one, one.row if isinstance(one, PutRow) else one.document.packed()) for one in changes.puts]
        with self._writing() as connection:
            done = _carry_out(connection, changes, packed)
        for (one, row), number in zip(packed, done.versions, strict=True):
            if isinstance(one, PutRow):
                row["version"] = number
            else:
                one.document.version = number
        for draw, number in zip(changes.draws, done.numbers, strict=True):
            setattr(draw.document, draw.field, number)
        return Committed(done.sequence, done.numbers)

    def events(self, after: int = 0, limit: int = 1000) -> list[Row]:
        sql = (
            'SELECT e.body, v.body FROM "events" e LEFT JOIN "event_values" v ON v.id = e.id '
            "WHERE e.sequence > ? ORDER BY e.sequence LIMIT ?"
        )
        found = []
        for body, values in self._rows(sql, [after, limit]):
            event = tables.unpack(body)
            if values is not None:
                event["values"] = tables.unpack(values, ("before", "after"))
            found.append(event)
        return found

    def cursor(self, follower: str) -> int:
        found = self._rows('SELECT sequence FROM "#cursors" WHERE follower = ?', [follower])
        return int(found[0][0]) if found else 0

    def advance(self, follower: str, sequence: int, changes: Changes | None = None) -> None:
        changes = changes or Changes()
        packed = [(one, one.row if isinstance(one, PutRow) else one.document.packed()) for one in changes.puts]
        with self._writing() as connection:
            connection.execute(
                'INSERT INTO "#cursors" VALUES (?, ?) ON CONFLICT (follower) DO UPDATE '
                "SET sequence = excluded.sequence WHERE excluded.sequence > sequence",
                (follower, sequence),
            )
            if not connection.changes():
                raise Conflict(what=f"The cursor of {follower}")
            _carry_out(connection, changes, packed)

    def changed(self) -> int:
        """Compare with what the same thread saw before: SQLite counts the commits of other connections only."""
        connection = self._connection()
        version = self._rows("PRAGMA data_version", [])[0][0]
        return int(version) + int(connection.total_changes())

    def sizes(self) -> dict[str, int]:
        found = {kind.collection(): self.count(kind) for kind in self._documents}
        files = [self._path, Path(f"{self._path}-wal")]
        return found | {"bytes": sum(path.stat().st_size for path in files if path.exists())}

    def close(self) -> None:
        while self._connections:
            self._connections.pop().close()
        self._local = threading.local()

    def _connection(self) -> apsw.Connection:
        if getattr(self._local, "process", None) != os.getpid():
            connection = apsw.Connection(str(self._path))
            connection.set_busy_timeout(BUSY_MS)
            for pragma in PRAGMAS.split("; "):
                connection.execute(pragma)
            self._local.process, self._local.connection = os.getpid(), connection
            self._connections.append(connection)
        return self._local.connection  # type: ignore[no-any-return]

    def _rows(self, sql: str, values: Sequence[Cell]) -> list[Any]:
        with self._told("the store"):
            return self._connection().execute(sql, tuple(values)).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        """One transaction: what is raised inside undoes all of it."""
        with self._told("this"):
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """SQLite's errors as ours."""
        try:
            yield
        except apsw.FullError as error:
            raise DiskFull(what=what) from error
        except apsw.BusyError as error:
            raise Unavailable(what=f"The store {self._path.name}", why="another process holds it") from error
        except (
            apsw.IOError,
            apsw.CantOpenError,
            apsw.NotADBError,
            apsw.CorruptError,
            apsw.ReadOnlyError,
            OSError,
        ) as error:
            raise Unavailable(what=f"The store {self._path.name}", why=str(error)) from error

    def _declare(self, documents: Sequence[type[Stored]]) -> None:
        self._documents = tuple(documents)
        with self._writing() as connection:
            connection.execute(tables.LEDGERS)
            for kind in self._documents:
                connection.execute(tables.create_sql(kind))
                _add_columns(connection, kind)
                connection.execute(tables.index_sql(kind))


class _Done:
    """What one transaction gave."""

    def __init__(self) -> None:
        self.versions: list[int] = []
        self.numbers: tuple[int, ...] = ()
        self.sequence = 0


def _carry_out(connection: apsw.Connection, changes: Changes, packed: list[tuple[Any, Row]]) -> _Done:
    done = _Done()
    rows = {id(one.document): row for one, row in packed if not isinstance(one, PutRow)}
    for draw in changes.draws:
        number = _draw(connection, draw.counter)
        rows[id(draw.document)][draw.field] = number
        done.numbers += (number,)
    for one, row in packed:
        kind = one.kind if isinstance(one, PutRow) else type(one.document)
        done.versions.append(_put(connection, kind, row))
    for remove in changes.removes:
        connection.execute(
            f"DELETE FROM {tables.table(remove.kind)} WHERE id = ? AND version = ?", (remove.id, remove.version)
        )
        if not connection.changes():
            raise Conflict(what=f"{remove.kind.__name__} {remove.id}")
        for side, _ in tables.side_rows(remove.kind, {}):
            connection.execute(f"DELETE FROM {side} WHERE id = ?", (remove.id,))
    if changes.events:
        done.sequence = _append(connection, changes)
    return done


def _put(connection: apsw.Connection, kind: type[Stored], row: Row) -> int:
    held = int(row.get("version", 0))
    stored = row | {"version": held + 1}
    cells = tables.cells(kind, stored)
    try:
        if held == 0:
            connection.execute(tables.insert_sql(kind), (row["_id"], 1, *cells))
        else:
            connection.execute(tables.update_sql(kind), (held + 1, *cells, row["_id"], held))
            if not connection.changes():
                raise Conflict(what=f"{kind.__name__} {row['_id']}")
    except apsw.ConstraintError as error:
        names = str(error).rpartition(": ")[2].split(", ")
        fields = [name.partition(".")[2] for name in names]
        if fields == ["id"]:
            raise Conflict(what=f"{kind.__name__} {row['_id']}") from error
        raise Taken(what=" ".join(f"{name} {row.get(name)}" for name in fields)) from error
    for side, values in tables.side_rows(kind, stored):
        if held:
            connection.execute(f"DELETE FROM {side} WHERE id = ?", (row["_id"],))
        connection.executemany(f"INSERT INTO {side} VALUES (?, ?)", [(value, row["_id"]) for value in values])
    return held + 1


def _draw(connection: apsw.Connection, counter: str) -> int:
    sql = 'INSERT INTO "#counters" VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value'
    return int(connection.execute(sql, (counter,)).fetchall()[0][0])


def _append(connection: apsw.Connection, changes: Changes) -> int:
    last = connection.execute('SELECT body FROM "events" ORDER BY sequence DESC LIMIT 1').fetchall()
    event = tables.unpack(last[0][0]) if last else {"sequence": 0, "chain": chain.START}
    for happened in changes.events:
        event, values = chain.seal(happened, event["sequence"] + 1, event["chain"])
        connection.execute(tables.insert_sql(Event), (event["_id"], 1, *tables.cells(Event, event)))
        if values is not None:
            connection.execute(tables.insert_sql(EventValues), (values["_id"], 1, *tables.cells(EventValues, values)))
    return int(event["sequence"])


def _add_columns(connection: apsw.Connection, kind: type[Stored]) -> None:
    """Columns that a newer declaration asks of a table that stands already, filled from the bodies."""
    name = tables.table(kind)
    standing = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
    missing = [field for field in tables.single(kind) if field.path not in standing]
    empty = [
        field
        for field in tables.several(kind)
        if not connection.execute(f"SELECT 1 FROM {side_table(kind, field.path)} LIMIT 1").fetchall()
    ]
    if not missing and not empty:
        return
    for field in missing:
        connection.execute(f"ALTER TABLE {name} ADD COLUMN {column(field.path)}")
    for id, body in connection.execute(f"SELECT id, body FROM {name}").fetchall():
        row = tables.unpack(body)
        for field in missing:
            value = next(iter(field.values(row)), None)
            connection.execute(f"UPDATE {name} SET {column(field.path)} = ? WHERE id = ?", (value, id))
        for field in empty:
            values = [(value, id) for value in set(field.values(row))]
            connection.executemany(f"INSERT INTO {side_table(kind, field.path)} VALUES (?, ?)", values)
