"""The subject: what stands behind "Hal", over as many lines as it takes, or below "TENTANG". Some letters have none."""

import re
from collections.abc import Iterator, Sequence

from ingest.dates import dates
from ingest.fields import labels
from ingest.fields.dateline import BEHIND, TOWN
from ingest.fields.found import PLAIN, STRONG, Found
from ingest.fields.head import BODY, is_prose
from ingest.fields.known import Spellings
from ingest.fields.labels import ADDRESS, INDENT, Labelled, has_label, labelled, lines_of
from ingest.fields.letter_type import titled
from ingest.fields.lines import Line, Part, Sheet, joined
from ingest.fields.signature import POSITION

LABEL = labels.pattern(labels.SUBJECT)
ABOUT = re.compile(r"\W*t ?e ?n ?t ?a ?n ?g\W*$", re.IGNORECASE)
ABOUT_INSIDE = re.compile(r"\btentang\s+(?=\S)", re.IGNORECASE)
ENDS_TITLE = re.compile(r"\W*(?:dengan rahmat|d e n g a n|nomor)\b", re.IGNORECASE)
PAGE = re.compile(r"\W*\d+(?: dari \d+)?\W*$")
"""Hal. 2 dari 3"""
PLACE_BEHIND = re.compile(r"(?<!\bdi)(?<!\bke)\s+[^\W\d_][\w.]*(?: [^\W\d_][\w.]*)?,\s*$")
SENTENCE = re.compile(r"[A-Z]\w+,?(?: [a-z(]|\W*$)")
"""A capital, and a small letter behind it: not so the lines of a subject, of which all words or none have capitals."""
TITLE_LINES = 8
FIRST_GAP, TITLE_GAP = 4.0, 1.8
"""Ems that may lie below the word TENTANG, and between the lines of a title."""


def subject(sheet: Sheet, head: Sequence[Line], types: Spellings) -> Found | None:
    """By its label, else what the title of a circular, a decision or a regulation says it is about."""
    for place, line in enumerate(head):
        for one in labelled(sheet, line, LABEL):
            if one.end > one.start and not PAGE.match(one.text) and _is_label(sheet, place, one):
                own = one._replace(end=_before_date(one))
                found = _found(sheet, _up_to_body(sheet, lines_of(sheet, place, own)), STRONG)
                if found is not None:
                    return found
    for place, line in enumerate(head):
        inside = ABOUT_INSIDE.search(line.text) if titled(sheet, line, types) else None
        if inside:
            first = Part(line, inside.end(), line.cells[-1].end)
            return _found(sheet, [first, *_title(sheet, place, TITLE_GAP)], PLAIN)
        if ABOUT.match(line.text):
            return _found(sheet, list(_title(sheet, place, FIRST_GAP)), PLAIN)
    return None


def _found(sheet: Sheet, parts: list[Part], share: float) -> Found | None:
    value = joined(parts).strip(" .;:,-–")
    if parts and ADDRESS.match(parts[0].line.text, parts[0].start):
        return None  # its own lines could not be read, and what is left is whom the letter is for
    return Found(sheet, value, tuple(parts), share) if sum(map(str.isalpha, value)) >= 3 else None


def _up_to_body(sheet: Sheet, parts: Iterator[Part]) -> list[Part]:
    """The lines of a subject; a body that begins right below it is none of them."""
    found: list[Part] = []
    for part in parts:
        line, start, _ = part
        opening = SENTENCE.match(line.text, start) and BODY.match(line.text, start)
        if found and (opening or _is_dateline(part) or is_prose(sheet, line, line.cell_at(start))):
            break
        found.append(part)
    return found


def _is_dateline(part: Part) -> bool:
    """Whether a line is the place and date of the letter, which stand below the labels of some."""
    found = dates(part.said)
    town = TOWN.match(part.said[: found[0][1]]) if len(found) == 1 else None
    return town is not None and town["comma"] is not None and BEHIND.match(part.said[found[0][2] :]) is not None


def _is_label(sheet: Sheet, place: int, one: Labelled) -> bool:
    """A label has its colon; without one, a wide gap stands behind it, or other labels right above or below it."""
    if one.colon or one.line.text[one.cell.start : one.start].endswith("  "):
        return True
    around = [*sheet.lines[max(0, place - 2) : place], *sheet.lines[place + 1 : place + 3]]
    return any(
        has_label(line, cell) and abs(cell.left - one.cell.left) < INDENT * sheet.em
        for line in around
        for cell in line.cells
    )


def _before_date(one: Labelled) -> int:
    """Where a place and date begin that ran together with the value."""
    for _, start, end in dates(one.text):
        before = PLACE_BEHIND.search(one.text[:start])
        if before and end >= len(one.text) - 2:
            return one.start + before.start()
    return one.end


def _title(sheet: Sheet, place: int, first: float) -> Iterator[Part]:
    """The lines of a title below a line of it, up to an empty one or what follows. `first`: ems that may lie before the
    first of them."""
    capitals: bool | None = None
    for upper, lower in zip(sheet.lines[place:], sheet.lines[place + 1 : place + 1 + TITLE_LINES], strict=False):
        said, cell = lower.text.strip(), lower.cells[0]
        ends = ENDS_TITLE.match(said) or BODY.match(said) or ADDRESS.match(said) or has_label(lower, cell)
        office = POSITION.match(said) and said.endswith(",")
        unlike = any(map(str.isalpha, said)) and capitals not in (None, said.isupper())
        if ends or office or unlike or not sheet.near(upper, lower, first if capitals is None else TITLE_GAP):
            return
        capitals = said.isupper() if capitals is None else capitals
        yield Part(lower, cell.start, lower.cells[-1].end)
