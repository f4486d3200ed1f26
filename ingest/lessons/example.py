"""A letter of which people have said something, as lessons are drawn from it and tried on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ingest.fields import number_key
from ingest.fields.lines import Sheet
from ingest.lessons.likeness import folded, likeness
from ingest.lessons.views import Views, views_of
from schemas.page import Box

TAUGHT = {
    "reference_number": "number",
    "date": "day",
    "place": "text",
    "subject": "text",
    "sender": "text",
    "recipients": "names",
    "signer": "text",
    "signer_position": "text",
}
"""The fields that are learned, each with the kind of its values. Where one of the others stands says nothing of how its
words are to be understood."""
CONSTANT = ("sender", "place")
"""Those that are the same on every letter of one letterhead."""
SAME_TEXT, SAME_NUMBER = 0.85, 0.9
"""Likeness from which a text, or a reference number, is the one that was meant and only misread."""
Place = tuple[int, int, Box]
"""The number of a file, of its page, and a box in pixels of the page image."""


@dataclass(frozen=True, eq=False)
class Example:
    """`sheets`: the letter's own pages; `said`: what people said, None for what is not there; `read`: what the plain
    rules find; `pointed`: where people said that it stands."""

    sheets: Sequence[Sheet]
    said: Mapping[str, Any]
    read: Mapping[str, Any]
    pointed: Mapping[str, Place] = field(default_factory=dict)

    @cached_property
    def views(self) -> Views:
        return views_of(self.sheets)


def is_meant(name: str, found: Any, said: Any) -> bool:
    """Whether what was found is what was said, but for signs that were misread."""
    kind = TAUGHT[name]
    if kind == "day" or not (found and said):
        return bool(found == said)
    if kind == "number":
        return likeness(number_key(str(found)), number_key(str(said))) >= SAME_NUMBER
    return likeness(normal(found), normal(said)) >= SAME_TEXT


def is_right(name: str, found: Any, said: Any) -> bool:
    """Whether it is what was said, sign by sign; case, spaces and marks do not count."""
    if TAUGHT[name] == "number" and found and said:
        return number_key(str(found)) == number_key(str(said))
    return bool(normal(found) == normal(said))


def normal(value: Any) -> str:
    return folded(" ".join(value) if isinstance(value, list) else str(value or ""))
