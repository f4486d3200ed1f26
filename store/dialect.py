"""The filter dialect as SQL, and which questions the declared indexes serve.

Known: equality, membership in arrays, $in, $gt/$gte/$lt/$lte, $exists, $and/$or over declared fields and "_id".
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from schemas.stored import Stored
from store.contract import Sort, Where
from store.errors import Unserved
from store.fields import Cell, Field, cell, fields_of, indexes_of

OPERATORS = {"$gt": ">", "$gte": ">=", "$lt": "<", "$lte": "<="}
ID = Field("_id", many=False, always=True, type="plain")


class Sql(NamedTuple):
    """A piece of SQL with the values for its question marks."""

    text: str
    values: list[Cell]


class Term(NamedTuple):
    """One condition on one field."""

    path: str
    operator: str
    operand: Any


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
        for term in _terms(path, operand):
            part = _term_sql(kind, term)
            texts.append(part.text)
            values += part.values
    return Sql(" AND ".join(texts) or "1", values)


def order_sql(sort: Sort) -> str:
    """ORDER BY: the sort fields, then the id in the direction of the last one."""
    last = sort[-1][1] if sort else 1
    return ", ".join(f"{column(path)} {'ASC' if way > 0 else 'DESC'}" for path, way in [*sort, ("_id", last)])


def after_sql(kind: type[Stored], sort: Sort, after: Sequence[Any]) -> Sql:
    """What comes behind the keyset cursor `after`. Absent values come first, as NULL does."""
    keys = [*sort, ("_id", sort[-1][1] if sort else 1)]
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


def _terms(path: str, operand: Any) -> list[Term]:
    if isinstance(operand, Mapping):
        return [Term(path, operator, value) for operator, value in operand.items()]
    return [Term(path, "=", operand)]


def _term_sql(kind: type[Stored], term: Term) -> Sql:
    field = ID if term.path == "_id" else fields_of(kind).get(term.path)
    if field is None:
        raise Unserved(what=f"the field {term.path} of {kind.collection()}")
    name = "value" if field.many else column(term.path)
    try:
        condition = _condition(name, term, field)
    except TypeError as error:
        raise Unserved(what=f"{term.path}: {error}") from error
    if not field.many:
        return condition
    within = f"id IN (SELECT id FROM {side_table(kind, term.path)} WHERE "
    if term.operator == "$exists" or (term.operator == "=" and term.operand is None):
        wanted = term.operator == "$exists" and bool(term.operand)
        return Sql(("" if wanted else "NOT ") + within + "1)", [])
    return Sql(f"{within}{condition.text})", condition.values)


def _condition(name: str, term: Term, field: Field) -> Sql:
    if term.operator == "=":
        return Sql(f"{name} IS NULL", []) if term.operand is None else Sql(f"{name} = ?", [cell(term.operand)])
    if term.operator == "$in":
        cells = [cell(value) for value in term.operand]
        known: list[Cell] = [value for value in cells if value is not None]
        text = f"{name} IN ({', '.join('?' * len(known))})" if known else "0"
        return Sql(f"({text} OR {name} IS NULL)" if len(known) < len(cells) else text, known)
    if term.operator == "$exists":
        return Sql(f"{name} IS {'NOT ' if term.operand else ''}NULL", [])
    if term.operator in OPERATORS:
        return Sql(f"{name} {OPERATORS[term.operator]} ?", [cell(term.operand)])
    raise Unserved(what=f"the operator {term.operator} on {field.path}")


def demand_served(kind: type[Stored], where: Where | None, sort: Sort = ()) -> None:
    """Raises Unserved unless one declared index narrows the filter and gives the order.

    Served: the leading fields of an index by equality or $in, then its next ones as the sort, or one of them as a
    range; each branch of an $or on its own. Further conditions on declared fields may narrow the rest.
    """
    where = where or {}
    terms = [term for path, operand in where.items() if path[0] != "$" for term in _terms(path, operand)]
    for one in where.get("$and", ()):
        terms += [term for path, operand in one.items() if path[0] != "$" for term in _terms(path, operand)]
    if any(term.path == "_id" for term in terms):
        return
    if not terms and "$or" in where:
        for branch in where["$or"]:
            demand_served(kind, branch)
        if not sort:
            return
    equal = {term.path for term in terms if term.operator in ("=", "$in")}
    narrowed = equal | {term.path for term in terms if term.operator != "$exists"}
    if not terms and not sort:
        return
    if any(_serves(index.keys, equal, narrowed, sort) for index in indexes_of(kind)):
        return
    said = ", ".join(sorted({term.path for term in terms})) or "no filter"
    by = ", ".join(path for path, _ in sort)
    raise Unserved(what=f"{kind.collection()} by {said}" + (f", sorted by {by}" if by else ""))


def _serves(keys: Sequence[tuple[str, int]], equal: set[str], narrowed: set[str], sort: Sort) -> bool:
    lead = 0
    while lead < len(keys) and keys[lead][0] in equal:
        lead += 1
    if narrowed and not lead and keys[0][0] not in narrowed:
        return False
    wanted = [(path, way) for path, way in sort if path != "_id"]
    for start in range(lead, -1, -1):  # a field held equal may also be sorted by: it changes nothing
        rest = list(keys[start : start + len(wanted)])
        if [path for path, _ in rest] == [path for path, _ in wanted]:
            ways = {way * other for (_, way), (_, other) in zip(rest, wanted, strict=True)}
            if len(ways) <= 1:
                return True
    return False
