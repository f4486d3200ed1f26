"""Questions like one that was asked, of letters that its reader may read, and how many letters answer each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lontar.finding.asked import Asked
from lontar.wiring import House
from search.contract import Request, Result
from search.tree import Tree

Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asking:
    """`request`: what was asked, with its reader's rights; `this`: how its words were taken. No values are counted,
    and how many letters there are is looked up once for each question."""

    house: House
    request: Request
    this: Asked
    totals: dict[tuple[object, ...], int] = field(default_factory=dict)

    def found(self, tree: Tree, filters: Filters, limit: int = 1) -> Result:
        """What answers a tree, with all that is taken for its words."""
        return self._search(self.this.widen(tree), filters, limit)

    def total(self, tree: Tree, filters: Filters) -> int:
        """How many letters do."""
        return self.just(self.this.widen(tree), filters)

    def just(self, tree: Tree, filters: Filters) -> int:
        """How many letters answer a tree as it is."""
        key = (tree, *((name, *values) for name, values in filters.items()))
        if key not in self.totals:
            self.totals[key] = self._search(tree, filters, 1).total
        return self.totals[key]

    def _search(self, tree: Tree, filters: Filters, limit: int) -> Result:
        plain = replace(self.request, tree=tree, filters=filters, limit=limit, facets=(), after=None)
        return self.house.index.search(plain)
