"""A letter's texts as they are indexed: our own tokens, joined by spaces, so that every engine has the same ones."""

from collections.abc import Iterator
from typing import NamedTuple

from search.analysis import forms
from search.entry import IndexEntry
from search.tree import FIELDS

WORDS = tuple(name for name, kind in FIELDS.items() if kind in ("text", "word"))
LONGEST_TOKEN = 255  # letters; longer "words" are no words
BLANK = "\ue000"
"""Stands where a letter has no word. It is of the private use area, so it can be no part of a word, and nothing finds
it. Without it the engines would not rank alike: the average length of a field is over all letters in Tantivy, over
those that have the field in Lucene."""


class Texts(NamedTuple):
    """A text in its three forms."""

    folded: str
    stem: str
    skeleton: str


def texts_of(entry: IndexEntry) -> Iterator[tuple[str, Texts]]:
    """Each field of words, empty ones too."""
    yield "text", texts(entry.text)
    yield "beside", texts(entry.beside)
    for name in WORDS:
        yield name, texts(entry.fields.get(name, ""))


def texts(text: str) -> Texts:
    words = [word for word in forms(text) if len(word.folded) <= LONGEST_TOKEN]
    return Texts(*map(" ".join, zip(*words, strict=True))) if words else Texts(BLANK, BLANK, BLANK)
