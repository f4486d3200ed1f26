"""The letters chosen on the search page, as the address says: some by their ids, or all of the search."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import request

from lontar.finding.find import count
from lontar.many import jobs
from office.access import may_see
from schemas.letter import Letter
from web.current import house
from web.search.asked import Asked, asked
from web.who import who


@dataclass(frozen=True)
class Chosen:
    """`some`: ids, in the order of the list; empty for all letters of the search `of`."""

    some: Sequence[str]
    of: Asked

    @cached_property
    def ids(self) -> list[str]:
        """What the reader may read of it. Raises TooManyLetters."""
        if not self.some:
            return jobs.found(house(), who(), self.of.query, **self.of.how)
        rows = house().store.get_many(Letter, list(self.some))
        return [id for id in self.some if id in rows and may_see(who(), rows[id])]

    @property
    def found(self) -> dict[str, Any]:
        """By what they were found, for the job; nothing where they were chosen one by one."""
        of = self.of
        return {} if self.some else {"query": of.query, "filters": of.filters, "like": of.like, "exact": of.exact}

    @property
    def count(self) -> int:
        """How many letters it is; of a search by one look."""
        if self.some:
            return len(self.ids)
        return count(house(), who(), self.of.query, **self.of.how)

    @property
    def said(self) -> str:
        """As the query of an address."""
        return self.of.said(id=self.some) if self.some else self.of.said(all="1")


def chosen() -> Chosen:
    """By the address at hand."""
    some = () if request.args.get("all") else tuple(dict.fromkeys(request.args.getlist("id")))
    return Chosen(some, asked())
