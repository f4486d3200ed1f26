"""The text layer of a PDF page: its words, and whether it can be believed.

A layer may be good, garbage (broken font tables), empty, or made by an earlier OCR; it is decided for each page, and
the reason is kept. The checks and their limits were measured on 1,227 odd PDFs.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ingest import plumber
from ingest.by_place import by_place, strewn
from ingest.compose import MOST_TEXT
from ingest.errors import TooMuchText
from ingest.hidden import unseen
from ingest.lexicon import known
from paper import pdf
from paper.plan import FONT
from schemas.page import Box, Word

MOST_CID, MOST_STRANGE, LEAST_KNOWN = 0.05, 0.02, 0.5
FEW_WORDS, MANY_LETTERS, FEW_LETTERS = 10, 200, 100
FEW_KNOWN = "few known words"
"""What makes no sense in our languages may be another one: only what is printed can tell."""
LEADERS = str.maketrans("", "", ".,-_…·•")
LEAST_WRITTEN = 0.5
"""Share of letters and digits of what is no leader or bullet: a font without a table gives signs in their place."""
TYPED = "a scan with a few letters typed on it"
OCR_FONTS = ("GlyphLessFont", FONT)
"""The font with which Tesseract, and OCRmyPDF after it, lays invisible text over a scan; that of our own copies."""
FULL_PAGE = 0.5
"""Share of the page an image covers from which the page is a scan."""
EDGE, THICKEST, SHORTEST = 1.0, 6.0, 12.0
"""Pixels at 150 dpi: by as much words' boxes are rounded; the thickest line; half a line of text."""
PLAIN = str.maketrans({"\r": "", "\0": "", "\x02": "-\n", "\xad": ""})
"""PDFium gives \\x02 for a hyphen at a line's end together with that end; \\xad is a hyphen that is not printed."""
UNPLAIN = re.compile("[\r\0\x02\xad]")


class Layer(NamedTuple):
    """The text with its words' boxes in pixels of the page image as served, and why it is believed or not."""

    text: str
    words: tuple[Word, ...]
    good: bool
    reason: str
    pictures: tuple[Box, ...] = ()
    """Places of pictures on the page that no word of the layer lies on."""
    hidden: tuple[Word, ...] = ()
    """Words that stand in the layer and are not seen on the page; they are no part of the text."""


def read_layer(path: Path, page: int) -> Layer:
    """The text layer of a page by PDFium; where a named check fails that another reader may pass, by pdfplumber.

    Raises TooMuchText and what paper.pdf raises."""
    with pdf.opened(path) as document, pdf.page_of(document, page) as loaded:
        letters = pdf.letters(loaded, MOST_TEXT + 1)
        pictures, drawn = pdf.pictures_and_drawn(loaded)
        scanned = max((picture.cover for picture in pictures), default=0.0) > FULL_PAGE
        fonts = pdf.fonts(loaded) if scanned else frozenset()
        served = pdf.served_size(loaded)
        text, words = _words(letters)
        hidden = unseen(loaded, words) if words and not scanned else frozenset[int]()
    if len(letters.text) > MOST_TEXT:
        raise TooMuchText(limit=MOST_TEXT)
    text, words, others = _without(text, words, hidden)
    fault = _fault(text, words)
    if fault in ("few words for so many letters", FEW_KNOWN):
        other_text, other_words = plumber.read(path, page, served)
        if _fault(other_text, other_words) is None:
            return Layer(other_text, other_words, True, f"text layer by the second reader: {fault} by the first")
    if fault is None and scanned:
        if any(name in font for font in fonts for name in OCR_FONTS):
            fault = "the layer of an earlier OCR"
        elif len("".join(text.split())) < FEW_LETTERS:
            fault = TYPED
    if fault is None and _run_together(letters, words, drawn):
        other_text, other_words = plumber.read(path, page, served)
        if _fault(other_text, other_words) is None and not _run_together(letters, other_words, drawn):
            reason = "text layer by the second reader: cells of a table that run together by the first"
            return Layer(other_text, other_words, True, reason)
    if fault is None and strewn(words):
        return Layer(*by_place(words), True, "text layer in the order of its places: it is drawn in none")
    return Layer(text, words, fault is None, fault or "good text layer", _bare(pictures, words), others)


def _without(
    text: str, words: tuple[Word, ...], hidden: frozenset[int]
) -> tuple[str, tuple[Word, ...], tuple[Word, ...]]:
    """The text with blanks where nothing can be seen, the words that can, and the others."""
    if not hidden:
        return text, words, ()
    others = tuple(word for number, word in enumerate(words) if number in hidden)
    signs = list(text)
    for word in others:
        signs[word.start : word.end] = " " * (word.end - word.start)
    seen = tuple(word for number, word in enumerate(words) if number not in hidden)
    return "".join(signs), seen, tuple(replace(word, start=-1, end=-1) for word in others)


def _bare(pictures: list[pdf.Picture], words: tuple[Word, ...]) -> tuple[Box, ...]:
    """The places of pictures without words on them."""
    places = (
        (round(x0), round(y0), round(x1), round(y1)) for x0, y0, x1, y1 in (one.box for one in pictures if one.box)
    )
    middles = [((word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2) for word in words]
    return tuple(box for box in places if not any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in middles))


def _fault(text: str, words: tuple[Word, ...]) -> str | None:
    """Why the layer cannot be believed; None for a good one."""
    letters = "".join(text.split())
    if not letters:
        return "no text layer"
    return _fault_of_letters(letters) or _fault_of_words(letters, words)


def _fault_of_letters(letters: str) -> str | None:
    if letters.count("(cid:") * 6 > MOST_CID * len(letters):
        return "letters without a meaning (cid)"
    strange = sum(
        count
        for letter, count in Counter(letters).items()
        if unicodedata.category(letter) in ("Co", "Cn", "Cc", "Cs") or letter == "\ufffd"
    )
    if strange > MOST_STRANGE * len(letters):
        return "letters without a meaning"
    signs = letters.translate(LEADERS)
    if sum(map(str.isalnum, signs)) < LEAST_WRITTEN * len(signs):
        return "more signs than letters"
    return None


def _fault_of_words(letters: str, words: tuple[Word, ...]) -> str | None:
    if len(letters) >= MANY_LETTERS and len(words) < FEW_WORDS:
        return "few words for so many letters"
    good, asked = known([word.text for word in words])
    if asked >= 20 and good < LEAST_KNOWN * asked:
        return FEW_KNOWN
    return None


def _run_together(letters: pdf.Letters, words: tuple[Word, ...], drawn: NDArray[np.float64]) -> bool:
    """Whether the border of a table's cells stands within a word. (A line that touches letters is no border.)"""
    boxes = np.array([word.box for word in words]).reshape(-1, 4)
    return any(_crossed(boxes, *line).any() and not _crossed(letters.boxes, *line).any() for line in _upright(drawn))


def _upright(drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    """The upright lines among what is drawn that have another beside them, as the borders of a cell have: rows of x,
    top, bottom. (The sides of boxes are none, nor is a line that stands alone: figures and shades have them, and each
    false one costs a reading by pdfplumber, 300 ms on a page of two columns.)"""
    lines = drawn[(drawn[:, 2] - drawn[:, 0] <= THICKEST) & (drawn[:, 3] - drawn[:, 1] >= SHORTEST)]
    top, bottom = lines[:, 1], lines[:, 3]
    shared = np.minimum.outer(bottom, bottom) - np.maximum.outer(top, top)
    lines = lines[(shared >= SHORTEST).sum(axis=1) > 1]
    return np.column_stack([(lines[:, 0] + lines[:, 2]) / 2, lines[:, 1], lines[:, 3]])


def _crossed(boxes: NDArray[Any], x: float, top: float, bottom: float) -> NDArray[np.bool_]:
    """Which boxes an upright line goes through; one at their edge does not, nor one that ends above their middle."""
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    found: NDArray[np.bool_] = (boxes[:, 0] + EDGE < x) & (x < boxes[:, 2] - EDGE) & (top < middle) & (middle < bottom)
    return found


def _words(letters: pdf.Letters) -> tuple[str, tuple[Word, ...]]:
    """The text in plain line ends, and its words with the union of their letters' boxes."""
    text = letters.text.translate(PLAIN)
    spans = [found.span() for found in re.finditer(r"\S+", text)]
    if not spans:
        return text, ()
    lengths = np.ones(len(letters.text), np.intp)
    for found in UNPLAIN.finditer(letters.text):
        lengths[found.start()] = len(PLAIN[ord(found[0])])
    boxes = np.repeat(letters.boxes, lengths, axis=0)
    boxes = np.vstack([boxes, np.zeros((1, 4))])  # the end of the last word is a place too
    drawn = np.asarray(boxes.any(axis=1), bool)[:, None]
    # Every second stretch of what lies between the starts and ends of words is a word.
    places = np.array(spans).ravel()
    low = np.minimum.reduceat(np.where(drawn, boxes[:, :2], np.inf), places)[::2]
    high = np.maximum.reduceat(np.where(drawn, boxes[:, 2:], -np.inf), places)[::2]
    seen = np.asarray(np.isfinite(low).all(axis=1), bool)
    edges = np.where(seen[:, None], np.hstack([np.floor(low), np.ceil(high)]), 0).astype(int).tolist()
    words = zip(spans, edges, seen.tolist(), strict=True)
    return text, tuple(
        Word(text[start:end], (x0, y0, x1, y1), 100.0, start, end)
        for (start, end), (x0, y0, x1, y1), there in words
        if there
    )
