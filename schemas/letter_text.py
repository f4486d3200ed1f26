"""The searchable text of a letter: all its pages joined, with tokens made once at `understand`."""

from typing import Any, ClassVar

from mongoengine import BinaryField, DynamicField, IntField, ListField, StringField

from schemas.stored import Stored

PAGE_BREAK = "\f"
WORD_BREAK = "\n"
"""Between the uncertain words of a page."""


class LetterText(Stored):
    """Derived from the pages; `id` is the letter's. Snippets and marks come from here without re-analysis.

    `text`: the pages' texts (by hand where corrected) joined by PAGE_BREAK; `pages` rows are
    [file, page, start] with the code point offset in `text` where that page starts.
    `tokens`: packed stems and word offsets (search/tokens.py) under `analysis`, the version of the analysis.
    `suggested`: rows [start, end, word], in the order of the text: what stands there the lexicon takes for this word,
    and no person has said anything about it.
    `uncertain`: words that were read but taken off the text, searchable only: those of each page joined by
    WORD_BREAK, the pages by PAGE_BREAK, so that a hit among them has its page.
    `bands`: fingerprint of the text (search/fingerprint.py), by which another image of the same print is found.
    """

    meta: ClassVar[dict[str, Any]] = {"collection": "texts", "indexes": [["bands"]]}

    text = StringField(default="")
    pages = ListField(ListField(IntField()))
    tokens = BinaryField()
    analysis = IntField(default=0)
    suggested = ListField(DynamicField())
    uncertain = StringField(default="")
    bands = ListField(IntField())
