"""The kinds of questions that search is measured by."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bench import hard
from bench.corpus import Corpus
from bench.machine import least, timed
from lontar.finding.find import find
from lontar.finding.proposals import proposals
from lontar.wiring import House
from office.access import Reader, installation, may_see
from schemas.letter import Letter
from search.contract import Request, Result
from search.query import parse

RUNS = 200
FACETS = ("year", "unit", "direction", "sender", "state")


@dataclass(frozen=True)
class Case:
    """`ask` answers one of the `questions`; `hard` ones are measured each by itself."""

    ask: Callable[[Any], Any]
    questions: Sequence[Any]
    hard: bool = False

    def timed(self) -> dict[str, float]:
        """Milliseconds: by the clock, after some to warm up; of hard ones the best of three, in the time of the
        processor."""
        return least(self.ask, self.questions) if self.hard else timed(self.ask, self.questions)

    def answers(self) -> list[list[str]]:
        """What each question finds: ids of letters, or what is proposed."""
        return [_told(self.ask(question)) for question in self.questions]


def _told(answer: Any) -> list[str]:
    if isinstance(answer, Result):
        return list(answer.hits)
    return [str(hit["id"]) for hit in answer["hits"]] if isinstance(answer, Mapping) else list(map(str, answer))


def cases(house: House, corpus: Corpus) -> dict[str, Case]:
    """Each case as a person with twenty units asks it; `full` fetches 20 letters and their snippets too."""
    keys = frozenset(f"unit:u{number}" for number in range(20))
    reader = replace(installation("bench"), keys=keys)
    index = house.index

    def engine(query: str, **more: Any) -> Any:
        return index.search(Request(parse(query).tree, keys, facets=more.pop("facets", ()), **more))

    three = list(_three(corpus))
    words = [corpus.frequent() for _ in range(RUNS)]

    def whole(query: str) -> Any:
        return find(house, reader, query)

    return {
        "term": Case(engine, words),
        "and": Case(engine, three),
        "phrase": Case(engine, [f'"{corpus.frequent()} {corpus.frequent()}"' for _ in range(RUNS)]),
        "prefix": Case(engine, [f"{corpus.rare()[:4]}*" for _ in range(RUNS)]),
        "fuzzy": Case(engine, [f"{corpus.rare()}~" for _ in range(RUNS)]),
        "filters": Case(lambda query: engine(query, filters={"year": ["2001", "2002"]}, facets=FACETS), words),
        "date_sort": Case(lambda query: engine(query, sort="newest"), words),
        "deep_page": Case(lambda query: engine(query, after="9000:x"), words),
        "pattern": Case(engine, [_pattern(corpus.rare()) for _ in range(RUNS)]),
        "number": Case(
            engine, [f"{number % 900}/{number % 12 + 1}/SETDA/20{number % 20:02}" for number in range(RUNS)]
        ),
        "sentence": Case(engine, [f"surat dari dinas {word} tentang {word} tahun 2001" for word in words]),
        "engine": Case(lambda query: engine(query, facets=FACETS), three),
        "full": Case(whole, three),
        "proposals": Case(lambda typed: proposals(house, reader, typed), list(_typed(corpus))),
        "like_letter": Case(lambda id: find(house, reader, "", like=id), _letters(house, reader)),
        "hard": Case(engine, hard.questions(corpus), hard=True),
        "hard_full": Case(lambda asked: find(house, reader, asked.query, **asked.how), hard.asked(corpus), hard=True),
        "hard_typed": Case(lambda typed: proposals(house, reader, typed), hard.questions(corpus), hard=True),
    }


def _typed(corpus: Corpus) -> Iterator[str]:
    """What somebody has typed of a word, every second time behind another one."""
    for number in range(RUNS):
        begun = corpus.frequent()[: 2 + number % 4]
        yield f"{corpus.frequent()} {begun}" if number % 2 else begun


def _letters(house: House, reader: Reader) -> list[str]:
    """Letters that the reader may read, from all over the archive."""
    rows = house.store.find(Letter, {"stage": "understood"}, sort=[("added_at", 1)], limit=10_000, fields=("grants",))
    return [row["_id"] for row in rows if may_see(reader, row)][:: len(rows) // (2 * RUNS) or 1][:RUNS]


def _three(corpus: Corpus) -> Iterator[str]:
    """Three words, two of them among the 300 most frequent."""
    for _ in range(RUNS):
        yield f"{corpus.frequent()} {corpus.frequent()} {corpus.rare()}"


def _pattern(word: str) -> str:
    """The word with two of its letters left out."""
    return f"{word[:2]}*{word[4:]}" if len(word) > 5 else f"{word[:2]}?{word[3:]}"
