"""Derived Indonesian words: how many have one stem with the root that simplemma's lists have for them.

    python -m bench.stems

simplemma is installed for the tests alone. Its lists were made by others and for other ends; where the two differ
either may be right. Roots that it tells apart and we do not are counted too: ada (be) and adalah (is).
"""

from collections import Counter
from collections.abc import Callable
from time import process_time

from simplemma import is_known, lemmatize

from ingest.lexicon import frequent
from search.analysis import by_rule, stem

WORDS = 20_000


def derived() -> dict[str, str]:
    """Words and their roots, of the most frequent ones."""
    words = [word for word in frequent("ind", WORDS) if word.isalpha() and word.isascii() and len(word) > 3]
    pairs = {word: lemmatize(word, "id") for word in words if is_known(word, "id")}
    return {word: root for word, root in pairs.items() if root != word and root.isalpha() and root.isascii()}


def told(name: str, made: Callable[[str], str], pairs: dict[str, str]) -> str:
    began = process_time()
    found = sum(made(word) == made(root) for word, root in pairs.items())
    seconds = process_time() - began
    roots = set(pairs.values())
    alike = sum(many for many in Counter(map(made, roots)).values() if many > 1)
    return (
        f"{name:<9} {found / len(pairs):.3f} of {len(pairs)} words, {alike / len(roots):.3f} of {len(roots)} roots "
        f"taken for another one; {2 * len(pairs) / seconds:,.0f} a second of the processor"
    )


if __name__ == "__main__":
    asked = derived()
    stem("surat")  # the words are counted once
    print(told("ours", stem, asked))
    print(told("Snowball", by_rule, asked))
