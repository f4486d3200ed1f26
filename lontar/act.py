"""An act of a person on one letter: one commit with its events, tried again when another commit came between."""

from collections.abc import Callable, Sequence
from typing import Any

from lontar.letters import letter_for
from lontar.wiring import House
from office.access import Reader
from schemas.arrival import Arrival
from schemas.letter import Letter
from store.again import again
from store.changes import Changes, Happened, Put, Remove


def act(
    house: House, reader: Reader, id: str, action: str, change: Callable[[Letter], Sequence[Happened]]
) -> list[int]:
    """Change the letter as it stands; the sequence numbers of the events, none when there was nothing to change.

    Raises NotFound, Forbidden, and what `change` raises."""

    def decide() -> Changes:
        letter = Letter.unpacked(letter_for(house, reader, id, action))
        was_withdrawn = letter.withdrawn
        events = change(letter)
        if not events:
            return Changes()
        moved = bool(was_withdrawn) != bool(letter.withdrawn)
        return Changes.of(letter, events=events) + (_arrival(house, letter) if moved else Changes())

    return again(house.store, decide)


def _arrival(house: House, letter: Letter) -> Changes:
    """The same bytes may arrive anew while a letter is withdrawn, not when it is restored."""
    key = Arrival.key(letter.unit, [file.sha256 for file in letter.files])
    row = house.store.get(Arrival, key)
    if not letter.withdrawn:
        return Changes(puts=() if row else (Put(Arrival(id=key, letter=letter.id)),))
    return Changes(removes=(Remove(Arrival, key, row["version"]),) if row and row["letter"] == letter.id else ())


def happened(reader: Reader, verb: str, id: str, **values: Any) -> Happened:
    return Happened(verb, f"letters/{id}", reader.person, operator=reader.operator, **values)
