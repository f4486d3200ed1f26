"""The follower that keeps the numbers of the ledger: the units that events were about are counted anew, and committed
together with its cursor, so that a process may end at any moment."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial

from lontar.followers import BATCH
from lontar.following import Follower
from lontar.ledger import secrets
from lontar.ledger.calendar import Calendar
from lontar.ledger.summary import Summary
from lontar.routing.older import rooted
from lontar.wiring import House
from schemas.errors import Conflict
from schemas.letter import Letter
from schemas.position import Position
from schemas.secret_line import SecretLine
from schemas.unit import Unit
from store.again import again
from store.changes import Changes
from store.contract import Row

CURSOR = "ledger"
NOT_MOVING = frozenset({
    "letter.arrived", "letter.understood", "letter.failed", "letter.retried", "letter.described", "letter.tagged",
    "letter.noted", "letter.unnoted", "letter.filed", "letter.shelved", "letter.exported", "letter.reminded",
    "letter.verified",
})  # fmt: skip
"""What happens to letters and moves no line: most of the log of an archive that takes in old paper."""
LOOKED_AT = 50
"""Events of which one is looked for that is still to be counted."""


class LedgerFollower(Follower):
    """Several may run: what one has counted, no other counts again."""

    called = "whoever counts what waits"

    def step(self) -> int:
        return step(self.house)


def step(house: House) -> int:
    """Count what the next events were about; how many there were."""
    cursor = house.store.cursor(CURSOR)
    if not cursor:
        rooted(house)  # nothing was ever counted: an archive from before may have entries that wait
    events = house.store.events(cursor, BATCH)
    if not events:
        return 0
    with suppress(Conflict):  # another process has followed them too
        house.store.advance(CURSOR, int(events[-1]["sequence"]), _followed(house, events))
    return len(events)


def counted_until(house: House) -> datetime | None:
    """The moment (UTC) up to which the numbers are right, that of the first event not counted yet; None: they are of
    now. What happens besides is not waited for."""
    events = house.store.events(house.store.cursor(CURSOR), LOOKED_AT)
    first = next((event for event in events if _counts(event)), events[-1] if len(events) == LOOKED_AT else None)
    return first["at"] if first else None


def rebuild(house: House, done: Callable[[int], None] | None = None) -> int:
    """Count everything anew, whatever stands; how many units there are. Counting by events goes on meanwhile."""
    calendar = Calendar.of(house)
    kept = {row["letter"] for row in house.store.every(SecretLine, fields=("letter",))}
    for letter in house.store.every(Letter, fields=("security_class",)):
        if secrets.is_secret(letter) or letter["_id"] in kept:
            again(house.store, partial(_secret, house, letter["_id"], calendar))
    units = [row["_id"] for row in house.store.every(Unit, fields=())]
    for number, unit in enumerate(units):
        again(house.store, partial(_unit, house, unit, calendar))
        if done:
            done(number + 1)
    again(house.store, lambda: Summary(house.store, calendar).with_branches().changes())
    return len(units)


def _followed(house: House, events: Sequence[Row]) -> Changes:
    ids = sorted({event["thing"].partition("/")[2] for event in events if _moves(event)})
    calendar, letters = Calendar.of(house), house.store.get_many(Letter, ids)
    summary, beside = Summary(house.store, calendar), Changes()
    units = set(_left(house, events))
    for id in ids:
        kept, assignments = secrets.of_letter(house.store, id), secrets.assignments_of(house.store, id)
        units.update(row["unit"] for row in (*kept, *assignments))
        beside += secrets.changed(kept, letters.get(id), assignments, calendar)
    summary.with_units(sorted(units), beside)
    if any(event["thing"].startswith("units/") for event in events):
        summary.with_branches()
    return beside + summary.changes()


def _counts(event: Row) -> bool:
    return _moves(event) or event["thing"].startswith("units/")


def _moves(event: Row) -> bool:
    return event["thing"].startswith("letters/") and event["verb"] not in NOT_MOVING


def _left(house: House, events: Iterable[Row]) -> list[str]:
    """The units of positions from which something was taken away."""
    befores = [(event.get("values") or {}).get("before") or {} for event in events if _moves(event)]
    ids = sorted({str(before["position"]) for before in befores if before.get("position")})
    return [str(row["unit"]) for row in house.store.get_many(Position, ids).values()]


def _secret(house: House, id: str, calendar: Calendar) -> Changes:
    kept, assignments = secrets.of_letter(house.store, id), secrets.assignments_of(house.store, id)
    return secrets.changed(kept, house.store.get(Letter, id), assignments, calendar)


def _unit(house: House, id: str, calendar: Calendar) -> Changes:
    return Summary(house.store, calendar).with_units([id]).changes()
