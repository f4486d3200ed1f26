"""When a newer declaration asks for columns that a standing table lacks: add them and fill them from the bodies."""

from collections.abc import Container
from typing import Any

from schemas.stored import Stored
from store import tables
from store.connection import Connection
from store.dialect import column, side_table


def standing_tables(connection: Connection) -> set[str]:
    """The names of all tables, quoted as they are written."""
    return {f'"{name}"' for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def add_columns(connection: Connection, kind: type[Stored], stood: Container[str]) -> None:
    """Within the transaction in which tables were declared; does nothing where all columns stand. `stood`: the tables
    that were there before: what is empty among these has no values, and is not filled again at each opening."""
    name = tables.table(kind)
    if name not in stood:
        return
    standing = {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
    missing = [field for field in tables.single(kind) if field.path not in standing]
    empty = [field for field in tables.several(kind) if side_table(kind, field.path) not in stood]
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
