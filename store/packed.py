"""Changes made ready for a transaction: their documents validated, as rows; and what the transaction then gave."""

from collections.abc import Callable
from dataclasses import dataclass

from schemas.stored import Stored
from store.changes import Changes, Committed, Put, PutRow
from store.contract import Row
from store.told import tell

SEALED = "#events"
"""The counter that holds the number of the last event sealed; no book of a register is called so."""


@dataclass(frozen=True)
class Done:
    """What the transaction gave: versions of the documents put, numbers drawn, the last event."""

    versions: list[int]
    numbers: tuple[int, ...]
    sequence: int


@dataclass(frozen=True)
class Packed:
    """Changes with their documents validated, as rows, before the transaction begins."""

    changes: Changes
    rows: list[Row]

    def puts(self) -> list[tuple[type[Stored], Row]]:
        """The rows to write, each with its kind."""
        kinds = [put.kind if isinstance(put, PutRow) else type(put.document) for put in self.changes.puts]
        return list(zip(kinds, self.rows, strict=True))

    def number(self, draw: Callable[[str], int]) -> tuple[int, ...]:
        """Draw the numbers, each by the name of its counter, into the rows that want them."""
        pairs = zip(self.changes.puts, self.rows, strict=True)
        by_document = {id(put.document): row for put, row in pairs if isinstance(put, Put)}
        numbers = []
        for one in self.changes.draws:
            by_document[id(one.document)][one.field] = number = draw(one.counter)
            numbers.append(number)
        return tuple(numbers)

    def settle(self, done: Done) -> Committed:
        """Once it is committed: the documents carry their new versions and numbers, and the log its events."""
        tell(self.changes.events, done.sequence)
        for put, row, version in zip(self.changes.puts, self.rows, done.versions, strict=True):
            if isinstance(put, Put):
                put.document.version = version
            else:
                row["version"] = version
        for draw, number in zip(self.changes.draws, done.numbers, strict=True):
            setattr(draw.document, draw.field, number)
        return Committed(done.sequence, done.numbers)


def pack(changes: Changes) -> Packed:
    """Raises Malformed."""
    return Packed(changes, [put.row if isinstance(put, PutRow) else put.document.packed() for put in changes.puts])
