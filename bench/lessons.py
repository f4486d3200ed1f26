"""What corrections teach: letters of senders whose layouts no rule expects, before and after three of them were
corrected; and ordinary letters, whose fields must stay as they were."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.fields import compare, figures
from bench.machine import machine, versions
from ingest import fields, lessons
from ingest.fields.lines import Sheet
from ingest.lessons import Example
from ingest.lessons.learn import Lesson
from ingest.reading import read_page
from paper.kinds import kind_of
from samples.make import made_one_by_one, put, truth_of
from samples.odd import ODD, odd_letters
from schemas.letter import FieldValue

NAMES = ("reference_number", "date", "subject", "sender")
CORRECTED, UNSEEN, SEED = 3, 10, 11
Fields = dict[str, FieldValue]
Taught = list[tuple[tuple[str, ...], list[Lesson]]]
"""Letterheads, each with what was learned under it."""


def run(letters: int = 60) -> dict[str, Any]:
    """F1 over number, date, subject and sender in percent, before and after, of each odd layout printed and scanned;
    `changed`: fields of so many ordinary `letters` that are otherwise once all of it was learned."""
    results: dict[str, dict[str, float]] = {}
    taught: Taught = []
    with TemporaryDirectory(prefix="lontar-bench-") as place:
        folder = Path(place)
        for odd in ODD:
            for kind in ("printed", "scanned"):
                made = [put(folder / kind, one, scan=kind == "scanned")
                        for one in islice(odd_letters(odd, SEED), CORRECTED + UNSEEN)]  # fmt: skip
                results[f"{odd.layout}.{kind}"] = _taught(made, taught)
        results["ordinary"] = _ordinary(folder / "ordinary", letters, taught)
    return {"bench": "lessons", "machine": machine(), "versions": versions("pypdfium2"), "results": results}


def _taught(made: Sequence[Path], taught: Taught) -> dict[str, float]:
    """The figures of one sender's unseen letters; what was learned of the first ones is added."""
    sheets = [_sheets(path) for path in made]
    truths = [truth_of(path)["fields"] for path in made]
    plain = [fields.fields_of(one) for one in sheets]
    examples = [
        Example(one, {name: truth.get(name) for name in NAMES}, {name: value.value for name, value in read.items()})
        for one, truth, read in islice(zip(sheets, truths, plain, strict=True), CORRECTED)
    ]
    head, found = lessons.letterhead_of(examples[0].sheets[0]), lessons.learned(examples)
    taught.append((head, found))
    unseen = range(CORRECTED, len(made))
    before = _score((plain[at], truths[at]) for at in unseen)
    after = _score((_with_lessons(taught, sheets[at], plain[at]), truths[at]) for at in unseen)
    known = sum(lessons.is_same(head, lessons.letterhead_of(sheets[at][0])) for at in unseen)
    return {"before": before["f1"], "after": after["f1"], "gain": round(after["f1"] - before["f1"], 1),
            "letterheads_known": known, "invented": after["invented"]}  # fmt: skip


def _ordinary(folder: Path, letters: int, taught: Taught) -> dict[str, float]:
    read = [_sheets(path) for path in made_one_by_one(folder, letters, SEED, scans=True)]
    plain = [fields.fields_of(sheets) for sheets in read]
    after = [_with_lessons(taught, sheets, found) for sheets, found in zip(read, plain, strict=True)]
    changed = sum(one != other for one, other in zip(plain, after, strict=True))
    return {"letters": letters, "changed": changed}


def _sheets(path: Path) -> list[Sheet]:
    kind, pages = str(kind_of(path)), truth_of(path)["pages"]
    return fields.sheets_of((1, read_page(path, kind, page)) for page in range(1, pages + 1))


def _with_lessons(taught: Taught, sheets: Sequence[Sheet], found: Fields) -> Fields:
    """The fields with the lessons of whichever letterhead is the letter's own."""
    head = lessons.letterhead_of(sheets[0]) if sheets else ()
    known = next((rules for other, rules in taught if head and lessons.is_same(other, head)), [])
    return lessons.applied(known, sheets, found)


def _score(pairs: Iterator[tuple[Fields, dict[str, Any]]]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for found, truth in pairs:
        for name in NAMES:
            counts[compare(name, found[name].value if name in found else None, truth.get(name))] += 1
    return figures(counts)
