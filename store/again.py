"""A decision made again from what then stands, because another commit came between reading and writing."""

from collections.abc import Callable

from schemas.errors import Conflict
from store.changes import Changes
from store.contract import Store

TRIES = 50
"""Each collision means that somebody else's commit went through, so there are hardly more than there are writers at
once. What will collide for ever, `decide` is to raise."""


def again(store: Store, decide: Callable[[], Changes]) -> list[int]:
    """Commit what `decide` makes of the store as it stands; the sequence numbers of the events, in order.

    Raises what `decide` raises, a Conflict of its own too, and Conflict of the commit after so many tries."""
    tries = TRIES
    while changes := decide():
        try:
            last = store.commit(changes).sequence
        except Conflict:
            tries -= 1
            if not tries:
                raise
        else:
            return list(range(last - len(changes.events) + 1, last + 1))
    return []
