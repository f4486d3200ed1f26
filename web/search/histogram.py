"""The letters found by year, as bars in a row. The year filter beside says the same in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from web.search.asked import Asked
from web.search.words import letters

MOST_BARS = 60
STEPS = (1, 5, 10, 50, 100)
HEIGHT = 40
LEAST = 2  # so that one letter beside thousands is still seen


@dataclass(frozen=True)
class Bar:
    """Some years; `x` and `height` in units of the drawing. `address`: the list of these years alone, or without a
    filter of years where they are chosen already."""

    x: int
    height: int
    title: str
    address: str
    chosen: bool


@dataclass(frozen=True)
class Histogram:
    """`width` bars of one unit; from year `first` to year `last`."""

    bars: Sequence[Bar]
    width: int
    first: int
    last: int


@dataclass(frozen=True)
class _Span:
    """Years of one bar that have letters."""

    years: tuple[int, ...]
    total: int

    @property
    def values(self) -> list[str]:
        return [str(year) for year in self.years]

    @property
    def label(self) -> str:
        return f"{self.years[0]}" if len(self.years) == 1 else f"{self.years[0]}–{self.years[-1]}"


def histogram(counted: Sequence[Sequence[object]], asked: Asked) -> Histogram | None:
    """None where there are not two years."""
    counts = {int(str(year)): int(str(count)) for year, count in counted if str(year).isdecimal()}
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    step = next((step for step in STEPS if (last - first) // step < MOST_BARS), STEPS[-1])
    low = first // step * step
    spans = _spans(counts, low, step)
    highest = max(span.total for span in spans.values())
    chosen, bare = set(asked.filters.get("year", ())), asked.narrowed("year", ()).address()
    bars = [_bar(x, span, highest, chosen, bare) for x, span in spans.items()]
    return Histogram(bars, (last - low) // step + 1, first, last)


def _spans(counts: Mapping[int, int], low: int, step: int) -> dict[int, _Span]:
    """By the place of the bar."""
    years: dict[int, list[int]] = {}
    for year in sorted(counts):
        years.setdefault((year - low) // step, []).append(year)
    return {x: _Span(tuple(some), sum(counts[year] for year in some)) for x, some in years.items()}


def _bar(x: int, span: _Span, highest: int, chosen: set[str], bare: str) -> Bar:
    """`bare`: the address without a filter of years, said once for all bars."""
    years = "&".join(f"year={year}" for year in span.years)
    address = bare if chosen == set(span.values) else f"{bare}{'&' if '?' in bare else '?'}{years}"
    title = f"{span.label}: {letters(span.total)}"
    return Bar(x, max(LEAST, HEIGHT * span.total // highest), title, address, not chosen.isdisjoint(span.values))
