"""The pages that lessons look at, a letter's first and its last: as they were read, then with the words that were
trimmed as noise too.

A number in small print that was read with doubt is often among these; who knows from other letters where it stands may
look for it there."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.fields.lines import Sheet, sheet_of
from schemas.page import PageReading, Word

Views = tuple[Sequence[Sheet], ...]


def views_of(sheets: Sequence[Sheet]) -> Views:
    """The two pages, or the one, as they were read; where words were trimmed, the same with them besides."""
    ends = [*sheets[:1], *sheets[1:][-1:]]
    if not any(sheet.page.uncertain for sheet in ends):
        return (ends,)
    return ends, [sheet_of(sheet.file, _with_trimmed(sheet.page)) for sheet in ends]


def _with_trimmed(page: PageReading) -> PageReading:
    """Each trimmed word on a line of its own at the end of the text: their boxes tell where they belong."""
    text, words = page.text, list(page.words)
    for one in page.uncertain:
        start = len(text) + 1
        text += f"\n{one.text}"
        words.append(Word(one.text, one.box, one.confidence, start, len(text)))
    return replace(page, text=text, words=tuple(words), uncertain=())
