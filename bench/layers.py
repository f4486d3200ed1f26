"""The text layers of PDF pages: how quickly they are read, and how far the words are those of the second reader.

`python -m bench.layers FOLDER` measures the PDFs of a folder (their first pages); without one, generated letters."""

import json
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from bench.machine import machine, versions
from ingest import plumber
from ingest.text_layer import Layer, read_layer
from paper.pdf import opened, page_count, page_of, served_size
from samples.make import make

MOST_PAGES = 14
"""Of one file: a book counts no more than a few letters."""
TIMES = 3
"""Each page is read so often and the quickest counts: the machine has other guests."""


def run(letters: int = 20) -> dict[str, Any]:
    with TemporaryDirectory(prefix="lontar-bench-") as folder:
        return measured(make(Path(folder), letters, 11))


def measured(files: list[Path]) -> dict[str, Any]:
    """Pages a second of processor time, and the F1 of the words, of all pages with a good layer."""
    seconds, pages, found = 0.0, 0, Counter[str]()
    for path in files:
        for page in range(1, min(MOST_PAGES, page_count(path)) + 1):
            took, layer = min((_read(path, page) for _ in range(TIMES)), key=lambda one: one[0])
            if layer.good:
                seconds, pages = seconds + took, pages + 1
                found += _compared(path, page, layer)
    figures = {
        "pages": pages,
        "pages_per_second": round(pages / max(seconds, 1e-9), 1),
        "word_f1": round(2 * found["both"] / max(1, found["ours"] + found["theirs"]), 4),
    }
    return {
        "bench": "layers",
        "machine": machine(),
        "versions": versions("pypdfium2", "pdfplumber"),
        "results": {"text layers": figures},
    }


def _read(path: Path, page: int) -> tuple[float, Layer]:
    began = process_time()
    layer = read_layer(path, page)
    return process_time() - began, layer


def _compared(path: Path, page: int, layer: Layer) -> Counter[str]:
    """Words of either reader, and of both."""
    with opened(path) as document, page_of(document, page) as loaded:
        served = served_size(loaded)
    ours = Counter(word.text for word in layer.words)
    theirs = Counter(word.text for word in plumber.read(path, page, served)[1])
    return Counter(ours=ours.total(), theirs=theirs.total(), both=(ours & theirs).total())


if __name__ == "__main__":
    given = [path for folder in sys.argv[1:] for path in sorted(Path(folder).glob("*.pdf"))]
    print(json.dumps(measured(given) if given else run(), indent=1))
