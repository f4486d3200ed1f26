"""Finding letters: the one use case behind the command, the page and the JSON API."""

import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from lontar.finding.also import also_here
from lontar.finding.asked import Asked
from lontar.finding.asking import Asking
from lontar.finding.hit import Sought, hit_of
from lontar.finding.loosen import better, instead
from lontar.finding.nearly import Nearly, nearly
from lontar.finding.requested import MOST, Filters, checked_request
from lontar.finding.spare import Spare, lightened
from lontar.indexed import casefile_rows
from lontar.reading.texts import text_rows
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.letter import Letter
from search.contract import Around, Request, Result
from search.entry import CALENDAR, FACETS
from search.tree import Tree


def find(
    house: House,
    reader: Reader,
    query: str,
    *,
    filters: Filters | None = None,
    sort: str = "relevance",
    limit: int = 20,
    after: str | None = None,
    **how: Any,
) -> dict[str, Any]:
    """Letters of the reader that answer the query, as commands.md gives them; `how`: `like`, the id of a letter that
    they are to be like, and `exact`, that have its words as typed, and `today`, from which days are counted. No
    `facets` where counting would take too long (spare.py). Raises WrongUse, TooDeep, NotFound."""
    began = time.perf_counter()
    filters = dict(filters or {})
    asking: dict[str, Any] = {"filters": filters, "sort": sort, "limit": limit, "after": after, **how}
    request, this = checked_request(house, reader, query, facets=_counted(filters), **asking)
    spare = Spare(house)
    request, this = lightened(request, this, spare, query)
    strict = house.index.search(request)
    near = Asking(house, request, this, spare if strict.total else Spare(house, request.tree))  # nothing was counted
    loose = None if strict.total or how.get("like") else nearly(near)
    shown = replace(request, tree=loose.tree) if loose else request
    result = loose.result if loose else strict
    hits = _hits(house, reader, result, shown, this=this, loose=loose)
    others = []
    if not after and not how.get("like"):
        others = better(near, strict) if strict.total else instead(near, query, result.hits)
    return {
        "total": result.total - (len(result.hits) - len(hits)),
        "took_ms": round((time.perf_counter() - began) * 1000, 2),
        "hits": hits,
        "facets": {name: [list(pair) for pair in pairs] for name, pairs in result.facets.items()},
        "understood": this.parsed.understood,
        "nearly": loose.as_dict(hits) if loose else None,
        "did_you_mean": next((one.query for one in others if one.kind == "spelling"), None),
        "instead": [one.as_dict() for one in others],
        "cursor": result.cursor,
    }


def _hits(
    house: House, reader: Reader, result: Result, request: Request, *, this: Asked, loose: Nearly | None
) -> list[dict[str, Any]]:
    """The letters found, as commands.md gives them."""
    letters = house.store.get_many(Letter, result.hits)
    letters = {id: row for id, row in letters.items() if may_see(reader, row)}  # the index may be a moment behind
    texts, files = text_rows(house, list(letters)), casefile_rows(house, letters.values())
    also = also_here(house, reader, letters)
    sought = Sought.of(request.tree, this, loose.words if loose else ())
    return [
        hit_of(letter, texts.get(id), files.get(letter.get("casefile") or ""), sought)
        | {"also": also.get(id, []), "cursor": cursor}
        for id, cursor in zip(result.hits, result.cursors, strict=True)
        if (letter := letters.get(id)) is not None
    ]


def count(house: House, reader: Reader, query: str, **how: Any) -> int:
    """How many letters `every` gives. Raises WrongUse, NotFound."""
    request, _ = checked_request(house, reader, query, **{"filters": {}, **how, "sort": "newest", "limit": 1})
    return house.index.search(request).total


def every(house: House, reader: Reader, query: str, **how: Any) -> Iterator[str]:
    """The ids of all letters that such a search finds, whatever its sort: of those with all its words, never of some
    that have most of them. Raises WrongUse, NotFound."""
    asking: dict[str, Any] = {"filters": {}, **how, "sort": "newest", "limit": MOST}
    request, _ = checked_request(house, reader, query, **asking)
    while True:
        result = house.index.search(request)
        yield from result.hits
        if result.cursor is None:
            return
        request = replace(request, after=result.cursor)


def around(
    house: House, reader: Reader, query: str, cursor: str, *, filters: Filters, sort: str, limit: int = 20, **how: Any
) -> Around:
    """What stands around a hit of such a list: ids and places only, at most `limit` back. Raises WrongUse, TooDeep,
    NotFound."""
    request, this = checked_request(house, reader, query, filters=filters, sort=sort, limit=limit, after=cursor, **how)
    found = house.index.around(request)
    loose = None if found.total else _loosely(house, request, this, how)
    return house.index.around(replace(request, tree=loose.tree)) if loose else found


def answered(house: House, reader: Reader, query: str, **how: Any) -> Tree:
    """What the letters of such a list answer: the query, or where none does, most of its words. Raises WrongUse,
    NotFound."""
    asking: dict[str, Any] = {"filters": {}, **how, "limit": 1}
    request, this = checked_request(house, reader, query, **asking)
    loose = None if house.index.search(request).total else _loosely(house, request, this, how)
    return loose.tree if loose else request.tree


def _loosely(house: House, request: Request, this: Asked, how: dict[str, Any]) -> Nearly | None:
    """What is asked in the place of a question that nothing answers; no counts, and the first hit alone."""
    small = replace(request, facets=(), after=None, limit=1)
    return None if how.get("like") else nearly(Asking(house, small, this, Spare(house, request.tree)))


def _counted(filters: Filters) -> tuple[str, ...]:
    """The facets, and of one year that is chosen its months, of one month its days; those that are chosen by too."""
    deeper = (part for whole, part in pairwise(CALENDAR) if part in filters or len(filters.get(whole, ())) == 1)
    return (FACETS[0], *deeper, *FACETS[1:])
