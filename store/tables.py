"""One table for each kind of document: its id, version and declared fields as columns, then its BSON body.

The body comes last so that a list over columns never touches the pages of large documents. Array fields stand in a
table of their own, one row for each value.
"""

from collections.abc import Callable, Iterator, Sequence

import bson

from schemas.stored import Stored
from store.contract import Row
from store.dialect import column, side_table
from store.fields import Cell, Field, Index, fields_of, indexes_of

LEDGERS = """
CREATE TABLE IF NOT EXISTS "#counters" (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS "#cursors" (follower TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID;
"""


def table(kind: type[Stored]) -> str:
    return f'"{kind.collection()}"'


def single(kind: type[Stored]) -> list[Field]:
    """The declared fields with one value each, in column order."""
    return [field for field in fields_of(kind).values() if not field.many]


def several(kind: type[Stored]) -> list[Field]:
    """The declared fields with any number of values."""
    return [field for field in fields_of(kind).values() if field.many]


def create_sql(kind: type[Stored]) -> str:
    """The tables of a kind."""
    columns = "".join(f", {column(field.path)}" for field in single(kind))
    lines = [
        f"CREATE TABLE IF NOT EXISTS {table(kind)} "
        f"(id TEXT PRIMARY KEY, version INTEGER NOT NULL{columns}, body BLOB NOT NULL);"
    ]
    for field in several(kind):
        side = side_table(kind, field.path)
        lines.append(f"CREATE TABLE IF NOT EXISTS {side} (value, id TEXT, PRIMARY KEY (value, id)) WITHOUT ROWID;")
        lines.append(f'CREATE INDEX IF NOT EXISTS {side[:-1]}/id" ON {side} (id);')
    return "\n".join(lines)


def index_sql(kind: type[Stored]) -> str:
    """The indexes of a kind, once its columns stand."""
    lines = []
    for index in indexes_of(kind):
        keys = _columns(kind, index)
        if not keys:
            continue
        columns = [f"{column(path)} {'ASC' if way > 0 else 'DESC'}" for path, way in keys]
        if not index.unique:
            columns.append(f"id {'ASC' if keys[-1][1] > 0 else 'DESC'}")
        unique = "UNIQUE " if index.unique else ""
        lines.append(
            f"CREATE {unique}INDEX IF NOT EXISTS {_index_name(kind, index)} ON {table(kind)} ({', '.join(columns)});"
        )
    return "\n".join(lines)


def _columns(kind: type[Stored], index: Index) -> list[tuple[str, int]]:
    return [(path, way) for path, way in index.keys if not fields_of(kind)[path].many]


def _index_name(kind: type[Stored], index: Index) -> str:
    fields = ",".join(path for path, _ in _columns(kind, index))
    return f'"{kind.collection()}:{fields}{":unique" if index.unique else ""}"'


def read_by(kind: type[Stored], index: Index) -> str:
    """The index of the table by which a declared one is read: what has the value of an array is looked up by id."""
    first = index.keys[0][0]
    if first == "_id" or fields_of(kind)[first].many:
        return f'"sqlite_autoindex_{kind.collection()}_1"'
    return _index_name(kind, index)


def cells(kind: type[Stored], row: Row) -> list[Cell]:
    """The values of the columns of a document, in their order, then its body."""
    found: list[Cell] = []
    for field in single(kind):
        values = field.values(row)
        found.append(values[0] if values else None)
    return [*found, bson.encode(row)]


def insert_sql(kind: type[Stored]) -> str:
    names = ["id", "version", *(column(field.path) for field in single(kind)), "body"]
    return f"INSERT INTO {table(kind)} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def update_sql(kind: type[Stored]) -> str:
    sets = "".join(f"{column(field.path)} = ?, " for field in single(kind))
    return f"UPDATE {table(kind)} SET version = ?, {sets}body = ? WHERE id = ? AND version = ?"


def side_rows(kind: type[Stored], row: Row) -> Iterator[tuple[str, set[Cell]]]:
    """The tables of the array fields, each with the values of a document."""
    for field in several(kind):
        yield side_table(kind, field.path), set(field.values(row))


def unpack(body: bytes, fields: Sequence[str] | None = None) -> Row:
    """A document as plain values; with `fields` only those members, its id and its version."""
    row: Row = bson.decode(body)
    if fields is None:
        return row
    return {name: row[name] for name in ("_id", "version", *fields) if name in row}


def reading(kind: type[Stored], fields: Sequence[str] | None) -> tuple[str, Callable[..., Row]]:
    """The columns to select, and what makes a document of them. The body is left alone where the columns say it all:
    decoding the words of 400 pages to learn their numbers took half a second."""
    known = {field.path: field for field in single(kind)}
    if fields is None or not all(name in known for name in fields):
        return "body", lambda body: unpack(body, fields)
    wanted = [known[name] for name in fields]

    def row(id: str, version: int, *found: Cell) -> Row:
        values = {field.path: field.value(one) for field, one in zip(wanted, found, strict=True) if one is not None}
        return {"_id": id, "version": version} | values

    return ", ".join(["id", "version", *(column(field.path) for field in wanted)]), row
