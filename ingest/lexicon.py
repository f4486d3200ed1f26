"""How common a word is, in the languages of the archive: the only file that knows wordfreq."""

import functools
import re

import wordfreq

LANGUAGES = {"en": "eng", "id": "ind", "nl": "nld"}
"""wordfreq's names and ISO 639-3."""
EDGES = re.compile(r"^\W+|\W+$")


@functools.cache
def _words(language: str) -> dict[str, float]:
    """Some 30,000 words of one language and their shares of its text: 17 ms and 3 MB to load, once a process.

    The small lists (>= 1 in a million, Zipf >= 3) are enough to tell words from noise.
    """
    return wordfreq.get_frequency_dict(language, "small")


@functools.lru_cache(maxsize=50_000)
def share(word: str) -> float:
    """The word's share of the text of the language it is most common in (0-1; 0: not known)."""
    word = EDGES.sub("", word).lower()
    return max(_words(language).get(word, 0.0) for language in LANGUAGES)


def known(words: list[str]) -> tuple[int, int]:
    """How many of the words of three letters and more (no digits in them) are known, and how many those are."""
    asked = [word for word in (EDGES.sub("", word) for word in words) if len(word) >= 3 and word.isalpha()]
    return sum(1 for word in asked if share(word) > 0), len(asked)


def language_of(words: list[str]) -> str:
    """ISO 639-3 of the language most of the words are known in, "" when there are too few to tell."""
    asked = [word for word in (EDGES.sub("", word).lower() for word in words) if len(word) >= 2 and word.isalpha()]
    if len(asked) < 5:
        return ""
    # Words that two languages share (di, in, de) count by how common they are in each.
    points = {name: sum(_words(code).get(word, 0.0) ** 0.25 for word in asked) for code, name in LANGUAGES.items()}
    return max(points, key=lambda name: points[name])
