"""What the filter of rights costs: each question with it and without, by turns, and the median of the ratios.

`half`: a person who may read half of the letters finds fewer, which makes the rest of the search cheaper. `all`: one
who holds every key finds what is found without the filter, so that all the difference is the filter's.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from time import perf_counter
from typing import Any

from bench.corpus import UNITS, Corpus
from lontar.finding.find import find
from lontar.wiring import House
from office.access import installation
from search.contract import Request
from search.query import parse

TURNS, QUESTIONS, WARM = 3, 100, 5
Keys = frozenset[str] | None
Ask = Callable[[str, Keys], Any]
KEYS = {"half": frozenset(f"unit:u{number}" for number in range(UNITS // 2)),
        "all": frozenset(f"unit:u{number}" for number in range(UNITS))}  # fmt: skip


def pairs(house: House, corpus: Corpus, facets: Sequence[str]) -> dict[str, dict[str, float]]:
    """`full`: a search as page and API make it; `engine`: its part in the engine, with facets; `term`: one frequent
    word without facets, the case in which the engine can leave out most without the filter."""
    plain = installation("bench")
    three = [f"{corpus.frequent()} {corpus.frequent()} {corpus.rare()}" for _ in range(QUESTIONS)]
    words = [corpus.frequent() for _ in range(QUESTIONS)]
    asks: dict[str, tuple[Ask, list[str]]] = {
        "full": (lambda query, keys: find(house, replace(plain, keys=keys), query), three),
        "engine": (lambda query, keys: house.index.search(Request(parse(query).tree, keys, facets=facets)), three),
        "term": (lambda query, keys: house.index.search(Request(parse(query).tree, keys)), words),
    }
    return {
        f"grants_{case}_{who}": _paired(ask, questions, keys)
        for case, (ask, questions) in asks.items()
        for who, keys in KEYS.items()
    }


def _paired(ask: Ask, questions: Sequence[str], keys: Keys) -> dict[str, float]:
    """The best of some turns of each question, with the filter and without, first one and then the other."""
    for question in questions[:WARM]:
        ask(question, keys)
        ask(question, None)
    times = [_both(ask, question, keys, turned=bool(number % 2)) for number, question in enumerate(questions)]
    return {
        "ratio": round(median(filtered / free for filtered, free in times), 3),
        "with_p50_ms": round(median(filtered for filtered, _ in times) * 1000, 2),
        "without_p50_ms": round(median(free for _, free in times) * 1000, 2),
        "runs": len(times),
    }


def _both(ask: Ask, question: str, keys: Keys, *, turned: bool) -> tuple[float, float]:
    best: dict[Keys, float] = {}
    for _ in range(TURNS):
        for who in (None, keys) if turned else (keys, None):
            began = perf_counter()
            ask(question, who)
            best[who] = min(best.get(who, 1e9), perf_counter() - began)
    return best[keys], best[None]
