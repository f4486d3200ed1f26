"""Where one word or phrase of a query stands among the tokens of a text."""

from search.analysis import forms_of, skeleton
from search.misread import misread
from search.tokens import Packed
from search.tree import Fuzzy, Leaf, Misread, Phrase, Prefix, Word, follows


def tokens_of(leaf: Leaf, packed: Packed) -> list[int]:
    """Where the leaf stands, whole phrases word by word."""
    match leaf:
        case Word(text):
            return packed.like(forms_of(text))
        case Phrase(words):
            step = range(len(words))
            return [
                first + more for first in follows(words, [set(packed.exactly(word)) for word in words]) for more in step
            ]
        case Misread(text):
            return packed.any_of(misread(text))
        case Prefix(text):
            return packed.beginning(text)
        case Fuzzy(text):
            bones, most = skeleton(text), leaf.distance
            return packed.matching(lambda word: near(word.folded, text, most) or near(word.skeleton, bones, 1))


def runs(leaf: Leaf, packed: Packed) -> list[tuple[int, int]]:
    """The first and last token of each place where the leaf stands."""
    tokens = tokens_of(leaf, packed)
    if isinstance(leaf, Phrase):
        last = len(leaf.words) - 1
        return [(token, token + last) for token in tokens[:: last + 1]]
    return [(token, token) for token in tokens]


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
