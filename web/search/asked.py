"""What a search page was asked for: all of it stands in the address, and goes along to a letter and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from flask import request

from search.contract import SORTS, id_of, key_of
from search.entry import CALENDAR, FILTERS
from store.contract import Row
from web.who import today

LIMIT = 20
"""Letters a page."""


@dataclass(frozen=True)
class Asked:
    """`chosen`: the sort as chosen, "" for the usual one; `like`: the id of a letter that those found are like;
    `exact`: the words as typed, in no other form."""

    query: str
    filters: Mapping[str, Sequence[str]]
    chosen: str = ""
    after: str | None = None
    like: str | None = None
    exact: bool = False

    @property
    def sort(self) -> str:
        return self.chosen or ("relevance" if self.query or self.like else "newest")

    @property
    def how(self) -> dict[str, Any]:
        """What of it `lontar.find` takes by name."""
        chosen = {"filters": self.filters, "sort": self.sort, "like": self.like, "exact": self.exact}
        return chosen | {"today": today()}

    def address(self, after: str | None = None, anchor: str = "") -> str:
        """Of the list, its page behind a cursor, the hit with an id."""
        found = self.said(after=after)
        return f"/?{found}{anchor and f'#hit-{anchor}'}" if found else f"/{anchor and f'#hit-{anchor}'}"

    def letter(self, cursor: str) -> str:
        """Of the letter of a hit; it knows the way back and to its neighbours."""
        said = f"{self._plain}&" if self._plain else ""
        return f"/letters/{id_of(cursor)}?{said}at={key_of(cursor)}"

    def sorted(self, sort: str) -> "Asked":
        return replace(self, chosen=sort, after=None)

    def narrowed(self, name: str, values: Sequence[str]) -> "Asked":
        """With other values of a filter; none takes it away. What is chosen of a year goes with the year."""
        finer = CALENDAR[CALENDAR.index(name) + 1 :] if name in CALENDAR else ()
        filters = {other: kept for other, kept in {**self.filters, name: values}.items() if kept and other not in finer}
        return replace(self, filters=filters, after=None)

    def asking(self, query: str) -> "Asked":
        """With another query."""
        return replace(self, query=query, after=None)

    def bare(self) -> "Asked":
        """Without filters."""
        return replace(self, filters={}, after=None)

    def unlike(self) -> "Asked":
        """Not only letters like one."""
        return replace(self, like=None, after=None)

    def table(self, ending: str) -> str:
        """Of all that is found, as a file."""
        said = self.said()
        return f"/export.{ending}{said and f'?{said}'}"

    def saving(self) -> str:
        """Where it is given a name to be kept by."""
        return f"/saved/new?{self.said()}"

    def said(self, **more: Any) -> str:
        """As the query of an address."""
        exact = "1" if self.exact else ""
        values = {"q": self.query, **self.filters, "sort": self.chosen, "like": self.like, "exact": exact, **more}
        return urlencode({name: value for name, value in values.items() if value}, doseq=True)

    @cached_property
    def _plain(self) -> str:
        """Said once for all the letters of a page."""
        return self.said()


def asked() -> Asked:
    """By the address at hand."""
    args = request.args
    filters = {name: args.getlist(name) for name in FILTERS if any(args.getlist(name))}
    sort = args.get("sort", "")
    query, like = args.get("q", "").strip(), args.get("like") or None
    chosen, exact = sort if sort in SORTS else "", bool(args.get("exact"))
    return Asked(query, filters, chosen, args.get("after") or None, like, exact)


def of_saved(row: Row) -> Asked:
    """What a saved search asks."""
    query, filters, exact = row.get("query") or "", dict(row.get("filters") or {}), bool(row.get("exact"))
    return Asked(query, filters, row.get("sort") or "", exact=exact)
