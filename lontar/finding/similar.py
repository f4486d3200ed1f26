"""Letters that are about what another one is about."""

from lontar.letters import letter_for
from lontar.wiring import House
from office.access import Reader
from schemas.letter import values_of
from schemas.letter_text import LetterText
from search.contract import EVERY, Request
from search.highlight import packed_of
from search.telling import like, telling
from search.tree import And, Tree
from store.contract import Row

SHOWN = 5
"""Letters that are named on the page of a letter."""


def like_letter(house: House, reader: Reader, id: str) -> Tree | None:
    """What letters like this one answer; None for one of which too little is known. Raises NotFound."""
    return _like(house, letter_for(house, reader, id))


def joined(query: Tree, like: Tree) -> Tree:
    """Letters like one, that answer a query too."""
    return like if query == EVERY else And((query, like))


def similar(house: House, reader: Reader, letter: Row, without: dict[str, list[str]]) -> list[str]:
    """Ids of the letters most like this one of those that the reader may read, at most SHOWN. `without`: values of
    facets that are left out."""
    tree = _like(house, letter)
    if tree is None:
        return []
    request = Request(tree, reader.keys, without=without, but=(letter["_id"],), limit=SHOWN, facets=())
    return list(house.index.search(request).hits)


def _like(house: House, letter: Row) -> Tree | None:
    row = house.store.get(LetterText, letter["_id"])
    if row is None:
        return None
    subject = str(values_of(letter).get("subject") or "")
    return like(telling(packed_of(row), subject, house.index.frequencies, house.index.count()))
