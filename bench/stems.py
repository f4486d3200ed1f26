"""Derived Indonesian words: how many lead to the root that PySastrawi's stemmer has for them.

    python -m bench.stems

Of the 20,000 most frequent Indonesian words of wordfreq those that PySastrawi takes apart. Where the two differ either
may be right: it has ikan (fish) for berikan (give), rusa (deer) for kerusakan (damage).
"""

from collections.abc import Callable
from time import perf_counter

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from ingest.lexicon import frequent
from search.analysis import by_rule, stem
from search.roots import ROOTS

WORDS = 20_000


def derived() -> dict[str, str]:
    """Words and their roots."""
    stemmer = StemmerFactory().create_stemmer()
    words = [word for word in frequent("ind", WORDS) if word.isalpha() and word.isascii() and len(word) > 3]
    pairs = {word: str(stemmer.stem(word)) for word in words}
    return {word: root for word, root in pairs.items() if root in ROOTS and root != word}


def told(name: str, made: Callable[[str], str], pairs: dict[str, str]) -> str:
    began = perf_counter()
    found = sum(made(word) == made(root) for word, root in pairs.items())
    seconds = perf_counter() - began
    return f"{name:<10} {found / len(pairs):.3f} of {len(pairs)} words, {2 * len(pairs) / seconds:,.0f} a second"


if __name__ == "__main__":
    asked = derived()
    print(told("ours", stem, asked))
    print(told("Snowball", by_rule, asked))
    print(told("PySastrawi", StemmerFactory().create_stemmer().stem, asked))
