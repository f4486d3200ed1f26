"""Where one word or phrase of a query stands among the tokens of a text."""

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise

from search.analysis import forms_of, skeleton
from search.misread import misread
from search.numbers import part_of, parts_of, written
from search.tokens import Packed
from search.tree import Fuzzy, Leaf, Misread, Near, Number, Pattern, Phrase, Prefix, Word, follows

_LETTER = r"[^\t\n]"  # of a word in the table of the tokens
GAP = 3
"""Parts of a number that may stand between two that were asked for."""


def tokens_of(leaf: Leaf, packed: Packed) -> list[int]:  # noqa: PLR0911 - one for each kind
    """Where the leaf stands, whole phrases word by word."""
    match leaf:
        case Word(text):
            return packed.like(forms_of(text))
        case Phrase(words):
            step = range(len(words))
            return [
                first + more for first in follows(words, [set(packed.exactly(word)) for word in words]) for more in step
            ]
        case Near():
            return sorted(_near(leaf, packed))
        case Number(words):
            return [token for first, last in _numbers(words, packed) for token in range(first, last + 1)]
        case Misread(text):
            return packed.any_of(misread(text))
        case Prefix(text):
            return packed.beginning(text)
        case Pattern(text):
            return packed.formed(_form(text))
        case Fuzzy(text):
            return packed.matching(lambda line: _alike(line, text, leaf.distance))


def runs(leaf: Leaf, packed: Packed) -> list[tuple[int, int]]:
    """The first and last token of each place where the leaf stands."""
    if isinstance(leaf, Number):
        return _numbers(leaf.words, packed)
    tokens = tokens_of(leaf, packed)
    if isinstance(leaf, Phrase):
        last = len(leaf.words) - 1
        return [(token, token + last) for token in tokens[:: last + 1]]
    return [(token, token) for token in tokens]


def _near(leaf: Near, packed: Packed) -> set[int]:
    """The tokens of the words, where each stands near the next."""
    places = {word: packed.exactly(word) for word in leaf.words}
    found: set[int] = set()
    for one, other in pairwise(leaf.words):
        close = {(a, b) for a in places[one] for b in _about(places[other], a, leaf.distance + 1)}
        if not close:
            return set()
        found.update(token for pair in close for token in pair)
    return found


def _about(places: list[int], token: int, most: int) -> list[int]:
    """Those at most so many tokens away; `places` rise."""
    return places[bisect_left(places, token - most) : bisect_right(places, token + most)]


def _numbers(words: tuple[str, ...], packed: Packed) -> list[tuple[int, int]]:
    """The first and last token of each place where a number stands: its words in any of their forms, one behind the
    other; where it does so nowhere, with some other parts between."""
    said = tuple(map(part_of, words))
    places = [_of_part(part, packed) for part in said]
    if starts := follows(said, list(map(set, places))):
        return [(start, start + len(said) - 1) for start in starts]
    if len(said) == 1:
        return []
    spread = [_of_part(part, packed) for part in parts_of(words)]
    ends = [(first, first) for first in spread[0]]
    for part in spread[1:]:
        ends = [
            (first, at) for first, last in ends for at in part[bisect_right(part, last) :][:1] if at <= last + 1 + GAP
        ]
    return ends


def _of_part(part: str, packed: Packed) -> list[int]:
    """The tokens of a part, as it is usually written."""
    return sorted({token for word in written(part) for token in packed.exactly(word)})


def _form(pattern: str) -> str:
    """A pattern as a regular expression. Each part between two * is taken where it first stands and left there: trying
    all places, four signs would take a minute in a word of two hundred like letters."""
    first, *rest = (part.replace("?", _LETTER) for part in pattern.split("*"))
    middle, last = rest[:-1], rest[-1:]
    return "".join([first, *(f"(?>{_LETTER}*?{part})" for part in middle), *(f"{_LETTER}*{part}" for part in last)])


@lru_cache(maxsize=1 << 14)
def _alike(line: str, text: str, most: int) -> bool:
    """Whether a word (its three forms between tabs) is like another: letters have most of their words in common, so
    that few are compared twice."""
    folded, _, bones = line.split("\t")
    return near(folded, text, most) or near(bones, skeleton(text), 1)


def near(one: str, other: str, most: int) -> bool:
    """Whether at most `most` letters were changed, left out, put in or swapped with their neighbour."""
    if abs(len(one) - len(other)) > most or len(set(one).difference(other)) > most:
        return False  # nearly all that are compared end here, in a tenth of the time
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
        before, last = last, row
    return last[-1] <= most
