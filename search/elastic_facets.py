"""Counts by value beside a list of hits, in Elasticsearch."""

from collections.abc import Mapping, Sequence
from typing import Any

from search.contract import MOST_DATES, MOST_VALUES, Request
from search.elastic_queries import later, narrowing
from search.entry import CALENDAR, looks_behind


def counting(request: Request) -> dict[str, Any]:
    """What is to be counted, each name behind the filters that it looks behind."""
    return {name: _counting(request, name) for name in request.facets}


def _counting(request: Request, name: str) -> dict[str, Any]:
    behind = looks_behind(name)
    others = {other: values for other, values in later(request).items() if other not in behind}
    size = MOST_DATES if name in CALENDAR else request.facet_size
    order = [{"_count": "desc"}, {"_key": "asc"}]
    terms = {"field": f"facet_{name}", "size": size, "shard_size": MOST_VALUES, "order": order}
    return {"filter": {"bool": {"filter": narrowing(others)}}, "aggs": {"values": {"terms": terms}}}


def counted(found: Mapping[str, Any], request: Request) -> dict[str, list[tuple[str, int]]]:
    """The counts in an answer."""
    return {name: pairs(found[name]["values"]) for name in request.facets}


def pairs(terms: Mapping[str, Any]) -> list[tuple[str, int]]:
    buckets: Sequence[Mapping[str, Any]] = terms["buckets"]
    return [(str(one["key"]), int(one["doc_count"])) for one in buckets]
