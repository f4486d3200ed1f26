"""The filter dialect as MongoDB's. Which questions are served is in store/served.py.

What is absent and what is null are the same here, as they are in a column; a range never holds for them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from schemas.stored import Stored
from store.contract import Sort, Where, total
from store.errors import Unserved
from store.fields import Field, cell
from store.terms import Term, field_of, terms_of

Filter = dict[str, Any]
NOTHING: Filter = {"$in": []}
"""The condition that no value meets."""


def filter_of(kind: type[Stored], where: Where | None) -> Filter:
    """The condition. Raises Unserved for fields and operators that are not declared."""
    parts: list[Filter] = []
    for path, operand in (where or {}).items():
        if path in ("$and", "$or"):
            branches = [filter_of(kind, one) for one in operand]
            if branches or path == "$or":
                parts.append({path: branches} if branches else {"_id": NOTHING})
        else:
            parts += [{path: _condition(kind, term)} for term in terms_of(path, operand)]
    return every_one(parts)


def every_one(parts: Sequence[Filter]) -> Filter:
    """All of these conditions."""
    found = [part for part in parts if part]
    return {"$and": found} if len(found) > 1 else found[0] if found else {}


def after_filter(kind: type[Stored], sort: Sort, after: Sequence[Any]) -> Filter:
    """What comes behind the keyset cursor `after`. Absent values come first."""
    keys = total(sort)
    if len(after) != len(keys):
        raise Unserved(what=f"a cursor of {len(after)} values for {len(keys)} sort fields")
    values = [_value(field_of(kind, Term(path, "=", None)), one) for (path, _), one in zip(keys, after, strict=True)]
    steps = []
    for place, (path, way) in enumerate(keys):
        same = [{name: {"$eq": values[before]}} for before, (name, _) in enumerate(keys[:place])]
        steps.append(every_one([*same, _beyond(path, way, values[place])]))
    first, way = keys[0]
    # Says the same of the first field once more, in a form with which the index begins at the right place.
    return every_one([_from(first, way, values[0]), {"$or": steps}])


def _beyond(path: str, way: int, value: Any) -> Filter:
    if value is None:
        return {path: {"$ne": None} if way > 0 else NOTHING}
    return {path: {"$gt": value}} if way > 0 else {"$or": [{path: {"$lt": value}}, {path: {"$eq": None}}]}


def _from(path: str, way: int, value: Any) -> Filter:
    if way > 0:
        return {} if value is None else {path: {"$gte": value}}
    return {path: {"$eq": None} if value is None else {"$not": {"$gt": value}}}


def _condition(kind: type[Stored], term: Term) -> Filter:
    field = field_of(kind, term)
    try:
        if term.operator == "$exists":
            return {"$ne" if term.operand else "$eq": None}
        if term.operator == "$in":
            values = [_value(field, one) for one in term.operand]
            return {"$in": [one for one in values if one is not None] if field.many else values}
        value = _value(field, term.operand)
    except TypeError as error:
        raise Unserved(what=f"{term.path}: {error}") from error
    if term.operator == "=":
        return {"$eq": value}
    return NOTHING if value is None else {term.operator: value}


def _value(field: Field, value: Any) -> Any:
    """A value as documents have it: numbers stand for flags and, in milliseconds, for times. Raises TypeError."""
    found = cell(value)
    return field.value(found) if isinstance(found, int | float) and not isinstance(value, datetime) else value
