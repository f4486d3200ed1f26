"""Was a page read in the order in which a person reads it? By pairs of words that stand next to each other."""

from collections import Counter
from itertools import pairwise

from bench.accuracy import normal


def pairs_kept(truth: str, read: str) -> float:
    """The share (0-1) of the adjacent pairs of words of the truth that are adjacent in what was read; a pair with a
    word that was not read as it stands there says nothing about the order and is left out."""
    true, got = normal(truth).split(), normal(read).split()
    known = set(got)
    wanted = Counter(pair for pair in pairwise(true) if known.issuperset(pair))
    return (wanted & Counter(pairwise(got))).total() / max(1, wanted.total())
