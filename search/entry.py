"""What the index knows of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FACETS = ("year", "unit", "direction", "type", "sender", "tag", "casefile", "state")
"""By which results are counted and narrowed."""


@dataclass(frozen=True)
class IndexEntry:
    """A letter as it is searched. `version` is the letter's: an older entry never replaces a newer one.

    `text` is the whole text, pages joined; `suggested` the lexicon's words for misread ones, found as if they stood in
    it; `beside` what is searchable but not text, such as doubtful words.
    `fields` are texts by field name (search.tree.FIELDS of kind "text" and "word"); `facets` exact values by name;
    a letter may have several tags.
    `date` is yyyymmdd, 0 when unknown.
    """

    id: str
    version: int
    grants: tuple[str, ...]
    text: str = ""
    suggested: tuple[str, ...] = ()
    beside: str = ""
    date: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    facets: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)

    def values(self, facet: str) -> tuple[str, ...]:
        """Those by which the letter is counted under a facet; none of them is empty."""
        found = self.facets.get(facet) or ()
        return (found,) if isinstance(found, str) else found
