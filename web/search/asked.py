"""What a search page was asked for: all of it stands in the address, and goes along to a letter and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from flask import request

from search.contract import SORTS, id_of, key_of
from search.entry import FACETS

LIMIT = 20
"""Letters a page."""


@dataclass(frozen=True)
class Asked:
    """`chosen`: the sort as chosen, "" for the usual one."""

    query: str
    filters: Mapping[str, Sequence[str]]
    chosen: str = ""
    after: str | None = None

    @property
    def sort(self) -> str:
        return self.chosen or ("relevance" if self.query else "newest")

    def address(self, after: str | None = None, anchor: str = "") -> str:
        """Of the list, its page behind a cursor, the hit with an id."""
        found = self._said(after=after)
        return f"/?{found}{anchor and f'#hit-{anchor}'}" if found else f"/{anchor and f'#hit-{anchor}'}"

    def letter(self, cursor: str) -> str:
        """Of the letter of a hit; it knows the way back and to its neighbours."""
        said = f"{self._plain}&" if self._plain else ""
        return f"/letters/{id_of(cursor)}?{said}at={key_of(cursor)}"

    def sorted(self, sort: str) -> "Asked":
        return replace(self, chosen=sort, after=None)

    def narrowed(self, name: str, values: Sequence[str]) -> "Asked":
        """With other values of a filter; none takes it away."""
        filters = {other: kept for other, kept in {**self.filters, name: values}.items() if kept}
        return replace(self, filters=filters, after=None)

    def asking(self, query: str) -> "Asked":
        """With another query."""
        return replace(self, query=query, after=None)

    def bare(self) -> "Asked":
        """Without filters."""
        return replace(self, filters={}, after=None)

    def _said(self, **more: Any) -> str:
        values = {"q": self.query, **self.filters, "sort": self.chosen, **more}
        return urlencode({name: value for name, value in values.items() if value}, doseq=True)

    @cached_property
    def _plain(self) -> str:
        """Said once for all the letters of a page."""
        return self._said()


def asked() -> Asked:
    """By the address at hand."""
    args = request.args
    filters = {name: args.getlist(name) for name in FACETS if any(args.getlist(name))}
    sort = args.get("sort", "")
    return Asked(args.get("q", "").strip(), filters, sort if sort in SORTS else "", args.get("after") or None)
