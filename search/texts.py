"""A letter's texts as they are indexed: our own tokens, joined by spaces, so that every engine has the same ones."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from search.analysis import Forms, forms
from search.entry import IndexEntry
from search.numbers import indexed
from search.tree import FIELDS

WORDS = tuple(name for name, kind in FIELDS.items() if kind in ("text", "word", "number"))
NUMBERS = {"numeral": "number", "cited": "references"}
"""The fields that hold the numbers of another one in their normal form."""
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
    yield "text", texts(entry.text, entry.suggested)
    yield "beside", texts(entry.beside)
    for name in WORDS:
        yield name, texts(entry.fields.get(name, ""))
    for name, field in NUMBERS.items():
        numbers = indexed(entry.fields.get(field, ""), BLANK, LONGEST_TOKEN) or BLANK
        yield name, Texts(numbers, numbers, numbers)


def texts(text: str, suggested: Sequence[str] = ()) -> Texts:
    """A text and behind it what the lexicon suggests for its words, each once and none that the text has: so a
    suggestion is as rare as the word itself and counts no more. A BLANK before each keeps phrases out."""
    words = _words(text)
    there = {word.folded for word in words} if suggested else set()
    for one in dict.fromkeys(suggested):
        new = _words(one)
        if not there.issuperset(word.folded for word in new):
            words += [Forms(BLANK, BLANK, BLANK), *new]
    return Texts(*map(" ".join, zip(*words, strict=True))) if words else Texts(BLANK, BLANK, BLANK)


def _words(text: str) -> list[Forms]:
    return [word for word in forms(text) if len(word.folded) <= LONGEST_TOKEN]
