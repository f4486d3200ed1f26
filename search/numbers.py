"""Reference numbers in a normal form, so that one is found in whatever form it is typed.

005/12/SETDA/2019, "005 / 12 / SETDA / 2019" and 5-12-setda-2019 are the same parts: figures without leading zeros, a
Roman month as its number, O and l among figures as 0 and 1, words such as "nomor" and "tahun" left out.
"""

import re
from collections.abc import Sequence
from typing import Any

from schemas.months import ROMAN
from search.analysis import forms

SAID = frozenset(["nomor", "no", "number", "nr", "num", "tahun", "thn", "th", "year"])
"""Words that stand in or before a number and are no part of it."""
WHOLE = "="
"""Stands before the whole of a number among its parts, which no part begins with."""
ZEROS = 4
"""Figures to which serial numbers are filled up with zeros."""
_MONTH = {roman.lower(): str(number) for number, roman in enumerate(ROMAN, 1)}
_FIGURES = str.maketrans("oil", "011")
_FIGURED = re.compile(r"(?=\D*\d)[\doil]+")
_STROKE = re.compile(r"\w\s*[/\-–—]\s*\w")
_SEVERAL = re.compile(r"[;\n]")


def is_number(text: str) -> bool:
    """Whether a word looks like a reference number: parts with strokes or hyphens between, a figure among them."""
    return any(map(str.isdigit, text)) and _STROKE.search(text) is not None


def words_of(text: str) -> tuple[str, ...]:
    """Its words as they are typed."""
    return tuple(word.folded for word in forms(text))


def part_of(word: str) -> str:
    """The normal form of a folded word of a number."""
    if _FIGURED.fullmatch(word):
        return word.translate(_FIGURES).lstrip("0") or "0"
    return _MONTH.get(word, word)


def written(part: str) -> list[str]:
    """A part in the forms in which it is usually written: figures with zeros before them, a month in Roman ones."""
    figures = [part.zfill(count) for count in range(len(part), ZEROS + 1)] if part.isdecimal() else []
    return [part, *figures[1:], *(roman for roman, number in _MONTH.items() if number == part)]


def parts_of(words: Sequence[str]) -> tuple[str, ...]:
    """The parts of a number in their order; of "no" or "tahun" alone the word itself."""
    return tuple(part_of(word) for word in words if word not in SAID) or tuple(words)


def whole_of(parts: Sequence[str]) -> str:
    """All parts as the one word that stands for the whole number."""
    return f"{WHOLE}{'/'.join(parts)}"


def indexed(text: str, apart: str, longest: int) -> str:
    """What is indexed of one or several numbers: the parts of each and its whole, with the word `apart` between, so
    that nothing is found over two of them. "" where there is none."""
    found: list[Any] = []
    for one in _SEVERAL.split(text):
        parts = parts_of(words_of(one))
        whole = whole_of(parts)
        if parts and len(whole) <= longest:
            found += [apart, *parts, apart, whole]
    return " ".join(found[1:])
