"""Writes a set of letters one after the other: each may answer or cite those before it."""

from collections.abc import Iterator, Sequence
from random import Random

from samples.days import some_day
from samples.draft import Draft, Head, Sample
from samples.kinds import LAYOUTS, MODERN, Layout


def write(seed: int) -> Iterator[Sample]:
    """Letters without end, the same for the same seed. Every second one is one that an office has on paper: the typed
    ones are all among these."""
    order = Random(f"{seed}/layouts")
    fresh, paper = _rounds(order, MODERN), _rounds(order, LAYOUTS)
    past: list[Head] = []
    number = 0
    while True:
        on_paper = number % 2 == 1
        layout = next(paper if on_paper else fresh)
        random = Random(f"{seed}/{number}")
        when = some_day(random, layout.first, layout.last)
        draft = Draft(f"{seed}-{number:05d}", layout.name, random, when, (layout.first, layout.last), on_paper)
        sample = layout.compose(draft, past)
        past = [head for head in past if head.name != sample.answers] + ([sample.head] if sample.head else [])
        yield sample
        number += 1


def _rounds(random: Random, layouts: Sequence[Layout]) -> Iterator[Layout]:
    """All layouts, each as often as it says, shuffled; then again."""
    once = [layout for layout in layouts for _ in range(layout.often)]
    while True:
        random.shuffle(once)
        yield from list(once)
