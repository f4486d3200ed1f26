"""Whether two readings are of one and the same print. A pure decision over the words of two letters and their places.

A letter scanned twice has the same words in the same places, but for what was misread. A form filled in twice has the
same words in the same places, too, but for a name or a number: there each side surely reads another word. A letter
written anew, or quoted in its answer, has its words in other places. Only words that face each other, one page laid
over the other, tell two letters apart: at a fold or an edge each side reads what is left, in an order of its own.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from ingest.fields.bones import OF_ANOTHER_FORM, OTHER_FIGURE, apart
from search.analysis import skeleton

SAME, WHOLE = 0.6, 0.4
"""Shares of the shorter and of the longer text that must be the same words in the same order."""
PLAIN = 0.85
"""And of the shorter one where there are no places to compare."""
LEAST = 25
"""Words below which nothing is said."""
SURE, SURE_OF_FIGURES = 75, 85
"""Confidence (0-100) from which a word was read and not guessed; in figures, nothing tells that it is none."""
OTHER, HELD = 0.45, 0.7
"""Share of the signs of two words that differ where they are other words; of the shorter one that lie in one piece in
the longer where it is what is left of that."""
FIGURES, MOST_PARTS = 3, 6
"""Figures from which words with a stroke are the number of a letter, and words that two such numbers have at most."""
MOST_WORDS = 30
"""Words beyond which a passage is compared as a whole."""
LETTERS = 4
"""Signs below which a word says nothing: stamps, folds and rules are read as short ones."""
ASKEW = 0.025
"""How far nine words of ten may lie from their place at most once one page is laid over the other, in widths of the
page. Measured on letters scanned twice: 0.0005 on flatbeds, at most 0.013 on photos."""
PLACES = 12
"""Words by which one page is laid over another."""
LINE, ALONG = 0.01, 0.2
"""How far the middles of two words may lie apart, down and across the page, that fill the same place in a line."""


@dataclass(frozen=True)
class Said:
    """A word of a letter: `at` is (page, x, y) of its middle, in widths of its page; None without places."""

    text: str
    confidence: float
    at: tuple[int, float, float] | None = None

    @property
    def plain(self) -> str:
        return re.sub(r"[\W_]+", "", self.text).casefold()


@dataclass(frozen=True)
class Laid:
    """One page laid over another: which ones, the affine map from the one to the other, and how far nine of ten words
    still lie apart, in widths of the page."""

    pages: tuple[int, int]
    by: np.ndarray
    askew: float

    def meet(self, one: Said, other: Said) -> bool:
        """Whether two words stand in the same part of a line. Words of pages that are not laid over each other do."""
        if not one.at or not other.at or (one.at[0], other.at[0]) != self.pages:
            return True
        x, y = np.array([one.at[1], one.at[2], 1.0]) @ self.by
        return bool(abs(y - other.at[2]) <= LINE and abs(x - other.at[1]) <= ALONG)


def laid_over(pairs: Sequence[tuple[Said, Said]]) -> Laid | None:
    """The two pages that share most words, laid over each other by these; None where too few have places."""
    placed = [(one.at, other.at) for one, other in pairs if one.at and other.at]
    pages = Counter((one[0], other[0]) for one, other in placed).most_common(1)
    if not pages or pages[0][1] < PLACES:
        return None
    here = [(one, other) for one, other in placed if (one[0], other[0]) == pages[0][0]]
    first = np.array([[one[1], one[2], 1.0] for one, _ in here])
    second = np.array([[other[1], other[2]] for _, other in here])
    by, *_ = np.linalg.lstsq(first, second, rcond=None)
    return Laid(pages[0][0], by, float(np.percentile(np.hypot(*(first @ by - second).T), 90)))


def likeness(one: Sequence[Said], other: Sequence[Said]) -> float | None:
    """The share (0-1) of the shorter text that both say alike; None where they are not readings of one print."""
    mine, its = ([word for word in words if word.plain] for words in (one, other))
    if min(len(mine), len(its)) < LEAST:
        return None
    first, second = ([skeleton(word.plain) for word in words] for words in (mine, its))
    matcher = SequenceMatcher(None, first, second)  # its junk are frequent words: they match beside others
    blocks = matcher.get_matching_blocks()
    same = sum(block.size for block in blocks)
    share = same / min(len(mine), len(its))
    if share < SAME or same < WHOLE * max(len(mine), len(its)):
        return None
    pairs = [(mine[i + n], its[j + n]) for i, j, size in blocks for n in range(size)]
    laid = laid_over(pairs)
    if (laid is None and share < PLAIN) or (laid is not None and laid.askew > ASKEW):
        return None
    differs = any(
        op == "replace" and _is_other(*_facing(laid, mine[i:j], its[k:m])) for op, i, j, k, m in matcher.get_opcodes()
    )
    return None if differs else share


def _facing(laid: Laid | None, one: Sequence[Said], other: Sequence[Said]) -> tuple[Sequence[Said], Sequence[Said]]:
    """Of two passages the words that stand in the same place of the paper: what else stands there was lost on the other
    side, or read in another order."""
    if laid is None or max(len(one), len(other)) > MOST_WORDS:
        return one, other
    pairs = [(mine, its) for mine in one for its in other if laid.meet(mine, its)]
    met = {id(word) for pair in pairs for word in pair}
    return [word for word in one if id(word) in met], [word for word in other if id(word) in met]


def _is_other(one: Sequence[Said], other: Sequence[Said]) -> bool:
    """Whether two sides surely read other words in the same place, or other numbers."""
    if not one or not other:
        return False
    if _other_number(" ".join(word.text for word in one), " ".join(word.text for word in other)):
        return True
    if min(word.confidence for word in (*one, *other)) < SURE:
        return False
    if max(len(one), len(other)) > MOST_WORDS:
        return _few_in_common(one, other)
    return (len(one) == len(other) and any(map(_other_figures, one, other))) or _other_words(one, other)


def _other_words(one: Sequence[Said], other: Sequence[Said]) -> bool:
    """Whether the shorter side is neither what is left of the longer one nor the same misread."""
    mine, its = ([_skeleton(word) for word in words] for words in (one, other))
    short, long = sorted((mine, its), key=lambda words: sum(map(len, words)))
    short = [word for word in short if _says_something(word)]
    signs = sum(map(len, short))
    if not short:
        return False
    whole = SequenceMatcher(None, "".join(short), "".join(long), autojunk=False).ratio()
    held = sum(len(word) for word in short if any(_is_left(word, its) for its in (*long, "".join(long))))
    return held < HELD * signs and whole < 1 - OTHER


def _few_in_common(one: Sequence[Said], other: Sequence[Said]) -> bool:
    """Whether two long passages are not the same one, its lines read in another order."""
    short, long = sorted(
        ({word for word in map(_skeleton, words) if _says_something(word)} for words in (one, other)), key=len
    )
    return len(short & long) < len(short) / 2


def _says_something(word: str) -> bool:
    return sum(map(str.isalpha, word)) >= LETTERS


def _skeleton(word: Said) -> str:
    return skeleton(word.plain)


def _is_left(word: str, other: str) -> bool:
    """Whether a word is what is left of another one that was misread."""
    matcher = SequenceMatcher(None, word, other, autojunk=False)
    return matcher.find_longest_match().size >= HELD * len(word) or matcher.ratio() >= HELD


def _other_number(one: str, other: str) -> bool:
    """Whether two sides are numbers of letters of which one has another figure, however they were read."""
    if "/" not in one or "/" not in other or len(one.split()) + len(other.split()) > MOST_PARTS:
        return False
    figures = [sum(map(str.isdecimal, said)) for said in (one, other)]
    return figures[0] == figures[1] > FIGURES and OTHER_FIGURE <= apart(one, other) < OF_ANOTHER_FORM


def _other_figures(one: Said, other: Said) -> bool:
    """Whether two words are figures, as many on each side, of which surely more than one differs."""
    mine, its = one.plain, other.plain
    figures = mine.isdecimal() and its.isdecimal() and len(mine) == len(its)
    sure = min(one.confidence, other.confidence) >= SURE_OF_FIGURES
    return figures and sure and sum(map(str.__ne__, mine, its)) > 1
