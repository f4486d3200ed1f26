"""Rows of words ([start, end, ...] into a page's text) and what stands between them: the one place that cuts them into
lines, for everything that shows, copies or corrects a page.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

Thing = TypeVar("Thing")
LINE, PARAGRAPH = 1, 2
"""Line ends before a word: so many begin a line, or a paragraph (behind an empty line)."""


def gaps(text: str, rows: Iterable[Sequence[Any]]) -> list[str]:
    """What stands before each word, from the one before it."""
    found, at = [], 0
    for start, end, *_ in rows:
        found.append(text[at:start])
        at = end
    return found


def parted(things: Iterable[Thing], before: Iterable[str], by: int = LINE) -> list[list[Thing]]:
    """Things cut before each whose gap has `by` line ends at least; none of the lists is empty."""
    found: list[list[Thing]] = []
    for thing, gap in zip(things, before, strict=True):
        if not found or gap.count("\n") >= by:
            found.append([])
        found[-1].append(thing)
    return found
