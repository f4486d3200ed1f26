"""The Index contract: what every search engine must do (tests/contracts/index.py proves it on each)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from search.entry import FACETS, IndexEntry
from search.tree import Everything, Tree

SORTS = ("relevance", "newest", "oldest")
EVERY = Everything()
MOST_RELEVANT = 10_000
"""By relevance a list goes down to this place; by date it has no end."""
MOST_DATES = 1000
"""Years, months and days are counted without loss, whatever `facet_size`: they are drawn in a row."""

MOST_VALUES = 10_000
"""Values of a name that each part of an index tells of: while there are no more, all counts are exact."""


@dataclass(frozen=True)
class Request:
    """A question. `keys`: the reader's; None is the installation, which sees all, an empty set sees nothing.

    `filters` are exact facet values, any of each name's; `without` the same to leave out. `among`: ids of the only
    letters that count, None: all; `but`: ids of letters that do not. By date, letters without one come last both ways.
    `after`: the cursor of a hit (the last of the page before). `facets`: names to count, at most `facet_size` values
    each.
    """

    tree: Tree
    keys: frozenset[str] | None
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    without: Mapping[str, Sequence[str]] = field(default_factory=dict)
    among: Sequence[str] | None = None
    but: Sequence[str] = ()
    sort: str = "relevance"
    limit: int = 20
    after: str | None = None
    facets: Sequence[str] = FACETS
    facet_size: int = 20


@dataclass(frozen=True)
class Result:
    """`hits`: letter ids in order. `facets`: (value, count), the most frequent first, of all that match the query and
    the filters that the name does not look behind (search/entry.py). `cursors`: of each hit, to go on behind it.
    `cursor`: for the next page, None at the end."""

    total: int
    hits: tuple[str, ...]
    facets: Mapping[str, Sequence[tuple[str, int]]]
    cursors: tuple[str, ...]
    cursor: str | None


@dataclass(frozen=True)
class Around:
    """What stands about the place of a hit, counted from 1. `here`: whether that letter still is in the list; when it
    has left, `place` is where it would be, and there the next one stands. `before` and `behind`: cursors, the nearest
    first."""

    place: int
    total: int
    here: bool
    before: tuple[str, ...]
    behind: tuple[str, ...]


def cursor_of(key: int, id: str) -> str:
    """`key`: the number of a hit in the list's order. By relevance it is its place from 1, since scores move with
    every change; by date it stays the letter's own, so that a list may change above it."""
    return f"{key}:{id}"


def key_of(cursor: str | None) -> int:
    """A cursor that somebody made up has key 0: the start."""
    number = (cursor or "").partition(":")[0]
    return int(number) if number.isdecimal() and len(number) < 20 else 0


def id_of(cursor: str | None) -> str:
    return (cursor or "").partition(":")[2]


class Writing(Protocol):
    """Where entries go."""

    def write(self, entries: Iterable[IndexEntry], removed: Sequence[str] = ()) -> None:
        """Add or replace entries, take `removed` away; durable and visible when it returns."""
        ...


class Index(Writing, Protocol):
    """One process writes, any number read."""

    def search(self, request: Request) -> Result:
        """Raises TooDeep."""
        ...

    def around(self, request: Request) -> Around:
        """The place of the hit whose cursor is `after`, with at most `limit` hits before it and one behind. One small
        look at ids: no facets. Raises TooDeep."""
        ...

    def suggest(
        self, prefix: str, keys: frozenset[str] | None, limit: int = 8, tree: Tree = EVERY
    ) -> list[tuple[str, int]]:
        """Words that begin so, with in how many readable letters that answer `tree` they stand, the most frequent
        first."""
        ...

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many letters each folded word stands, whoever may read them: to weigh words by, never to be shown.
        Letters that were replaced may count until the engine has cleared them away."""
        ...

    def count(self) -> int:
        """Letters in the index."""
        ...

    def versions(self) -> Iterator[tuple[str, int]]:
        """(id, version) of all entries, for checks."""
        ...

    @property
    def generation(self) -> str:
        """Which build of the index is live; a follower keeps a cursor for each, so that a new build loses nothing."""
        ...

    def rebuilding(self) -> AbstractContextManager[tuple[str, Writing]]:
        """A new build beside the live one: its generation and where to write; durable and live at the end of the
        `with`, given up when that raises."""
        ...

    def size(self) -> int:
        """Bytes on disk."""
        ...

    def close(self) -> None: ...
