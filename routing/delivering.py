"""One letter given to many units: an entry in the incoming book of each, in one commit."""

from collections.abc import Callable, Sequence
from datetime import datetime

from routing.registering import entered
from routing.route import Actor
from routing.routed import grants_with
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from store.changes import Changes
from store.contract import Row, Store


def delivered(
    store: Store, letter: Letter, units: Sequence[Row], actor: Actor, *, at: datetime, due: Callable[[Row], int]
) -> tuple[list[RegisterEntry], Changes]:
    """The entries of the units (as stored), each with the next number of its book, and who may read the letter then.
    `due`: the day yyyymmdd by which a unit is to handle it."""
    made = [entered(letter, unit, "incoming", at=at, due=due(unit)) for unit in units]
    entries = [entry for entry, _ in made]
    books = [changes for _, changes in made]
    letter.grants = grants_with(store, letter, entries)
    after = {"units": [entry.unit for entry in entries], "entries": [entry.id for entry in entries]}
    return entries, Changes(
        puts=(*Changes.of(letter).puts, *(one.puts[0] for one in books), *(one.puts[1] for one in books)),
        draws=tuple(draw for one in books for draw in one.draws),
        events=(actor.happened("letter.delivered", letter.id, after=after),),
    )
