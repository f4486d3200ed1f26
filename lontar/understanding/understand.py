"""What a letter says, from its pages as they are stored and in the order in which it shows them: fields and text."""

from collections.abc import Sequence

from ingest import fields
from lontar.facts import Values, fields_changed, fields_said, settled
from lontar.paging import in_order
from lontar.reading.texts import joined, suggested, uncertain
from lontar.understanding import lessons
from lontar.understanding.duplicates import copies
from lontar.understanding.keys import unsure_of
from lontar.understanding.known import known
from lontar.understanding.pages_said import reading_said
from lontar.wiring import House
from schemas.letter import Letter
from schemas.letter_text import LetterText
from search import tokens
from search.fingerprint import bands
from store.contract import Row


def understand(house: House, letter: Letter, rows: Sequence[Row]) -> tuple[LetterText, Values]:
    """The letter is given its fields, its stage and what was wrong with it; what a person said of it stays.

    `rows`: its stored pages, in any order. Returns its text, and those of its fields that changed, as they were. Where
    not one of its pages could be read it has failed; where it has no file it awaits its scan."""
    pages = in_order(dict(letter.to_mongo())["files"], rows)
    good = [page for page in pages if page["source"] != "failed"]
    sheets = fields.sheets_of((page["file"], reading_said(page)) for page in good)
    found = lessons.taught(house, letter.unit, sheets, fields.fields_of(sheets, known(house.settings.home)))
    before = fields_said(letter, {*letter.fields, *found})
    letter.fields = found | {name: value for name, value in letter.fields.items() if value.by_hand}
    letter.unsure = unsure_of(good[0]["text"] if good else "", uncertain(good).split())
    letter.confidence = min((page.get("confidence") or 0.0 for page in good), default=None)
    letter.stage = "understood" if good else "failed" if letter.files else "awaiting"
    settled(letter)
    errors = [*(file.error for file in letter.files), *(page.get("error") for page in pages)]
    letter.error = next((error for error in errors if error), {})
    text = _text(house, letter.id, good)
    letter.alike = copies(house, letter.packed(), text.bands, good)
    return text, fields_changed(letter, before)


def _text(house: House, id: str, pages: list[Row]) -> LetterText:
    held = house.store.get(LetterText, id)
    kept = LetterText.unpacked(held) if held else LetterText(id=id)
    text, kept.pages = joined(pages)
    if kept.analysis != tokens.VERSION:
        kept.tokens, kept.analysis = tokens.pack(text), tokens.VERSION
    elif text != kept.text:
        kept.tokens = tokens.repack(kept.tokens, kept.text, text)
    kept.text = text
    kept.suggested = suggested(pages, kept.pages)
    kept.uncertain = uncertain(pages)
    kept.bands = bands(text)
    return kept
