"""A word as it is compared: without what stands at its edges, and without accents."""

import re
import unicodedata

_EDGES = re.compile(r"^\W+|\W+$")


def bare(word: str) -> str:
    """The word without the signs before and behind it."""
    return _EDGES.sub("", word)


def plain(word: str) -> str:
    """The same in small letters without accents."""
    letters = unicodedata.normalize("NFKD", bare(word).lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
