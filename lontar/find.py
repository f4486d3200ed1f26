"""Finding letters: the one use case behind the command, the page and the JSON API."""

import time
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lontar.indexed import entry_of, state_of, values_of
from lontar.loosen import instead
from lontar.paging import number_of
from lontar.texts import text_rows
from lontar.wiring import House
from office.access import Reader
from schemas.errors import NotAmong, WrongUse
from schemas.letter import Letter
from search.contract import SORTS, Around, Request
from search.entry import FACETS
from search.highlight import look, spans
from search.query import parse
from search.reasons import reasons, suggestions
from search.tokens import Packed
from search.tree import Leaf, leaves
from store.contract import Row

HIDDEN = {"state": ["withdrawn"]}
"""What a search leaves out unless it is asked for by name."""
MOST = 200
Filters = Mapping[str, Sequence[str]]
ANYWHERE = ("subject", "number", "name", "tag", "note")
"""Fields in which words without a field are looked for too; and those that a person has typed."""
INDEXED = {
    "reference_number": "number",
    "letter_type": "type",
    "signer_position": "position",
    "classification_code": "code",
}
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
    today: date | None = None,
) -> dict[str, Any]:
    """Letters of the reader that answer the query, as commands.md gives them. `today`: from which days are counted,
    that of this machine where none is given. Raises WrongUse, TooDeep."""
    began = time.perf_counter()
    filters = dict(filters or {})
    _check(filters, sort, limit)
    parsed = parse(query, today)
    request = Request(parsed.tree, reader.keys, filters, _hidden(query, filters), sort, limit, after)
    result = house.index.search(request)
    letters = house.store.get_many(Letter, result.hits)
    texts = text_rows(house, result.hits)
    cursors = dict(zip(result.hits, result.cursors, strict=True))
    asked = list(leaves(parsed.tree))
    hits = [_hit(letters[id], texts.get(id), asked, cursors[id]) for id in result.hits if id in letters]
    others = [] if result.total or after else instead(house, request, query)
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


def around(
    house: House,
    reader: Reader,
    query: str,
    cursor: str,
    *,
    filters: Filters,
    sort: str,
    limit: int = 20,
    today: date | None = None,
) -> Around:
    """What stands around a hit of such a list: ids and places only, at most `limit` back. Raises WrongUse, TooDeep."""
    _check(filters, sort, limit)
    hidden = _hidden(query, filters)
    tree = parse(query, today).tree
    return house.index.around(Request(tree, reader.keys, filters, hidden, sort, limit, cursor, facets=()))


def _hidden(query: str, filters: Filters) -> Filters:
    return {} if "state" in filters or "withdrawn" in query or "ditarik" in query else HIDDEN


def _check(filters: Filters, sort: str, limit: int) -> None:
    for name in filters:
        if name not in FACETS:
            raise NotAmong(what=f"filter {name}", known=", ".join(FACETS))
    if sort not in SORTS:
        raise NotAmong(what=f"sort {sort}", known=", ".join(SORTS))
    if not 1 <= limit <= MOST:
        raise WrongUse(what=f"limit {limit}", why=f"it must be from 1 to {MOST}")


def _hit(letter: Row, text: Row | None, asked: list[Leaf], cursor: str) -> dict[str, Any]:
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
        "reasons": _reasons(letter, text, unseen) if unseen else [],
        "cursor": cursor,
    }


def _reasons(letter: Row, text: Row | None, unseen: list[Leaf]) -> list[dict[str, Any]]:
    """Where else in a letter the words stand; among the lexicon's suggestions; last of all
    among what is beside the text, such as doubtful words."""
    entry = entry_of(letter, text, None)
    typed = [INDEXED.get(name, name) for name, found in (letter.get("fields") or {}).items() if found.get("by_hand")]
    found = list(reasons(unseen, entry.fields, {*ANYWHERE, *typed}))
    if text:
        found += suggestions(unseen, text["text"], text["suggested"])
    return [one.as_dict() for one in found or reasons(unseen, {"beside": entry.beside}, {"beside"})]
