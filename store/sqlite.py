"""The Store on one machine: SQLite in WAL mode, each commit one transaction with synchronous=FULL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from schemas.documents import every_document
from schemas.errors import Conflict, Unavailable
from schemas.stored import Stored
from store import sqlite_snapshot, tables, transaction, upgrade
from store.changes import Changes, Committed
from store.connection import Connections
from store.contract import Kept, Ledgers, Row, Sort, Where, unpacked
from store.dialect import after_sql, column, filter_sql, order_sql, side_table
from store.packed import pack
from store.served import demand_bounded, field_to_tally, index_for, index_to_count, index_to_tally


class SqliteStore:
    """One file; safe for several threads and processes of this machine."""

    def __init__(self, path: Path, documents: Sequence[type[Stored]] | None = None) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unavailable(what=f"The folder {path.parent}", why=error.strerror or str(error)) from error
        self._documents = tuple(documents or every_document())
        self._connections = Connections(path)
        self._rows, self._writing = self._connections.rows, self._connections.writing
        self._declare()

    def get(self, kind: type[Stored], id: str) -> Row | None:
        found = self._rows(f"SELECT body FROM {tables.table(kind)} WHERE id = ?", [id])
        return tables.unpack(found[0][0]) if found else None

    def get_many(self, kind: type[Stored], ids: Sequence[str]) -> dict[str, Row]:
        marks = ", ".join("?" * len(ids))
        found = self._rows(f"SELECT id, body FROM {tables.table(kind)} WHERE id IN ({marks})", list(ids))
        return {id: tables.unpack(body) for id, body in found}

    def load(self, kind: type[Kept], id: str) -> Kept:
        return unpacked(kind, id, self.get(kind, id))

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
        demand_bounded(limit)
        condition = filter_sql(kind, where)
        index = tables.read_by(kind, index_for(kind, where, sort))
        text, values = condition
        if after is not None:
            beyond = after_sql(kind, sort, after)
            text, values = f"({text}) AND {beyond.text}", [*values, *beyond.values]
        columns, row = tables.reading(kind, fields)
        source = f"{tables.table(kind)} INDEXED BY {index}"  # its planner may think that another one is quicker
        sql = f"SELECT {columns} FROM {source} WHERE {text} ORDER BY {order_sql(sort)} LIMIT ?"
        return [row(*cells) for cells in self._rows(sql, [*values, limit])]

    def every(self, kind: type[Stored], *, fields: Sequence[str] | None = None) -> Iterator[Row]:
        columns, row = tables.reading(kind, fields)
        sql = f"SELECT id, {columns} FROM {tables.table(kind)} WHERE id > ? ORDER BY id LIMIT 500"
        last = ""
        while found := self._rows(sql, [last]):
            for _, *cells in found:
                yield row(*cells)
            last = found[-1][0]

    def count(self, kind: type[Stored], where: Where | None = None) -> int:
        text, values = filter_sql(kind, where)
        index_to_count(kind, where)
        return int(self._rows(f"SELECT count(*) FROM {tables.table(kind)} WHERE {text}", values)[0][0])

    def tally(self, kind: type[Stored], by: str, where: Where | None = None) -> dict[Any, int]:
        field = field_to_tally(kind, by)
        text, values = filter_sql(kind, where)
        index_to_tally(kind, by, where)
        if field.many:
            within = f"id IN (SELECT id FROM {tables.table(kind)} WHERE {text})"
            sql = f"SELECT value, count(*) FROM {side_table(kind, by)} WHERE {within} GROUP BY value"
        else:
            sql = f"SELECT {column(by)}, count(*) FROM {tables.table(kind)} WHERE {text} GROUP BY 1"
        return {field.value(value): number for value, number in self._rows(sql, values)}

    def commit(self, changes: Changes) -> Committed:
        packed = pack(changes)
        with self._writing() as connection:
            done = transaction.carry_out(connection, packed)
        return packed.settle(done)

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

    def sealed(self) -> int:
        return int(self._rows(transaction.LAST_SEALED)[0][0])

    def cursor(self, follower: str) -> int:
        found = self._rows('SELECT sequence FROM "#cursors" WHERE follower = ?', [follower])
        return int(found[0][0]) if found else 0

    def advance(self, follower: str, sequence: int, changes: Changes | None = None) -> None:
        packed = pack(changes or Changes())
        with self._writing() as connection:
            connection.execute(
                'INSERT INTO "#cursors" VALUES (?, ?) ON CONFLICT (follower) DO UPDATE '
                "SET sequence = excluded.sequence WHERE excluded.sequence > sequence",
                (follower, sequence),
            )
            if not connection.changes():
                raise Conflict(what=f"The cursor of {follower}")
            done = transaction.carry_out(connection, packed)
        packed.settle(done)

    def changed(self) -> int:
        """Compare with what the same thread saw before: SQLite counts the commits of other connections only."""
        version = self._rows("PRAGMA data_version")[0][0]
        return int(version) + int(self._connections.here().total_changes())

    def ledgers(self) -> Ledgers:
        return sqlite_snapshot.ledgers(self._rows)

    @contextmanager
    def snapshot(self) -> Iterator[sqlite_snapshot.SqliteSnapshot]:
        with self._connections.as_now() as connection:
            yield sqlite_snapshot.SqliteSnapshot(connection)

    def receive(self, kind: type[Stored], rows: Sequence[Row], gone: Sequence[str] = ()) -> None:
        with self._writing() as connection:
            transaction.receive(connection, kind, rows, gone)

    def receive_ledgers(self, ledgers: Ledgers) -> None:
        with self._writing() as connection:
            transaction.receive_ledgers(connection, ledgers)

    def scrub(self) -> None:
        self._connections.rewrite()

    def sizes(self) -> dict[str, int]:
        found = {kind.collection(): self.count(kind) for kind in self._documents}
        path = self._connections.path
        files = [path, path.with_name(f"{path.name}-wal")]
        return found | {"bytes": sum(file.stat().st_size for file in files if file.exists())}

    def close(self) -> None:
        self._connections.close()

    def _declare(self) -> None:
        """Tables, columns and indexes of all documents; a newer declaration adds to what stands."""
        with self._writing() as connection:
            stood = upgrade.standing_tables(connection)
            connection.execute(tables.LEDGERS)
            for kind in self._documents:
                connection.execute(tables.create_sql(kind))
                upgrade.add_columns(connection, kind, stood)
                connection.execute(tables.index_sql(kind))
