"""Search over generated letters in a home of its own: building the index from the store, then each kind of query."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench import hard
from bench.beside import index_beside
from bench.corpus import SENDERS, UNITS, WORDS, Corpus
from bench.machine import machine, memory, ratios, resident_mb, timed, versions
from lontar.finding.find import find
from lontar.finding.proposals import proposals
from lontar.followers import rebuild
from lontar.settings import load
from lontar.wiring import House, open_house
from office.access import Reader, installation, may_see
from schemas.letter import Letter, LetterFile
from schemas.letter_text import LetterText
from schemas.stored import new_id, now
from search import tokens
from search.contract import Request
from search.query import parse
from store.changes import Changes, PutRow

RUNS, BATCH = 200, 2000
GENERATED = tuple(f"u{number}" for number in range(UNITS))


def run(letters: int = 100_000) -> dict[str, Any]:
    """Figures of each case, in one process. Where LONTAR_INDEX names Elasticsearch, of the same letters and questions
    there too, and how many times as long it takes."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder, index_beside(Path(folder)) as other:
        house = open_house(load({"LONTAR_HOME": folder}, Path(folder)))
        corpus = Corpus()
        fill(house, corpus, letters)
        results = measured(house, corpus, letters)
        if other:
            there = measured(replace(house, index=other), corpus, letters)
            compared = {f"ratio {case}": ratios(there[case], results[case]) for case in ("engine", "full")}
            results |= {f"elastic {case}": figures for case, figures in there.items()} | compared
        house.close()
    said = {"letters": letters, "words": WORDS}
    return {
        "bench": "search",
        "machine": machine(),
        "versions": versions("tantivy", "apsw"),
        **said,
        "results": results,
    }


def measured(house: House, corpus: Corpus, letters: int) -> dict[str, dict[str, Any]]:
    """Of one engine: how the index is built from the store, then each case. The same questions each time."""
    began = perf_counter()
    rebuild(house)
    seconds = perf_counter() - began
    build = {"seconds": round(seconds, 1), "letters_per_second": round(letters / seconds), "resident_mb": resident_mb()}
    asked = cases(house, deepcopy(corpus))
    return {
        "build": build | {"index_mb": round(house.index.size() / 1e6)},
        **asked,
        "asked": memory(),
    }


def fill(house: House, corpus: Corpus, letters: int, units: Sequence[str] = GENERATED) -> None:
    """Letters as they stand once they are understood, of `units` in turn."""
    file = LetterFile(no=1, name="surat.pdf", sha256="0" * 64, size=1, kind="application/pdf", pages=1)
    plain = Letter(files=[file], unit="office", stage="understood", added_at=now()).packed()
    puts: list[PutRow] = []
    for number, text in enumerate(corpus.texts(letters)):
        id, unit = new_id(), units[number % len(units)]
        year = 1985 + number % 40
        fields = {
            "subject": {"value": text[:60], "confidence": 90.0},
            "sender": {"value": f"Dinas {number % SENDERS}", "confidence": 90.0},
            "date": {"value": year * 10_000 + 101 + number % 28, "confidence": 90.0},
        }
        row = plain | {"_id": id, "unit": unit, "grants": [f"unit:{unit}"], "fields": fields}
        packed = {"text": text, "pages": [[1, 1, 0]], "tokens": tokens.pack(text), "analysis": tokens.VERSION}
        packed |= {"suggested": []}
        puts += [PutRow(Letter, row), PutRow(LetterText, {"_id": id, "version": 0, "schema": 1, **packed})]
        if len(puts) >= BATCH:
            house.store.commit(Changes(puts=tuple(puts)))
            puts = []
    house.store.commit(Changes(puts=tuple(puts)))


def cases(house: House, corpus: Corpus) -> dict[str, dict[str, float]]:
    """Each case as a person with twenty units asks it; `full` fetches 20 letters and their snippets too."""
    keys = frozenset(f"unit:u{number}" for number in range(20))
    reader = replace(installation("bench"), keys=keys)
    index = house.index

    def engine(query: str, **more: Any) -> Any:
        return index.search(Request(parse(query).tree, keys, facets=more.pop("facets", ()), **more))

    three = list(_three(corpus))
    words = [corpus.frequent() for _ in range(RUNS)]
    facets = ("year", "unit", "direction", "sender", "state")
    return {
        "term": timed(engine, words),
        "and": timed(engine, three),
        "phrase": timed(engine, [f'"{corpus.frequent()} {corpus.frequent()}"' for _ in range(RUNS)]),
        "prefix": timed(engine, [f"{corpus.rare()[:4]}*" for _ in range(RUNS)]),
        "fuzzy": timed(engine, [f"{corpus.rare()}~" for _ in range(RUNS)]),
        "filters": timed(lambda query: engine(query, filters={"year": ["2001", "2002"]}, facets=facets), words),
        "date_sort": timed(lambda query: engine(query, sort="newest"), words),
        "deep_page": timed(lambda query: engine(query, after="9000:x"), words),
        "pattern": timed(engine, [_pattern(corpus.rare()) for _ in range(RUNS)]),
        "number": timed(
            engine, [f"{number % 900}/{number % 12 + 1}/SETDA/20{number % 20:02}" for number in range(RUNS)]
        ),
        "sentence": timed(engine, [f"surat dari dinas {word} tentang {word} tahun 2001" for word in words]),
        "hard": timed(engine, hard.questions(corpus), warm=0),
        "engine": timed(lambda query: engine(query, facets=facets), three),
        "full": timed(lambda query: _full(house, reader, query), three),
        "proposals": timed(lambda typed: proposals(house, reader, typed), list(_typed(corpus))),
        "like_letter": timed(lambda id: find(house, reader, "", like=id), _letters(house, reader)),
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


def _full(house: House, reader: Reader, query: str) -> Any:
    return find(house, reader, query)
