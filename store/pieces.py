"""A list of any length, some of it at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

from schemas.stored import Stored
from store.contract import Row, Sort, Store, Where, key_of


def pieces(
    store: Store, kind: type[Stored], where: Where, sort: Sort, size: int, *, fields: Sequence[str] | None = None
) -> Iterator[list[Row]]:
    """What `store.find` finds, in its order, at most `size` rows at once; no piece is empty. The fields of the order
    come with those wanted: it goes on by them."""
    wanted = None if fields is None else list(dict.fromkeys([*fields, *(name for name, _ in sort)]))
    after: list[Any] | None = None
    while rows := store.find(kind, where, sort=sort, limit=size, after=after, fields=wanted):
        yield rows
        if len(rows) < size:
            return
        after = key_of(rows[-1], sort)
