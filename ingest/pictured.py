"""Pictures of text on a page that has a text layer, as letterheads and signature blocks are that were pasted in: their
places alone are drawn and read, and what they say joins the layer."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

from ingest.compose import compose
from ingest.engines import recogniser
from ingest.errors import EngineFailed, EngineMissing, LanguageMissing
from ingest.lexicon import known
from ingest.measure import is_blank
from ingest.places import back
from ingest.prepare import prepare
from ingest.settings import Settings
from ingest.text_layer import Layer
from ingest.trim import trim
from paper import pdf
from paper.errors import TookTooLong
from paper.render import READ_DPI
from schemas.page import Box, Word

WIDEST, LEAST_WIDTH, LEAST_HEIGHT = 0.5, 0.2, 14
"""Share of the page that such a picture covers at most (a larger one is a scan); least width as a share of the page's:
crests and codes are narrower; least pixels of its height: those of one line."""
HEAD, FOOT = 0.33, 0.5
"""Shares of the page's height above and below which letters have their heads and feet; between them are drawings."""
MOST = 3
LEAST_SECONDS = 5.0
"""Seconds that must be left to read one; else the page is told without what it says."""
LEAST_SURE, LEAST_KNOWN = 65.0, 1
"""Mean confidence of its words, and words that the lexicon knows, from which a picture is one of text."""
REASON = "; with what pictures on it say"


def with_pictured(layer: Layer, path: Path, page: int, settings: Settings, *, until: float) -> Layer:
    """The layer with the words of such pictures, where there are some: those of the head before its own text, others
    behind it. Where the engine is away or fails the layer stays as it is."""
    places = _worth(path, page, layer.pictures) if layer.pictures else []
    for box in places:
        if until - monotonic() < LEAST_SECONDS:
            break
        try:
            text, words = _read(path, page, box, settings, until - monotonic())
        except (EngineFailed, EngineMissing, LanguageMissing, TookTooLong):
            break
        if words:
            layer = _joined(layer, text, words, first=box[1] < layer.words[0].box[1])
    return layer


def _worth(path: Path, page: int, boxes: Sequence[Box]) -> list[Box]:
    """The places of a size and place such as letterheads and signatures have, from the top down."""
    with pdf.opened(path) as document, pdf.page_of(document, page) as loaded:
        width, height = pdf.served_size(loaded)
    found = []
    for x0, y0, x1, y1 in boxes:
        middle = (y0 + y1) / 2 / height
        sized = x1 - x0 >= LEAST_WIDTH * width and y1 - y0 >= LEAST_HEIGHT
        if sized and (x1 - x0) * (y1 - y0) <= WIDEST * width * height and not HEAD < middle < FOOT:
            found.append((x0, y0, x1, y1))
    return sorted(found, key=lambda box: box[1])[:MOST]


def _read(path: Path, page: int, box: Box, settings: Settings, seconds: float) -> tuple[str, tuple[Word, ...]]:
    """What one place says; nothing where it is no text."""
    with pdf.opened(path) as document, pdf.page_of(document, page) as loaded:
        pixels = pdf.render_part(loaded, READ_DPI / pdf.POINTS, box)
    if min(pixels.shape) < LEAST_HEIGHT or is_blank(pixels):
        return "", ()
    ready = prepare(pixels)
    lines = trim(recogniser(settings).lines(ready.image, columns=False, seconds=seconds)).lines
    there = back(ready, pixels.shape, (box[2] - box[0], box[3] - box[1]))
    text, words = compose(lines, lambda area: _moved(there(area), box))
    sure = sum(word.confidence for word in words) / len(words) if words else 0.0
    return (text, words) if sure >= LEAST_SURE and known([word.text for word in words])[0] >= LEAST_KNOWN else ("", ())


def _moved(inner: Box, outer: Box) -> Box:
    """A place within a part of the page as a place on the page."""
    x, y = outer[:2]
    return inner[0] + x, inner[1] + y, inner[2] + x, inner[3] + y


def _joined(layer: Layer, text: str, words: tuple[Word, ...], *, first: bool) -> Layer:
    """The layer with another text before or behind its own."""
    upper, lower = ((text, words), (layer.text, layer.words)) if first else ((layer.text, layer.words), (text, words))
    shift = len(upper[0]) + 2
    moved = tuple(replace(word, start=word.start + shift, end=word.end + shift) for word in lower[1])
    reason = layer.reason if layer.reason.endswith(REASON) else layer.reason + REASON
    return layer._replace(text=f"{upper[0]}\n\n{lower[0]}", words=(*upper[1], *moved), reason=reason, pictures=())
