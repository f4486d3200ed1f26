"""Whose hand is at a draft: a person, in a position they hold or for which they act."""

from dataclasses import dataclass
from typing import Any

from office.access import Reader
from store.changes import Happened


@dataclass(frozen=True)
class Hand:
    """`position`: in which they act; None: as who drafts. `behalf`: that position again, where they act for another."""

    reader: Reader
    position: str | None = None
    behalf: str | None = None

    def happened(self, verb: str, draft: str, **values: Any) -> Happened:
        """An event about a draft."""
        reader = self.reader
        return Happened(
            f"draft.{verb}", f"drafts/{draft}", reader.person, self.behalf, reader.operator, reader.job, **values
        )


def in_position(reader: Reader, position: str) -> Hand:
    return Hand(reader, position, position if position in reader.acting else None)
