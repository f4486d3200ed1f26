"""Declared indexes as MongoDB has them: each ends with the id, so that every order is read from it.

A unique one cannot end so. Where all its fields are in every document it stands alone; else an index to read by stands
beside one that only forbids, and that leaves out what has an absent value: absent values are not equal.
"""

from typing import Any

from schemas.stored import Stored
from store.fields import Index, fields_of, indexes_of
from store.served import BY_ID

BY_ITS_ID: dict[str, Any] = {"name": "_id_", "key": {"_id": 1}}
"""The index that every collection has; to declare it makes the collection."""
PRESENT = ["string", "number", "date", "bool", "binData"]
"""Types of MongoDB that a value in an index may have (store/fields.py: cell)."""


def indexes(kind: type[Stored]) -> list[dict[str, Any]]:
    """What createIndexes wants to hear."""
    found: list[dict[str, Any]] = [BY_ITS_ID]
    for index in indexes_of(kind):
        keys = dict(index.keys)
        if not stands_alone(kind, index):
            found.append({"name": name_of(kind, index), "key": keys | {"_id": index.keys[-1][1]}})
        if index.unique:
            unique = {"name": f"{_fields(index)}:unique", "key": keys, "unique": True}
            always = stands_alone(kind, index)
            present = {path: {"$type": PRESENT} for path in keys}
            found.append(unique | ({} if always else {"partialFilterExpression": present}))
    return found


def stands_alone(kind: type[Stored], index: Index) -> bool:
    """Whether documents are read by the unique index itself, in which the id is no key."""
    return index.unique and (index is BY_ID or all(fields_of(kind)[path].always for path, _ in index.keys))


def name_of(kind: type[Stored], index: Index) -> str:
    """The index by which a declared one is read."""
    if index is BY_ID:
        return str(BY_ITS_ID["name"])
    return f"{_fields(index)}:unique" if stands_alone(kind, index) else _fields(index)


def _fields(index: Index) -> str:
    return ",".join(path if way > 0 else f"-{path}" for path, way in index.keys)
