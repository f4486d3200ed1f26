"""What the index knows of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FACETS = ("year", "unit", "direction", "type", "sender", "state")
"""By which results are counted and narrowed."""
COLUMNS = ("deadline", "event", "added", "enclosures")
"""Whole numbers beside the date that a query may ask for ranges of: days as yyyymmdd, and how many enclosures."""


@dataclass(frozen=True)
class IndexEntry:
    """A letter as it is searched. `version` is the letter's: an older entry never replaces a newer one.

    `text` is the whole text, pages joined; `suggested` the lexicon's words for misread ones, found as if they stood in
    it; `beside` what is searchable but not text, such as doubtful words.
    `fields` are texts by field name (search.tree.FIELDS of kind "text" and "word"); `facets` exact values by name.
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
    facets: Mapping[str, str] = field(default_factory=dict)
