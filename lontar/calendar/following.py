"""Appointments as letters and their assignments say: a follower of the event log.

What it makes follows from what stands in the store when it looks, not from what an event said: so nothing is lost or
twice where a process ends at any moment, and what a person says of an appointment meanwhile is never overwritten.
"""

from contextlib import suppress

from lontar.calendar.wanted import appointed, wanted
from lontar.following import Follower
from lontar.wiring import House
from schemas.appointment import Appointment
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.errors import Conflict
from schemas.letter import Letter
from store.changes import Changes, PutRow
from store.contract import Row

CURSOR = "calendar"
BATCH = 100
"""Events a step: one of them may ask a thousand positions."""
MOST = 10_000
"""Of one letter: entries, assignments, appointments."""


class CalendarFollower(Follower):
    """Several may run: what one has done, no other does again."""

    called = "the calendar"

    def step(self) -> int:
        store = self.house.store
        events = store.events(store.cursor(CURSOR), BATCH)
        if not events:
            return 0
        ids = sorted({id for where, _, id in (one["thing"].partition("/") for one in events) if where == "letters"})
        letters = store.get_many(Letter, ids)
        puts = [PutRow(Appointment, row) for id in ids if id in letters for row in changed(self.house, letters[id])]
        with suppress(Conflict):  # another process did it, or somebody said something of one of them: then once more
            store.advance(CURSOR, int(events[-1]["sequence"]), Changes(tuple(puts)))
        return len(events)


def changed(house: House, letter: Row) -> list[Row]:
    """The appointments of a letter that are no longer what they should be, as they should be."""
    store, of = house.store, {"letter": letter["_id"]}
    held = {row["_id"]: row for row in store.find(Appointment, of, sort=[("day", 1)], limit=MOST)}
    if not held and not (letter.get("fields") or {}).get("event_date"):
        return []  # most letters invite to nothing
    entries = store.find(RegisterEntry, of, sort=[("received_at", 1)], limit=MOST)
    assignments = store.find(Assignment, of, sort=[("made_at", 1)], limit=MOST)
    return appointed(letter, wanted(entries, assignments), held)
