"""Questions like one that was asked, of letters that its reader may read, and how many letters answer each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lontar.finding.asked import Asked
from lontar.finding.spare import Spare, passes
from lontar.wiring import House
from search.contract import Request, Result
from search.tree import Tree

Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Asking:
    """`request`: what was asked, with its reader's rights; `this`: how its words were taken. How many letters there
    are is looked up once for each question. Nothing is found once `spare` has no room for another question."""

    house: House
    request: Request
    this: Asked
    spare: Spare
    totals: dict[tuple[object, ...], int] = field(default_factory=dict)

    def found(self, tree: Tree, filters: Filters, limit: int = 1) -> Result:
        """What answers a tree, with all that is taken for its words."""
        return self._search(self.this.widen(tree), filters, limit)

    def total(self, tree: Tree, filters: Filters) -> int:
        """How many letters do."""
        return self.just(self.this.widen(tree), filters)

    def just(self, tree: Tree, filters: Filters) -> int:
        """How many letters answer a tree as it is."""
        key = _key(tree, filters)
        return self.totals[key] if key in self.totals else self._search(tree, filters, 1).total

    def answered(self, request: Request) -> Result:
        """What answers a request as it is."""
        room = self.spare.takes(request.tree, 1 + passes(request))
        return self.house.index.search(request) if room else Result(0, (), {}, (), None)

    def _search(self, tree: Tree, filters: Filters, limit: int) -> Result:
        plain = replace(self.request, tree=tree, filters=filters, limit=limit, facets=(), after=None)
        found = self.answered(plain)
        self.totals[_key(tree, filters)] = found.total
        return found


def _key(tree: Tree, filters: Filters) -> tuple[object, ...]:
    return (tree, *((name, *values) for name, values in filters.items()))
