"""Followers read the event log on from their own cursor; one that was away heals by going on."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

from lontar.indexed import casefile_rows, entry_of, unit_rows
from lontar.texts import text_rows
from lontar.wiring import House
from schemas.errors import Conflict, Unavailable
from schemas.letter import Letter
from search.contract import Writing
from search.entry import IndexEntry
from search.errors import IndexBusy
from store import chain

BATCH = 500  # events a step
TROUBLE_SECONDS = 2.0
QUIET_SECONDS = 2.0
"""How long nothing is asked of the index while nothing is committed. Not for ever: another process may have swapped
another build in, which is no commit, and have ended before it followed what happened while it filled it."""
log = logging.getLogger("lontar.index")


def cursor_name(generation: str) -> str:
    """Each build of the index has a cursor of its own: a new build begins where its filling began."""
    return f"index:{generation}"


class IndexFollower:
    """Writes to the index what changed in the store. One at a time in a home, called by one thread."""

    def __init__(self, house: House, clock: Callable[[], float] = time.monotonic) -> None:
        self.house, self._clock = house, clock
        self._fault, self._again = "", 0.0  # the last one, and the time before which it is not tried again
        self._seen, self._until = -1, 0.0  # where the store was when nothing was to follow, and until when that holds

    def follow(self) -> int:
        """A step where it can be made. A fault that may pass, as a full disk does, is told once and no step; so is an
        index that another process writes. Cheap while nothing happens: it may be called many times a second."""
        if self._clock() < self._again:
            return 0
        try:
            moved, self._fault = self._look(), ""
        except IndexBusy:
            return 0
        except Unavailable as error:
            if str(error) != self._fault:
                log.warning("the index waits: %s", error)
            self._fault, self._again = str(error), self._clock() + TROUBLE_SECONDS
            return 0
        return moved

    def _look(self) -> int:
        """A step, unless the store is where it was when there was nothing to follow: to ask an index on a server which
        build is live takes a request."""
        changed = self.house.store.changed()  # first: what is committed during the step is looked at the next time
        if changed == self._seen and self._clock() < self._until:
            return 0
        moved = self.step()
        if not moved:
            self._seen, self._until = changed, self._clock() + QUIET_SECONDS
        return moved

    def step(self) -> int:
        """Follow the next events; how many there were (0: the index equals the store)."""
        store, index = self.house.store, self.house.index
        name = cursor_name(index.generation)
        events = store.events(store.cursor(name), BATCH)
        if not events:
            return 0
        ids = {event["thing"].partition("/")[2] for event in events if event["thing"].startswith("letters/")}
        if ids:
            self.write(index, sorted(ids))
        with suppress(Conflict):  # another process followed them too, as `lontar reindex` does beside a running one
            store.advance(name, events[-1]["sequence"])
        return len(events)

    def catch_up(self) -> None:
        """Until the index equals the store."""
        while self.step():
            pass

    def write(self, index: Writing, ids: list[str]) -> None:
        """The present state of letters; those that are gone are taken out."""
        found = entries(self.house, ids)
        index.write(found, [id for id in ids if id not in {entry.id for entry in found}])


def entries(house: House, ids: list[str]) -> list[IndexEntry]:
    """What the index is to know of the letters that exist."""
    letters = house.store.get_many(Letter, ids)
    texts = text_rows(house, ids)
    units = unit_rows(house, {letter["unit"] for letter in letters.values()})
    files = casefile_rows(house, letters.values())
    return [
        entry_of(letter, texts.get(id), units.get(letter["unit"]), files.get(letter.get("casefile") or ""))
        for id, letter in letters.items()
    ]


def rebuild(house: House, done: Callable[[int], None] | None = None) -> int:
    """Build the index anew beside the live one and swap; how many letters it holds. Raises IndexBusy.

    Searching goes on. What happens meanwhile is followed afterwards from where the filling began. `done` is told how
    many letters it holds so far."""
    number = 0

    def every() -> Iterator[IndexEntry]:
        """In one stream, so that the index takes some in while the next are read."""
        nonlocal number
        ids = (row["_id"] for row in house.store.every(Letter, fields=()))
        while some := list(islice(ids, BATCH)):
            yield from entries(house, some)
            number += len(some)
            if done:
                done(number)

    with house.index.rebuilding() as (generation, build):
        last = chain.last(house.store)
        build.write(every())
        if last:
            house.store.advance(cursor_name(generation), last)
    return number


def events_behind(house: House) -> int:
    """How many events the index has yet to follow."""
    return max(0, chain.last(house.store) - house.store.cursor(cursor_name(house.index.generation)))


def is_behind(house: House) -> bool:
    return events_behind(house) > 0
