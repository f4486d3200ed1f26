"""Fields read from letters against what is true of them: generated ones of all layouts, half of them damaged scans, or
those of a folder.

A value counts only when it is right as a whole; one that is invented counts double in precision. Printed letters and
scans are told apart. A folder holds files and `fields.json`, in which each letter is {"pages": [NAME, ...], "fields":
{NAME: VALUE}}; fields that are not named there are not judged, those with null are not on the paper.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bench.machine import machine, versions
from ingest.fields import number_key, understand
from ingest.reading import read_page
from paper.kinds import kind_of
from samples.make import made_one_by_one, truth_of
from schemas.letter import FieldValue
from schemas.page import PageReading

NAMES = (
    "reference_number", "date", "place", "subject", "sender", "recipients", "copies", "signer", "signer_position",
    "signer_form", "letter_type", "urgency", "security_class", "enclosures", "classification_code", "language",
    "deadline", "event_date", "event_time", "event_place",
)  # fmt: skip
"""What `lontar read` names, but for the letters that a letter cites: `references` are measured with threads."""
SEED = 20_261_129
"""Nobody looked at letters of this seed while the rules were written."""
KINDS = {"digital": "printed", "scan": "scanned"}


class Judged(NamedTuple):
    """A letter's kind, what was read from it, what is true, and what is as true where a pen filled a gap."""

    kind: str
    read: dict[str, FieldValue]
    true: dict[str, Any]
    by_hand: dict[str, Any]


def run(letters: int = 300, folder: Path | None = None) -> dict[str, Any]:
    """`letters`: how many are made where no folder is named. Raises FileNotFoundError for one without fields.json."""
    counts: dict[str, Counter[str]] = {}
    for one in _of_folder(folder) if folder else _made(letters):
        for name in NAMES if folder is None else one.true:
            read = one.read[name].value if name in one.read else None
            outcome = compare(name, read, one.true.get(name), one.by_hand.get(name))
            for case in (name, f"{name}.{one.kind}"):
                counts.setdefault(case, Counter())[outcome] += 1
    results = {case: figures(counts[case]) for case in sorted(counts, key=_order)}
    return {"bench": "fields", "machine": machine(), "versions": versions("pypdfium2"), "results": results}


def _order(case: str) -> tuple[int, str]:
    return NAMES.index(case.split(".", maxsplit=1)[0]), case


def _made(letters: int) -> Iterator[Judged]:
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        for path in made_one_by_one(Path(folder), letters, SEED, scans=True):
            truth = truth_of(path)
            pages = [_read(path, page) for page in range(1, truth["pages"] + 1)]
            yield Judged(KINDS[truth["kind"]], _understood(pages), truth["fields"], truth.get("by_hand", {}))


def _of_folder(folder: Path) -> Iterator[Judged]:
    for letter in json.loads((folder / "fields.json").read_text("utf-8")):
        pages = [_read(folder / name, 1) for name in letter["pages"]]
        kind = "printed" if all(page.source == "text-layer" for page in pages) else "scanned"
        yield Judged(kind, _understood(pages), letter["fields"], {})


def _read(path: Path, page: int) -> PageReading:
    return read_page(path, str(kind_of(path)), page)


def _understood(pages: list[PageReading]) -> dict[str, FieldValue]:
    return understand([(1, page) for page in pages])


def compare(name: str, read: Any, true: Any, by_hand: Any = None) -> str:
    """right, wrong (another value), invented (there is none), missed, or none (rightly absent). `by_hand`: the value
    with what a pen wrote into a gap of the type, which is as right as the one that is typed."""
    if read is None:
        return "none" if true is None else "missed"
    if true is None and by_hand is None:
        return "invented"
    known = {normal(name, one) for one in (true, by_hand) if one is not None}
    return "right" if normal(name, read) in known else "wrong"


def normal(name: str, value: Any) -> str:
    """Case, spaces and marks do not count."""
    if name == "reference_number":
        return number_key(str(value))
    return re.sub(r"\W+", " ", "; ".join(value) if isinstance(value, list) else str(value)).strip().casefold()


def figures(found: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 in percent, how many letters have the field, and what went wrong."""
    said = found["right"] + found["wrong"] + 2 * found["invented"]
    there = found["right"] + found["wrong"] + found["missed"]
    precision, recall = found["right"] / max(said, 1), found["right"] / max(there, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    shares = {"precision": precision, "recall": recall, "f1": both}
    counts = {"letters": there} | {name: found[name] for name in ("wrong", "missed", "invented")}
    return {name: round(100 * share, 1) for name, share in shares.items()} | counts
