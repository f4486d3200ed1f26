"""Why a letter was found, where its text does not show it: the field that has the words."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from search.highlight import LEAD, Span, marks_in, spans, trimmed
from search.suggested import Row, answering
from search.tokens import Packed
from search.tree import FIELDS, Leaf

WIDTH = 120  # code points of a field that are shown
MOST_SUGGESTED = 3
"""Different suggestions of one letter that are told."""


@dataclass(frozen=True)
class Reason:
    """Some text of a field (search.tree.FIELDS, "beside" or "suggested"); `marks` are code point offsets in it."""

    field: str
    text: str
    marks: tuple[Span, ...]

    def as_dict(self) -> dict[str, Any]:
        return {"field": self.field, "text": self.text, "marks": [list(mark) for mark in self.marks]}


def reasons(unseen: Sequence[Leaf], fields: Mapping[str, str], anywhere: Collection[str]) -> Iterator[Reason]:
    """The fields that answer what the text does not; those of `anywhere` also answer words without a field."""
    for name, text in fields.items():
        asked = [leaf for leaf in unseen if _answers(leaf, name, anywhere)]
        if not asked or not text or FIELDS.get(name) == "word":
            continue
        found = spans(asked, Packed.of(text), name)
        if found:
            yield _cut(name, text, found)


def _answers(leaf: Leaf, name: str, anywhere: Collection[str]) -> bool:
    """Whether a leaf is looked for in a field."""
    if leaf.field is not None:
        return leaf.field == name
    return name in anywhere or name == getattr(leaf, "lean", None)


def suggestions(unseen: Sequence[Leaf], text: str, rows: Sequence[Row]) -> Iterator[Reason]:
    """The lexicon's words that answer what the text does not, each behind the word as it was read."""
    pairs = dict.fromkeys((text[start:end], word) for start, end, word in answering(unseen, rows))
    for read, word in islice(pairs, MOST_SUGGESTED):
        before = f"{read} → "
        yield Reason("suggested", before + word, ((len(before), len(before) + len(word)),))


def _cut(name: str, text: str, found: list[Span]) -> Reason:
    low = max(0, found[0][0] - LEAD)
    first, last = trimmed(text, low, min(low + WIDTH, len(text)))
    return Reason(name, text[first:last], marks_in(found, first, last))
