"""The words that tell what a letter is about, by which letters like it are found.

Of each word how often the letter says it, and how rare it is among all letters (tf-idf; Robertson and Sparck Jones,
Relevance weighting of search terms, 1976). The engines' own "more like this" is not asked: Tantivy's ends the process
over an index with removed letters, and the two would not choose alike.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence

from search.analysis import Forms, forms
from search.tokens import Packed
from search.tree import AtLeast, Tree, Word

LOOKED_UP, TELLING = 128, 12
"""Words of a letter whose rareness is looked up, those said most and the longest; and those that are asked for."""
SUBJECT = 3
"""A word of the subject counts as if the text had it so many times more, as its rank in a search does."""
LEAST = 4
"""Letters of a word: shorter ones are mostly particles, and what OCR leaves of broken words."""
SHARE = 3
"""A letter like it has one in so many of the telling words, and two at the least."""

Frequencies = Callable[[Sequence[str]], list[int]]


def telling(packed: Packed, subject: str, frequencies: Frequencies, letters: int) -> list[str]:
    """The telling words of a text, folded, the most telling first; one of each stem. `letters`: how many there are."""
    said = _said(packed, subject)
    often = sorted(said, key=lambda word: (-said[word] * len(word.folded), word.folded))[:LOOKED_UP]
    found = frequencies([word.folded for word in often])
    weights = {
        word: said[word] * math.log(letters / frequency)
        for word, frequency in zip(often, found, strict=True)
        if 1 < frequency < letters  # what stands here alone leads to no other letter
    }
    by_stem: dict[str, str] = {}
    for word in sorted(weights, key=lambda word: (-weights[word], word.folded)):
        by_stem.setdefault(word.stem, word.folded)
    return list(by_stem.values())[:TELLING]


def like(words: Sequence[str]) -> Tree | None:
    """What letters with enough of the words answer; None for too few words to tell."""
    return AtLeast(tuple(map(Word, words)), max(2, len(words) // SHARE)) if len(words) > 1 else None


def _said(packed: Packed, subject: str) -> Counter[Forms]:
    """How often each word stands in the text, those of the subject more."""
    words = list(packed.words)
    counts = Counter({words[number]: count for number, count in Counter(packed.ids).items()})
    counts.update(dict.fromkeys(forms(subject), SUBJECT))
    long = (word for word in counts if len(word.folded) >= LEAST and word.folded.isalpha())
    return Counter({word: counts[word] for word in long})
