"""How much two texts are alike, where either may have been misread."""

import re
from collections import Counter
from difflib import SequenceMatcher

CLOSE = 0.8
"""Likeness (0-1) from which two texts are taken for one that was read twice: one sign in five may differ, as on the
worst scans whose words still can be made out."""
WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Words in small letters with one space between them; marks do not count."""
    return " ".join(WORD.findall(text.casefold()))


def lettered(text: str) -> str:
    """The same without whatever has a figure in it."""
    return " ".join(word for word in folded(text).split() if word.isalpha())


def likeness(one: str, other: str) -> float:
    """From 0 to 1 (Ratcliff and Obershelp); 0 where lengths or letters alone tell that they are not close."""
    if one == other:
        return 1.0
    both = len(one) + len(other)
    if 2 * min(len(one), len(other)) < CLOSE * both or 2 * (Counter(one) & Counter(other)).total() < CLOSE * both:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def is_close(one: str, other: str) -> bool:
    return likeness(one, other) >= CLOSE
