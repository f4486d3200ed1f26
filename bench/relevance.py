"""Letters that a person remembers something of: is the one that is meant the first that is found?

Letters that the generator makes, as text damaged by what OCR was found to confuse (bench/confusions.py), and fewer that
were really scanned and read. Each question is made of the truth, and of so many words that no other letter answers
them there. The same questions over the same text go to SQLite's FTS5 at its best: stemmed, bm25. Of the scans it has
the text that OCRmyPDF reads, where that is installed, else ours.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from random import Random
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

from bench.confusions import damaged
from bench.fts import Fts
from bench.machine import machine, versions
from bench.ocr import by_ocrmypdf
from bench.remembered import Question, questions
from lontar.finding.find import find
from lontar.followers import rebuild
from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office.access import installation
from samples.make import make, truth_of
from samples.writer import write
from schemas.letter import Letter, LetterFile
from schemas.letter_text import LetterText
from schemas.stored import new_id, now
from search import tokens
from store.changes import Changes, PutRow

READER = installation("bench")
SEED, SHARE, SCANS, BATCH = 5, 0.02, 40, 1000
"""SHARE: letters of a text that may be misread."""
MOST = 10
LANGUAGES = "ind+eng+nld"
"""Those that Lontar reads with."""
PUT = ("reference_number", "date", "subject", "sender", "recipients")
"""Fields that a letter has beside its text, as misread as that."""


@dataclass(frozen=True)
class Kept:
    """One letter: its id in the index; its truth as text and fields; what FTS5 gets of it."""

    id: str
    text: str
    fields: Mapping[str, Any]
    read: str


def run(letters: int = 3000) -> dict[str, Any]:
    """Of each kind of question the share that has the letter first, and among the first ten."""
    results: dict[str, dict[str, float]] = {}
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        for name, kept in (("text", _texts), ("scans", _scans)):
            home = Path(folder) / name
            house = open_house(load({"LONTAR_HOME": str(home)}, home))
            found = kept(house, home, letters)
            results |= {f"{name} {case}": figures for case, figures in _compared(house, found).items()}
            house.close()
    said = {"letters": letters, "damaged": SHARE}
    return {"bench": "relevance", "machine": machine(), "versions": versions("tantivy"), **said, "results": results}


def _texts(house: House, home: Path, letters: int) -> list[Kept]:
    """Letters as they stand once they are understood, misread."""
    random = Random(SEED)
    kept, puts = [], list[PutRow]()
    file = LetterFile(no=1, name="surat.pdf", sha256="0" * 64, size=1, kind="application/pdf", pages=1)
    plain = Letter(files=[file], unit="office", stage="understood", added_at=now()).packed()
    for sample in islice(write(SEED), letters):
        text = _text(sample.printed, sample.body)
        read = damaged(text, SHARE, random)
        fields = {
            name: {"value": _misread(sample.fields[name], random), "confidence": 90.0}
            for name in PUT
            if name in sample.fields
        }
        one = Kept(new_id(), text, sample.fields, read)
        packed = {"text": read, "pages": [[1, 1, 0]], "tokens": tokens.pack(read), "analysis": tokens.VERSION}
        puts += [
            PutRow(Letter, plain | {"_id": one.id, "fields": fields}),
            PutRow(LetterText, {"_id": one.id, "version": 0, "schema": 1, **packed, "suggested": []}),
        ]
        kept.append(one)
        if len(puts) >= BATCH:
            house.store.commit(Changes(puts=tuple(puts)))
            puts = []
    house.store.commit(Changes(puts=tuple(puts)))
    rebuild(house)
    return kept


def _text(printed: Mapping[str, Any], body: Sequence[str]) -> str:
    """What is printed, then the body."""
    values = [", ".join(value) if isinstance(value, list) else str(value) for value in printed.values()]
    return "\n".join([*values, *body])


def _misread(value: Any, random: Random) -> Any:
    if isinstance(value, list):
        return [_misread(one, random) for one in value]
    return damaged(value, SHARE, random) if isinstance(value, str) else value


def _scans(house: House, home: Path, letters: int) -> list[Kept]:
    """Letters of paper, scanned and read."""
    kept = []
    for path in make(home / "made", min(SCANS, letters) * 2, SEED, scans=True):
        truth = truth_of(path)
        if truth["kind"] == "scan":
            (came,) = arrive(house, path, path.name, READER)
            read = by_ocrmypdf(path, LANGUAGES)[0] if which("ocrmypdf") else ""
            kept.append(Kept(str(came.id), _text(truth["printed"], truth["body"]), truth["fields"], read))
    settle(house)
    texts = house.store.get_many(LetterText, [one.id for one in kept])
    return [replace(one, read=one.read or str(texts.get(one.id, {}).get("text", ""))) for one in kept]


def _compared(house: House, kept: Sequence[Kept]) -> dict[str, dict[str, float]]:
    asked = list(questions([(one.text, one.fields) for one in kept], Random(SEED)))
    fts = Fts(one.read for one in kept)
    ids = {one.id: number for number, one in enumerate(kept)}

    def ours(query: str) -> list[int]:
        return [ids[hit["id"]] for hit in find(house, READER, query, limit=MOST)["hits"]]

    results = {}
    for kind in dict.fromkeys(one.kind for one in asked):
        some = [one for one in asked if one.kind == kind]
        results[kind] = _told(some, ours)
        results[f"{kind}, FTS5"] = _told(some, lambda query: fts.find(query, MOST))
    results["all"] = _told(asked, ours)
    results["all, FTS5"] = _told(asked, lambda query: fts.find(query, MOST))
    return results


def _told(asked: Sequence[Question], way: Callable[[str], list[int]]) -> dict[str, float]:
    places = list(_places(asked, way))
    return {
        "success@1": round(sum(place == 0 for place in places) / len(places), 3),
        "success@10": round(sum(place is not None for place in places) / len(places), 3),
        "questions": len(places),
    }


def _places(asked: Sequence[Question], way: Callable[[str], list[int]]) -> Iterator[int | None]:
    for one in asked:
        found = way(one.query)
        yield found.index(one.letter) if one.letter in found else None
