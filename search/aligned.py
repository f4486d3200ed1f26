"""Which of the machine's words a word of a person's correction stands for: boxes belong to what the machine read."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher

Span = tuple[int, int]
_WORD = re.compile(r"\S+")
NOWHERE = (0, 0)


def aligned(by_hand: str | None, text: str) -> Callable[[int, int], Span]:
    """From code points of the correction to those of the machine's text; NOWHERE for what a person added.

    Without a correction every span is its own."""
    if not by_hand:
        return lambda start, end: (start, end)
    ours, theirs = ([match.span() for match in _WORD.finditer(one)] for one in (by_hand, text))
    stands_for = _pairs([by_hand[a:b] for a, b in ours], [text[a:b] for a, b in theirs])

    def machines(start: int, end: int) -> Span:
        words = [word for word, (a, b) in enumerate(ours) if a < end and b > start]
        spans = [theirs[other] for word in words for other in stands_for.get(word, ())]
        return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else NOWHERE

    return machines


def _pairs(ours: list[str], theirs: list[str]) -> dict[int, range]:
    """The words of the other side for each word: one for one where equally many were changed, else all of them."""
    found: dict[int, range] = {}
    for _, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        one_for_one = b - a == d - c
        for place in range(a, b):
            found[place] = range(c + place - a, c + place - a + 1) if one_for_one else range(c, d)
    return found
