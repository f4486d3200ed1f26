"""The filters of the search page: their values with counts, and what is chosen now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.entry import CALENDAR
from web.search.asked import Asked
from web.search.words import AS_TYPED, TITLES, names

FEW = 5
"""Values that are shown at once; the others stand behind one click."""


@dataclass(frozen=True)
class Choice:
    """One value: what it is called, how many letters."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    few: Sequence[Choice]
    rest: Sequence[Choice]
    chosen: int


@dataclass(frozen=True)
class Chip:
    """A filter in use, and the address without it."""

    title: str
    label: str
    address: str


def facets(counted: Mapping[str, Sequence[Sequence[object]]], asked: Asked) -> list[Facet]:
    """Those that have a value; what is chosen comes first, and stays when no letter is left of it."""
    found = []
    for name in dict.fromkeys((*counted, *asked.filters)):
        pairs = counted.get(name, ())
        chosen = asked.filters.get(name, ())
        counts = dict.fromkeys(chosen, 0) | {str(value): int(str(count)) for value, count in pairs}
        if not counts:
            continue
        labels = names(name, counts)
        choices = [Choice(value, labels[value], count, value in chosen) for value, count in counts.items()]
        if name in CALENDAR:
            choices.sort(key=lambda one: one.value, reverse=name == "year")
        choices.sort(key=lambda one: not one.chosen)
        few = max(FEW, len(chosen))
        found.append(Facet(name, str(TITLES[name]), choices[:few], choices[few:], len(chosen)))
    return found


def chips(asked: Asked) -> Iterator[Chip]:
    """One for each value in use; years that follow one another are one."""
    for name, chosen in asked.filters.items():
        labels = names(name, chosen)
        for run in _runs(chosen) if name == "year" else ([value] for value in chosen):
            label = labels[run[0]] if len(run) == 1 else f"{run[0]}–{run[-1]}"
            others = [value for value in chosen if value not in run]
            yield Chip(str(TITLES[name]), label, asked.narrowed(name, others).address())


def narrowed(asked: Asked) -> list[str]:
    """What a search asks beside its words."""
    said = [f"{chip.title}: {chip.label}" for chip in chips(asked)]
    return [*said, str(AS_TYPED)] if asked.exact else said


def _runs(years: Sequence[str]) -> list[list[str]]:
    """Years in order, those that follow one another together."""
    ordered = sorted(set(years))
    runs = [ordered[:1]]
    for last, year in pairwise(ordered):
        if last.isdecimal() and year.isdecimal() and int(year) == int(last) + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs
