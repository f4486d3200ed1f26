"""Reading one page, whatever its file is. Runs in the sandbox.

A good text layer is used; else the page is drawn, prepared and given to the engine, turned upright first where it
reads badly as it lies; its lines are trimmed and their boxes mapped back to the page image as served.
"""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import NDArray

import paper.settings
from ingest import documents, text_layer
from ingest.again import again
from ingest.blocks import block_by_block
from ingest.compose import compose, uncertain
from ingest.engines import recogniser
from ingest.errors import EngineFailed
from ingest.layout import in_columns
from ingest.lexicon import known, language_of
from ingest.measure import is_back, is_blank
from ingest.pictured import with_pictured
from ingest.places import back
from ingest.prepare import Prepared, for_orientation, prepare
from ingest.recogniser import Line, Recogniser
from ingest.settings import Settings
from ingest.suggest import suggested
from ingest.tesserocr_engine import orientation
from ingest.trim import confidence_of, trim
from ingest.turning import turned_reading
from ingest.upright import SURE_TURN, UPRIGHT, is_upright, turns, worth
from ingest.words import plain
from paper import render, separator
from paper.errors import TookTooLong
from paper.kinds import PDF, TEXTS
from schemas.page import PageReading, Word

LEFT, LEAST = 3.0, 1.0
"""Seconds of a page's that are kept for ending the engine and for telling that they were over; with fewer than the
second before those nothing is begun."""
LEAST_KNOWN = 3
"""Words that the lexicon knows, and half of all, without which a pale page says nothing: of ten backs that were read
mirrored none had so many."""
WORTH, LEAST_AGAIN = 70.0, 10.0
"""Mean confidence of a page from which a second look at pieces of it may help, and seconds that must be left for it."""
LEAST_SIDE = 10
"""Pixels of the shorter side below which no letter fits on a page."""


def read_page(
    path: Path,
    kind: str,
    page: int,
    settings: Settings | None = None,
    limits: paper.settings.Settings | None = None,
    *,
    turn: int | None = None,
) -> PageReading:
    """Page `page` (from 1) of a file of media type `kind`. `turn`: degrees clockwise that it is turned by, as
    a person says, however it looks. Raises FileFault, EngineFailed, EngineMissing, LanguageMissing."""
    settings = settings or Settings()
    until = monotonic() + settings.page_seconds - LEFT  # drawing and preparing are part of it
    if kind in TEXTS:
        text = documents.text_of(path, kind)
        return PageReading(page, 0, 0, "document", "text of a document", text, language=language_of(text.split()))
    layer = text_layer.read_layer(path, page) if kind == PDF else None
    if layer and layer.good:
        bitmap = render.page_bitmap(path, kind, page, settings=limits) if separator.may_be(layer.text) else None
        details = separator.marks(bitmap.pixels) if bitmap else {}
        layer = with_pictured(layer, path, page, settings, until=until)
        return _of_layer(layer, page, render.served_size(path, kind, page), turn, details)
    reason = layer.reason if layer else "a picture has no text layer"
    bitmap = render.page_bitmap(path, kind, page, settings=limits)
    try:
        found = _recognised(bitmap, page, reason, settings, turn, until=until)
    except TookTooLong as error:
        raise TookTooLong(seconds=round(settings.page_seconds)) from error  # the engine knows what was left of them
    if layer and layer.reason == text_layer.FEW_KNOWN and _as_printed(layer, found):
        layer = layer._replace(reason="text layer of few known words, which the page shows as they are")
        return _of_layer(layer, page, bitmap.served, turn, {})
    return _with_typed(found, layer.words) if layer and layer.reason == text_layer.TYPED else found


def _of_layer(
    layer: text_layer.Layer, page: int, served: tuple[int, int], turn: int | None, details: dict[str, Any]
) -> PageReading:
    reason = layer.reason + ("; without what cannot be seen" if layer.hidden else "")
    read = PageReading(page, *served, "text-layer", reason, layer.text, layer.words, layer.hidden, details=details)
    return turned_reading(replace(read, language=language_of([word.text for word in layer.words])), turn or 0)


def _with_typed(found: PageReading, typed: tuple[Word, ...]) -> PageReading:
    """What is typed on a scan and the engine did not see stays searchable. (A turned page has other boxes.)"""
    seen = {word.text for word in found.words}
    more = (replace(word, start=-1, end=-1) for word in typed if word.text not in seen and not found.rotation)
    return replace(found, uncertain=(*found.uncertain, *more))


def _as_printed(layer: text_layer.Layer, found: PageReading) -> bool:
    """Whether the engine sees the layer's words on the page: half of them, for it knows their language as little."""
    printed, seen = ([plain(word.text) for word in words] for words in (layer.words, found.words))
    return 2 * (Counter(printed) & Counter(seen)).total() >= len(printed)


def _recognised(
    bitmap: render.Bitmap, page: int, reason: str, settings: Settings, said: int | None, *, until: float
) -> PageReading:
    """The page by the engine, until its time is over."""
    if min(bitmap.pixels.shape) < LEAST_SIDE:
        return _without_words(bitmap, page, f"{reason}; too narrow for letters", said)
    if is_blank(bitmap.pixels):
        return _without_words(bitmap, page, f"{reason}; blank page", said, blank=True)
    if marks := separator.marks(bitmap.pixels):
        return _without_words(bitmap, page, f"{reason}; separator sheet", said, **marks)
    found = _as_it_lies(bitmap, page, reason, recogniser(settings), said, until=until)
    return _without_back(found) if not _says_something(found) and is_back(bitmap.pixels) else found


def _without_words(bitmap: render.Bitmap, page: int, reason: str, said: int | None, **details: Any) -> PageReading:
    return turned_reading(PageReading(page, *bitmap.served, "ocr", reason, "", details=dict(details)), said or 0)


def _says_something(found: PageReading) -> bool:
    good, asked = known([word.text for word in found.words])
    return good >= LEAST_KNOWN and 2 * good >= asked


def _without_back(found: PageReading) -> PageReading:
    """A blank page: what was read shows through from its other side, mirrored. It stays searchable as uncertain."""
    seen = tuple(replace(word, start=-1, end=-1) for word in found.words)
    reason, details = f"{found.reason}; the back of a page", found.details | {"blank": True}
    found = replace(found, reason=reason, details=details, confidence=100.0, language="")
    return replace(found, text="", suggested="", words=(), uncertain=(*found.uncertain, *seen))


def _as_it_lies(
    bitmap: render.Bitmap, page: int, reason: str, engine: Recogniser, said: int | None, *, until: float
) -> PageReading:
    """The page turned as a person said; else as it lies, and turned otherwise where that reads badly."""
    if said is not None:
        return _read_turned(bitmap, _prepared(bitmap, said), page, said, reason, engine=engine, until=until)
    ready = _prepared(bitmap, 0)
    found = _read_turned(bitmap, ready, page, 0, reason, engine=engine, until=until)
    if is_upright(found):
        return found
    answer = orientation(for_orientation(ready))
    if not (answer or found.words or found.uncertain):
        return found  # there are no letters
    turn, sure = answer or (0, 0.0)
    del ready  # a page of 20 megapixels is not held twice
    for other in turns(turn, sure):
        if other != turn and (found.confidence >= UPRIGHT or is_back(bitmap.pixels)):
            break
        turned = _read_turned(bitmap, _prepared(bitmap, other), page, other, reason, engine=engine, until=until)
        if turned.confidence >= UPRIGHT or (other == turn and sure >= SURE_TURN):
            found = max(found, turned, key=worth)
    return found


def _prepared(bitmap: render.Bitmap, turn: int) -> Prepared:
    """The page after a turn of `turn` degrees clockwise."""
    return prepare(np.ascontiguousarray(np.rot90(bitmap.pixels, -turn // 90)))


def _read_turned(
    bitmap: render.Bitmap, ready: Prepared, page: int, turn: int, reason: str, *, engine: Recogniser, until: float
) -> PageReading:
    """The page, made ready after a turn of `turn` degrees clockwise, read."""
    columns = in_columns(ready.image)
    seconds = until - monotonic()
    if seconds < LEAST:
        raise TookTooLong(seconds=round(seconds))
    lines = engine.lines(ready.image, columns=columns, seconds=seconds)
    upright = bitmap.pixels.shape[::-1] if turn % 180 else bitmap.pixels.shape
    served = bitmap.served[::-1] if turn % 180 else bitmap.served
    place = back(ready, upright, served)
    kept = trim(lines)
    if not columns and confidence_of([word for line in kept.lines for word in line.words]) >= WORTH:
        kept = kept._replace(lines=_again(bitmap, ready, kept.lines, engine, turn=turn, seconds=until - monotonic()))
    ordered, blocks = (kept.lines, False) if columns else block_by_block(kept.lines)
    order = "; in columns" if columns else "; the labels before what stands beside them" if blocks else ""
    text, words = compose(ordered, place)
    return PageReading(
        page,
        *served,
        "ocr",
        reason + order,
        text,
        words,
        uncertain(kept.uncertain, place),
        suggested(text, words),
        confidence=round(sum(word.confidence for word in words) / len(words), 1) if words else 0.0,
        rotation=turn,
        language=language_of([word.text for word in words]),
        details=_record(engine.name, engine.languages, bitmap.dpi, ready, columns),
    )


def _again(
    bitmap: render.Bitmap, ready: Prepared, lines: list[Line], engine: Recogniser, *, turn: int, seconds: float
) -> list[Line]:
    """The lines with what a second look at number and foot read better, if there is time for one."""
    if seconds < LEAST_AGAIN:
        return lines

    def colour() -> NDArray[np.uint8]:
        return np.ascontiguousarray(np.rot90(bitmap.colour(), -turn // 90))

    try:
        return again(ready, colour, lines, engine, seconds)
    except (EngineFailed, TookTooLong):
        return lines  # what was read before is not lost


def _record(engine: str, languages: str, dpi: float, ready: Prepared, columns: bool) -> dict[str, Any]:
    """What was done, for the record."""
    return {
        "engine": engine,
        "languages": languages,
        "dpi": round(dpi),
        "straightened": ready.straightened,
        "skew": round(ready.skew, 2),
        "scale": round(ready.scale, 2),
        "noise": round(ready.noise, 3),
        "letter_height": round(ready.letter_height, 1),
        "columns": columns,
    }
