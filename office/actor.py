"""As whom a person acts: in a position they hold or for which they act, and what the event log says of it."""

from dataclasses import dataclass
from typing import Any

from office.access import Reader
from store.changes import Happened


@dataclass(frozen=True)
class Actor:
    """`position`: in which they act; None: as whoever they are, who writes a draft, a registry, the installation.
    `behalf`: that position again, where they act for another."""

    reader: Reader
    position: str | None = None
    behalf: str | None = None

    def happened(self, verb: str, id: str, **values: Any) -> Happened:
        """An event about one thing: of the verb "letter.disposed" about letters/ID."""
        thing, reader = f"{verb.partition('.')[0]}s/{id}", self.reader
        return Happened(verb, thing, reader.person, self.behalf, reader.operator, reader.job, **values)


def in_position(reader: Reader, position: str) -> Actor:
    return Actor(reader, position, position if position in reader.acting else None)
