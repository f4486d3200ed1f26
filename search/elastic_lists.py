"""Lists of hits in Elasticsearch, in their order: one page behind a cursor, and what stands around a hit."""

from collections.abc import Callable, Mapping
from typing import Any

from search import ranked
from search.contract import Around, Request, Result, id_of, key_of
from search.elastic_facets import counted, counting
from search.elastic_queries import Query, asked, later, narrowing
from search.ranked import Row, cursors, start_of

Search = Callable[[dict[str, Any]], Any]
"""Sends a body, gives the answer."""
BY_SCORE = [{"_score": "desc"}, {"id": "asc"}]
"""Equal ones by their ids: a new build of Tantivy takes letters in the order of their ids, and copies of a shard would
each have an order of their own."""
FIRST, LAST = 0, (1 << 63) - 1  # of the numbers that sort by date


def listed(search: Search, request: Request) -> Result:
    """At most `limit` hits behind `after`, and the counts. Raises TooDeep."""
    body = _body(request) | {"aggs": counting(request), "size": request.limit + 1}
    if request.sort == "relevance":
        start = start_of(request)
        found = search(body | {"from": start, "sort": BY_SCORE})
        rows = _places(found, start)
    else:
        found = search(body | {"sort": _by_day(request), "search_after": _place(request)})
        rows = _rows(found)
    page = rows[: request.limit]
    cursor = cursors(page)[-1] if page and len(rows) > request.limit else None
    facets = counted(found["aggregations"], request) if request.facets else {}
    return Result(_total(found), tuple(id for _, id in page), facets, cursors(page), cursor)


def around(search: Search, request: Request) -> Around:
    """The contract's `around`."""
    body = _body(request)
    if request.sort != "relevance":
        return _around_day(search, request, body)

    def fetch(first: int, wanted: int) -> tuple[int, list[Row]]:
        found = search(body | {"from": first, "size": wanted, "sort": BY_SCORE})
        return _total(found), _places(found, first)

    return ranked.around(request, fetch)


def _around_day(search: Search, request: Request, body: dict[str, Any]) -> Around:
    """What comes behind a place and what before it are found by its key, so that new letters move nothing."""
    place, narrowed = _place(request), narrowing(later(request))
    counts = {
        "before": {"filter": {"bool": {"filter": [*narrowed, _before(request, place)]}}},
        "here": {"filter": {"bool": {"filter": [*narrowed, *_exactly(request, place)]}}},
    }
    on = search(body | {"size": 1, "sort": _by_day(request), "search_after": place, "aggs": counts})
    back = search(body | {"size": request.limit, "sort": _by_day(request, back=True), "search_after": place})
    before, here = (int(on["aggregations"][name]["doc_count"]) for name in ("before", "here"))
    return Around(before + 1, _total(on), bool(here), cursors(_rows(back)), cursors(_rows(on)))


def _body(request: Request) -> dict[str, Any]:
    body: dict[str, Any] = {"query": asked(request), "track_total_hits": True, "_source": False}
    narrowed = narrowing(later(request))
    return body | {"post_filter": {"bool": {"filter": narrowed}}} if narrowed else body


def _place(request: Request) -> Row:
    """Of the cursor; the start of the list when there is none or somebody made it up."""
    id = id_of(request.after)
    start = LAST if request.sort == "newest" else FIRST
    return (min(key_of(request.after), LAST), id) if id else (start, "")


def _by_day(request: Request, *, back: bool = False) -> list[Query]:
    down = (request.sort == "newest") != back
    return [{request.sort: "desc" if down else "asc"}, {"id": "desc" if back else "asc"}]


def _before(request: Request, place: Row) -> Query:
    """The hits that stand before a place."""
    key, id = place
    nearer = {"range": {request.sort: {"gt" if request.sort == "newest" else "lt": key}}}
    same = {"bool": {"filter": [{"term": {request.sort: key}}, {"range": {"id": {"lt": id}}}]}}
    return {"bool": {"should": [nearer, same]}}


def _exactly(request: Request, place: Row) -> list[Query]:
    return [{"term": {request.sort: place[0]}}, {"term": {"id": place[1]}}]


def _places(found: Mapping[str, Any], start: int) -> list[Row]:
    return [(start + step, str(hit["_id"])) for step, hit in enumerate(found["hits"]["hits"], 1)]


def _rows(found: Mapping[str, Any]) -> list[Row]:
    return [(int(hit["sort"][0]), str(hit["_id"])) for hit in found["hits"]["hits"]]


def _total(found: Mapping[str, Any]) -> int:
    return int(found["hits"]["total"]["value"])
