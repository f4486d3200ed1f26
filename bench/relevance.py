"""Whether somebody who knows which letter they want gets it, first or among ten.

Letters of the generator, some of them damaged scans, are taken in and read as any letter is; the questions are made
from what is true of the scans (bench/known_items.py), so that whatever was misread counts against the search. Where
OCRmyPDF is installed the same questions are put to its text of the same scans in SQLite's FTS5.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bench.known_items import KINDS, Item, Question, questions
from bench.machine import machine, versions
from bench.plain_search import PlainSearch, ocrmypdf_text
from lontar.find import find
from lontar.journey import arrive
from lontar.settings import load
from lontar.settle import settle
from lontar.wiring import House, open_house
from office.access import installation
from samples.make import put, truth_of
from samples.writer import write
from schemas.letter import Letter
from schemas.letter_text import LetterText

SEED = 611
SCANS = 10
"""One letter of so many is a scan."""
TEN = 10
LANGUAGES = "ind+eng+nld"
"""Those that Lontar reads with."""
READER = installation("bench")
Searching = Callable[[str], list[str]]
"""A question to the names of at most TEN letters, the best first."""


def run(letters: int = 1500) -> dict[str, Any]:
    """Success at 1 and at 10 in percent, by kind of question. `letters`: all, of which one of SCANS is a scan."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        paths = _made(Path(folder), letters)
        items = {path.name: Item(path.name, truth_of(path)) for path in paths}
        wanted = [item for item in items.values() if item.truth["kind"] == "scan"]
        asked = list(questions(list(items.values()), wanted, Random(SEED)))
        house = open_house(load({"LONTAR_HOME": f"{folder}/home"}, Path(folder)))
        texts = _taken_in(house, paths)
        results = success(asked, lambda query: _found(house, query), "")
        if shutil.which("ocrmypdf"):
            plain = {item.name: ocrmypdf_text(Path(folder) / "letters" / item.name, LANGUAGES) for item in wanted}
            beside = PlainSearch((texts | plain).items())
            results |= success(asked, lambda query: beside.names(query, TEN), "OCRmyPDF and FTS5, ")
        house.close()
    return {"bench": "relevance", "machine": machine(), "versions": versions("tantivy"), "results": results}


def success(asked: Sequence[Question], search: Searching, who: str) -> dict[str, dict[str, float]]:
    """By kind of question, and of all: how many were asked, and how often the wanted letter came first or among ten."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in (*KINDS, "all")}
    for question in asked:
        names = search(question.text)
        for kind in (question.kind, "all"):
            counts[kind]["asked"] += 1
            counts[kind]["first"] += names[:1] == [question.wanted]
            counts[kind]["ten"] += question.wanted in names
    return {f"{who}{kind}": _figures(count) for kind, count in counts.items() if count["asked"]}


def _figures(count: Counter[str]) -> dict[str, float]:
    shares = {"success@1": count["first"], "success@10": count["ten"]}
    return {name: round(100 * some / count["asked"], 1) for name, some in shares.items()} | {
        "questions": count["asked"]
    }


def _made(folder: Path, letters: int) -> list[Path]:
    """Every SCANS-th letter is one that an office has on paper, scanned."""
    made: list[Path] = []
    scans = 0
    for sample in islice(write(SEED), letters):
        scan = sample.paper and scans * SCANS < len(made)
        scans += scan
        made.append(put(folder, sample, scan=scan))
    return made


def _taken_in(house: House, paths: Sequence[Path]) -> dict[str, str]:
    """Taken in, read and indexed; their texts by the name of the file."""
    for path in paths:
        arrive(house, path, path.name, READER)
    settle(house)
    names = {row["_id"]: row["files"][0]["name"] for row in house.store.every(Letter, fields=("files",))}
    return {names[row["_id"]]: row["text"] for row in house.store.every(LetterText, fields=("text",))}


def _found(house: House, query: str) -> list[str]:
    return [str(hit["name"]) for hit in find(house, READER, query, limit=TEN)["hits"]]
