"""Pages for tests, written as on a typewriter: what stands where in the text stands there on the page."""

import re

from ingest.fields import understand
from schemas.letter import FieldValue
from schemas.page import PageReading, Word

ACROSS, DOWN, HEIGHT, WIDTH = 12, 28, 16, 1240
COLUMNS = 92


def centred(*lines: str) -> str:
    """Lines in the middle of the page."""
    return "\n".join(line.center(COLUMNS).rstrip() for line in lines)


def page(
    text: str, number: int = 1, source: str = "text-layer", *, confidence: float = 90.0, down: int = DOWN
) -> PageReading:
    """A page of these lines, each word in the box where it stands; blanks between words are room on the paper.
    `down`: pixels from line to line."""
    words = []
    for row, match in enumerate(re.finditer(r"[^\n]*(?:\n|$)", text)):
        for word in re.finditer(r"\S+", match[0]):
            left, top = 60 + ACROSS * word.start(), 60 + down * row
            box = (left, top, left + ACROSS * len(word[0]) - 2, top + HEIGHT)
            at = match.start() + word.start()
            words.append(Word(word[0], box, confidence, at, at + len(word[0])))
    return PageReading(number, WIDTH, 1754, source, "", text, tuple(words), confidence=confidence)


def fields(*pages: str, source: str = "text-layer") -> dict[str, FieldValue]:
    return understand([(1, page(text, number, source)) for number, text in enumerate(pages, 1)])


def said(*pages: str, source: str = "text-layer") -> dict[str, object]:
    """The values of the fields of a letter of these pages."""
    return {name: found.value for name, found in fields(*pages, source=source).items()}
