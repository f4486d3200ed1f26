"""The filter dialect as SQL. Which questions are served is in store/served.py."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from schemas.stored import Stored
from store.contract import Sort, Where, total
from store.errors import Unserved
from store.fields import Cell, cell, fields_of
from store.terms import Term, field_of, terms_of

OPERATORS = {"$gt": ">", "$gte": ">=", "$lt": "<", "$lte": "<="}


class Sql(NamedTuple):
    """A piece of SQL with the values for its question marks."""

    text: str
    values: list[Cell]


def column(path: str) -> str:
    return "id" if path == "_id" else f'"{path}"'


def side_table(kind: type[Stored], path: str) -> str:
    """Where the values of an array field stand, one row each."""
    return f'"{kind.collection()}/{path}"'


def filter_sql(kind: type[Stored], where: Where | None) -> Sql:
    """The condition as SQL ("1" when there is none). Raises Unserved for fields and operators that are not declared."""
    texts, values = [], []
    for path, operand in (where or {}).items():
        if path in ("$and", "$or"):
            parts = [filter_sql(kind, one) for one in operand]
            joined = f" {path[1:].upper()} ".join(f"({part.text})" for part in parts)
            found = Sql(f"({joined or ('1' if path == '$and' else '0')})", [v for part in parts for v in part.values])
            texts.append(found.text)
            values += found.values
            continue
        for term in terms_of(path, operand):
            part = _term_sql(kind, term)
            texts.append(part.text)
            values += part.values
    return Sql(" AND ".join(texts) or "1", values)


def order_sql(sort: Sort) -> str:
    """ORDER BY: the sort fields, then the id."""
    return ", ".join(f"{column(path)} {'ASC' if way > 0 else 'DESC'}" for path, way in total(sort))


def after_sql(kind: type[Stored], sort: Sort, after: Sequence[Any]) -> Sql:
    """What comes behind the keyset cursor `after`. Absent values come first, as NULL does."""
    keys = total(sort)
    if len(after) != len(keys):
        raise Unserved(what=f"a cursor of {len(after)} values for {len(keys)} sort fields")
    cells = [cell(value) for value in after]
    steps, values = [], []
    for place, (path, way) in enumerate(keys):
        same = [f"{column(name)} IS ?" for name, _ in keys[:place]]
        beyond = _beyond(column(path), way, cells[place])
        steps.append(" AND ".join([*same, beyond.text]))
        values += [*cells[:place], *beyond.values]
    text = "(" + " OR ".join(f"({step})" for step in steps) + ")"
    first, way = keys[0]
    if cells[0] is not None and (first == "_id" or fields_of(kind)[first].always):
        # Says the same once more in a form with which the index begins at the right place.
        text = f"{column(first)} {'>=' if way > 0 else '<='} ? AND {text}"
        values = [cells[0], *values]
    return Sql(text, values)


def _beyond(name: str, way: int, value: Cell) -> Sql:
    if way > 0:
        return Sql(f"{name} IS NOT NULL", []) if value is None else Sql(f"{name} > ?", [value])
    return Sql("0", []) if value is None else Sql(f"({name} < ? OR {name} IS NULL)", [value])


def _term_sql(kind: type[Stored], term: Term) -> Sql:
    field = field_of(kind, term)
    name = "value" if field.many else column(term.path)
    try:
        condition = _condition(name, term)
    except TypeError as error:
        raise Unserved(what=f"{term.path}: {error}") from error
    if not field.many:
        return condition
    within = f"SELECT id FROM {side_table(kind, term.path)} WHERE {condition.text}"
    return Sql(f"id IN ({within})", condition.values)


def _condition(name: str, term: Term) -> Sql:
    if term.operator == "=":
        return Sql(f"{name} IS NULL", []) if term.operand is None else Sql(f"{name} = ?", [cell(term.operand)])
    if term.operator == "$in":
        cells = [cell(value) for value in term.operand]
        known: list[Cell] = [value for value in cells if value is not None]
        text = f"{name} IN ({', '.join('?' * len(known))})" if known else "0"
        return Sql(f"({text} OR {name} IS NULL)" if len(known) < len(cells) else text, known)
    if term.operator == "$exists":
        return Sql(f"{name} IS {'NOT ' if term.operand else ''}NULL", [])
    return Sql(f"{name} {OPERATORS[term.operator]} ?", [cell(term.operand)])
