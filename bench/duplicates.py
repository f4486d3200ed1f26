"""How surely a letter is told that was scanned twice, from letters that only look like it: the same form to somebody
else, with another name or another number, and all other letters of the set.

Both scans are of one paper, each with damage of its own; the letters that only look like it are scanned, too. Or one of
the two is the file that was printed, and so are those that look like it. What is said to be the same only perhaps is
neither found nor wrong: it is told apart, and missed.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bench.machine import machine, versions
from bench.scanned import alike, file_of, readings
from lontar.settings import load
from lontar.understanding.duplicates import duplicates
from lontar.understanding.understand import understand
from lontar.wiring import House, open_house
from office.access import itself
from samples.draft import Sample
from samples.writer import write
from schemas.letter import Letter, LetterFile
from schemas.page import Page, PageReading
from schemas.stored import new_id
from store.changes import Changes

SEEDS = (64, 203, 204)
"""Of sets that nobody looked at while the rules were made."""
OTHERS = 2
"""Letters of the same form beside each."""
Second = Callable[[Sample, str], Sequence[PageReading]]
"""How a letter is had once more beside its first scan, and how those are that look like it."""


def run(letters: int = 60) -> dict[str, Any]:
    """Precision and recall in percent over so many letters of all sets together."""
    ways: dict[str, Second] = {"scanned twice": readings, "scan and file": lambda sample, _: file_of(sample)}
    return {
        "bench": "duplicates",
        "machine": machine(),
        "versions": versions("pypdfium2"),
        "results": {case: _told_apart(letters // len(SEEDS), second) for case, second in ways.items()},
    }


def _told_apart(letters: int, second: Second) -> dict[str, float]:
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        house = open_house(load({"LONTAR_HOME": str(Path(folder) / "home")}, Path(folder)))
        pairs = [_taken_in(house, sample, second) for seed in SEEDS for sample in islice(write(seed), letters)]
        found = sum((_outcome(house, *pair) for pair in pairs), Counter[str]())
        house.close()
    said, there = found["right"] + found["wrong"], found["right"] + found["missed"]
    return {
        "precision": round(100 * found["right"] / max(said, 1), 1),
        "recall": round(100 * found["right"] / max(there, 1), 1),
        "pairs": there,
        "others": found["others"],
        "wrong": found["wrong"],
        "missed": found["missed"],
        "perhaps": found["perhaps"],
        "perhaps_wrong": found["perhaps_wrong"],
    }


def _taken_in(house: House, sample: Sample, again: Second) -> tuple[str, str, int]:
    """The ids of a letter that is had twice, and how many letters of its form were taken in beside them."""
    first, second = keep(house, readings(sample, "first")), keep(house, again(sample, "second"))
    others = list(islice(alike(sample, Random(sample.name)), OTHERS))
    for what, other in others:
        keep(house, again(other, what))
    return first, second, len(others)


def keep(house: House, pages: Sequence[PageReading]) -> str:
    """A letter of these pages, understood."""
    id = new_id()
    sha256 = hashlib.sha256(id.encode()).hexdigest()  # no bytes are kept of it
    file = LetterFile(no=1, name="a.jpg", sha256=sha256, size=1, kind="image/jpeg", pages=len(pages))
    letter = Letter(id=id, unit="office", files=[file])
    rows = [Page.of(reading, id, 1) for reading in pages]
    text, _ = understand(house, letter, [dict(row.to_mongo()) for row in rows])
    house.store.commit(Changes.of(letter, text, *rows))
    return id


def _outcome(house: House, first: str, second: str, others: int) -> Counter[str]:
    row = house.store.get(Letter, first) or {}
    every = duplicates(house, itself(), row)
    perhaps = {one.letter["_id"] for one in every if one.kind == "perhaps"}
    found = {one.letter["_id"] for one in every} - perhaps
    return Counter(
        right=int(second in found),
        missed=int(second not in found),
        wrong=len(found - {second}),
        perhaps=int(second in perhaps),
        perhaps_wrong=len(perhaps - {second}),
        others=others,
    )
