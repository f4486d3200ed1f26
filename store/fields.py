"""Declared fields: what the indexes of a document name, and how their values look in a column."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from mongoengine import BooleanField, DateTimeField, ListField

from schemas.stored import Stored

Cell = str | int | float | bytes | None
"""What a column holds; datetimes as milliseconds since 1970, booleans as 0 and 1."""


@dataclass(frozen=True)
class Index:
    """A declared index: (field, 1 or -1) in order."""

    keys: tuple[tuple[str, int], ...]
    unique: bool = False


@dataclass(frozen=True)
class Field:
    """A declared field by its dotted path. `many`: an array stands on the way, so it has 0..n values.
    `always`: it has a value in every document."""

    path: str
    many: bool
    always: bool
    type: str  # "time", "flag" or "plain"

    def values(self, row: Mapping[str, Any]) -> list[Cell]:
        """Its values in a document, as cells."""
        return [cell(value) for value in _walk(row, self.path.split("."))]

    def value(self, found: Cell) -> Any:
        """The value that a cell stands for."""
        if found is None or self.type == "plain":
            return found
        if self.type == "flag":
            return bool(found)
        return datetime.fromtimestamp(int(found) / 1000, UTC).replace(tzinfo=None)


def cell(value: Any) -> Cell:
    """A value as a column holds it. Raises TypeError for what has no order."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return round(value.replace(tzinfo=value.tzinfo or UTC).timestamp() * 1000)
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    raise TypeError(f"{type(value).__name__} cannot stand in an index")


def _walk(value: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _walk(one, path)
    elif not path:
        yield value
    elif isinstance(value, Mapping) and path[0] in value:
        yield from _walk(value[path[0]], path[1:])


def indexes_of(kind: type[Stored]) -> tuple[Index, ...]:
    """The declared indexes of a document class."""
    key: Any = kind  # mongoengine classes are hashable, which its metaclass hides from the checker
    return _indexes(key)


def fields_of(kind: type[Stored]) -> dict[str, Field]:
    """The declared fields of a document class by path."""
    key: Any = kind
    return _fields(key)


@cache
def _indexes(kind: Any) -> tuple[Index, ...]:
    found = []
    for declared in kind._meta["indexes"]:
        names = declared["fields"] if isinstance(declared, dict) else declared
        unique = bool(isinstance(declared, dict) and declared.get("unique"))
        found.append(Index(tuple((name.lstrip("-+"), -1 if name[0] == "-" else 1) for name in names), unique))
    return tuple(found)


@cache
def _fields(kind: Any) -> dict[str, Field]:
    paths = {path: None for index in indexes_of(kind) for path, _ in index.keys}
    return {path: _field(kind, path) for path in paths}


def _field(kind: type[Stored], path: str) -> Field:
    chain = kind._lookup_field(path.split("."))
    last = chain[-1]
    many = any(isinstance(part, ListField) for part in chain)
    if isinstance(last, ListField) and last.field is not None:
        last = last.field
    always = len(chain) == 1 and not many and (last.required or last.default is not None)
    type_ = "time" if isinstance(last, DateTimeField) else "flag" if isinstance(last, BooleanField) else "plain"
    return Field(path, many, always, type_)
