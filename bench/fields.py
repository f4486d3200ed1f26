"""Fields read from generated letters, every second one a damaged scan, against what the letters were made of."""

import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.machine import machine, versions
from ingest.fields import number_key, understand
from ingest.reading import read_page
from paper.kinds import kind_of
from samples.make import make, truth_of

NAMES = ("reference_number", "date", "subject", "sender", "recipients", "letter_type")


def run(letters: int = 120) -> dict[str, Any]:
    """Precision, recall and F1 by field, in percent; a value counts only when it is right as a whole."""
    counts: dict[str, Counter[str]] = {}
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        for path in make(Path(folder), letters, 7, scans=True):
            truth = truth_of(path)
            kind = str(kind_of(path))
            read = understand([(1, read_page(path, kind, page)) for page in range(1, truth["pages"] + 1)])
            for name in NAMES:
                outcome = compare(name, read[name].value if name in read else None, truth["fields"].get(name))
                for case in (name, f"{name}.{truth['kind']}"):
                    counts.setdefault(case, Counter())[outcome] += 1
    results = {case: figures(found) for case, found in sorted(counts.items())}
    return {"bench": "fields", "machine": machine(), "versions": versions("pypdfium2"), "results": results}


def compare(name: str, read: Any, true: Any) -> str:
    """right, wrong (another value), invented (there is none), missed, or none (rightly absent)."""
    if read is None:
        return "none" if true is None else "missed"
    if true is None:
        return "invented"
    return "right" if normal(name, read) == normal(name, true) else "wrong"


def normal(name: str, value: Any) -> str:
    """Case, spaces and marks do not count."""
    if name == "reference_number":
        return number_key(str(value))
    return re.sub(r"\W+", " ", "; ".join(value) if isinstance(value, list) else str(value)).strip().casefold()


def figures(found: Counter[str]) -> dict[str, float]:
    said = found["right"] + found["wrong"] + found["invented"]
    there = found["right"] + found["wrong"] + found["missed"]
    precision, recall = found["right"] / max(said, 1), found["right"] / max(there, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    shares = {"precision": precision, "recall": recall, "f1": both}
    return {name: round(100 * share, 1) for name, share in shares.items()} | {
        "letters": there,
        "wrong": found["wrong"],
        "invented": found["invented"],
    }
