"""Counts by value beside a list of hits, and what of a request they count, in Tantivy."""

from collections.abc import Mapping, Sequence

from search.contract import MOST_DATES, MOST_VALUES, Request
from search.entry import CALENDAR, looks_behind
from search.tantivy_queries import There, any_of, compiled, conjunction, narrowing, silent
from search.tantivy_schema import Query, Searcher


def facets(
    searcher: Searcher, asked: list[Query], request: Request, total: int
) -> Mapping[str, Sequence[tuple[str, int]]]:
    """Counts by value among `total` letters, each name behind the filters that it looks behind."""
    plain = [name for name in request.facets if request.filters.keys().isdisjoint(looks_behind(name))]
    found = _counted(searcher, asked, request, plain, request.filters) if plain and total else {}
    for name in request.facets:
        if name not in plain:
            behind = looks_behind(name)
            others = {other: values for other, values in request.filters.items() if other not in behind}
            found |= _counted(searcher, asked, request, [name], others)
    return {name: found.get(name, []) for name in request.facets}


def _counted(
    searcher: Searcher, asked: list[Query], request: Request, names: list[str], filters: Mapping[str, Sequence[str]]
) -> dict[str, list[tuple[str, int]]]:
    must, must_not = narrowing(filters, request.without)
    sizes = {name: MOST_DATES if name in CALENDAR else request.facet_size for name in names}
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


def _any_or_none(name: str, values: Sequence[str]) -> Query:
    return any_of(name, values) if values else Query.empty_query()


def readable(keys: frozenset[str] | None) -> list[Query]:
    """The condition that a reader holds a key; none for the installation."""
    if keys is None:
        return []
    return [_any_or_none("grants", sorted(keys))]


def asked_of(request: Request, searcher: Searcher, there: There) -> list[Query]:
    """Query, rights, and the letters that count at all, without the filters."""
    among = [] if request.among is None else [_any_or_none("id", request.among)]
    but = [silent(conjunction([Query.all_query()], [any_of("id", request.but)]))] if request.but else []
    return [compiled(request.tree, searcher, there), *readable(request.keys), *among, *but]


def narrowed(asked: list[Query], request: Request) -> Query:
    """Query, rights and filters."""
    must, must_not = narrowing(request.filters, request.without)
    return conjunction([*asked, *must], must_not)
