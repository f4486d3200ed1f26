"""What stands around a hit in a list by relevance. Scores move with every change, so a hit is its place and its id."""

from collections.abc import Callable, Sequence

from search.contract import MOST_RELEVANT, Around, Request, cursor_of, id_of, key_of
from search.errors import TooDeep

Row = tuple[int, str]
"""The key of a hit in the list's order, and its id."""
Fetch = Callable[[int, int], tuple[int, list[Row]]]
"""How many hits there are, and so many behind a place."""


def cursors(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(cursor_of(*row) for row in rows)


def start_of(request: Request) -> int:
    """Behind which place the page begins. Raises TooDeep."""
    start = key_of(request.after)
    if start + request.limit > MOST_RELEVANT:
        raise TooDeep(most=MOST_RELEVANT)
    return start


def around(request: Request, fetch: Fetch) -> Around:
    """A letter may have moved a little since its list was made, so it is looked for some places on too. Raises
    TooDeep."""
    place, id = max(key_of(request.after), 1), id_of(request.after)
    first = max(place - 1 - request.limit, 0)
    wanted = min(place + request.limit, MOST_RELEVANT) - first
    if wanted < 1:
        raise TooDeep(most=MOST_RELEVANT)
    total, rows = fetch(first, wanted)
    ids = [id for _, id in rows]
    here = id in ids
    at = ids.index(id) if here else min(place - 1 - first, len(ids))
    before = rows[max(0, at - request.limit) : at]
    behind = rows[at + here : at + here + 1]
    return Around(min(first + at, total) + 1, total, here, cursors(before[::-1]), cursors(behind))
