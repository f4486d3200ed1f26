"""What a search may still take beside its hits: for counting, and for other questions that are offered instead."""

from dataclasses import replace

from lontar.finding.asked import Asked
from lontar.wiring import House
from search.contract import Request
from search.effort import MOST, effort, words_of
from search.entry import looks_behind
from search.parsed import Problem
from search.tree import Tree


class Spare:
    """What a search may still ask the index for (search/effort.py): once there is no room for a question, there is none
    for any behind it. How rare words are is looked up only where they would leave no room if they were not."""

    def __init__(self, house: House, *asked: Tree) -> None:
        """`asked`: questions that were asked already."""
        self._house = house
        self._taken = [(tree, 1) for tree in asked]
        self._shares: dict[str, float] = {}
        self._full = False

    def takes(self, tree: Tree, times: int = 1) -> bool:
        """Whether there is room to ask such a question so many times, which is then taken."""
        if not self._full and self._fits(tree, times):
            self._taken.append((tree, times))
            return True
        self._full = True
        return False

    def _fits(self, tree: Tree, times: int) -> bool:
        wanted = [*self._taken, (tree, times)]
        if self._effort(wanted) <= MOST:
            return True
        self._look_up(list(dict.fromkeys(word for one, _ in wanted for word in words_of(one))))
        return self._effort(wanted) <= MOST

    def _effort(self, asked: list[tuple[Tree, int]]) -> float:
        return sum(times * effort(tree, self._shares) for tree, times in asked)

    def _look_up(self, words: list[str]) -> None:
        new = [word for word in words if word not in self._shares]
        if new:
            letters = max(self._house.index.count(), 1)
            found = zip(new, self._house.index.frequencies(new), strict=True)
            self._shares |= {word: number / letters for word, number in found}


def lightened(request: Request, this: Asked, spare: Spare, query: str) -> tuple[Request, Asked]:
    """Without counts where these would take too long, which is told."""
    if spare.takes(request.tree, 1 + passes(request)):
        return request, this
    told = "This asks for much at once: what was found is not counted by year, unit and the like."
    parsed = replace(this.parsed, problems=(*this.parsed.problems, Problem(0, len(query), told)))
    return replace(request, facets=()), replace(this, parsed=parsed)


def passes(request: Request) -> int:
    """How many times the letters are gone through to count them: once, and again for each name that looks behind a
    filter."""
    behind = sum(not request.filters.keys().isdisjoint(looks_behind(name)) for name in request.facets)
    return behind + (behind < len(request.facets))
