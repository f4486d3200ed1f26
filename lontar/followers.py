"""Followers read the event log on from their own cursor; one that was away heals by going on."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice

from lontar.following import Follower, log
from lontar.indexed import casefile_rows, entry_of, unit_rows
from lontar.reading.texts import text_rows
from lontar.wiring import House
from schemas.errors import Conflict
from schemas.letter import Letter
from search.contract import Writing
from search.entry import IndexEntry
from store import chain
from store.contract import Row
from store.pieces import pieces

BATCH = 500  # events a step
FILED = ("added_at",)
"""What is asked of the letters in a case file: their order."""


def cursor_name(generation: str) -> str:
    """Each build of the index has a cursor of its own: a new build begins where its filling began."""
    return f"index:{generation}"


class IndexFollower(Follower):
    """Writes to the index what changed in the store, until it equals the store. One at a time in a home."""

    called = "the index"

    def step(self) -> int:
        """Follow the next events; how many there were (0: the index equals the store)."""
        store, index = self.house.store, self.house.index
        name = cursor_name(index.generation)
        events = store.events(store.cursor(name), BATCH)
        if not events:
            return 0
        ids = _of(events, "letters")
        if ids:
            self.write(index, sorted(ids))
        for casefile in sorted(_of(events, "casefiles")):
            for some in filed(self.house, casefile):
                self.write(index, some)
        with suppress(Conflict):  # another process followed them too, as `lontar reindex` does beside a running one
            store.advance(name, events[-1]["sequence"])
        return len(events)

    def write(self, index: Writing, ids: list[str]) -> None:
        """The present state of letters; those that are gone are taken out."""
        found = entries(self.house, ids)
        index.write(found, [id for id in ids if id not in {entry.id for entry in found}])
        for id in ids if log.isEnabledFor(logging.INFO) else ():
            log.info(
                "letter %s is in the index as it stands", id, extra={"said": {"event": "index.written", "letter": id}}
            )


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


def _of(events: Iterable[Row], collection: str) -> set[str]:
    """The ids of its things that the events are about."""
    return {id for where, _, id in (event["thing"].partition("/") for event in events) if where == collection}


def filed(house: House, casefile: str) -> Iterator[list[str]]:
    """The ids of the letters in a case file, some at once: they are found by its number and title too."""
    for rows in pieces(house.store, Letter, {"casefile": casefile}, [("added_at", -1)], BATCH, fields=FILED):
        yield [row["_id"] for row in rows]


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
