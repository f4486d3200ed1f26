"""The roots of Indonesian, worked out of its most used words: from how many of them each one is left when their affixes
are taken off. So no dictionary is needed (those that there are may not be sold), and what people write counts.
"""

import re
from collections import Counter
from functools import cache

from search.affixes import DERIVING, left_of, without_clitics
from search.kept_roots import KEPT
from words.frequency import shares

OLD_MARK = re.compile("tch|oe|dj|tj|sj|ch")
"""What today's words do not have; j and nj are letters of today too."""
OTHER = 10
"""So many times as often a word is used in English or Dutch that is none of Indonesian (moon, part, klas), and one of
today that stands with a j in the spelling before (kaju, kayu)."""
LEAST, LEAST_SHORT = 2, 4
"""Derived words that prove a root that is no word of its own (temu: bertemu, ditemukan); of one of three letters."""
_NO_ROOT = re.compile("^(m[^aeiou]|n[^aeiouyg]|n[yg][^aeiou]|[^aeiou]{3})|([^aeioun]|[^aeiou][^aeioug])[^aeiou]$")
"""Letters that no root begins or ends with: what was cut off behind a nasal (menjual: njual) or before an i."""


@cache
def words() -> dict[str, float]:
    """Some 30,000 words in lower case that are used most, and their shares of all text; without those of English and
    Dutch that are quoted, and those in the spelling before 1972 (jang for yang)."""
    ours, english, dutch = shares("id"), shares("en"), shares("nl")
    return {
        word: share
        for word, share in ours.items()
        if len(word) > 2 and word.isascii() and word.isalpha() and not OLD_MARK.search(word)
        if max(english.get(word, 0), dutch.get(word, 0), "j" in word and ours.get(word.replace("j", "y"), 0))
        < OTHER * share
    }


@cache
def derived() -> Counter[str]:
    """Of each root, and of words that may be one, how many of the words are made with one confix: 0.2 s, once a
    process."""
    found = Counter(one for word in words() if bare(word) == word for one in left_of(word, 1))
    return Counter({root: many for root, many in found.items() if stands_alone(root) or _proved(root, found)})


def bare(word: str) -> str:
    """Without a particle or an owner behind it where it is used more so, the word itself else: suratnya, surat."""
    less = without_clitics(word)
    return less if words().get(less, 0) > words().get(word, 0) else word


def is_word(word: str) -> bool:
    """Whether a word in lower case is one of the language: one of those used most, or a root that they prove."""
    return stands_alone(word) or word in derived()


def stands_alone(word: str) -> bool:
    """Whether it is used as it is, or is kept."""
    return word in words() or word in KEPT


def _proved(root: str, found: Counter[str]) -> bool:
    """Whether enough is derived from what is no word of its own, and not all of it by way of a word with a suffix
    (evaluas- stands in evaluasi alone) or with a letter less (kaju: pengajuan is of aju)."""
    if found[root] < (LEAST if len(root) > 3 else LEAST_SHORT) or _NO_ROOT.search(root):
        return False
    if stands_alone(root[1:]) and found[root[1:]] >= found[root]:
        return False
    return all(found[root] > found[root + suffix] + 1 for suffix in DERIVING if root + suffix in words())
