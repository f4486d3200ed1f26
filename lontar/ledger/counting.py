"""One unit counted afresh from what stands in the store: what waits for its positions, and how its register moved.

Whatever an event was about, its units are counted anew: nothing is added up that could go astray.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain

from lontar.ledger.calendar import Calendar
from lontar.ledger.counts import Counts, keys_of_line
from office.days import begin_of
from schemas.assignment import Assignment
from schemas.day import day_of
from schemas.entry import RegisterEntry
from schemas.stored import Stored
from store.contract import Row, Sort, Store, Where
from store.pieces import pieces

PIECE = 5000
ANSWERED = ("answered", "done")
"""How an entry is closed that took somebody's time."""
OF_LINE = ("letter", "position", "state", "urgency", "since", "due")
OF_ENTRY = ("letter", "direction", "received_at", "closed_at", "closed_as", "cancelled")


class Counted:
    """What a unit counts: `positions` by id, and `unit`, which has its register too."""

    def __init__(self) -> None:
        self.positions: dict[str, Counts] = {}
        self.unit: Counts = Counter()

    def add(self, position: str, keys: Iterator[str]) -> None:
        for key in keys:
            self.positions.setdefault(position, Counter())[key] += 1
            self.unit[key] += 1


def counted(store: Store, calendar: Calendar, unit: str, secret: set[str]) -> Counted:
    """`secret`: ids of the letters in this unit that are not counted here."""
    found = Counted()
    for row in _all(store, Assignment, {"unit": unit, "standing": "own"}, [("since", 1)], OF_LINE):
        if row["letter"] not in secret:
            found.add(row["position"], keys_of_line(row))
    since = {"$gte": _first(calendar)}
    done = {"unit": unit, "standing": "done", "ended_at": since}
    for row in _all(store, Assignment, done, [("ended_at", 1)], ("letter", "position", "ended_at")):
        if row["letter"] not in secret:
            found.add(row["position"], iter([f"done/{calendar.monday(row['ended_at'])}"]))
    came = {"unit": unit, "direction": "incoming", "received_at": since}
    for row in _all(store, RegisterEntry, came, [("received_at", 1)], OF_ENTRY):
        if row["letter"] not in secret and not row.get("cancelled"):
            found.unit[f"came/{calendar.monday(row['received_at'])}"] += 1
    closed = {"unit": unit, "handling": "closed", "closed_at": since}
    for row in _all(store, RegisterEntry, closed, [("closed_at", 1)], OF_ENTRY):
        if row["letter"] not in secret and row["direction"] == "incoming" and not row.get("cancelled"):
            found.unit.update(_closed(calendar, row))
    return found


def _closed(calendar: Calendar, row: Row) -> list[str]:
    monday = calendar.monday(row["closed_at"])
    if row.get("closed_as") not in ANSWERED:
        return [f"closed/{monday}"]
    days = calendar.days_between(row["received_at"], row["closed_at"])
    return [f"closed/{monday}", f"took/{monday}/{days}"]


def _first(calendar: Calendar) -> datetime:
    """The beginning of the weeks that are looked back upon."""
    return begin_of(day_of(calendar.mondays()[0]), calendar.zone)


def _all(store: Store, kind: type[Stored], where: Where, sort: Sort, fields: Sequence[str]) -> Iterator[Row]:
    return chain.from_iterable(pieces(store, kind, where, sort, PIECE, fields=fields))
