"""Whether lines of a block stand below each other as they were typed: their middles, or their left edges, in one line.
One of which a stamp hid a part does not."""

from collections.abc import Sequence

from ingest.fields.lines import Part

SLACK = 1.3
"""Ems by which middles or edges may lie apart."""


def is_aligned(parts: Sequence[Part], others: Sequence[Part], em: float) -> bool:
    """Whether one of some lines stands right below or above one of others; True where there are none to go by."""
    if not parts or not others:
        return True
    return any(_apart(_edges(one), _edges(other)) < SLACK * em for one in parts for other in others)


def _edges(part: Part) -> tuple[float, float]:
    """Where a part begins and ends on the page."""
    line, start, end = part
    cell = line.cell_at(end - 1)
    words = [place for place, _ in line.words if start <= place < end]
    after = [left for place, left in line.words if place >= end and place < cell.end]
    left = line.left_at(words[0] if words else start)
    return left, min([cell.right, *after])


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return min(abs(one[0] - other[0]), abs(sum(one) - sum(other)) / 2)
