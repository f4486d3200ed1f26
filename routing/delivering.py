"""One letter given to many units: an entry in the incoming book of each, in one commit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from office.actor import Actor
from routing.registering import entered
from routing.routed import grants_with
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from store.changes import Changes
from store.contract import Row, Store


@dataclass(frozen=True)
class Sent:
    """The sending (schemas/sending.py) by which units get a letter, and the positions that it names, by their unit."""

    id: str
    named: Mapping[str, Sequence[str]]


def delivered(
    store: Store,
    letter: Letter,
    units: Sequence[Row],
    actor: Actor,
    *,
    at: datetime,
    due: Callable[[Row], int],
    sent: Sent | None = None,
) -> tuple[list[RegisterEntry], Changes]:
    """The entries of the units (as stored), each with the next number of its book, and who may read the letter then.
    `due`: the day yyyymmdd by which a unit is to handle it. `sent`: not passed on by a registry, but its unit's own."""
    made = [entered(letter, unit, "incoming", at=at, due=due(unit)) for unit in units]
    entries = [entry for entry, _ in made]
    if sent:
        for entry in entries:
            entry.sending, entry.addressees = sent.id, list(sent.named.get(entry.unit, ()))
    books = [changes for _, changes in made]
    letter.grants = grants_with(store, letter, entries)
    after = {"units": [entry.unit for entry in entries], "entries": [entry.id for entry in entries]}
    return entries, Changes(
        puts=(*Changes.of(letter).puts, *(one.puts[0] for one in books), *(one.puts[1] for one in books)),
        draws=tuple(draw for one in books for draw in one.draws),
        events=(actor.happened("letter.delivered", letter.id, after=after),),
    )
