"""One entry of a vocabulary, and which vocabularies there are."""

from dataclasses import dataclass
from datetime import date

from schemas.disposition import URGENCIES
from schemas.letter import CLASSES

NEEDED = ("code", "indonesian", "english")
OPTIONAL = ("aliases", "group", "since", "until")
COLUMNS = (*NEEDED, *OPTIONAL)
"""Columns of the files: `english` may be empty, aliases stand apart by |, dates are written 2023-01-31."""
DAYS = ("holiday", "joint-leave", "workday")
"""What an entry of a vocabulary of days is, in its column group: a day off, or one that is worked after all."""
MOST_DAYS = 31
"""From the first to the last day of one such entry."""


@dataclass(frozen=True)
class Entry:
    """`since` and `until` are the first and the last day on which it is in use; None: no limit.

    `group` is a heading under which a list shows it; `aliases` are other spellings found in letters."""

    code: str
    indonesian: str
    english: str
    aliases: tuple[str, ...] = ()
    group: str = ""
    since: date | None = None
    until: date | None = None
    line: int = 0

    def name(self, language: str) -> str:
        """Its name in "id" or "en"; the Indonesian one where there is no English."""
        return (self.english if language == "en" else "") or self.indonesian

    def in_use(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Kind:
    """A vocabulary that exists. `codes`: the rules of the house know these codes and no others, so that an office
    edits their names but neither adds nor removes one; empty: the office decides. `ambiguous`: an alias may lead to
    several entries, as an abbreviation with several meanings does. `days`: each entry is a day or several, from `since`
    to `until`; its aliases are the codes of the units that it is for (none: all). There may be none at all."""

    name: str
    title: str
    codes: tuple[str, ...] = ()
    ambiguous: bool = False
    days: bool = False


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("letter-types", "Letter types"),
        Kind("urgency", "Urgency", URGENCIES),
        Kind("security-classes", "Security classes", CLASSES),
        Kind("instructions", "Instructions"),
        Kind("classification", "Classification codes"),
        Kind("synonyms", "Synonyms and abbreviations", ambiguous=True),
        Kind("days-off", "Joint leave and local holidays", ambiguous=True, days=True),
    )
}
