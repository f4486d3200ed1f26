"""Questions of somebody who knows which letter they want, made from what is true of it: a few words, never the whole.

A question names one letter of the set and no other: where other letters say the same, a person adds a word, as this
does; a letter that cannot be told from others so is not asked for. What the machine read plays no part in it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

KINDS = ("title", "number", "sender", "spelling")
MOST_WORDS = 4
COMMON = 0.15
"""Share of the letters beyond which a word tells nothing, and nobody types it."""
SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+")
_PIECE = re.compile(r"[^\W_]+(?:[.\-][^\W_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OLD = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"))
"""EYD to Ejaan Soewandi and Van Ophuijsen, of which people who learnt to write early keep some (1947, 1972)."""


@dataclass(frozen=True)
class Item:
    """A letter by its file's name, and its truth (samples/make.py)."""

    name: str
    truth: dict[str, Any]

    @cached_property
    def title(self) -> list[str]:
        return _words(str(self.truth["fields"].get("subject") or ""))

    @cached_property
    def sender(self) -> list[str]:
        return _words(str(self.truth["fields"].get("sender") or ""))

    @cached_property
    def body(self) -> list[str]:
        return _words(" ".join(self.truth["body"]))

    @cached_property
    def every(self) -> frozenset[str]:
        return frozenset([*self.title, *self.sender, *self.body])

    @property
    def number(self) -> str:
        return str(self.truth["fields"].get("reference_number") or "")


@dataclass(frozen=True)
class Question:
    """What is typed, of which of KINDS, and the name of the letter that is wanted."""

    kind: str
    text: str
    wanted: str


def questions(items: Sequence[Item], wanted: Sequence[Item], random: Random) -> Iterator[Question]:
    """At most one of each kind for each wanted letter of the set `items`."""
    known = _Known(items)
    for item in wanted:
        title = _told_apart(known, item, _telling(known, item.title, random))
        if title:
            yield Question("title", " ".join(title), item.name)
            yield Question("spelling", " ".join(_misspelt(title, random)), item.name)
        if part := _part(known, item, random):
            yield Question("number", part, item.name)
        if item.sender and item.title:
            begun = [item.sender[-1], *_telling(known, item.title, random)[:1]]
            if asked := _told_apart(known, item, begun):
                yield Question("sender", " ".join(asked), item.name)


class _Known:
    """The words and numbers of all letters."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.words = [item.every for item in items]
        self.count = Counter(word for words in self.words for word in words)
        self.numbers = [item.number.casefold() for item in items]

    def having(self, words: Sequence[str]) -> int:
        return sum(words_of.issuperset(words) for words_of in self.words)

    def tells(self, word: str) -> bool:
        return len(word) >= SHORTEST and self.count[word] <= max(3, COMMON * len(self.words))


def _words(text: str) -> list[str]:
    """Different words in small letters, in their order."""
    return list(dict.fromkeys(_WORD.findall(text.casefold())))


def _telling(known: _Known, words: Sequence[str], random: Random) -> list[str]:
    """Two of the words that tell something, as they come to mind."""
    some = [word for word in words if known.tells(word)]
    return random.sample(some, min(2, len(some)))


def _told_apart(known: _Known, item: Item, begun: list[str]) -> list[str]:
    """The words, with as many more of the letter as tell it from all others: of its title, then of what it says."""
    asked = list(dict.fromkeys(begun))
    more = [word for word in (*item.title, *item.body) if known.tells(word) and word not in asked]
    while asked and known.having(asked) > 1:
        left = known.having(asked)
        better = next((word for word in more if known.having([*asked, word]) <= left / 2), None)
        if better is None or len(asked) == MOST_WORDS:
            return []
        asked.append(better)
    return asked


def _part(known: _Known, item: Item, random: Random) -> str:
    """Two neighbouring parts of the number or more, as many as no other number has; as people copy them, also without
    the noughts before it and with blanks round the strokes."""
    parts = item.number.split("/")
    for many in range(2, len(parts) + 1):
        starts = random.sample(range(len(parts) - many + 1), len(parts) - many + 1)
        for start in starts:
            some = parts[start : start + many]
            said = "/".join(some)
            if all(some) and any(map(_is_serial, some)) and _unlike(known, said):
                bare = [one.lstrip("0") or one for one in some] if random.random() < 0.2 else some
                return (" / " if random.random() < 0.2 else "/").join(bare)
    return ""


def _is_serial(part: str) -> bool:
    """Whether a part has figures that are not a year's: nobody remembers a letter by its year."""
    return any(map(str.isdigit, part)) and not _YEAR.fullmatch(part)


def _unlike(known: _Known, said: str) -> bool:
    pieces = _PIECE.findall(said.casefold())
    return sum(set(pieces) <= set(_PIECE.findall(number)) for number in known.numbers) == 1


def _misspelt(words: Sequence[str], random: Random) -> list[str]:
    """One of the words, the longest that there are first, as somebody writes it who does not remember how."""
    wrong = max(words, key=len)
    return [_slip(word, random) if word == wrong else word for word in words]


def _slip(word: str, random: Random) -> str:
    """Old spelling where the word has letters that it wrote otherwise, or one slip of the fingers."""
    old = [(new, before) for new, before in _OLD if new in word]
    if old and random.random() < 0.4:
        return word.replace(*random.choice(old))
    at = random.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + random.choice("aeiou" if word[at] in "aeiou" else "bdgklmnprst") + word[at + 1 :],
    )
    return random.choice([slip for slip in slips if slip != word] or [word])
