"""Search over generated letters in a home of its own: building the index from the store, then each kind of query."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from bench import grants
from bench.beside import index_beside
from bench.corpus import SENDERS, UNITS, WORDS, Corpus
from bench.kept import filled_once, home_in
from bench.kinds import FACETS, cases
from bench.machine import machine, memory, ratios, resident_mb, versions
from lontar.followers import rebuild
from lontar.settings import load
from lontar.wiring import House, open_house
from schemas.letter import Letter, LetterFile
from schemas.letter_text import LetterText
from schemas.stored import new_id, now
from search import tokens
from store.changes import Changes, PutRow
from web.serve import rarely_collect

BATCH = 2000
GENERATED = tuple(f"u{number}" for number in range(UNITS))
Ids = dict[str, list[list[str]]]
"""By case, what each of its questions found."""


def run(letters: int = 100_000, folder: Path | None = None) -> dict[str, Any]:
    """Figures of each case, in one process. Where LONTAR_INDEX names Elasticsearch, of the same letters and questions
    there too: how many times as long it takes, and whether it finds the same letters. `folder`: empty, or the home of
    an earlier run, whose letters are asked for again. Raises WrongUse."""
    with home_in(folder) as home, index_beside(home) as other:
        house = open_house(load({"LONTAR_HOME": str(home)}, home))
        filled_once(home, lambda: fill(house, Corpus(), letters))
        results = measured(house)
        if other:
            there = measured(replace(house, index=other))
            compared = {f"ratio {case}": ratios(there[case], results[case]) for case in ("engine", "full")}
            found, beside = (_answers(one) for one in (house, replace(house, index=other)))
            same = {f"equal {case}": equal(found[case], beside[case]) for case in found}
            results |= {f"elastic {case}": figures for case, figures in there.items()} | compared | same
        kept = house.store.count(Letter)
        house.close()
    said = {"letters": kept, "words": WORDS}
    return {
        "bench": "search",
        "machine": machine(),
        "versions": versions("tantivy", "apsw"),
        **said,
        "results": results,
    }


def measured(house: House) -> dict[str, dict[str, Any]]:
    """Of one engine: how the index is built from the store, then each case. The same questions each time."""
    began = perf_counter()
    letters = rebuild(house)
    seconds = perf_counter() - began
    build = {"seconds": round(seconds, 1), "letters_per_second": round(letters / seconds), "resident_mb": resident_mb()}
    rarely_collect()
    asked = {name: case.timed() for name, case in cases(house, Corpus()).items()}
    return {
        "build": build | {"index_mb": round(house.index.size() / 1e6)},
        **asked,
        **grants.pairs(house, Corpus(), FACETS),
        "asked": memory(),
    }


def _answers(house: House) -> Ids:
    return {name: case.answers() for name, case in cases(house, Corpus()).items()}


def equal(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> dict[str, float]:
    """Shares of the questions that found the same in the same order, and in any order."""
    pairs = list(zip(one, other, strict=True))
    return {
        "equal_ids": round(sum(a == b for a, b in pairs) / len(pairs), 3),
        "same_set": round(sum(sorted(a) == sorted(b) for a, b in pairs) / len(pairs), 3),
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
