"""The search page: words, facets, sort, snippets; works without JavaScript."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, request
from flask_babel import gettext

from lontar.find import find
from schemas.unit import Unit
from search.contract import SORTS
from search.entry import FACETS
from search.query import parse
from web.access import SIGNED_IN, route
from web.current import house, reader
from web.page import page

place = Blueprint("search", __name__)
LIMIT = 20


@dataclass(frozen=True)
class Choice:
    """One value of a facet: how many letters, and the address that adds or takes it."""

    value: str
    count: int
    chosen: bool
    address: str


@route(place, "/", action=SIGNED_IN, locked=True, summary="Search")
def search() -> str:
    who = reader()
    assert who is not None  # the route demands it
    query = request.args.get("q", "").strip()
    sort = request.args.get("sort", "")
    sort = sort if sort in SORTS else "relevance" if query else "newest"
    filters = {name: request.args.getlist(name) for name in FACETS if request.args.getlist(name)}
    after = request.args.get("after") or None
    result = find(house(), who, query, filters=filters, sort=sort, limit=LIMIT, after=after)
    return page(
        "search/search.html",
        query=query,
        sort=sort,
        filters=filters,
        result=result,
        problems=[(one, gettext(one.sentence) % one.params) for one in parse(query).problems],
        facets={name: _choices(name, pairs, filters) for name, pairs in result["facets"].items()},
        units=_unit_names(),
        more=_address(after=result["cursor"]) if result["cursor"] else None,
        first=after is None,
    )


def _choices(name: str, pairs: list[Any], filters: dict[str, list[str]]) -> list[Choice]:
    chosen = filters.get(name, [])
    counts = dict(pairs) | {value: dict(pairs).get(value, 0) for value in chosen}
    found = []
    for value, count in counts.items():
        others = [one for one in chosen if one != value]
        kept = others if value in chosen else [*chosen, value]
        found.append(Choice(value, count, value in chosen, _address(**{name: kept, "after": None})))
    return found


def _address(**changed: Any) -> str:
    """This page with some arguments changed."""
    values: dict[str, Any] = {name: request.args.getlist(name) for name in request.args}
    values |= changed
    said = {name: value for name, value in values.items() if value}
    return f"/?{urlencode(said, doseq=True)}"


def _unit_names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in house().store.find(Unit, sort=[("code", 1)], limit=10_000)}
