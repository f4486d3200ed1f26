"""A stored page as it is to be understood: with what people corrected on it."""

from dataclasses import replace

from schemas.page import PageReading, Word, reading_of, said
from store.contract import Row


def reading_said(page: Row) -> PageReading:
    """The reading of a page, its text and words as people have them."""
    text, words = said(page)
    rows = tuple(Word(text[a:b], (x0, y0, x1, y1), sure, a, b) for a, b, x0, y0, x1, y1, sure in words)
    return replace(reading_of(page), text=text, words=rows)
