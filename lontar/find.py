"""Finding letters: the one use case behind the command, the page and the JSON API."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from lontar.hidden import HIDDEN
from lontar.indexed import casefile_rows, entry_of, state_of
from lontar.loosen import better, instead
from lontar.paging import number_of
from lontar.similar import joined, like_letter
from lontar.texts import text_rows
from lontar.wiring import House
from office.access import Reader
from schemas.errors import NotAmong, WrongUse
from schemas.letter import Letter, values_of
from search.contract import SORTS, Around, Request
from search.entry import CALENDAR, FACETS, FILTERS, IndexEntry
from search.highlight import look, spans
from search.hits import standing
from search.query import parse
from search.reasons import reasons, suggestions
from search.tokens import Packed
from search.tree import Leaf, leaves, said
from store.contract import Row

MOST, AT_ONCE = 200, 1000
Filters = Mapping[str, Sequence[str]]
ANYWHERE = ("subject", "name", "tag", "note")
"""Fields in which words without a field are looked for too; and those that a person has typed."""
INDEXED = {"reference_number": "number", "letter_type": "type"}
"""Fields of a letter that have another name in a query."""


def find(
    house: House,
    reader: Reader,
    query: str,
    *,
    filters: Filters | None = None,
    sort: str = "relevance",
    limit: int = 20,
    after: str | None = None,
    like: str | None = None,
) -> dict[str, Any]:
    """Letters of the reader that answer the query, as commands.md gives them; `like`: the id of a letter that they are
    to be like. Raises WrongUse, TooDeep, NotFound."""
    began = time.perf_counter()
    filters = dict(filters or {})
    parsed, counted = parse(query), _counted(filters)
    request = checked_request(
        house, reader, query, filters=filters, sort=sort, limit=limit, like=like, after=after, facets=counted
    )
    result = house.index.search(request)
    letters = house.store.get_many(Letter, result.hits)
    texts = text_rows(house, result.hits)
    cursors = dict(zip(result.hits, result.cursors, strict=True))
    asked = list(leaves(request.tree))
    files = casefile_rows(house, letters.values())
    hits = [
        _hit(letters[id], texts.get(id), asked, cursors[id], files.get(letters[id].get("casefile") or ""))
        for id in result.hits
        if id in letters
    ]
    others = [] if after or like else better(house, request, result) if result.total else instead(house, request, query)
    return {
        "total": result.total,
        "took_ms": round((time.perf_counter() - began) * 1000, 2),
        "hits": hits,
        "facets": {name: [list(pair) for pair in pairs] for name, pairs in result.facets.items()},
        "understood": parsed.understood,
        "did_you_mean": next((one.query for one in others if one.kind == "spelling"), None),
        "instead": [one.as_dict() for one in others],
        "cursor": result.cursor,
    }


def every(house: House, reader: Reader, query: str, *, filters: Filters | None = None) -> Iterator[str]:
    """The ids of all letters that such a search finds. Raises WrongUse."""
    filters = dict(filters or {})
    _check(filters, "newest", MOST)
    request = request_of(reader, query, filters, sort="newest", limit=AT_ONCE)
    while True:
        result = house.index.search(request)
        yield from result.hits
        if result.cursor is None:
            return
        request = replace(request, after=result.cursor)


def around(
    house: House,
    reader: Reader,
    query: str,
    cursor: str,
    *,
    filters: Filters,
    sort: str,
    limit: int = 20,
    like: str | None = None,
) -> Around:
    """What stands around a hit of such a list: ids and places only, at most `limit` back. Raises WrongUse, TooDeep,
    NotFound."""
    request = checked_request(house, reader, query, filters=filters, sort=sort, limit=limit, like=like, after=cursor)
    return house.index.around(request)


def checked_request(
    house: House,
    reader: Reader,
    query: str,
    *,
    filters: Filters,
    sort: str,
    limit: int,
    like: str | None = None,
    **more: Any,
) -> Request:
    """What somebody asks who may have written anything; `more` as a Request takes it. Raises WrongUse, NotFound."""
    _check(filters, sort, limit)
    request = request_of(reader, query, filters, sort=sort, limit=limit, **more)
    return _like(house, reader, request, like) if like else request


def request_of(reader: Reader, query: str, filters: Filters, *, facets: Sequence[str] = (), **more: Any) -> Request:
    """What a reader asks the index by a query; `more` as a Request takes it."""
    hidden = _hidden(query, filters)
    return Request(parse(query).tree, reader.keys, filters, without=hidden, facets=facets, **more)


def _like(house: House, reader: Reader, request: Request, id: str) -> Request:
    """Narrowed to letters like one; nothing is like a letter that has no words to tell."""
    like = like_letter(house, reader, id)
    if like is None:
        return replace(request, among=())
    return replace(request, tree=joined(request.tree, like), but=(id,))


def _counted(filters: Filters) -> tuple[str, ...]:
    """The facets, and of one year that is chosen its months, of one month its days; those that are chosen by too."""
    deeper = (part for whole, part in pairwise(CALENDAR) if part in filters or len(filters.get(whole, ())) == 1)
    return (FACETS[0], *deeper, *FACETS[1:])


def _hidden(query: str, filters: Filters) -> Filters:
    return {} if "state" in filters or "withdrawn" in query or "ditarik" in query else HIDDEN


def _check(filters: Filters, sort: str, limit: int) -> None:
    for name in filters:
        if name not in FILTERS:
            raise NotAmong(what=f"filter {name}", known=", ".join(FILTERS))
    if sort not in SORTS:
        raise NotAmong(what=f"sort {sort}", known=", ".join(SORTS))
    if not 1 <= limit <= MOST:
        raise WrongUse(what=f"limit {limit}", why=f"it must be from 1 to {MOST}")


def _hit(letter: Row, text: Row | None, asked: list[Leaf], cursor: str, file: Row | None) -> dict[str, Any]:
    """`file`: the case file it is in."""
    fields = values_of(letter)
    subject = fields.get("subject")
    shown, unseen = look(asked, text) if text else ([], asked)
    return {
        "id": letter["_id"],
        "reference_number": fields.get("reference_number"),
        "date": fields.get("date"),
        "subject": subject,
        "subject_marks": spans(asked, Packed.of(subject), "subject") if asked and subject else [],
        "sender": fields.get("sender"),
        "name": letter["files"][0]["name"] if letter.get("files") else None,
        "state": state_of(letter),
        "direction": letter["direction"],
        "confidence": letter.get("confidence"),
        "snippets": [one.as_dict() | {"number": number_of(letter, (one.file, one.page))} for one in shown],
        "reasons": _reasons(entry_of(letter, text, None, file), letter, text, unseen) if unseen else [],
        "pages": _pages(letter, text, asked) if text else [],
        "cursor": cursor,
    }


def _pages(letter: Row, text: Row, asked: list[Leaf]) -> list[dict[str, Any]]:
    """On which pages each thing asked for stands, where no page has all of them."""
    found = standing(asked, text)
    return [{"text": said(one), "pages": [number_of(letter, page) for page in pages]} for one, pages in found if pages]


def _reasons(entry: IndexEntry, letter: Row, text: Row | None, unseen: list[Leaf]) -> list[dict[str, Any]]:
    """Where else in a letter the words stand; among the lexicon's suggestions; last of all
    among what is beside the text, such as doubtful words."""
    typed = [INDEXED.get(name, name) for name, found in (letter.get("fields") or {}).items() if found.get("by_hand")]
    found = list(reasons(unseen, entry.fields, {*ANYWHERE, *typed}))
    if text:
        found += suggestions(unseen, text["text"], text["suggested"])
    return [one.as_dict() for one in found or reasons(unseen, {"beside": entry.beside}, {"beside"})]
