"""How surely a letter is told that was scanned twice, from letters that only look like it: the same form to somebody
else, with another name or another number, and all other letters of the set.

Both scans are of one paper, each with damage of its own; the letters that only look like it are scanned, too. What is
said to be the same only perhaps is neither found nor wrong: it is told apart, and missed.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bench.machine import machine, versions
from bench.scanned import alike, readings
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


def run(letters: int = 60) -> dict[str, Any]:
    """Precision and recall in percent over so many letters of all sets together, each scanned twice."""
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        house = open_house(load({"LONTAR_HOME": str(Path(folder) / "home")}, Path(folder)))
        sets = [islice(write(seed), letters // len(SEEDS)) for seed in SEEDS]
        pairs = [_taken_in(house, sample) for samples in sets for sample in samples]
        found = sum((_outcome(house, *pair) for pair in pairs), Counter[str]())
        house.close()
    said, there = found["right"] + found["wrong"], found["right"] + found["missed"]
    results = {
        "precision": round(100 * found["right"] / max(said, 1), 1),
        "recall": round(100 * found["right"] / max(there, 1), 1),
        "pairs": there,
        "others": found["others"],
        "wrong": found["wrong"],
        "missed": found["missed"],
        "perhaps": found["perhaps"],
        "perhaps_wrong": found["perhaps_wrong"],
    }
    return {
        "bench": "duplicates",
        "machine": machine(),
        "versions": versions("pypdfium2"),
        "results": {"scanned twice": results},
    }


def _taken_in(house: House, sample: Sample) -> tuple[str, str, int]:
    """The ids of the two scans of a letter, and how many letters of its form were taken in beside them."""
    first, second = (keep(house, readings(sample, scan)) for scan in ("first", "second"))
    others = list(islice(_others(sample), OTHERS))
    for pages in others:
        keep(house, pages)
    return first, second, len(others)


def _others(sample: Sample) -> Iterator[Sequence[PageReading]]:
    for what, other in alike(sample, Random(sample.name)):
        yield readings(other, what)


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
