"""From lines of words to a page's text with every word's place in it."""

from collections.abc import Callable, Iterable

from ingest.recogniser import Area, Line, Seen
from schemas.page import Box, Word

MOST_TEXT = 2_000_000
"""Characters of a page or a document: some 1,000 pages of text. More is no letter, and would be held in memory by
everything that comes after."""
Place = Callable[[Area], Box]
"""From pixels of what was read to pixels of the page image as served."""


def compose(lines: Iterable[Line], place: Place) -> tuple[str, tuple[Word, ...]]:
    """Words joined by a space, lines by a line end, paragraphs by an empty line; each word with its offsets."""
    text: list[str] = []
    words: list[Word] = []
    at, paragraph = 0, None
    for line in lines:
        if paragraph is not None:
            gap = "\n" if line.paragraph == paragraph else "\n\n"
            text.append(gap)
            at += len(gap)
        paragraph = line.paragraph
        for number, seen in enumerate(line.words):
            if number:
                text.append(" ")
                at += 1
            words.append(Word(seen.text, place(seen.box), seen.confidence, at, at + len(seen.text)))
            text.append(seen.text)
            at += len(seen.text)
    return "".join(text), tuple(words)


def uncertain(words: Iterable[Seen], place: Place) -> tuple[Word, ...]:
    """Words taken off the text, with their boxes."""
    return tuple(
        Word(seen.text, place(seen.box), seen.confidence) for seen in words if any(map(str.isalnum, seen.text))
    )
