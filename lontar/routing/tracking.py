"""What the sender of a letter is told of it who has its receipt: when it came, when work on it began, when it was
answered. Days, and nothing else."""

from dataclasses import dataclass
from datetime import datetime

from lontar.routing.acts import entries_of
from lontar.wiring import House
from office.days import local_day
from schemas.assignment import Assignment
from schemas.disposition import Disposition
from schemas.entry import RegisterEntry
from store.contract import Row

ANSWERED = frozenset({"answered", "done"})
LONGEST = 64
"""Characters of a token that are looked up at all."""


@dataclass(frozen=True)
class Tracked:
    """Days yyyymmdd where the unit is. `processed` None: nobody has begun; `answered` None: it is not; `ended`: it was
    taken note of and asks for no answer."""

    received: int
    processed: int | None
    answered: int | None
    ended: bool


def tracked(house: House, token: str) -> Tracked | None:
    """None for a token that nobody was given, and for one whose number was cancelled."""
    rows = house.store.find(RegisterEntry, {"token": token}, limit=1) if 0 < len(token) <= LONGEST else []
    if not rows or rows[0].get("cancelled"):
        return None
    entry = rows[0]
    answered, ended = _answered(house, entry), entry.get("closed_as") == "information"

    def day(at: datetime | None) -> int | None:
        return local_day(house.store, entry["unit"], at) if at else None

    began = _began(house, entry) or (entry.get("closed_at") if entry["handling"] == "closed" else None)
    return Tracked(day(entry["received_at"]) or 0, day(began), day(answered), ended)


def _began(house: House, entry: Row) -> datetime | None:
    """When somebody was first asked to handle it, or began to."""
    of, order = {"entry": entry["_id"]}, [("made_at", 1)]
    asked = house.store.find(Disposition, of, sort=order, limit=1, fields=("made_at",))
    if asked:
        at: datetime = asked[0]["made_at"]
        return at
    root = house.store.get(Assignment, Assignment.root(entry["_id"])) or {}
    return root.get("read_at")


def _answered(house: House, entry: Row) -> datetime | None:
    """Where it was passed on, when the first of those answered who have it now."""
    rows = [entry]
    if entry.get("closed_as") == "passed-on":
        rows = [row for row in entries_of(house, entry["letter"]) if not row.get("cancelled")]
    return min((row["closed_at"] for row in rows if row.get("closed_as") in ANSWERED), default=None)
