"""Why a letter was found, where its text does not show it: the field that has the words."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from search.analysis import forms_of
from search.highlight import LEAD, Span, marks_in, spans, trimmed
from search.runs import runs
from search.suggested import Row, answering
from search.tokens import Packed, packed_line
from search.tree import FIELDS, Alike, Fuzzy, Leaf, Misread, Phrase, Tree, Word, alikes, leaves, unanswered

WIDTH = 120  # code points of a field that are shown
MOST_SUGGESTED = 3
"""Different suggestions of one letter that are told, and different words that stand for one asked for."""


@dataclass(frozen=True)
class Reason:
    """Some text of a field (search.tree.FIELDS, "beside" or "suggested"), or what the text has instead of the words
    `asked` for ("misread", "near", "synonym"). `marks` are code point offsets in `text`."""

    field: str
    text: str
    marks: tuple[Span, ...] = ()
    asked: str = ""

    def as_dict(self) -> dict[str, Any]:
        said = {"asked": self.asked} if self.asked else {}
        return {"field": self.field, "text": self.text, "marks": [list(mark) for mark in self.marks], **said}


def reasons(unseen: Sequence[Leaf], fields: Mapping[str, str], anywhere: Collection[str]) -> Iterator[Reason]:
    """The fields that answer what the text does not; those of `anywhere` also answer words without a field."""
    for name, text in fields.items():
        asked = [leaf for leaf in unseen if _answers(leaf, name, anywhere)]
        if not asked or not text or FIELDS.get(name) == "word":
            continue
        found = spans(asked, packed_line(text), name)
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


def anywhere(tree: Tree) -> list[Alike]:
    """What was asked for without a field, and what is taken for it."""
    return [one for one in alikes(tree) if not any(leaf.field for leaf in leaves(one.child))]


def taken(asked: Sequence[Alike], text: str, packed: Packed) -> Iterator[Reason]:
    """What the text has instead of what was asked for, where it has not that too."""
    for one in asked:
        if isinstance(one.child, Word):
            word = forms_of(one.child.text)
            if packed.has(word):
                continue
            read = [(token, token) for token in packed.like(word)]
            read += [run for other in one.others if isinstance(other, Misread) for run in runs(other, packed)]
            yield from _told("misread", one, text, packed, sorted(read))
            if not read:
                near = [run for other in one.others if isinstance(other, Fuzzy) for run in runs(other, packed)]
                yield from _told("near", one, text, packed, sorted(near))
        elif not unanswered(one.child, [leaf for leaf in leaves(one.child) if not runs(leaf, packed)]):
            continue
        spelled = [run for other in one.others if isinstance(other, Phrase) for run in runs(other, packed)]
        yield from _told("synonym", one, text, packed, sorted(spelled))


def _told(kind: str, one: Alike, text: str, packed: Packed, found: list[tuple[int, int]]) -> Iterator[Reason]:
    """Each different spelling once, in the order of the text."""
    ends = ((packed.starts[first], packed.starts[last] + packed.lengths[last]) for first, last in found)
    said = dict.fromkeys(" ".join(text[start:end].split()) for start, end in ends)
    for words in islice({word.casefold(): word for word in said}.values(), MOST_SUGGESTED):
        yield Reason(kind, words, asked=" ".join(_words_of(one.child)))


def _words_of(tree: Tree) -> Iterator[str]:
    for leaf in leaves(tree):
        if isinstance(leaf, Word):
            yield leaf.text
        elif isinstance(leaf, Phrase):
            yield from leaf.words


def _cut(name: str, text: str, found: list[Span]) -> Reason:
    low = max(0, found[0][0] - LEAD)
    first, last = trimmed(text, low, min(low + WIDTH, len(text)))
    return Reason(name, text[first:last], marks_in(found, first, last))
