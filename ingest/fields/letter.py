"""Understanding: from read pages to fields, each with its value, where it was seen and how sure. Never invented.

A field is found by its label or by its place in the letter; what has neither is absent. Rules speak of letters as
Indonesian offices write them (Permendagri 1/2023), old and new, and know nothing of any one layout.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ingest.fields import labels
from ingest.fields.classification_code import classification_code
from ingest.fields.copies import copies, label_at
from ingest.fields.date import date
from ingest.fields.deadline import deadline
from ingest.fields.enclosures import enclosures
from ingest.fields.event import event
from ingest.fields.found import Found, field_of
from ingest.fields.head import ANNEX, body_at, head_of
from ingest.fields.known import Known, shipped_known
from ingest.fields.labels import has_label
from ingest.fields.language import language
from ingest.fields.letter_type import letter_type
from ingest.fields.lines import Line, Sheet, sheet_of
from ingest.fields.number import number, with_month
from ingest.fields.place import place
from ingest.fields.recipients import recipients
from ingest.fields.references import references
from ingest.fields.security_class import security_class
from ingest.fields.sender import from_row, sender
from ingest.fields.signer import signed_by
from ingest.fields.subject import subject
from ingest.fields.urgency import urgency
from schemas.letter import FieldValue
from schemas.page import PageReading

NUMBER = labels.pattern(labels.NUMBER)
DISPOSITION = re.compile(r"\W*(?:lembar )?disposisi\W*$", re.IGNORECASE)
TOP_LINES, TITLE_LINES = 6, 12
"""Lines at the top of a page among which it says what it is, and among which a letter has its title and number."""
MOST_PAGES = 100
"""A letter that is longer is a book bound with it: its pages are not looked through for the foot."""


def understand(readings: Iterable[tuple[int, PageReading]], known: Known | None = None) -> dict[str, FieldValue]:
    """The fields of a letter from its pages as (file number, reading). A field not found is absent.

    `known`: the office's vocabularies, those that Lontar ships when None."""
    return fields_of(sheets_of(readings), known)


def fields_of(sheets: Sequence[Sheet], known: Known | None = None) -> dict[str, FieldValue]:
    """The same of the letter's own pages."""
    if not sheets:
        return {}
    found = _found(sheets, head_of(sheets[0]), known or shipped_known())
    values = {name: field_of(one) for name, one in found.items() if one is not None}
    own = values.get("reference_number")
    values |= {"references": references(sheets, str(own.value) if own else ""), "language": language(sheets)}
    return {name: value for name, value in values.items() if value is not None}


def sheets_of(readings: Iterable[tuple[int, PageReading]]) -> list[Sheet]:
    """The letter's own pages that say something."""
    return list(_own(_sheets(readings)))


def _found(sheets: Sequence[Sheet], head: Sequence[Line], known: Known) -> dict[str, Found | None]:
    """What the rules find, by the name of the field; some go by what others found."""
    first, types = sheets[0], known.types
    about, own_number, dated = subject(first, head, types), number(first, head, types), date(sheets)
    day = int(str(dated.value)) if dated else None
    own_number = with_month(own_number, day)
    signed, invited = signed_by(sheets, from_row(first, head)), event(sheets, about, day)
    return {
        "reference_number": own_number,
        "date": dated,
        "place": place(sheets, dated),
        "subject": about,
        "sender": sender(sheets, head, types),
        "recipients": recipients(first, head),
        "copies": copies(sheets),
        "signer": signed.name,
        "signer_position": signed.position,
        "signer_form": signed.form,
        "letter_type": letter_type(first, head, types, about),
        "urgency": urgency(first, head, known.urgencies),
        "security_class": security_class(first, head, known, own_number, day // 10_000 if day else None),
        "enclosures": enclosures(first, head),
        "classification_code": classification_code(own_number, day, known.codes),
        "deadline": deadline(sheets, day),
        "event_date": invited.date,
        "event_time": invited.time,
        "event_place": invited.place,
    }


def _sheets(readings: Iterable[tuple[int, PageReading]]) -> Iterator[Sheet]:
    """The pages that say something; a disposition sheet on top of a letter is not its first page."""
    written = list(islice(((file, page) for file, page in readings if page.text.strip()), MOST_PAGES))
    for at, (file, page) in enumerate(written):
        sheet = sheet_of(file, page)
        on_top = at == 0 and len(written) > 1
        if sheet.lines and not (on_top and any(DISPOSITION.match(line.text) for line in sheet.lines[:TITLE_LINES])):
            yield sheet


def _own(sheets: Iterator[Sheet]) -> Iterator[Sheet]:
    """The letter's own pages, up to its copies and without its annexes: dates and numbers there are those of other
    papers."""
    for at, sheet in enumerate(sheets):
        if at and _is_annex(sheet):
            return
        yield sheet
        if label_at(sheet, 0 if at else body_at(sheet)):
            return


def _is_annex(sheet: Sheet) -> bool:
    """Whether a page says so, or begins as a letter of its own."""
    titles = [(line, cell) for line in sheet.lines[:TOP_LINES] for cell in line.cells]
    labels_of_head = [(line, cell) for line in sheet.lines[:TITLE_LINES] for cell in line.cells]
    return any(ANNEX.match(line.text, cell.start) for line, cell in titles) or any(
        NUMBER.match(line.text, cell.start) and has_label(line, cell) for line, cell in labels_of_head
    )
