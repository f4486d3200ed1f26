"""The pages of a letter as one searchable text."""

from collections.abc import Sequence
from typing import Any

from lontar.paging import leaf_of, rows_of
from lontar.reading.suggestions import standing
from lontar.wiring import House
from schemas.letter_text import PAGE_BREAK, WORD_BREAK, LetterText
from schemas.page import said
from store.contract import Row

SUGGESTED_OF = ("file", "page", "text", "suggested", "words", "by_hand", "words_by_hand", "corrections")
"""The members of a page that its suggestions follow from."""


def joined(pages: list[Row]) -> tuple[str, list[list[int]]]:
    """The text of all pages (by hand where corrected) and where each begins: rows [file, page, start]."""
    parts, rows, at = [], [], 0
    for page in pages:
        text, _ = said(page)
        rows.append([page["file"], page["page"], at])
        parts.append(text.replace(PAGE_BREAK, " "))
        at += len(text) + 1
    return PAGE_BREAK.join(parts), rows


def uncertain(pages: list[Row]) -> str:
    """The words that were taken off the text of the pages, as LetterText keeps them."""
    return PAGE_BREAK.join(WORD_BREAK.join(row[0] for row in page.get("uncertain", ())) for page in pages)


def suggested(pages: Sequence[Row], starts: Sequence[Sequence[int]]) -> list[list[Any]]:
    """What the lexicon suggests on the pages, as LetterText keeps it; `starts` are its `pages`."""
    first = {(file, page): start for file, page, start in starts}
    rows = [
        [first[leaf_of(page)] + start, first[leaf_of(page)] + end, word]
        for page in pages
        if leaf_of(page) in first
        for start, end, word in standing(page)
    ]
    return sorted(rows)


def text_rows(house: House, ids: Sequence[str]) -> dict[str, Row]:
    """The texts of letters. One that was made before suggestions were kept in it has those of its pages."""
    found = house.store.get_many(LetterText, ids)
    for id, row in found.items():
        if "suggested" not in row:
            row["suggested"] = suggested(rows_of(house, id, SUGGESTED_OF), row.get("pages") or [])
    return found
