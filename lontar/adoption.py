"""How far the office has come on board: per unit and month who signed in, letters registered, dispositions answered,
signatures made. A follower of the event log keeps the counts, so that a page reads a line for each unit.
"""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any

from lontar.following import Follower
from office.days import day_at, zone_of
from office.units import in_order
from schemas.adoption import COUNTED, Adoption, Visitor
from schemas.errors import Conflict
from schemas.person import Person
from schemas.position import Position
from schemas.unit import Unit
from store.changes import Changes, Put
from store.contract import Row, Store

CURSOR = "adoption"
BATCH = 500  # events a step
VERBS = {
    "person.signed-in": "people",
    "letter.registered": "registered",
    "letter.followed-up": "answered",
    "letter.signed": "signed",
}
"""What is counted, by the verb of its event."""
MONTHS_SHOWN = 12
Counts = Counter[tuple[str, int, str]]
"""How many by unit, month and name of the count."""


class AdoptionFollower(Follower):
    """Counts each event once: the counts are committed together with the cursor."""

    called = "the adoption summary"

    def step(self) -> int:
        store = self.house.store
        events = store.events(store.cursor(CURSOR), BATCH)
        if not events:
            return 0
        with suppress(Conflict):  # another process has followed them too
            store.advance(CURSOR, events[-1]["sequence"], Changes(puts=tuple(map(Put, _counted(store, events)))))
        return len(events)


def _counted(store: Store, events: Sequence[Row]) -> list[Adoption | Visitor]:
    """The summaries as they are after these events, and who is counted in a month from now on."""
    counts: Counts = Counter()
    visits: dict[str, tuple[str, int]] = {}

    @cache
    def month_of(unit: str, at: datetime) -> int:
        day = day_at(at, zone_of(store, unit))
        return day.year * 100 + day.month

    for event in (one for one in events if one["verb"] in VERBS):
        name, unit = VERBS[event["verb"]], _unit(store, event)
        if unit is None:
            continue
        month = month_of(unit, event["at"])
        if name == "people":
            visits.setdefault(Visitor.key(event["actor"], month), (unit, month))
        else:
            counts[unit, month, name] += 1
    known = store.get_many(Visitor, sorted(visits))
    new = {key: visit for key, visit in visits.items() if key not in known}
    counts.update((unit, month, "people") for unit, month in new.values())
    return [*_summed(store, counts), *(Visitor(id=key, month=month) for key, (_, month) in new.items())]


def _summed(store: Store, counts: Counts) -> list[Adoption]:
    keys = {(unit, month) for unit, month, _ in counts}
    rows = store.get_many(Adoption, sorted(Adoption.key(*key) for key in keys))
    found = []
    for unit, month in sorted(keys):
        row = rows.get(Adoption.key(unit, month))
        one = Adoption.unpacked(row) if row else Adoption(id=Adoption.key(unit, month), unit=unit, month=month)
        for name in COUNTED:
            one[name] += counts[unit, month, name]
        found.append(one)
    return found


def _unit(store: Store, event: Row) -> str | None:
    """The unit that an event is counted for: of the register, or of the position acted for, else of the person."""
    after: dict[str, Any] = (event.get("values") or {}).get("after") or {}
    if after.get("register"):
        return str(after["register"]).rsplit("/", 2)[0]  # office/registers.py
    position = store.get(Position, event["behalf"]) if event.get("behalf") else None
    person = store.get(Person, event["actor"]) if position is None else None
    found = (position or person or after).get("unit")
    return str(found) if found else None


def months(store: Store, last: int) -> list[tuple[int, dict[str, int]]]:
    """The latest months up to `last`, the latest first, with their sums; those in which nothing happened too."""
    found = []
    for month in (_before(last, number) for number in range(MONTHS_SHOWN)):
        rows = of_month(store, month)
        found.append((month, {name: sum(row[name] for row in rows) for name in COUNTED}))
    return found


def of_month(store: Store, month: int) -> list[Row]:
    return store.find(Adoption, {"month": month}, sort=[("unit", 1)], limit=10_000)


def table(store: Store, month: int) -> list[dict[str, Any]]:
    """A line for each unit, as the page, `lontar units adoption --json` and the tables have it: those below others
    after them. `accounts`: how many open accounts the unit has now."""
    counted = {row["unit"]: row for row in of_month(store, month)}
    units = {row["_id"]: row for row in store.every(Unit)}
    accounts = store.tally(Person, "unit", {"active": True})
    rows = in_order(units)
    return [
        {"unit": row["code"], "name": row["name"], "state": row["state"], "month": month, "depth": len(row["path"])}
        | {"accounts": accounts.get(row["_id"], 0)}
        | {name: counted.get(row["_id"], {}).get(name, 0) for name in COUNTED}
        for row in rows
    ]


def _before(month: int, number: int) -> int:
    """The month so many months before."""
    year, of_year = divmod(month // 100 * 12 + month % 100 - 1 - number, 12)
    return year * 100 + of_year + 1
