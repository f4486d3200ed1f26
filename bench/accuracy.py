"""How much of a text was read: errors by letter and by word against what really stands there."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

SAME = str.maketrans(
    dict.fromkeys("‘’‚`´", "'")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("–—‐‑−", "-")
    | {"\u00a0": " ", "\u00ad": "", "|": " ", "…": "...", "ﬁ": "fi", "ﬂ": "fl"}
    | dict.fromkeys("⟦⟧^", "")
)
"""Signs a typist and a font tell apart and no reader does; and what transcribers put around what was struck out."""
DASHES = re.compile("-{2,}")


class Errors(NamedTuple):
    """Counts of one page or, added up, of many: edits (insertions, deletions, changes) and what there was to read."""

    letter_edits: int
    letters: int
    word_edits: int
    words: int
    found: int

    def figures(self) -> dict[str, float]:
        """Percentages: errors by letter (cer), by word (wer), and words found anywhere on the page (recall)."""
        return {
            "cer": round(100 * self.letter_edits / max(1, self.letters), 2),
            "wer": round(100 * self.word_edits / max(1, self.words), 2),
            "recall": round(100 * self.found / max(1, self.words), 2),
        }


def errors(truth: str, read: str) -> Errors:
    """What separates a reading from the truth; line ends and the kinds of quotes and dashes do not count."""
    true, got = normal(truth), normal(read)
    words, others = true.split(), got.split()
    found = (Counter(words) & Counter(others)).total()
    return Errors(distance(true, got), len(true), distance(words, others), len(words), found)


def added(all_of: Sequence[Errors]) -> Errors:
    """The counts of many pages together: long pages count more."""
    return Errors(*(sum(column) for column in zip(*all_of, strict=True))) if all_of else Errors(0, 0, 0, 0, 0)


def normal(text: str) -> str:
    """The text on one line, in NFC, with one sign for each kind of quote and dash."""
    return " ".join(DASHES.sub("-", unicodedata.normalize("NFC", text).translate(SAME)).split())


def distance(one: Sequence[object], other: Sequence[object]) -> int:
    """Levenshtein's distance, a row at a time: within a row, insertions are a running minimum."""
    codes = {thing: number for number, thing in enumerate({*one, *other})}
    second = np.array([codes[thing] for thing in other], np.int64)
    steps = np.arange(len(second) + 1)
    row = steps.copy()
    for number, thing in enumerate(one, 1):
        changed = np.minimum(row[:-1] + (second != codes[thing]), row[1:] + 1)
        row = np.minimum.accumulate(np.concatenate(([number], changed)) - steps) + steps
    return int(row[-1])
