"""Questions as people remember letters: words of the subject, a piece of the number, who wrote about what, a word
spelled otherwise. Of so many words that one letter alone has them all."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

from search.analysis import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
FEWEST, MOST = 2, 5
"""Words of a question."""
OTHERWISE = (
    ("u", "oe"),
    ("j", "dj"),
    ("y", "j"),
    ("c", "tj"),
    ("f", "p"),
    ("v", "f"),
    ("z", "s"),
    ("kh", "h"),
    ("sy", "s"),
)
"""How a word is spelled by somebody who misremembers it."""


class Question(NamedTuple):
    kind: str
    letter: int
    query: str


def questions(letters: Sequence[tuple[str, Mapping[str, Any]]], random: Random) -> Iterator[Question]:
    """Of each letter (its text and its fields) one of each kind that a letter alone answers."""
    words = [frozenset(_words(text)) for text, _ in letters]
    having: dict[str, set[int]] = {}
    for number, some in enumerate(words):
        for word in some:
            having.setdefault(word, set()).add(number)
    numbers = [str(fields.get("reference_number", "")) for _, fields in letters]
    for number, (_, fields) in enumerate(letters):
        subject, sender = (_kept(fields.get(name), words[number], random) for name in ("subject", "sender"))
        title = _enough(subject, number, having)
        if title:
            yield Question("title", number, " ".join(title))
            yield Question("misspelt", number, " ".join(_misspelt(title, random)))
        if sender and (both := _enough([sender[0], *subject], number, having)):
            yield Question("sender and topic", number, " ".join(both))
        if piece := _piece(numbers[number], numbers):
            yield Question("number", number, piece)


def _words(text: str) -> Iterable[str]:
    return map(fold, _WORD.findall(text))


def _kept(value: Any, there: frozenset[str], random: Random) -> list[str]:
    """The words of a field that stand on the letter too, in any order."""
    found = [word for word in dict.fromkeys(_words(str(value or ""))) if word in there]
    return random.sample(found, len(found))


def _enough(words: Sequence[str], letter: int, having: Mapping[str, set[int]]) -> list[str]:
    """The first words, as many as it takes for this letter alone to have them; none where they are not enough."""
    for many in range(FEWEST, min(len(words), MOST) + 1):
        if set.intersection(*(having[word] for word in words[:many])) == {letter}:
            return list(words[:many])
    return []


def _misspelt(words: Sequence[str], random: Random) -> list[str]:
    """One of them as it sounds, or with a slip."""
    at = random.randrange(len(words))
    return [*words[:at], _otherwise(words[at], random), *words[at + 1 :]]


def _otherwise(word: str, random: Random) -> str:
    ways = [word.replace(one, other, 1) for one, other in OTHERWISE if one in word]
    place = random.randrange(1, len(word) - 1)
    ways.append(word[:place] + word[place + 1 :])
    ways.append(word[:place] + word[place + 1] + word[place] + word[place + 2 :])
    return random.choice([way for way in ways if way != word] or [word])


def _piece(number: str, all_numbers: Sequence[str]) -> str:
    """The first parts of a number, as many as it takes for it to be the only one; at least two."""
    parts = number.split("/")
    for many in range(2, len(parts) if all(parts) else 0):
        piece = "/".join(parts[:many])
        if sum(other.startswith(f"{piece}/") for other in all_numbers) == 1:
            return piece
    return ""
