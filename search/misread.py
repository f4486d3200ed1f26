"""What a word may have become: by OCR, which confuses letters of like shape, and by a hand that left one out, swapped
two or spelled it as it sounds.

The list is worked out from the word alone. So it is the same on every engine, and what was found can be told beside a
hit ("read as"); and a root of the language is never taken for another one misread: kota is no kata.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, islice
from string import ascii_lowercase

from search.roots import is_word
from search.stems import is_proved, root

SHAPES = (
    "m rn", "m nn", "m in", "n ri", "n ii", "w vv", "w v", "u ii", "u li", "u n", "u v", "h li", "h b", "h n", "b 6",
    "d cl", "d ol", "k lc", "l i", "l 1", "i 1", "l t", "i j", "i t", "t f", "t r", "f r", "e c", "e o", "c o", "c g",
    "a o", "a e", "a s", "a u", "a 4", "o 0", "d 0", "g q", "g 9", "g y", "s 5", "s 8", "b 8", "z 2", "q 9", "j y",
    "v y",
)  # fmt: skip
"""Letters that are taken for one another, either way, at most twice in a word: of the shapes of printed and typed
letters (ingest/suggest.py measured most of them on real ones)."""
SPELLED = ("u oe", "j dj", "c tj", "sy sj", "kh ch")
"""Spellings before and after 1972, in a misread word too."""
SOUNDS = (
    "y j", "kh h", "ch h", "ch c", "f v", "f p", "f ph", "v p", "z s", "z j",
    "k q", "s sy", "s sh", "t th", "d dh", "i y", "i ie", "x ks", "k c", "o u",
)  # fmt: skip
"""What stands for one sound in names, and people mix up."""
SHORTEST, TWICE_FROM = 4, 6
"""Letters of a word that may have one change, and two. From the second on one letter may also be missing, doubled, or
stand before its neighbour; so may one of any word that is no root, and one may have been left out when it was typed."""
MOST = 1000
"""Forms of one word that are looked for."""
LONGEST = 30
"""Letters of a word: of one of a thousand, which is none, the pairs of changes would take a minute to write down."""

Change = tuple[int, int, str]
"""From where to where in a word, and what stands there instead."""


def _both_ways(pairs: tuple[str, ...]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By the first letter of what is replaced: that, and what stands instead."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one, other in (pair.split() for pair in pairs):
        found.setdefault(one[0], []).append((one, other))
        found.setdefault(other[0], []).append((other, one))
    return {letter: tuple(some) for letter, some in found.items()}


_SHAPES, _SPELLED, _SOUNDS = _both_ways(SHAPES), _both_ways(SPELLED), _both_ways(SOUNDS)


@lru_cache(maxsize=500)  # of up to 60 kB each
def misread(word: str) -> frozenset[str]:
    """The other forms of a folded word, at most MOST; none of what is too long to be one, or mostly digits, each of
    which says something."""
    if not SHORTEST <= len(word) <= LONGEST or sum(map(str.isalpha, word)) * 2 <= len(word):
        return frozenset()
    others = dict.fromkeys(_forms(word))
    others.pop(word, None)
    if is_proved(word):  # what is a word itself is not taken for another word
        return frozenset(islice((one for one in others if not is_word(one)), MOST))
    return frozenset(islice(others, MOST))


def _forms(word: str) -> Iterator[str]:
    """The likeliest first. What is no root may itself be mistyped."""
    whole = is_word(word)
    shapes, spelled = list(_changes(word, _SHAPES)), list(_changes(word, _SPELLED))
    yield from _apart(word, (_with(word, one) for one in (*shapes, *spelled, *_changes(word, _SOUNDS))))
    if word.isalpha() and (len(word) >= TWICE_FROM or not whole):  # a digit is never left out
        yield from _slips(word)
    if word.isalpha() and not whole:
        yield from (word[:at] + letter + word[at:] for at in range(1, len(word) + 1) for letter in ascii_lowercase)
    if len(word) >= TWICE_FROM:
        for (first, behind, one), (second, rest, other) in combinations(sorted(shapes + spelled), 2):
            if behind <= second:
                yield word[:first] + one + word[behind:second] + other + word[rest:]


def _apart(word: str, others: Iterable[str]) -> Iterator[str]:
    """Without those that are as long and have a root: pengaduan is another word than pengadaan, not its misreading."""
    known = is_proved(word)
    return (one for one in others if not (known and len(one) == len(word) and root(one)))


def _changes(word: str, pairs: dict[str, tuple[tuple[str, str], ...]]) -> Iterator[Change]:
    """In the order of their places."""
    for at, letter in enumerate(word):
        for one, other in pairs.get(letter, ()):
            if word.startswith(one, at):
                yield at, at + len(one), other


def _with(word: str, change: Change) -> str:
    start, end, instead = change
    return word[:start] + instead + word[end:]


def _slips(word: str) -> Iterator[str]:
    """With a letter missing, doubled, or in the place of the next one."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at] + word[at:]
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
