"""Registers: the agenda book of a unit, per direction and year, its numbers without gaps."""

from datetime import datetime

from office.access import Reader
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from store.changes import Changes, Draw, Happened


def register(letter: Letter, unit: str, direction: str, at: datetime, reader: Reader) -> Changes:
    """A register entry for a letter, with the next agenda number of its book, drawn in the commit."""
    name = f"{unit}/{direction}/{at.year}"
    entry = RegisterEntry(register=name, letter=letter.id, unit=unit, direction=direction, year=at.year, received_at=at)
    if direction != "incoming":
        entry.handling, entry.closed_as = "closed", "information"
    event = Happened(
        "letter.registered", f"letters/{letter.id}", reader.person, operator=reader.operator, after={"register": name}
    )
    return Changes.of(entry, draws=[Draw(f"agenda/{name}", entry, "agenda_number")], events=[event])
