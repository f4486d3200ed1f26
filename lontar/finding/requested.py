"""What somebody asks of the index, from what they typed and chose: checked, with their rights, nothing withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from lontar.finding.asked import Asked, asked
from lontar.finding.hidden import HIDDEN
from lontar.finding.similar import joined, like_letter
from lontar.wiring import House
from office.access import Reader
from schemas.errors import NotAmong, WrongUse
from search.contract import SORTS, Request
from search.entry import FILTERS

MOST = 200
"""Hits of one page."""
MOST_CHOSEN = 500
"""Values of one filter: each is a question of its own to the index."""
Filters = Mapping[str, Sequence[str]]


def checked_request(
    house: House,
    reader: Reader,
    query: str,
    *,
    filters: Filters,
    sort: str,
    limit: int,
    like: str | None = None,
    exact: bool = False,
    today: date | None = None,
    **more: Any,
) -> tuple[Request, Asked]:
    """Of somebody who may have written anything, and how the query was taken; `like`: the id of a letter that those
    found are to be like; `today`: from which days are counted; `more` as a Request takes it. Raises WrongUse,
    NotFound."""
    _check(filters, sort, limit)
    this = asked(house, query, exact=exact, today=today)
    request = request_of(reader, this, query, filters, sort=sort, limit=limit, **more)
    return (_like(house, reader, request, like) if like else request), this


def request_of(
    reader: Reader, this: Asked, query: str, filters: Filters, *, facets: Sequence[str] = (), **more: Any
) -> Request:
    """What a reader asks the index by a query; `more` as a Request takes it."""
    hidden = {} if "state" in filters or "withdrawn" in query or "ditarik" in query else HIDDEN
    return Request(this.tree, reader.keys, filters, without=hidden, facets=facets, **more)


def _like(house: House, reader: Reader, request: Request, id: str) -> Request:
    """Narrowed to letters like one; nothing is like a letter that has no words to tell."""
    like = like_letter(house, reader, id)
    if like is None:
        return replace(request, among=())
    return replace(request, tree=joined(request.tree, like), but=(id,))


def _check(filters: Filters, sort: str, limit: int) -> None:
    for name, values in filters.items():
        if name not in FILTERS:
            raise NotAmong(what=f"filter {name}", known=", ".join(FILTERS))
        if len(values) > MOST_CHOSEN:
            raise WrongUse(what=f"filter {name}", why=f"it has {len(values)} values, and {MOST_CHOSEN} are the most")
    if sort not in SORTS:
        raise NotAmong(what=f"sort {sort}", known=", ".join(SORTS))
    if not 1 <= limit <= MOST:
        raise WrongUse(what=f"limit {limit}", why=f"it must be from 1 to {MOST}")
