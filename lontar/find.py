"""Finding letters: the one use case behind the command, the page and the JSON API."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from lontar.wiring import House
from office.access import Reader
from schemas.errors import WrongUse
from schemas.letter import Letter
from schemas.letter_text import LetterText
from search.contract import SORTS, Request
from search.entry import FACETS
from search.highlight import snippets
from search.query import parse
from search.tree import Tree
from store.contract import Row

HIDDEN = {"state": ["withdrawn"]}
"""What a search leaves out unless it is asked for by name."""
MOST = 200
SHOWN = ("fields", "files", "stage", "withdrawn", "direction", "unit", "tags", "confidence", "error")


def find(
    house: House,
    reader: Reader,
    query: str,
    *,
    filters: Mapping[str, Sequence[str]] | None = None,
    sort: str = "relevance",
    limit: int = 20,
    after: str | None = None,
) -> dict[str, Any]:
    """Letters of the reader that answer the query, as commands.md gives them. Raises WrongUse, TooDeep."""
    began = time.perf_counter()
    filters = dict(filters or {})
    _check(filters, sort, limit)
    parsed = parse(query)
    without = {} if "state" in filters or "withdrawn" in query or "ditarik" in query else HIDDEN
    request = Request(parsed.tree, reader.keys, filters, without, sort, limit, after)
    result = house.index.search(request)
    letters = house.store.get_many(Letter, result.hits)
    texts = house.store.get_many(LetterText, result.hits)
    hits = [_hit(letters[id], texts.get(id), parsed.tree) for id in result.hits if id in letters]
    return {
        "total": result.total,
        "took_ms": round((time.perf_counter() - began) * 1000, 2),
        "hits": hits,
        "facets": {name: [list(pair) for pair in pairs] for name, pairs in result.facets.items()},
        "understood": parsed.understood,
        "did_you_mean": None if result.total or after else _near(house, reader, query),
        "cursor": result.cursor,
    }


def _check(filters: Mapping[str, Sequence[str]], sort: str, limit: int) -> None:
    for name in filters:
        if name not in FACETS:
            raise WrongUse(what=f"The filter {name}", why=f"known are {', '.join(FACETS)}")
    if sort not in SORTS:
        raise WrongUse(what=f"The sort {sort}", why=f"known are {', '.join(SORTS)}")
    if not 1 <= limit <= MOST:
        raise WrongUse(what=f"The limit {limit}", why=f"it must be from 1 to {MOST}")


def _hit(letter: Row, text: Row | None, tree: Tree) -> dict[str, Any]:
    fields = {name: found["value"] for name, found in (letter.get("fields") or {}).items()}
    return {
        "id": letter["_id"],
        "reference_number": fields.get("reference_number"),
        "date": fields.get("date"),
        "subject": fields.get("subject"),
        "sender": fields.get("sender"),
        "name": letter["files"][0]["name"] if letter.get("files") else None,
        "state": "withdrawn" if letter.get("withdrawn") else letter["stage"],
        "direction": letter["direction"],
        "confidence": letter.get("confidence"),
        "snippets": [one.as_dict() for one in snippets(tree, text)] if text else [],
    }


def _near(house: House, reader: Reader, query: str) -> str | None:
    """The query with its plain words taken loosely, when that finds something the reader may read."""
    words = [word if not word.isalpha() or len(word) < 4 else f"{word}~" for word in query.split()]
    loose = " ".join(words)
    if loose == query:
        return None
    found = house.index.search(Request(parse(loose).tree, reader.keys, without=HIDDEN, limit=1, facets=()))
    return loose if found.total else None
