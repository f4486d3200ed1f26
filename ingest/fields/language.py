"""The language of a letter: of the text of its own pages, as ISO 639-3 names it."""

from collections.abc import Sequence

from ingest.fields.found import LEAST, STRONG
from ingest.fields.lines import Sheet
from ingest.lexicon import language_of
from schemas.letter import FieldValue

LEAST_WORDS = 12
"""Words of which fewer tell no language: names and numbers are alike in all."""
MOST_WORDS = 2000
"""More of them tell it no better."""


def language(sheets: Sequence[Sheet]) -> FieldValue | None:
    """ind, nld or eng. It stands nowhere in particular: the value has a page and no box."""
    words = [word for sheet in sheets for word in sheet.page.text.split()][:MOST_WORDS]
    spoken = sum(word.strip(".,;:()\"'").isalpha() for word in words)
    value = language_of(words) if spoken >= LEAST_WORDS else ""
    if not value:
        return None
    first, sure = sheets[0], sum(sheet.page.confidence for sheet in sheets) / len(sheets)
    if sure < LEAST:
        return None
    return FieldValue(value=value, confidence=round(STRONG * sure, 1), file=first.file, page=first.page.page)
