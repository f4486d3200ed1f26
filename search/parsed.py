"""What a query was taken for, and what of it could not be understood."""

from dataclasses import dataclass, field
from typing import Any

from search.tree import Tree, said


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


def _shown(problem: Problem) -> dict[str, Any]:
    return {"start": problem.start, "end": problem.end, "message": str(problem)}
