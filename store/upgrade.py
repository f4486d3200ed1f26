"""When a newer declaration asks for columns that a standing table lacks: add them and fill them from the bodies."""

from typing import Any

from schemas.stored import Stored
from store import tables
from store.connection import Connection
from store.dialect import column, side_table


def add_columns(connection: Connection, kind: type[Stored]) -> None:
    """Within the transaction at hand; does nothing where all columns stand."""
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
    standing_rows: list[Any] = connection.execute(f"SELECT id, body FROM {name}").fetchall()
    for id, body in standing_rows:
        row = tables.unpack(body)
        for field in missing:
            value = next(iter(field.values(row)), None)
            connection.execute(f"UPDATE {name} SET {column(field.path)} = ? WHERE id = ?", (value, id))
        for field in empty:
            values = [(value, id) for value in set(field.values(row))]
            connection.executemany(f"INSERT INTO {side_table(kind, field.path)} VALUES (?, ?)", values)
