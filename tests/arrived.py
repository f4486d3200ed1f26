"""A letter in a register as its arrival leaves it: nobody has looked at it yet."""

from lontar.routing import recording
from lontar.routing.recording import Book, Registered
from lontar.wiring import House
from office.access import Reader
from schemas.entry import RegisterEntry
from store.changes import Changes


def arrived(house: House, reader: Reader, letter: str, unit: str = "") -> Registered:
    """In the incoming book of a unit; "": the reader's."""
    made = recording.record(house, reader, letter, Book(unit or reader.unit))
    entry = house.store.load(RegisterEntry, made.entry)
    entry.checked = False
    house.store.commit(Changes.of(entry))
    return made
