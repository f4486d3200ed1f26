"""The letters found by year as bars in a row; below a year that is chosen its months, below a month its days. Each row
stands as a table of links too, for keys and for who does not see it."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from web.search.asked import Asked
from web.search.words import date_said, letters

MOST_BARS = 60
STEPS = (1, 5, 10, 50, 100)
HEIGHT = 40
LEAST = 2  # so that one letter beside thousands is still seen
Counted = Mapping[str, Sequence[Sequence[object]]]
"""Values and counts by the name of a facet."""


@dataclass(frozen=True)
class Bar:
    """Some years, a month or a day; `x` and `height` in units of the drawing. `address`: the list of these alone, or
    without a filter by them where they are chosen already."""

    x: int
    height: int
    label: str
    count: int
    address: str
    chosen: bool

    @property
    def title(self) -> str:
        return f"{self.label}: {letters(self.count)}"


@dataclass(frozen=True)
class Histogram:
    """`width` places of one unit, of which those that have letters have bars; from `first` to `last`."""

    name: str
    title: str
    bars: Sequence[Bar]
    width: int
    first: str
    last: str


@dataclass(frozen=True)
class _Span:
    """Values of one bar that have letters."""

    values: tuple[str, ...]
    total: int
    label: str


def histograms(counted: Counted, asked: Asked) -> Iterator[Histogram]:
    """One row for each part of the date that there is something to choose of."""
    if found := _years(_counts(counted, "year"), asked):
        yield found
    year = _only(asked, "year")
    if year and year.isdecimal() and (counts := _counts(counted, "month")):
        months = [f"{year}-{month:02}" for month in range(1, 13)]
        yield _row("month", _("Months of %(year)s", year=year), months, counts, asked)
    month = _only(asked, "month")
    if month and (counts := _counts(counted, "day")) and (last := _last_day(month)):
        days = [f"{month}-{day:02}" for day in range(1, last + 1)]
        yield _row("day", _("Days of %(month)s", month=date_said(month)), days, counts, asked)


def _only(asked: Asked, name: str) -> str | None:
    values = asked.filters.get(name, ())
    return values[0] if len(values) == 1 else None


def _last_day(month: str) -> int:
    """0 for what somebody made up."""
    year, _, number = month.partition("-")
    known = year.isdecimal() and number.isdecimal() and 0 < int(year) < 10_000 and 0 < int(number) < 13
    return monthrange(int(year), int(number))[1] if known else 0


def _counts(counted: Counted, name: str) -> dict[str, int]:
    return {str(value): int(str(count)) for value, count in counted.get(name, ())}


def _years(found: Mapping[str, int], asked: Asked) -> Histogram | None:
    """None where there are not two years."""
    counts = {int(year): count for year, count in found.items() if year.isdecimal()}
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    step = next((step for step in STEPS if (last - first) // step < MOST_BARS), STEPS[-1])
    low = first // step * step
    years: dict[int, list[int]] = {}
    for year in sorted(counts):
        years.setdefault((year - low) // step, []).append(year)
    spans = {
        x: _Span(
            tuple(map(str, some)),
            sum(counts[year] for year in some),
            f"{some[0]}" if len(some) == 1 else f"{some[0]}–{some[-1]}",
        )
        for x, some in years.items()
    }
    bars = _bars("year", spans, asked)
    return Histogram("year", _("Years"), bars, (last - low) // step + 1, str(first), str(last))


def _row(name: str, title: str, places: Sequence[str], counts: Mapping[str, int], asked: Asked) -> Histogram:
    spans = {x: _Span((value,), counts[value], date_said(value)) for x, value in enumerate(places) if counts.get(value)}
    return Histogram(name, title, _bars(name, spans, asked), len(places), date_said(places[0]), date_said(places[-1]))


def _bars(name: str, spans: Mapping[int, _Span], asked: Asked) -> list[Bar]:
    highest = max((span.total for span in spans.values()), default=0)
    chosen, bare = set(asked.filters.get(name, ())), asked.narrowed(name, ()).address()
    found = []
    for x, span in spans.items():
        wanted = "&".join(f"{name}={value}" for value in span.values)
        address = bare if chosen == set(span.values) else f"{bare}{'&' if '?' in bare else '?'}{wanted}"
        height = max(LEAST, HEIGHT * span.total // highest)
        found.append(Bar(x, height, span.label, span.total, address, not chosen.isdisjoint(span.values)))
    return found
