"""What the index knows of a letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FACETS = (
    "year", "unit", "direction", "type", "sender", "tag", "casefile", "state", "class", "urgency", "language",
    "verdict",
)  # fmt: skip
"""By which results are counted and narrowed."""
COLUMNS = ("deadline", "event", "added", "enclosures")
"""Whole numbers beside the date that a query may ask for ranges of: days as yyyymmdd, and how many enclosures."""
CALENDAR = ("year", "month", "day")
"""The parts of a date, as 2019, 2019-03 and 2019-03-05. They are drawn in a row, so that no value may be left out."""
COARSE = {name: CALENDAR[place:] for place, name in enumerate(CALENDAR)}
FILTERS = (*FACETS, *CALENDAR[1:])
"""By which results may be narrowed: months and days too, which are counted where a year or a month is chosen."""


def looks_behind(name: str) -> Sequence[str]:
    """The filters that do not hold while a name is counted: its own, since the person may want to change over; of a
    year those by month and day, which would leave no other year."""
    return COARSE.get(name, (name,))


@dataclass(frozen=True)
class IndexEntry:
    """A letter as it is searched. `version` is the letter's: an older entry never replaces a newer one.

    `text` is the whole text, pages joined; `suggested` the lexicon's words for misread ones, found as if they stood in
    it; `beside` what is searchable but not text, such as doubtful words.
    `fields` are texts by field name (search.tree.FIELDS of kind "text", "word" and "number"); `facets` exact values by
    name of FILTERS, several where a letter has several, as tags.
    `date` is yyyymmdd, 0 when unknown; `columns` are other whole numbers by the name of their field (COLUMNS), absent
    when unknown.
    """

    id: str
    version: int
    grants: tuple[str, ...]
    text: str = ""
    suggested: tuple[str, ...] = ()
    beside: str = ""
    date: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, str | Sequence[str]] = field(default_factory=dict)

    def values(self, name: str) -> Sequence[str]:
        """The values of a facet, each once."""
        found = self.facets.get(name, ())
        return (found,) if isinstance(found, str) else tuple(dict.fromkeys(found))
