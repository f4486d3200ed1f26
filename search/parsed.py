"""What a query was taken for, and what of it could not be understood."""

from dataclasses import dataclass, field
from typing import Any

from search.tree import Tree, said

MOST = 5
"""Problems that are told: a person mends a few and asks again."""


@dataclass(frozen=True)
class Problem:
    """What could not be understood, from `start` to `end` of the query. `sentence` is a template over `params`."""

    start: int
    end: int
    sentence: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.sentence % self.params


@dataclass(frozen=True)
class Parsed:
    """`understood`: the query as it was taken, for the person to see."""

    tree: Tree
    problems: tuple[Problem, ...] = ()

    @property
    def understood(self) -> dict[str, Any]:
        return {"query": said(self.tree), "problems": [_shown(problem) for problem in self.problems]}


def few(problems: list[Problem]) -> tuple[Problem, ...]:
    """The first of each kind before others of a kind, each thing once, in their order; and how many more there are."""
    ordered = sorted(problems, key=lambda problem: problem.start)
    first: dict[str, Problem] = {}
    different: dict[str, Problem] = {}
    for problem in ordered:
        first.setdefault(problem.sentence, problem)
        different.setdefault(str(problem), problem)
    kinds = set(map(id, first.values()))
    chosen = sorted(different.values(), key=lambda problem: id(problem) not in kinds)[:MOST]
    kept = set(map(id, chosen))
    left = [problem for problem in ordered if id(problem) not in kept]
    more = Problem(left[0].start, left[0].end, "And %(count)s more.", {"count": len(left)}) if left else None
    return (*sorted(chosen, key=lambda problem: problem.start), *([more] if more else []))


def _shown(problem: Problem) -> dict[str, Any]:
    return {"start": problem.start, "end": problem.end, "message": str(problem)}
