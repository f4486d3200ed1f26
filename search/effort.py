"""How long the parts of a question take an engine: by this a query is cut, and what is worked out beside its answer.

The unit is a millisecond over 100,000 letters for words that half of them have, on a slow core (`lontar bench search`,
case hard). So it tells what is much, never how long something will take.
"""

from collections.abc import Mapping

from search.analysis import forms_of
from search.tree import (
    Alike,
    And,
    AtLeast,
    Everything,
    Fuzzy,
    Leaf,
    Misread,
    Near,
    Not,
    Number,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Range,
    Tree,
    Word,
    leaves,
)

MOST_WORDS = 32
"""Plain words: more is no question of a person but an attack on the engine."""
MOST = 40.0
"""What the parts of a query may take together; and a whole search, with its counts and what is offered instead."""
WORD, EITHER = MOST / MOST_WORDS, 1.9
BEGINNING, NEAR, ALIKE, PATTERN, PHRASE, OPEN_PATTERN, PAIR = 3.2, 3.2, 6.5, 8.0, 10.0, 20.0, 20.0
"""Of a word, and of one with OR in the query, where every letter that has any is weighed; of a beginning; of words near
one that is taken for misspelt; of a fuzzy word and a pattern, which the marks of the hits take as long to find; of a
phrase; of a pattern that begins with a sign, for which every word of the index is looked at; of two words near each
other."""

Shares = Mapping[str, float]
"""What share of the letters a word stands in, from 0 to 1; of one that is not among them nothing is known."""
UNKNOWN: Shares = {}


def effort(tree: Tree, shares: Shares = UNKNOWN) -> float:
    """Of a question. Where all of some words must stand, only the letters of the rarest are looked at; words with a
    sign are looked up among all words of the index first, so nothing lessens them."""
    return _effort(tree, shares, 1.0, either=False)


def _effort(tree: Tree, shares: Shares, within: float, *, either: bool) -> float:  # noqa: PLR0911 - one a kind
    """`within`: the part of the letters that what else must stand leaves."""
    match tree:
        case And(children):
            least = min([within, *(_part(child, shares) for child in children)])
            return sum(_effort(child, shares, least, either=either) for child in children)
        case Or(children) | AtLeast(children):
            dated = any(isinstance(child, Range) for child in children)  # a date, or what it was typed as: no OR
            return sum(_effort(child, shares, within, either=either or not dated) for child in children)
        case Alike(child, others):
            near = sum(NEAR for one in others if isinstance(one, Fuzzy))
            return near + _effort(child, shares, within, either=either)
        case Not(child):
            return _effort(child, shares, within, either=either)
        case Everything() | Misread():
            return 0.0
        case Range() | Prefix() | Pattern() | Fuzzy():
            return of_leaf(tree, either=either)
        case _:
            return of_leaf(tree, either=either) * min(within, _part(tree, shares))


def of_leaf(leaf: Leaf | Range, *, either: bool = False) -> float:
    """Of a word, phrase, number, pattern or date; `either`: where OR stands in the query."""
    match leaf:
        case Pattern(text):
            return OPEN_PATTERN if text[0] in "*?" else PATTERN
        case Near(words):
            return PAIR * (len(words) - 1)
        case Phrase(words) if len(words) > 1:
            return PHRASE
        case Fuzzy():
            return ALIKE
        case Prefix():
            return BEGINNING
        case _:
            return EITHER if either else WORD


def words_of(tree: Tree) -> list[str]:
    """The words whose shares count, and their roots: a word is looked for in all its forms."""
    asked = [word for leaf in leaves(tree) for word in _said(leaf)]
    return list(dict.fromkeys([*asked, *(forms_of(word).stem for word in asked)]))


def _part(tree: Tree, shares: Shares) -> float:
    """The part of the letters that have it: half of them count as all, as in the unit."""
    match tree:
        case And(children):
            return min(_part(child, shares) for child in children)
        case Alike(child):
            return _part(child, shares)
        case Word() | Phrase() | Near() | Number():
            return min([1.0, *(2 * _share(word, shares) for word in _said(tree))])
        case _:
            return 1.0


def _share(word: str, shares: Shares) -> float:
    return max(shares.get(one, 1.0) for one in (word, forms_of(word).stem))


def _said(leaf: Leaf) -> tuple[str, ...]:
    match leaf:
        case Word(text):
            return (text,)
        case Phrase(words) | Near(words) | Number(words):
            return words
        case _:
            return ()
