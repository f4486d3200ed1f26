"""What people said of places of a page, laid over what the machine read there.

A correction is anchored by its box, not by a word: whatever a later reading finds in that place gives way to it. A box
covers the words whose middle lies in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from schemas.page import union
from schemas.rows import gaps, parted

SURE = 100
"""Confidence (0-100) of what a person said."""
COVERED = 0.9
"""A box is another's when so much of its area lies in it: what is said of a place anew replaces what was said before,
while a word of a line that was said as a whole adds to it."""
SAME = 0.6
"""Two boxes are of one word when they have so much of both their areas in common: another reading sees its ink some
pixels further on."""
Box = tuple[float, ...]


@dataclass(frozen=True)
class Token:
    """A word with what stands before it in the text: "" at the start, a blank, ends of lines."""

    before: str
    text: str
    box: Box
    confidence: float

    @property
    def middle(self) -> tuple[float, float]:
        return middle(self.box)


def apply(text: str, words: Sequence[Sequence[Any]], corrections: Sequence[Mapping[str, Any]]) -> tuple[str, list[Any]]:
    """The text with the corrections, in their order, and rows of its words as a stored Page has them.

    Of a correction that takes a word off nothing is left but the ends of lines round it; one where the machine saw no
    word stands in the line at its height, else in a line of its own."""
    tokens = _tokens(text, words)
    for correction in corrections:
        tokens = _with(tokens, tuple(correction["box"]), str(correction["text"]).split())
    return _joined(tokens)


def said_anew(corrections: Sequence[Mapping[str, Any]], box: Sequence[float]) -> list[Mapping[str, Any]]:
    """The corrections without those in the place of `box`, about which something new is said."""
    return [one for one in corrections if not _is_within(one["box"], box)]


def _is_within(inner: Sequence[float], outer: Sequence[float]) -> bool:
    covered = share(inner, outer)
    common = covered * _area(inner)
    return covered >= COVERED or common > SAME * (_area(inner) + _area(outer) - common)


def covers(box: Sequence[float], word: Sequence[float]) -> bool:
    x, y = middle(word)
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def share(inner: Sequence[float], outer: Sequence[float]) -> float:
    """How much of the area of `inner` lies in `outer`, 0 to 1."""
    width = min(inner[2], outer[2]) - max(inner[0], outer[0])
    height = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = _area(inner)
    return max(0.0, width) * max(0.0, height) / area if area else float(covers(outer, inner))


def _area(box: Sequence[float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def middle(box: Sequence[float]) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _tokens(text: str, words: Sequence[Sequence[Any]]) -> list[Token]:
    return [
        Token(before, text[start:end], tuple(box), confidence)
        for before, (start, end, *box, confidence) in zip(gaps(text, words), words, strict=True)
    ]


def _joined(tokens: Sequence[Token]) -> tuple[str, list[Any]]:
    parts: list[str] = []
    rows: list[Any] = []
    at = 0
    for token in tokens:
        before = token.before if parts else ""
        at += len(before)
        rows.append([at, at + len(token.text), *(round(side) for side in token.box), token.confidence])
        at += len(token.text)
        parts += [before, token.text]
    return "".join(parts), rows


def _with(tokens: list[Token], box: Box, said: list[str]) -> list[Token]:
    places = [place for place, token in enumerate(tokens) if covers(box, token.box)]
    if not places:
        return _inserted(tokens, box, said)
    covered = [tokens[place] for place in places]
    first = places[0]
    new = [
        Token(covered[0].before if not at else " ", text, side, SURE)
        for at, (text, side) in enumerate(zip(said, _boxes(covered, said, box), strict=True))
    ]
    kept: list[Token] = []
    lost = ""  # what stood before words that are gone
    for place, token in enumerate(tokens):
        if place == first:
            kept += new
            lost = "" if new else token.before
        elif place in places:
            lost = _stronger(lost, token.before)
        else:
            kept.append(replace(token, before=_stronger(lost, token.before)))
            lost = ""
    return kept


def _stronger(one: str, other: str) -> str:
    """Of what stands between words the one that parts them more."""
    return max(one, other, key=lambda gap: (gap.count("\n"), len(gap)))


def _boxes(covered: Sequence[Token], said: Sequence[str], box: Box) -> list[Box]:
    """A box for each word said: that of the same word read, else a part, by length, of the place that is left."""
    if len(said) == len(covered):
        return [token.box for token in covered]
    if len(covered) == 1:
        return _parts(covered[0].box, said)
    found: list[Box] = []
    matcher = SequenceMatcher(None, [token.text for token in covered], list(said), autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or b - a == d - c:
            found += [token.box for token in covered[a:b]]
        elif kind == "replace":
            found += _parts(union([token.box for token in covered[a:b]]), said[c:d])
        elif kind == "insert":
            left = covered[a - 1].box[2] if a else box[0]
            right = covered[a].box[0] if a < len(covered) else max(box[2], left + 1)
            found += _parts((min(left, right), box[1], max(left, right), box[3]), said[c:d])
    return found


def _parts(box: Box, said: Sequence[str]) -> list[Box]:
    total, ends, at = sum(map(len, said)) or 1, [box[0]], 0
    for text in said:
        at += len(text)
        ends.append(box[0] + (box[2] - box[0]) * at / total)
    return [(left, box[1], right, box[3]) for left, right in pairwise(ends)]


def _inserted(tokens: list[Token], box: Box, said: list[str]) -> list[Token]:
    """The words in the line whose height holds the middle of the box, at their place in it; else as a line."""
    new = [Token(" ", text, side, SURE) for text, side in zip(said, _parts(box, said), strict=True)]
    if not new:
        return tokens
    x, y = middle(box)
    lines = _lines(tokens)
    for first, behind in lines:
        line = tokens[first:behind]
        if min(token.box[1] for token in line) <= y <= max(token.box[3] for token in line):
            place = next((at for at in range(first, behind) if tokens[at].middle[0] > x), behind)
            if place == first:
                new[0], tokens = replace(new[0], before=line[0].before), list(tokens)
                tokens[first] = replace(line[0], before=" ")
            return [*tokens[:place], *new, *tokens[place:]]
    place = next((first for first, _ in lines if tokens[first].middle[1] > y), len(tokens))
    after = list(tokens[place:])
    new[0] = replace(new[0], before="\n")
    if after and not after[0].before.startswith("\n"):
        after[0] = replace(after[0], before="\n")
    return [*tokens[:place], *new, *after]


def _lines(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """First word and the one behind the last, line by line."""
    places = parted(range(len(tokens)), [token.before for token in tokens])
    return [(line[0], line[-1] + 1) for line in places]
