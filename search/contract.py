"""The Index contract: what every search engine must do (tests/contracts/index.py proves it on each)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from search.entry import FACETS, IndexEntry
from search.tree import Tree

SORTS = ("relevance", "newest", "oldest")
MOST_RELEVANT = 10_000
"""By relevance a list goes down to this place; by date it has no end."""


@dataclass(frozen=True)
class Request:
    """A question. `keys`: the reader's; None is the installation, which sees all, an empty set sees nothing.

    `filters` are exact facet values, any of each name's; `without` the same to leave out. `after`: the cursor of the
    page before. `facets`: names to count, at most `facet_size` values each.
    """

    tree: Tree
    keys: frozenset[str] | None
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    without: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sort: str = "relevance"
    limit: int = 20
    after: str | None = None
    facets: Sequence[str] = FACETS
    facet_size: int = 20


@dataclass(frozen=True)
class Result:
    """`hits`: letter ids in order. `facets`: (value, count), the most frequent first, of all that match the query and
    the filters of the other names. `cursor`: for the next page, None at the end."""

    total: int
    hits: tuple[str, ...]
    facets: Mapping[str, Sequence[tuple[str, int]]]
    cursor: str | None


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

    def suggest(self, prefix: str, keys: frozenset[str] | None, limit: int = 8) -> list[tuple[str, int]]:
        """Words that begin so, with in how many readable letters they stand, the most frequent first."""
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
        """A new build beside the live one: its generation and where to write; live at the end of the `with`."""
        ...

    def size(self) -> int:
        """Bytes on disk."""
        ...

    def close(self) -> None: ...
