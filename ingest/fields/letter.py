"""Understanding: from read pages to fields, each with its value, where it was seen and how sure. Never invented.

A field is found by its label or by its place in the letter; what has neither is absent. Rules speak of letters as
Indonesian offices write them (Permendagri 1/2023), old and new, and know nothing of any one layout.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ingest.fields import labels
from ingest.fields.date import date
from ingest.fields.found import field_of
from ingest.fields.head import ANNEX, head_of
from ingest.fields.labels import has_label
from ingest.fields.letter_type import Spellings, letter_type, shipped_types
from ingest.fields.lines import Sheet, sheet_of
from ingest.fields.number import number
from ingest.fields.recipients import recipients
from ingest.fields.references import references
from ingest.fields.sender import sender
from ingest.fields.subject import subject
from schemas.letter import FieldValue
from schemas.page import PageReading

NUMBER = labels.pattern(labels.NUMBER)
DISPOSITION = re.compile(r"\W*(?:lembar )?disposisi\W*$", re.IGNORECASE)
COPIES = re.compile(r"\W*(?:tembusan|tindasan)\b[^:]{0,30}:", re.IGNORECASE)
TOP_LINES, TITLE_LINES = 6, 12
"""Lines at the top of a page among which it says what it is, and among which a letter has its title and number."""
MOST_PAGES = 100
"""A letter that is longer is a book bound with it: its pages are not looked through for the foot."""


def understand(readings: Iterable[tuple[int, PageReading]], types: Spellings | None = None) -> dict[str, FieldValue]:
    """The fields of a letter from its pages as (file number, reading). A field not found is absent.

    `types`: the office's letter types as (spelling, name), those that Lontar ships when None."""
    sheets = list(_own(_sheets(readings)))
    if not sheets:
        return {}
    known = shipped_types() if types is None else types
    first, head = sheets[0], head_of(sheets[0])
    about = subject(first, head, known)
    found = {
        "reference_number": number(first, head, known),
        "date": date(sheets),
        "subject": about,
        "sender": sender(sheets, head, known),
        "recipients": recipients(first, head),
        "letter_type": letter_type(first, head, known, about),
    }
    values = {name: field_of(one) for name, one in found.items() if one is not None}
    own = values.get("reference_number")
    values["references"] = references(sheets, str(own.value) if own else "")
    return {name: value for name, value in values.items() if value is not None}


def _sheets(readings: Iterable[tuple[int, PageReading]]) -> Iterator[Sheet]:
    """The pages that say something; a disposition sheet on top of a letter is not its first page."""
    written = list(islice(((file, page) for file, page in readings if page.text.strip()), MOST_PAGES))
    for place, (file, page) in enumerate(written):
        sheet = sheet_of(file, page)
        on_top = place == 0 and len(written) > 1
        if sheet.lines and not (on_top and any(DISPOSITION.match(line.text) for line in sheet.lines[:TITLE_LINES])):
            yield sheet


def _own(sheets: Iterator[Sheet]) -> Iterator[Sheet]:
    """The letter's own pages, up to its copies and without its annexes: dates and numbers there are those of other
    papers."""
    for place, sheet in enumerate(sheets):
        if place and _is_annex(sheet):
            return
        yield sheet
        if any(COPIES.match(line.text, cell.start) for line in sheet.lines for cell in line.cells):
            return


def _is_annex(sheet: Sheet) -> bool:
    """Whether a page says so, or begins as a letter of its own."""
    titles = [(line, cell) for line in sheet.lines[:TOP_LINES] for cell in line.cells]
    labels_of_head = [(line, cell) for line in sheet.lines[:TITLE_LINES] for cell in line.cells]
    return any(ANNEX.match(line.text, cell.start) for line, cell in titles) or any(
        NUMBER.match(line.text, cell.start) and has_label(line, cell) for line, cell in labels_of_head
    )
