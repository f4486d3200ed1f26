"""Words damaged as OCR damages them: how many are found, and how many other words come with them.

    python -m bench.damaged

The 20,000 most frequent Indonesian words of wordfreq, each a letter of its own; 600 of the 8,000 most frequent, of six
letters and more, with one or two of the confusions below. Asked both ways: the damaged word of an index that has it as
it is, and the true word of one that has it damaged too. Each way of looking is measured by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ingest.lexicon import frequent
from search.contract import Index, Request
from search.entry import IndexEntry
from search.opening import open_index
from search.settings import Settings
from search.synonyms import Synonyms
from search.tree import Fuzzy, Tree, Word
from search.widened import as_typed, widened

WORDS, FREQUENT, CASES, LEAST, SEED = 20_000, 8_000, 600, 6, 4
CONFUSIONS = (
    ("m", "rn"), ("rn", "m"), ("l", "1"), ("l", "i"), ("i", "l"), ("i", "1"), ("o", "0"), ("u", "ii"), ("w", "vv"),
    ("e", "c"), ("h", "b"), ("n", "ri"), ("a", "o"), ("g", "q"), ("t", "f"),
)  # fmt: skip
"""What stands there, and what is read."""
WAYS: dict[str, Callable[[str], Tree]] = {
    "as typed": lambda word: as_typed(Word(word)),
    "forms of the word": Word,
    "word~": Fuzzy,
    "plain word": lambda word: widened(Word(word), Synonyms()),
}


class Case(NamedTuple):
    """A word, and what was read in its place."""

    word: str
    read: str


def vocabulary() -> list[str]:
    words = frequent("ind", 2 * WORDS)
    return [word for word in words if word.isalpha() and word.isascii() and len(word) > 2][:WORDS]


def cases(words: Sequence[str]) -> list[Case]:
    random = Random(SEED)
    found: list[Case] = []
    while len(found) < CASES:
        word = random.choice(words[:FREQUENT])
        read = _damaged(word, random.choice((1, 1, 2)), random) if len(word) >= LEAST else word
        if read != word:
            found.append(Case(word, read))
    return found


def _damaged(word: str, times: int, random: Random) -> str:
    for _ in range(times):
        there = [pair for pair in CONFUSIONS if pair[0] in word]
        if there:
            old, new = random.choice(there)
            at = random.choice([place for place in range(len(word)) if word.startswith(old, place)])
            word = word[:at] + new + word[at + len(old) :]
    return word


def filled(index: Index, words: Sequence[str]) -> None:
    with index.rebuilding() as (_, build):
        build.write(IndexEntry(f"{number:05}", 1, (), word) for number, word in enumerate(words))


def run(index: Index) -> Iterator[str]:
    """A line for each way: the share that is found, and the mean number of words found."""
    words, damaged = vocabulary(), cases(vocabulary())
    numbers = {word: f"{number:05}" for number, word in enumerate(words)}
    filled(index, words)
    yield from _told(index, "damaged, asked of true", [(case.read, numbers[case.word]) for case in damaged])
    filled(index, [*words, *(case.read for case in damaged)])
    asked = [(case.word, f"{WORDS + number:05}") for number, case in enumerate(damaged)]
    yield from _told(index, "true, asked of damaged", asked)


def _told(index: Index, how: str, asked: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, way in WAYS.items():
        results = [index.search(Request(way(word), None, limit=100, facets=())) for word, _ in asked]
        found = sum(id in result.hits for result, (_, id) in zip(results, asked, strict=True))
        mean = sum(result.total for result in results) / len(asked)
        yield f"{how:<24} {name:<18} found {found / len(asked):.3f}, words a question {mean:.2f}"


if __name__ == "__main__":
    with TemporaryDirectory(prefix="lontar-bench-") as home:
        opened = open_index(f"tantivy://{home}/index", Path(home), Settings())
        for line in run(opened):
            print(line)
        opened.close()
