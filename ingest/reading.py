"""Reading one page, whatever its file is. Runs in the sandbox.

A good text layer is used; else the page is drawn, turned upright, prepared and given to the engine; its lines are
trimmed and their boxes mapped back to the page image as served.
"""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

import paper.settings
from ingest import documents, text_layer
from ingest.compose import Place, compose, uncertain
from ingest.engines import recogniser
from ingest.layout import in_columns
from ingest.lexicon import known, language_of
from ingest.measure import is_back, is_blank
from ingest.prepare import Prepared, prepare
from ingest.recogniser import Area, Gray, Recogniser
from ingest.settings import Settings
from ingest.tesserocr_engine import orientation
from ingest.trim import trim
from paper import render, separator
from paper.kinds import PDF, TEXTS
from schemas.page import Box, PageReading

SURE_TURN = 2.0
"""Confidence from which a page is turned: 0 of 144 were turned wrongly, 14 missed; at 14 it misses 92."""
DOUBTED_TURN = 80.0
"""Mean confidence of a turned page below which it is read as it lies too."""
LEAST_KNOWN = 3
"""Words that the lexicon knows, and half of all, without which a pale page says nothing: of ten backs that were read
mirrored none had so many."""
LEAST_SIDE = 10
"""Pixels of the shorter side below which no letter fits on a page."""


def read_page(
    path: Path, kind: str, page: int, settings: Settings | None = None, limits: paper.settings.Settings | None = None
) -> PageReading:
    """Page `page` (from 1) of a file of media type `kind`. Raises FileFault, EngineFailed, EngineMissing,
    LanguageMissing."""
    settings = settings or Settings()
    if kind in TEXTS:
        text = documents.text_of(path, kind)
        return PageReading(page, 0, 0, "document", "text of a document", text, language=language_of(text.split()))
    reason = "a picture has no text layer"
    if kind == PDF:
        layer = text_layer.read_layer(path, page)
        if layer.good:
            width, height = render.served_size(path, kind, page)
            language = language_of([word.text for word in layer.words])
            bitmap = render.page_bitmap(path, kind, page, settings=limits) if separator.may_be(layer.text) else None
            details = {"separator": True} if bitmap and separator.is_separator(bitmap.pixels) else {}
            said = ("text-layer", layer.reason, layer.text, layer.words)
            return PageReading(page, width, height, *said, language=language, details=details)
        reason = layer.reason
    return _recognised(render.page_bitmap(path, kind, page, settings=limits), page, reason, settings)


def _recognised(bitmap: render.Bitmap, page: int, reason: str, settings: Settings) -> PageReading:
    """The page by the engine, within the seconds of the settings."""
    until = time.monotonic() + settings.page_seconds
    if min(bitmap.pixels.shape) < LEAST_SIDE:
        return PageReading(page, *bitmap.served, "ocr", f"{reason}; too narrow for letters", "")
    if is_blank(bitmap.pixels):
        return PageReading(page, *bitmap.served, "ocr", f"{reason}; blank page", "", details={"blank": True})
    if separator.is_separator(bitmap.pixels):
        return PageReading(page, *bitmap.served, "ocr", f"{reason}; separator sheet", "", details={"separator": True})
    engine = recogniser(settings)
    turn, sure = orientation(bitmap.pixels) or (0, 0.0)
    turn = turn if sure >= SURE_TURN else 0
    found = _read_turned(bitmap, page, turn, reason, engine=engine, until=until)
    if turn and found.confidence < DOUBTED_TURN:
        # Small typed letters have been called upside down with a confidence of 12: what reads better is right.
        straight = _read_turned(bitmap, page, 0, reason, engine=engine, until=until)
        found = max(found, straight, key=_worth)
    return _without_back(found) if not _says_something(found) and is_back(bitmap.pixels) else found


def _says_something(found: PageReading) -> bool:
    good, all = known([word.text for word in found.words])
    return good >= LEAST_KNOWN and 2 * good >= all


def _without_back(found: PageReading) -> PageReading:
    """A blank page: what was read shows through from its other side, mirrored. It stays searchable as uncertain."""
    seen = tuple(replace(word, start=-1, end=-1) for word in found.words)
    reason, details = f"{found.reason}; the back of a page", found.details | {"blank": True}
    found = replace(found, reason=reason, details=details, confidence=100.0, language="")
    return replace(found, text="", words=(), uncertain=(*found.uncertain, *seen))


def _worth(found: PageReading) -> float:
    """How much was read, and how surely."""
    return sum(word.confidence * len(word.text) for word in found.words)


def _read_turned(
    bitmap: render.Bitmap, page: int, turn: int, reason: str, *, engine: Recogniser, until: float
) -> PageReading:
    """The page read after a turn of `turn` degrees clockwise."""
    upright: Gray = np.ascontiguousarray(np.rot90(bitmap.pixels, -turn // 90))
    ready = prepare(upright)
    columns = in_columns(ready.image)
    lines = engine.lines(ready.image, columns=columns, seconds=max(1.0, until - time.monotonic()))
    served = bitmap.served[::-1] if turn % 180 else bitmap.served
    place = _back(ready, upright.shape, served)
    kept = trim(lines)
    text, words = compose(kept.lines, place)
    return PageReading(
        page,
        *served,
        "ocr",
        reason,
        text,
        words,
        uncertain(kept.uncertain, place),
        confidence=round(sum(word.confidence for word in words) / len(words), 1) if words else 0.0,
        rotation=turn,
        language=language_of([word.text for word in words]),
        details=_record(engine.name, engine.languages, bitmap.dpi, ready, columns),
    )


def _back(ready: Prepared, upright: tuple[int, ...], served: tuple[int, int]) -> Place:
    """From pixels of the prepared page to pixels of the page image as served."""
    stretch = np.array([served[0] / upright[1], served[1] / upright[0]])

    def place(area: Area) -> Box:
        x0, y0, x1, y1 = area
        corners = np.array([[x0, y0, 1], [x1, y0, 1], [x0, y1, 1], [x1, y1, 1]])
        there = (corners @ ready.back.T) * stretch
        low, high = np.clip(there.min(axis=0), 0, served), np.clip(there.max(axis=0), 0, served)
        return round(float(low[0])), round(float(low[1])), round(float(high[0])), round(float(high[1]))

    return place


def _record(engine: str, languages: str, dpi: float, ready: Prepared, columns: bool) -> dict[str, Any]:
    """What was done, for the record."""
    return {
        "engine": engine,
        "languages": languages,
        "dpi": round(dpi),
        "skew": round(ready.skew, 2),
        "scale": round(ready.scale, 2),
        "noise": round(ready.noise, 3),
        "letter_height": round(ready.letter_height, 1),
        "columns": columns,
    }
