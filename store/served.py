"""Which questions the declared indexes serve; every other one is refused, so that no slow scan happens silently.

An index is sought by its leading fields, each held to a value: by equality or, on what is not sorted afterwards, by
$in. Where nothing is held, a range on its first field may seek it, alone. An absent value (None, $exists) is nothing
to seek. Once something is held, further conditions and $or narrow the rest. Sorting is by the fields that come next in
the same index. Without a filter an index is walked from its end, or for a count from end to end.

What is put in order in memory, and no more than that:
- equal ones by their id, where the sort ends before the index does;
- the matches of $in on a whole unique index, at most one for each value;
- the matches of an array's value, where a sort follows (the units below one): one engine has no index over both;
- the matches of an $or of which each branch holds more of the same index: SQLite seeks each branch by itself.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from schemas.stored import Stored
from store.contract import Sort, Where, total
from store.errors import Unserved
from store.fields import Field, Index, fields_of, indexes_of
from store.terms import RANGES, Term, terms_of

BY_ID = Index((("_id", 1),), unique=True)
"""The index that every kind has."""


MOST = 10_000
"""Documents that one list may have."""


class Asked(NamedTuple):
    """A filter, its $and resolved: all of these conditions, and one branch of each $or."""

    terms: list[Term]
    either: list[Sequence[Where]]


def demand_bounded(limit: int) -> None:
    """Raises Unserved for a list that is longer than a list may be, or has nothing."""
    if not 1 <= limit <= MOST:
        raise Unserved(what=f"a limit of {limit}")


def index_for(kind: type[Stored], where: Where | None, sort: Sort = ()) -> Index:
    """The index with which documents are found in order; without a sort the order is by id. Raises Unserved."""
    asked, sort = _asked(where), total(sort)[:-1]  # the id stands last in every index, and goes the same way
    for path, _ in sort:
        if path not in fields_of(kind) or fields_of(kind)[path].many:
            raise Unserved(what=f"{kind.collection()} sorted by {path}")
    anything = bool(asked.terms or asked.either)
    for index in (BY_ID, *indexes_of(kind)):
        if (not anything or _seeks(index, asked)) and _orders(kind, index, asked, sort):
            return index
    raise _unserved(kind, asked, sort)


def index_to_count(kind: type[Stored], where: Where | None) -> Index | None:
    """The index with which documents are counted; None for a lone $or, each branch of which seeks one of its own.

    Raises Unserved unless one is sought. All documents may be counted."""
    asked = _asked(where)
    return _sought(kind, asked) if asked.terms or asked.either else BY_ID


def field_to_tally(kind: type[Stored], by: str) -> Field:
    """The field that documents are tallied by. Raises Unserved when it is not declared."""
    field = fields_of(kind).get(by)
    if field is None:
        raise Unserved(what=f"a tally of {kind.collection()} by {by}")
    return field


def index_to_tally(kind: type[Stored], by: str, where: Where | None) -> Index | None:
    """As `index_to_count`; without a filter it is one that begins with the field. Raises Unserved."""
    if any(_asked(where)):
        return index_to_count(kind, where)
    for index in indexes_of(kind):
        if index.keys[0][0] == by:
            return index
    raise Unserved(what=f"a tally of all {kind.collection()} by {by}")


def all_told_apart(index: Index, where: Where | None, sort: Sort) -> bool:
    """Whether no two documents are equal in all that is held and sorted of the index: then the id orders nothing."""
    asked, by = _asked(where), {path for path, _ in sort}
    return index.unique and all(path in by or _held(path, asked, ("=",)) for path, _ in index.keys)


def _sought(kind: type[Stored], asked: Asked) -> Index | None:
    if not asked.terms and len(asked.either) == 1:
        for branch in asked.either[0]:
            _sought(kind, _asked(branch))
        return None
    seeking = [index for index in (BY_ID, *indexes_of(kind)) if _seeks(index, asked)]
    if not seeking:
        raise _unserved(kind, asked)
    return max(seeking, key=lambda index: _lead(index, asked))


def _asked(where: Where | None) -> Asked:
    terms: list[Term] = []
    either: list[Sequence[Where]] = []
    for path, operand in (where or {}).items():
        if path == "$or":
            either.append(operand)
        elif path == "$and":
            for one in map(_asked, operand):
                terms += one.terms
                either += one.either
        else:
            terms += terms_of(path, operand)
    return Asked(terms, either)


def _held(path: str, asked: Asked, operators: Sequence[str]) -> bool:
    return any(term.path == path and term.operator in operators and _is_value(term) for term in asked.terms)


def _is_value(term: Term) -> bool:
    values: Sequence[Any] = term.operand if term.operator == "$in" else [term.operand]
    return all(value is not None for value in values)


def _lead(index: Index, asked: Asked) -> int:
    """How many leading fields are held."""
    lead = 0
    while lead < len(index.keys) and _held(index.keys[lead][0], asked, ("=", "$in")):
        lead += 1
    return lead


def _seeks(index: Index, asked: Asked) -> bool:
    """Whether a leading field is held, or all that is asked is a range of the first one."""
    first = index.keys[0][0]
    within = [term for term in asked.terms if term.path == first and term.operator in RANGES]
    return _lead(index, asked) > 0 or (bool(within) and within == asked.terms and not asked.either)


def _orders(kind: type[Stored], index: Index, asked: Asked, sort: Sort) -> bool:
    """Whether what is sought in the index comes in this order."""
    lead = _lead(index, asked)
    single = not any(_held(path, asked, ("$in",)) for path, _ in index.keys[:lead])
    if index is BY_ID:
        return not sort or (lead == 1 and single)
    if not sort:
        array = fields_of(kind)[index.keys[0][0]].many
        return 0 < lead == len(index.keys) and (single or index.unique or array)
    return single and any(_follows(index.keys[start:], sort) for start in range(lead, -1, -1))


def _follows(keys: Sequence[tuple[str, int]], sort: Sort) -> bool:
    """Whether `sort` is how `keys` begin, all the one way or all the other."""
    same = [path for path, _ in keys[: len(sort)]] == [path for path, _ in sort]
    return same and len({way * other for (_, way), (_, other) in zip(keys, sort, strict=False)}) == 1


def _unserved(kind: type[Stored], asked: Asked, sort: Sort = ()) -> Unserved:
    said = ", ".join(sorted({term.path for term in asked.terms} | ({"$or"} if asked.either else set()))) or "no filter"
    by = ", ".join(path for path, _ in sort)
    return Unserved(what=f"{kind.collection()} by {said}" + (f", sorted by {by}" if by else ""))
