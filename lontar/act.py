"""An act of a person on one letter: one commit with its events, tried again when another commit came between."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from lontar.facts import ARRANGED, files_said
from lontar.letters import letter_for
from lontar.paging import rows_of
from lontar.understanding.understand import understand
from lontar.wiring import House
from office.access import Reader
from schemas.letter import Letter
from store.again import again
from store.changes import Changes, Happened
from store.contract import Row

Change = Callable[[Letter], Sequence[Happened]]
"""Changes a letter as it stands; the events say how, none that nothing was different."""


def act(
    house: House,
    reader: Reader,
    id: str,
    action: str,
    change: Change,
    *,
    beside: Callable[[], Changes] = Changes,
) -> list[int]:
    """Change the letter as it stands; the sequence numbers of the events, none when there was nothing to change.

    A letter that shows other pages than before is understood anew, in the same commit. `beside`: what happens to other
    things in it. Raises NotFound, Forbidden, and what `change` and `beside` raise."""
    count = 0

    def decide() -> Changes:
        nonlocal count
        letter = Letter.unpacked(letter_for(house, reader, id, action))
        before = files_said(letter)
        events = change(letter)
        count = len(events)
        if not events:
            return Changes()
        if files_said(letter) == before:
            return Changes.of(letter, events=events) + beside()
        return anew(house, letter, rows_of(house, id), events) + beside()

    return again(house.store, decide)[:count]


def anew(house: House, letter: Letter, rows: Sequence[Row], events: Sequence[Happened]) -> Changes:
    """A letter that shows other pages than before, with its text; the fields that changed stand in the event."""
    text, changed = understand(house, letter, rows)
    said = [replace(one, before=one.before | changed) if one.verb in ARRANGED else one for one in events]
    return Changes.of(letter, text, events=said)


def happened(reader: Reader, verb: str, id: str, *, of: str = "letters", **values: Any) -> Happened:
    """An event about the thing `id` of the collection `of`, in the reader's name; `values`: before and after."""
    return Happened(verb, f"{of}/{id}", reader.person, operator=reader.operator, job=reader.job, **values)
