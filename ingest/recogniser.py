"""The contract of what reads letters from pixels. An engine joins by one file and one line in engines.py."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
"""(height, width), 0 black, 255 white."""
Area = tuple[float, float, float, float]
"""x0, y0, x1, y1 in pixels of the image that was given, origin top left."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One word as an engine saw it; `confidence` 0-100."""

    text: str
    box: Area
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line from left to right; lines of one paragraph have the same `paragraph`."""

    words: tuple[Seen, ...]
    paragraph: int = 0


class Recogniser(Protocol):
    """One engine with its languages. Called in the sandbox only."""

    name: str
    languages: str

    def lines(self, image: Gray, *, columns: bool, seconds: float) -> list[Line]:
        """The lines of an upright page with letters of 300 dpi; `columns`: text stands in columns, else as in a
        letter. Raises paper.errors.TookTooLong past `seconds`, ingest.errors.EngineFailed."""
        ...

    def block(self, image: Gray, *, seconds: float) -> list[Line]:
        """The lines of a piece of a page on which nothing but lines stands. Raises the same."""
        ...


def lines_of_tsv(tsv: str) -> list[Line]:
    """The lines of Tesseract's TSV (level page block par line word left top width height conf text)."""
    lines: dict[tuple[str, str, str], list[Seen]] = {}
    for row in tsv.splitlines():
        cells = row.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (float(cell) for cell in cells[6:10])
        seen = Seen(cells[11].strip(), (left, top, left + width, top + height), max(0.0, float(cells[10])))
        lines.setdefault((cells[2], cells[3], cells[4]), []).append(seen)
    paragraphs = {key: i for i, key in enumerate(dict.fromkeys((block, par) for block, par, _ in lines))}
    return [Line(tuple(words), paragraphs[block, par]) for (block, par, _), words in lines.items()]
