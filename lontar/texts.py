"""The pages of a letter as one searchable text."""

from schemas.letter_text import PAGE_BREAK, WORD_BREAK
from schemas.page import said
from store.contract import Row


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
