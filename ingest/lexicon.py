"""How common a word is, in the languages of the archive."""

import functools

import numpy as np
from numpy.typing import NDArray

from ingest.words import bare
from words.frequency import by_frequency, most_used, shares

LANGUAGES = {"en": "eng", "id": "ind", "nl": "nld"}
"""ISO 639-1 and 639-3."""
LEAST_ZIPF = 1.0
"""Rarer than one in a hundred millions is hardly a word."""


@functools.cache
def _words(language: str) -> dict[str, float]:
    """Some 30,000 words of one language and their shares of its text: 17 ms and 3 MB to load, once a process.

    The small lists (>= 1 in a million, Zipf >= 3) are enough to tell words from noise.
    """
    return shares(language)


@functools.lru_cache(maxsize=50_000)
def share(word: str) -> float:
    """The word's share of the text of the language it is most common in (0-1; 0: not known)."""
    word = bare(word).lower()
    return max(_words(language).get(word, 0.0) for language in LANGUAGES)


@functools.cache
def _all_words() -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The words of all languages from LEAST_ZIPF on, by their hash, sorted; and their Zipf frequencies, the highest
    first where languages share a word. Some 550,000 words: 0.4 s and 6 MB, once a process; a dictionary takes 80."""
    hashes: list[int] = []
    zipfs: list[float] = []
    for language in LANGUAGES:
        for place, words in enumerate(by_frequency(language)[: round((9 - LEAST_ZIPF) * 100) + 1]):
            hashes += map(hash, words)
            zipfs += [9 - place / 100] * len(words)
    keys, values = np.array(hashes, np.int64), np.array(zipfs, np.float32)
    order = np.lexsort((-values, keys))
    return keys[order], values[order]


@functools.lru_cache(maxsize=100_000)
def zipf(word: str) -> float:
    """How common a word is: 10^zipf of a thousand million words; 0 for one that no language of the archive knows."""
    keys, values = _all_words()
    asked = hash(word.lower())
    place = int(np.searchsorted(keys, asked))
    return float(values[place]) if place < len(keys) and keys[place] == asked else 0.0


def frequent(language: str, number: int) -> list[str]:
    """The most frequent words of a language (ISO 639-3), the first the most."""
    names = {name: code for code, name in LANGUAGES.items()}
    return most_used(names[language], number)


def known(words: list[str]) -> tuple[int, int]:
    """How many of the words of three letters and more (no digits in them) are known, and how many those are."""
    asked = [word for word in (bare(word) for word in words) if len(word) >= 3 and word.isalpha()]
    return sum(1 for word in asked if share(word) > 0), len(asked)


def language_of(words: list[str]) -> str:
    """ISO 639-3 of the language most of the words are known in, "" when there are too few to tell."""
    asked = [word for word in (bare(word).lower() for word in words) if len(word) >= 2 and word.isalpha()]
    if len(asked) < 5:
        return ""
    # Words that two languages share (di, in, de) count by how common they are in each.
    points = {name: sum(_words(code).get(word, 0.0) ** 0.25 for word in asked) for code, name in LANGUAGES.items()}
    return max(points, key=lambda name: points[name])
