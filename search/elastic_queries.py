"""The query tree in Elasticsearch's language."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from search.contract import Request
from search.elastic_layout import field_of
from search.entry import looks_behind
from search.looks import LESS, Look, column, days, looks
from search.misread import misread
from search.tree import Alike, And, AtLeast, Everything, Not, Or, Range, Tree

Query = dict[str, Any]
ALL: Query = {"match_all": {}}
NOTHING: Query = {"match_none": {}}


def compiled(tree: Tree) -> Query:  # noqa: PLR0911 - one for each kind
    """The tree in Elasticsearch's language."""
    match tree:
        case Everything():
            return ALL
        case And(children):
            wanted = [compiled(child) for child in children if not isinstance(child, Not)]
            unwanted = [compiled(child.child) for child in children if isinstance(child, Not)]
            return {"bool": {"must": wanted or [ALL], "must_not": unwanted}}
        case Or(children) | AtLeast(children):
            least = tree.least if isinstance(tree, AtLeast) else 1
            return {"bool": {"should": [compiled(child) for child in children], "minimum_should_match": least}}
        case Not(child):
            return {"bool": {"must": [ALL], "must_not": [compiled(child)]}}
        case Range():
            found = days(tree)
            return silent({"range": {column(tree): {"gte": found[0], "lte": found[1]}}}) if found else NOTHING
        case Alike(child, others):
            less = [{"bool": {"must": [compiled(other)], "boost": LESS}} for other in others]
            return _best([compiled(child), *less])
        case _:
            return _best([_looked(look) for look in looks(tree)])


def _best(places: Sequence[Query]) -> Query:
    return places[0] if len(places) == 1 else {"dis_max": {"queries": places, "tie_breaker": 0.0}}


def _looked(look: Look) -> Query:  # noqa: PLR0911 - one for each kind
    """Our own words are asked for as they are; only a phrase goes through the analyzer, which splits it at its
    spaces."""
    name, word, weight = field_of(look.field, look.form), next(iter(look.words), ""), look.weight
    match look.kind:
        case "prefix":
            return {"prefix": {name: {"value": word, "boost": weight}}}
        case "pattern":
            return {"wildcard": {name: {"value": word, "boost": weight}}}
        case "sure":
            return {"constant_score": {"filter": _in_order(name, look.words), "boost": weight}}
        case "all":
            return {"constant_score": {"filter": _all(_term(name, one) for one in look.words), "boost": weight}}
        case "apart":
            close = [silent(_apart(name, pair, look.distance)) for pair in pairwise(look.words)]
            return {"bool": {"must": [*(_term(name, one) for one in look.words), *close], "boost": weight}}
        case "near":
            near = {"value": word, "fuzziness": look.distance, "rewrite": "constant_score", "boost": weight}
            exact = {"constant_score": {"filter": {"term": {name: word}}, "boost": weight}}
            return {"fuzzy": {name: near}} if look.distance else exact
        case "misread":
            return {"constant_score": {"filter": {"terms": {name: sorted(misread(word))}}, "boost": weight}}
        case _:
            return _in_order(name, look.words, weight)


def _in_order(name: str, words: Sequence[str], weight: float = 1.0) -> Query:
    if len(words) > 1:
        return {"match_phrase": {name: {"query": " ".join(words), "boost": weight}}}
    return _term(name, words[0], weight)


def _term(name: str, word: str, weight: float = 1.0) -> Query:
    return {"term": {name: {"value": word, "boost": weight}}}


def _all(queries: Iterable[Query]) -> Query:
    return {"bool": {"filter": list(queries)}}


def _apart(name: str, pair: tuple[str, str], distance: int) -> Query:
    """Two words with so many between them at most, in either order."""
    words = [{"match": {"query": word}} for word in pair]
    return {"intervals": {name: {"all_of": {"intervals": words, "max_gaps": distance, "ordered": False}}}}


def silent(query: Query) -> Query:
    """A condition that does not move the order."""
    return {"constant_score": {"filter": query, "boost": 0.0}}


def any_of(name: str, values: Iterable[str]) -> Query:
    return {"terms": {name: sorted(values)}}


def readable(keys: frozenset[str] | None) -> list[Query]:
    """The condition that a reader holds a key; none for the installation."""
    if keys is None:
        return []
    return [any_of("grants", keys) if keys else NOTHING]


def narrowing(filters: Mapping[str, Sequence[str]]) -> list[Query]:
    """Facet filters as conditions."""
    return [any_of(f"facet_{name}", values) for name, values in filters.items()]


def asked(request: Request) -> Query:
    """Query, rights, which letters count at all, and the filters that no count looks behind (the others: `later`)."""
    behind = later(request)
    plain = {name: values for name, values in request.filters.items() if name not in behind}
    among = [] if request.among is None else [any_of("id", request.among) if request.among else NOTHING]
    without = {name: values for name, values in request.without.items() if values}
    return {
        "bool": {
            "must": [compiled(request.tree)],
            "filter": [*readable(request.keys), *narrowing(plain), *among],
            "must_not": [*narrowing(without), *([any_of("id", request.but)] if request.but else [])],
        }
    }


def later(request: Request) -> dict[str, Sequence[str]]:
    """The filters that some count looks behind: they narrow the hits only after the counting."""
    behind = {name for counted in request.facets for name in looks_behind(counted)}
    return {name: values for name, values in request.filters.items() if name in behind}
