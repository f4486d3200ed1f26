"""What the review pages show: the queue with its pictures, and a sheet with all that can be said of its words."""

from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _

from lontar.intake.profiles import settings_of
from lontar.reading import review_queue, review_sheet
from lontar.reading.review_sheet import SheetLine, SheetWord
from paper.lines import LANGUAGES
from paper.settings import WIDTHS
from schemas.errors import LontarError
from schemas.letter import values_of
from store.contract import Row
from web.current import house
from web.letters.sheet import address_of, can_be_drawn, image_of
from web.page import page
from web.profiles import models, profiles
from web.who import who

SMALL, CROPPED = WIDTHS[1], WIDTHS[-1]
"""Pixels of the queue's pictures, and of the page image that all lines are cut from: one file, sharp enough for a line
as wide as half a desk."""
MARGIN = 6
"""Pixels of paper shown round a line, so that no ascender is cut."""
POOR, WEAK = 60, 80
"""Confidence (0-100) below which a page is called badly read, and read with doubt."""


@dataclass(frozen=True)
class Word:
    """`label` says the word and what is known of it aloud."""

    word: SheetWord
    label: str
    note: str


@dataclass(frozen=True)
class Line:
    """`crop`: the viewBox that cuts it out of the page image."""

    line: SheetLine
    words: list[Word]
    crop: tuple[int, int, int, int]


def queue_shown() -> str:
    found, (count, at_least) = review_queue.queue(house(), who(), request.args.get("after")), waiting()
    how_sure = {one: _how_sure(one.confidence) for one in found.rows}
    return page(
        "review/queue.html",
        queue=found,
        count=count,
        at_least=at_least,
        how_sure=how_sure,
        address_of=address_of,
        small=SMALL,
    )


def waiting() -> tuple[int, bool]:
    return review_queue.waiting(house(), who())


def _how_sure(confidence: float) -> str:
    sure = round(confidence)
    if confidence < POOR:
        return str(_("badly read, %(sure)s %%", sure=sure))
    if confidence < WEAK:
        return str(_("read with doubt, %(sure)s %%", sure=sure))
    return str(_("read well but for some words, %(sure)s %%", sure=sure))


def sheet_shown(thing: Row, number: int, problem: LontarError | None = None) -> str:
    found = review_sheet.sheet(house(), who(), thing["_id"], number)
    file = next(one for one in thing["files"] if one["no"] == found.at.file)
    drawn = can_be_drawn(file, found.row) and found.row.get("width")
    return page(
        "review/sheet.html",
        letter=thing,
        title=values_of(thing).get("subject") or file["name"],
        number=number,
        sheet=found,
        lines=[_line(line, found.row) for line in found.lines],
        image=image_of(thing, file, found.at, found.row) if drawn else None,
        cropped=address_of(thing["_id"], (file["no"], found.at.page), found.row.get("rotation"), CROPPED),
        text_language=LANGUAGES.get(found.row.get("language") or ""),
        problem=problem,
        said=request.args.getlist("said"),
        how=_how(thing, found.row),
        models=models(house().settings.ingest),
        profiles=profiles(),
    )


def _how(letter: Row, row: Row) -> dict[str, Any]:
    """The languages and the profile that the page was read with, or is to be."""
    settings, wanted = settings_of(house(), letter["unit"], letter.get("batch")), row.get("wanted") or {}
    languages = wanted.get("languages") or settings.languages
    return {"languages": languages.split("+"), "profile": wanted.get("profile") or settings.profile}


def _line(line: SheetLine, row: Row) -> Line:
    x0, y0, x1, y1 = line.box
    left, top = max(x0 - MARGIN, 0), max(y0 - MARGIN, 0)
    right, bottom = min(x1 + MARGIN, row.get("width") or x1), min(y1 + MARGIN, row.get("height") or y1)
    return Line(line, [_word(word) for word in line.words], (left, top, right - left, bottom - top))


def _word(word: SheetWord) -> Word:
    note = ""
    if word.by and word.read not in (None, word.text):
        note = _("%(name)s corrected “%(read)s”", name=word.by, read=word.read)
    elif word.by:
        note = _("said by %(name)s", name=word.by)
    elif word.doubtful:
        note = _("read, %(sure)s %%", sure=round(word.confidence))
    return Word(word, ", ".join(part for part in (word.text, note) if part), note)
