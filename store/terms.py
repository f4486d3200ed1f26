"""The filter dialect, whichever engine answers: what a filter asks, taken apart and held against the declared fields.

Known: equality, membership in arrays, $in, $gt/$gte/$lt/$lte, $exists, $and/$or over declared fields and "_id".
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from schemas.stored import Stored
from store.errors import Unserved
from store.fields import Field, fields_of

RANGES = ("$gt", "$gte", "$lt", "$lte")
ID = Field("_id", many=False, always=True, type="plain")


class Term(NamedTuple):
    """One condition on one field."""

    path: str
    operator: str
    operand: Any


def terms_of(path: str, operand: Any) -> list[Term]:
    """The conditions on one field. Raises Unserved where there is none: it would let everything through."""
    if operand == {}:
        raise Unserved(what=f"{path} without a condition")
    if isinstance(operand, Mapping):
        return [Term(path, operator, value) for operator, value in operand.items()]
    return [Term(path, "=", operand)]


def field_of(kind: type[Stored], term: Term) -> Field:
    """The field of a condition. Raises Unserved for fields and operators that are not declared."""
    field = ID if term.path == "_id" else fields_of(kind).get(term.path)
    if field is None:
        raise Unserved(what=f"the field {term.path} of {kind.collection()}")
    if term.operator not in ("=", "$in", "$exists", *RANGES):
        raise Unserved(what=f"the operator {term.operator} on {field.path}")
    if field.many and (term.operator not in ("=", "$in") or term.operand is None):
        raise Unserved(what=f"{term.operator} on the array {term.path}")
    return field
