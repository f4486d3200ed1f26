"""A question taken loosely: letters with most of its words, and with words near those that may be misspelt.

Only plain words are, which nothing joins: what stands in quotation marks or in a field, an exclusion, a day and a
number must hold as they stand.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from search.parsed import Parsed
from search.said import said
from search.tree import Alike, And, AtLeast, Fuzzy, Phrase, Tree, Word, leaves


@dataclass(frozen=True)
class Parts:
    """A widened question: `words`, of which a letter may lack some, and `firm`, all else that it must answer."""

    words: tuple[Alike, ...]
    firm: tuple[Tree, ...]

    def having(self, least: int) -> Tree:
        """Letters that answer all that is firm, and so many of the words."""
        one, every = len(self.words) == 1, least == len(self.words)
        many: Tree = self.words[0] if one else And(self.words) if every else AtLeast(self.words, least)
        return And((*self.firm, many)) if self.firm else many

    def near(self, misspelt: Collection[str]) -> "Parts":
        """With any word near each of those that may be misspelt."""
        return replace(self, words=tuple(_near(one) if called(one) in misspelt else one for one in self.words))


def parts_of(tree: Tree) -> Parts:
    """Of a tree of search.widened."""
    children = tree.children if isinstance(tree, And) else (tree,)
    words = tuple(one for one in children if isinstance(one, Alike) and _is_plain(one.child))
    return Parts(words, tuple(one for one in children if one not in words))


def plain_words(parsed: Parsed) -> list[str]:
    """The words of a question of which a letter may lack some."""
    children = parsed.tree.children if isinstance(parsed.tree, And) else (parsed.tree,)
    words = [one.text for one in children if isinstance(one, Word) and one.field is None]
    return words if parsed.plain else []


def called(one: Alike) -> str:
    """The word that was asked for, or the several that something stands for."""
    return " ".join(leaf.text for leaf in leaves(one.child) if isinstance(leaf, Word))


def firmly(tree: Tree) -> str:
    """What was typed as a query that asks for all its words: joined by AND, one alone in quotation marks."""
    return f'"{tree.text}"' if isinstance(tree, Word) else said(tree, " AND ")


def _is_plain(tree: Tree) -> bool:
    """A word without a field, or several that something stands for."""
    return not isinstance(tree, Phrase) and all(leaf.field is None for leaf in leaves(tree))


def _near(one: Alike) -> Alike:
    return replace(one, others=(*one.others, Fuzzy(called(one))))
