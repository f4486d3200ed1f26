"""What the lexicon suggests for words of a stored page, and which of it still stands."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ingest.corrections import covers
from ingest.words import bare
from schemas.page import said
from store.contract import Row


class Suggestion(NamedTuple):
    read: str
    word: str


def suggestions(row: Row) -> Mapping[tuple[int, ...], Suggestion]:
    """By the box of each word that the machine read otherwise than the lexicon would have it."""
    read, other, words = row.get("text", "").split(), row.get("suggested", "").split(), row.get("words") or []
    if not len(read) == len(other) == len(words):
        return {}
    pairs = zip(words, map(Suggestion, read, other), strict=True)
    return {tuple(word[2:6]): pair for word, pair in pairs if pair.read != pair.word}


def standing(row: Row) -> list[list[Any]]:
    """Rows [start, end, word] in the text that people go by, without the signs around a word. Whatever a person says of
    its place takes a suggestion away, also that the machine was right."""
    known = suggestions(row)
    if not known:
        return []
    text, words = said(row)
    found = []
    for start, end, *box, _ in words:
        one = known.get(tuple(box))
        if (
            one is None
            or one.read != text[start:end]
            or any(covers(own["box"], box) for own in row.get("corrections", ()))
        ):
            continue
        core = bare(one.read)
        first = start + one.read.index(core)
        found.append([first, first + len(core), bare(one.word)])
    return found
