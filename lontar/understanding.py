"""What the pages of a letter say together: its fields, and its text with the tokens by which it is found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import fields
from lontar.lettertypes import letter_types
from lontar.texts import joined, uncertain
from lontar.wiring import House
from schemas.letter import FieldValue, Letter
from schemas.letter_text import LetterText
from schemas.page import PageReading, reading_of, said
from schemas.page import Word as ReadWord
from search import tokens
from store.contract import Row


@dataclass(frozen=True)
class Understood:
    """`good`: the pages that could be read."""

    good: Sequence[Row]
    fields: dict[str, FieldValue]
    text: LetterText

    def put(self, letter: Letter) -> None:
        """A value by hand wins for ever."""
        letter.fields = self.fields | {name: value for name, value in letter.fields.items() if value.by_hand}
        letter.number_key = fields.number_key(str(letter.value("reference_number") or "")) or None


def understood(house: House, id: str, pages: Sequence[Row]) -> Understood:
    """`pages`: all of the letter `id`, in their order."""
    good = [page for page in pages if page["source"] != "failed"]
    found = fields.understand(((page["file"], _as_said(page)) for page in good), letter_types(house.settings.home))
    held = house.store.get(LetterText, id)
    kept = LetterText.unpacked(held) if held else LetterText(id=id)
    text, kept.pages = joined(good)
    if kept.analysis != tokens.VERSION:
        kept.tokens, kept.analysis = tokens.pack(text), tokens.VERSION
    elif text != kept.text:
        kept.tokens = tokens.repack(kept.tokens, kept.text, text)
    kept.text = text
    kept.uncertain = uncertain(good)
    return Understood(good, found, kept)


def _as_said(page: Row) -> PageReading:
    text, words = said(page)
    rows = tuple(ReadWord(text[a:b], (x0, y0, x1, y1), sure, a, b) for a, b, x0, y0, x1, y1, sure in words)
    return replace(reading_of(page), text=text, words=rows)
