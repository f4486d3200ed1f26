"""From text to tokens, the same for letters and for queries, on every engine.

A token has three forms: `folded` (lower case, no accents), `stem` (its root, read in the spelling of today where it has
none as it stands; else what Snowball's Indonesian stemmer leaves) and `skeleton` (what OCR confuses made equal: rn m,
vv w, ii u, 1 i l |, 0 o; and j y, which changed places in 1972).
Measured (`python -m bench.stems`): .97 of 5,701 derived words have the stem of their root, by Snowball alone .81.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from search.roots import OLD_MARK
from search.stems import root

VERSION = 3
"""Raise it whenever the same text would give other tokens: letters indexed under an older one are analysed anew."""

# Marks that combine with letters (Latin, Arabic, Balinese, Javanese) belong to the word; \w does not know them.
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u1b00-\u1b04\u1b34-\u1b44\u1dc0-\u1dff\ua980-\ua983\ua9b3-\ua9c0"
)
_WORD = re.compile(f"(?:[^\\W_]++|[{_MARKS}]++)++")
_ASCII_WORD = re.compile("[0-9A-Za-z]+")
"""The same for ASCII, in a third of the time."""
_SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
OLD = {"tch": "c", "oe": "u", "dj": "j", "tj": "c", "nj": "ny", "sj": "sy", "ch": "kh", "j": "y"}
_OLD_SPELLING = re.compile("|".join(OLD))
"""Ejaan Soewandi and Van Ophuijsen to EYD, in one pass from the left, the longest first."""
_OLD = re.compile("oe|ch|j")
CONFUSED = {"rn": "m", "vv": "w", "ii": "u", "1": "l", "i": "l", "|": "l", "0": "o", "y": "j"}
_CONFUSION = re.compile(r"rn|vv|ii|[1i|y0]")

_stemmer = Stemmer.Stemmer("indonesian")
_stemmer.maxCacheSize = 0  # our own table below keeps the words


class Forms(NamedTuple):
    """The three forms of one word."""

    folded: str
    stem: str
    skeleton: str


class Token(NamedTuple):
    """A word of a text with its code point offsets."""

    forms: Forms
    start: int
    end: int


class _Words(dict[str, Forms]):
    """The forms of every raw word seen, worked out once: 2.7 times as quick as three cached functions."""

    MOST = 1 << 19

    def __missing__(self, raw: str) -> Forms:
        if len(self) >= self.MOST:
            self.clear()
        found = self[raw] = _forms(raw)
        return found


_words = _Words()


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order."""
    for match in _pattern(text).finditer(text):
        yield Token(_words[match.group()], match.start(), match.end())


def forms(text: str) -> list[Forms]:
    """The forms of the words of a text, in order, without their places."""
    return list(map(_words.__getitem__, _pattern(text).findall(text)))


@lru_cache(maxsize=10_000)
def forms_of(word: str) -> Forms:
    """The forms of a word that somebody asks for; of signs alone they are as they are."""
    return (forms(word) or [Forms(word, word, word)])[0]


def _pattern(text: str) -> re.Pattern[str]:
    return _ASCII_WORD if text.isascii() else _WORD


def _forms(raw: str) -> Forms:
    folded = fold(raw)
    return Forms(folded, stem(folded), skeleton(folded))


def stem(word: str) -> str:
    """The root of a folded word. In the spelling of today it is looked for only where it has none as it stands, so that
    panjang, janji and banjir stay as they are."""
    found = root(word)
    if found is not None:
        return found
    for one in modern(word):
        found = root(one)
        if found is not None:
            return found
    return by_rule(next(modern(word), word))


def by_rule(word: str) -> str:
    """What Snowball's stemmer leaves, which knows no dictionary."""
    return str(_stemmer.stemWord(word))


def fold(word: str) -> str:
    """Lower case without accents; compatibility forms (ﬁ, ½, full width) as plain letters."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().translate(_SPECIAL))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return "".join(_WORD.findall(kept)) or word.lower()


def modern(word: str) -> Iterator[str]:
    """A folded word in the spelling of today, if it may stand in an old one, the likeliest reading first: djalan,
    oentoek, pajoeng are jalan, untuk, payung. What shows an old spelling is read so, dictionary or not: names are."""
    if not _OLD.search(word):
        return
    if OLD_MARK.search(word):
        yield _OLD_SPELLING.sub(lambda match: OLD[match.group()], word)
        yield OLD_MARK.sub(lambda match: OLD[match.group()], word)  # perdjanjian, half old
    elif root(new := _OLD_SPELLING.sub(lambda match: OLD[match.group()], word)):
        yield new


def skeleton(word: str) -> str:
    """A folded word with the letters that OCR confuses made equal."""
    return _CONFUSION.sub(lambda match: CONFUSED[match.group()], word)
