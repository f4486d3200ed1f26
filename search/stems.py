"""The root of an Indonesian word: of all that may be left without its affixes the one from which most words are
derived. `python -m bench.stems` measures it.
"""

from functools import lru_cache

from search.affixes import left_of
from search.kept_roots import KEPT
from search.roots import bare, derived, is_word, stands_alone, words

SHORTEST = 4
"""Letters of a word that may have an affix."""
LESS_SHORT, LESS_UNSEEN = 2, 1
"""Taken off the number of words derived from a root of three letters, which many words hold by chance; and from one
that is no word of its own."""
WEAK = ("ke", "pe", "se", "per", "te", "be", "me")
"""Prefixes that many roots begin with: alone, and so an -i alone, they prove little."""


@lru_cache(maxsize=1 << 17)
def root(word: str) -> str | None:
    """The root of a word in lower case, itself if it is one; None for a word that has no root we know."""
    own = word if is_word(word) else None
    if word in KEPT or len(word) < SHORTEST:
        return own
    if (less := bare(word)) != word:
        return root(less)
    best = _best(word)
    if best is None or (_by_chance(word, best) if own else len(best) == 3 and _evidence(best) <= 0):
        return own
    return root(best) or best


def is_proved(word: str) -> bool:
    """Whether it is a word, or one of a root of which others are too: permoonan is none, though moon is one."""
    return is_word(word) or derived()[root(word) or ""] > 0


def _best(word: str) -> str | None:
    """Of what may be left of a word the one that is likeliest; not what is left of a word that is kept from it."""
    left = set(filter(is_word, left_of(word)))
    for kept in left & KEPT:
        left -= left_of(kept)
    return max(left, key=lambda one: (_evidence(one), words().get(one, 0), one), default=None)


def _evidence(root: str) -> int:
    return derived()[root] - LESS_SHORT * (len(root) == 3 and root not in KEPT) - LESS_UNSEEN * (not stands_alone(root))


def _by_chance(word: str, left: str) -> bool:
    """Whether a word only looks as if it were derived: by a weak affix, or of three letters, and from which more is
    derived than from what is left of it."""
    weak = len(left) == 3 or word == left + "i" or word in [prefix + left for prefix in WEAK]
    return weak and _evidence(left) < derived()[word]
