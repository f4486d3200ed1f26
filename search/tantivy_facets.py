"""Counts by value beside a list of hits, and what of a request they count, in Tantivy."""

from collections.abc import Mapping, Sequence

from search.contract import MOST_VALUES, MOST_YEARS, Request
from search.tantivy_queries import any_of, compiled, conjunction, narrowing
from search.tantivy_schema import Query, Searcher


def facets(
    searcher: Searcher, asked: list[Query], request: Request, total: int
) -> Mapping[str, Sequence[tuple[str, int]]]:
    """Counts by value among `total` letters. A name that is filtered by counts its other values too: the person may
    want to change over."""
    plain = [name for name in request.facets if name not in request.filters]
    found = _counted(searcher, asked, request, plain, request.filters) if plain and total else {}
    for name in request.facets:
        if name in request.filters:
            others = {other: values for other, values in request.filters.items() if other != name}
            found |= _counted(searcher, asked, request, [name], others)
    return {name: found.get(name, []) for name in request.facets}


def _counted(
    searcher: Searcher, asked: list[Query], request: Request, names: list[str], filters: Mapping[str, Sequence[str]]
) -> dict[str, list[tuple[str, int]]]:
    must, must_not = narrowing(filters, request.without)
    sizes = {name: MOST_YEARS if name == "year" else request.facet_size for name in names}
    wanted = {
        name: {"terms": {"field": f"facet_{name}", "size": size, "segment_size": MOST_VALUES}}
        for name, size in sizes.items()
    }
    counted = searcher.aggregate(conjunction([*asked, *must], must_not), wanted)
    return {
        name: sorted(
            ((one["key"], one["doc_count"]) for one in counted[name]["buckets"]), key=lambda pair: (-pair[1], pair[0])
        )
        for name in names
    }


def readable(keys: frozenset[str] | None) -> list[Query]:
    """The condition that a reader holds a key; none for the installation."""
    if keys is None:
        return []
    return [any_of("grants", sorted(keys)) if keys else Query.empty_query()]


def asked_of(request: Request, searcher: Searcher) -> list[Query]:
    """Query and rights, without the filters."""
    return [compiled(request.tree, searcher), *readable(request.keys)]


def narrowed(asked: list[Query], request: Request) -> Query:
    """Query, rights and filters."""
    must, must_not = narrowing(request.filters, request.without)
    return conjunction([*asked, *must], must_not)
