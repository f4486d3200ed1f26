"""The second reader of text layers: pdfplumber, 20 to 60 times slower than PDFium, and right where letters stand apart
or the cells of a table hardly do.

Its default settings find half of the words (F1 0.50); these find 0.97 to 0.999.
"""

import logging
from itertools import groupby
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.utils.text import extract_words

from ingest.compose import compose
from ingest.recogniser import Line, Seen
from schemas.page import Word

SETTINGS: dict[str, Any] = {"x_tolerance_ratio": 0.15, "use_text_flow": True}
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every odd font; the page is judged afterwards


def read(path: Path, page: int, served: tuple[int, int]) -> tuple[str, tuple[Word, ...]]:
    """Text and words of a page, boxes in pixels of the page image of size `served`; nothing when it cannot read it."""
    try:
        with pdfplumber.open(path, pages=[page]) as document:
            (found,) = document.pages
            scale = (served[0] / float(found.width), served[1] / float(found.height))
            words = _words(found)
    except Exception:
        return "", ()

    def place(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
        x0, y0, x1, y1 = box
        return round(x0 * scale[0]), round(y0 * scale[1]), round(x1 * scale[0]), round(y1 * scale[1])

    lines: list[list[Seen]] = []
    for word in words:
        seen = Seen(word["text"], (word["x0"], word["top"], word["x1"], word["bottom"]), 100.0)
        if lines and abs(lines[-1][-1].box[3] - seen.box[3]) < 3 and seen.box[0] >= lines[-1][-1].box[0]:
            lines[-1].append(seen)
        else:
            lines.append([seen])
    return compose([Line(tuple(line)) for line in lines], place)


def _words(page: Any) -> list[dict[str, Any]]:
    """The words in the order of the text; none goes from one cell of a table into the next, however near it is."""
    cells = [cell for table in page.find_tables() for cell in table.cells]

    def cell_of(letter: dict[str, Any]) -> int:
        x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
        within = (place for place, (x0, y0, x1, y1) in enumerate(cells) if x0 <= x < x1 and y0 <= y < y1)
        return next(within, -1)

    groups = groupby(page.chars, key=cell_of)
    return [word for _, letters in groups for word in extract_words(list(letters), **SETTINGS)]
