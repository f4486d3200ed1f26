"""What is shown where no letter has all the words of a plain question: those that have most of them, or near ones.

It is only shown. Whatever goes by all that was found, as jobs, tables and alerts, goes by letters with all the words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lontar.finding.asking import Asking
from search.contract import Result
from search.nearly import called, firmly, parts_of
from search.stems import root
from search.tree import Alike, Tree

FEW = 3
"""Letters up to which those with fewer of the words are shown too, and up to which a word is so rare that it may be
misspelt."""
SHORTEST, LONGEST = 3, 40
"""Letters of a word that may be misspelt: longer ones are none."""
MOST_WORDS, LOOKED_AT = 16, 8
"""Words of a question that is taken loosely, since every letter that has any of them is weighed; and how many of these
are looked up one by one, those first that the dictionary has not."""


@dataclass(frozen=True)
class Nearly:
    """What is asked in the place of a question and what answers it: a letter has `least` of the `words`. `query` asks
    for all of them again, as they are."""

    tree: Tree
    result: Result
    words: tuple[Alike, ...]
    least: int
    query: str

    def as_dict(self, hits: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """As commands.md gives it, with what these hits have in the place of words, and which words none of them
        has."""
        near: dict[str, dict[str, None]] = {}
        for hit in hits:
            for reason in hit["reasons"]:
                if reason["field"] == "near":
                    near.setdefault(reason["asked"], {})[reason["text"].casefold()] = None
        words = list(map(called, self.words))
        return {
            "words": words,
            "least": self.least,
            "near": {word: list(some) for word, some in near.items()},
            "without": [word for word in words if hits and all(word in hit["missing"] for hit in hits)],
            "query": self.query,
        }


def nearly(asking: Asking) -> Nearly | None:
    """In the place of a question that no letter answers; None where nothing of it may be taken loosely, or no letter
    is found so either. All with the rights of the one who asked."""
    parts, found = parts_of(asking.this.tree), None
    if not asking.this.parsed.plain or not 0 < len(parts.words) <= MOST_WORDS:
        return None
    misspelt = list(_misspelt(asking, parts.words))
    loose = parts.near(misspelt)
    for least in _steps(len(parts.words), bool(misspelt)):
        tree = loose.having(least)
        result = asking.answered(replace(asking.request, tree=tree))
        if result.total:
            found = Nearly(tree, result, loose.words, least, firmly(asking.this.plain))
        if result.total > FEW:
            break
    return found


def _steps(words: int, misspelt: bool) -> Sequence[int]:
    """How many of the words a letter must have, the most first; at least half of them."""
    fewer = (words - 1, (words + 1) // 2) if words > 1 else ()
    return list(dict.fromkeys([*((words,) if misspelt else ()), *fewer]))


def _misspelt(asking: Asking, words: Sequence[Alike]) -> Iterator[str]:
    """Words that few letters have, whatever the filters. One of the dictionary is right where any letter has it, and
    where it stands alone."""
    may_be = [one for one in words if called(one).isalpha() and SHORTEST <= len(called(one)) <= LONGEST]
    unknown = [one for one in may_be if root(called(one)) is None]
    known = [one for one in may_be if one not in unknown] if len(words) > 1 else []
    for one in (*unknown, *known)[:LOOKED_AT]:
        if asking.just(one, {}) <= (0 if one in known else FEW):
            yield called(one)
