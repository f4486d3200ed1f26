"""What a query was taken for, and what of it could not be understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from search.said import said
from search.sentence import speaks
from search.tree import And, Tree, Word

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
class Sense:
    """What some words of a sentence were taken for. `kind`: the field in which they count most, days (from `low` to
    `high`, yyyymmdd, None: open), left (not searched). `text` as typed."""

    kind: str
    text: str
    low: int | None = None
    high: int | None = None

    def as_dict(self) -> dict[str, Any]:
        days = {"low": self.low, "high": self.high} if self.kind == "days" else {}
        return {"kind": self.kind, "text": self.text, **days}


@dataclass(frozen=True)
class Parsed:
    """`senses`: what was understood of a plain sentence, in its order; `literal`: the query that asks for its words as
    they stand, None where it was taken so already; `plain`: whether nothing joins its words."""

    tree: Tree
    problems: tuple[Problem, ...] = ()
    senses: tuple[Sense, ...] = ()
    literal: str | None = None
    plain: bool = False

    @property
    def understood(self) -> dict[str, Any]:
        """The query as it was taken, for the person to see."""
        return {
            "query": written(self.tree),
            "problems": [_shown(problem) for problem in self.problems],
            "sentence": [sense.as_dict() for sense in self.senses],
            "literal": self.literal,
        }


def written(tree: Tree) -> str:
    """The tree as a query that parses to it again: words that would be read as a sentence are joined by AND."""
    words = [one for one in tree.children if isinstance(one, Word)] if isinstance(tree, And) else []
    sentence = any(speaks(word.text) for word in words if not word.field and not word.lean)
    return said(tree, " AND " if sentence else " ")


def senses(found: Sequence[Sense]) -> tuple[Sense, ...]:
    """Those of one kind that follow one another as one."""
    joined: list[Sense] = []
    for sense in found:
        goes_on = joined and joined[-1].kind == sense.kind != "days"
        joined.append(replace(sense, text=f"{joined.pop().text} {sense.text}") if goes_on else sense)
    return tuple(joined)


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
