"""The lexicon's words beside misread ones: which of them answer a query."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from search.runs import runs
from search.tokens import Packed
from search.tree import Leaf

Row = Sequence[Any]
"""[start, end, word]: in the text stands from `start` to `end` what the lexicon takes for `word`."""


def answering(asked: Sequence[Leaf], rows: Sequence[Row]) -> list[Row]:
    """The suggestions that the leaves ask for, in the order of the text. They stand apart in the index too: a phrase is
    found within one of them only."""
    leaves = [leaf for leaf in asked if leaf.field is None]
    if not rows or not leaves:
        return []
    packed = Packed.of("\n".join(word for _, _, word in rows))
    starts = list(accumulate((len(word) + 1 for _, _, word in rows), initial=0))
    found = set()
    for leaf in leaves:
        for first, last in runs(leaf, packed):
            row = bisect_right(starts, packed.starts[first]) - 1
            if packed.starts[last] < starts[row + 1]:
                found.add(row)
    return [rows[row] for row in sorted(found)]
