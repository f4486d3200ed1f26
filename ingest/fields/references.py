"""References to other letters: the numbers that a letter cites, as one field; of those without a number the days.

What is cited is kept as printed, one passage a line, and read again where letters are looked for (citation.py): a
person who corrects the numbers corrects what is looked for.
"""

import re
from collections.abc import Sequence

from ingest.fields.bones import OTHER_FIGURE, apart
from ingest.fields.citation import Passage, dated, passages, trimmed
from ingest.fields.found import PLAIN, Found, field_of
from ingest.fields.head import body_at, is_prose
from ingest.fields.lines import Sheet
from ingest.fields.number import normal, number_key
from ingest.fields.prose import Prose, prose_of
from schemas.letter import FieldValue

ANNEX = re.compile(r"\blampiran(?: [ivx\d]{1,4})?\W*$", re.IGNORECASE)
"""Before the letter that an annex belongs to."""
NEAR = 40
"""Signs before a letter that is cited within which that stands."""
MOST = 40
"""References that a letter is taken to have: a register of letters is no answer to all that stand in it."""


def references(sheets: Sequence[Sheet], own: str = "") -> FieldValue | None:
    """All letters that a letter cites; `own`: its own number, which is none of them."""
    found: dict[str, tuple[FieldValue, str]] = {}
    for sheet in sheets:
        prose = prose_of(sheet.lines)
        head = body_at(sheet) if sheet is sheets[0] else 0
        for one in _cited(prose.text):
            field = _field(sheet, prose, one)
            key = number_key(str(field.value)) if field else ""
            if field and key and key not in found and not _its_own(sheet, prose, one, head, own):
                found[key] = field, " ".join(prose.text[one.start : one.end].split())
    if not found:
        return None
    fields, printed = zip(*list(found.values())[:MOST], strict=True)
    here = [field for field in fields if (field.file, field.page) == (fields[0].file, fields[0].page)]
    edges = list(zip(*(field.box for field in here if field.box), strict=True))
    return FieldValue(
        value=[field.value for field in fields],
        printed="\n".join(printed),
        confidence=min(field.confidence for field in fields),
        file=fields[0].file,
        page=fields[0].page,
        box=[min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])] if edges else [],
    )


def _cited(text: str) -> list[Passage]:
    """All passages that cite a letter, in order; by its day where they cite it by no number."""
    numbered = list(passages(text))
    others = [one for one in dated(text) if all(one.end <= its.start or its.end <= one.start for its in numbered)]
    return sorted([*numbered, *others], key=lambda one: one.start)


def _its_own(sheet: Sheet, prose: Prose, one: Passage, head: int, own: str) -> bool:
    """Whether a number is the letter's own: another reading of it, or it has its label at the start of a line of the
    head, or stands in its title, or on its annex."""
    label = next(prose.parts(one.label, one.number[1]))
    again = own and apart(prose.text[slice(*one.number)], own) < OTHER_FIGURE
    if again or ANNEX.search(prose.text[max(0, one.start - NEAR) : one.start]):
        return True
    if label.line not in sheet.lines[:head]:
        return False
    cell = label.line.cell_at(label.start)
    first = next(prose.parts(one.start, one.label)).said
    begins = cell.start == label.start and not is_prose(sheet, label.line, cell)
    return begins or (first.isupper() and label.line.text[: label.start].isupper())


def _field(sheet: Sheet, prose: Prose, one: Passage) -> FieldValue | None:
    """The number as sure as its words, in the box of the whole passage."""
    value = normal(trimmed(prose.text[slice(*one.number)]))
    number = field_of(Found(sheet, value, tuple(prose.parts(*one.number)), PLAIN))
    whole = field_of(Found(sheet, value, tuple(prose.parts(one.start, one.end)), PLAIN))
    if number and whole:
        number.box = whole.box
    return number
