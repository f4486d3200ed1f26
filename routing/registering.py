"""Entering a letter in a register: the agenda book of a unit, per direction and year, its numbers without gaps."""

from datetime import UTC, datetime
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from office.access import Reader
from routing.route import Actor, Route, Step
from schemas.assignment import HEAD, Assignment
from schemas.day import day_number
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.unit import Unit
from store.changes import Changes, Draw, Put
from store.contract import Store

ZONE = "Asia/Jakarta"
TOKEN_BYTES = 12
"""Of a receipt's token: 96 bits in 16 signs, so that the address stays short enough for a small QR code."""


def registered(
    store: Store, letter: Letter, unit: str, direction: str, reader: Reader, *, at: datetime
) -> tuple[RegisterEntry, Changes]:
    """A new entry of a letter, with the next agenda number of its book drawn in the commit. An incoming one is to be
    handled: by the head of the unit, until somebody is asked. Who may read the letter does not change here."""
    day = local_day(store, unit, at)
    name = f"{unit}/{direction}/{day // 10_000}"
    entry = RegisterEntry(
        register=name, letter=letter.id, unit=unit, direction=direction, year=day // 10_000, received_at=at
    )
    entry.token = token_urlsafe(TOKEN_BYTES)
    event = Actor(reader).happened("letter.registered", letter.id, after={"register": name, "entry": entry.id})
    changes = Changes.of(entry, draws=[Draw(f"agenda/{name}", entry, "agenda_number")], events=[event])
    if direction != "incoming":
        entry.handling, entry.closed_as, entry.closed_at = "closed", "information", at
        return entry, changes
    root = Assignment(
        id=Assignment.root(entry.id), letter=letter.id, entry=entry.id, unit=unit, position=HEAD + unit, since=day
    )
    return entry, changes + Changes(puts=(Put(root),))


def cancelled(route: Route, actor: Actor, reason: str) -> Changes:
    """The entry with its number cancelled: the number stays in the book with the reason, and nobody is to handle the
    letter because of it. Raises EntryClosed for one that is cancelled already."""
    entry = route.entry
    if entry.cancelled:
        route.demand_open()
    before = {"entry": entry.id, "handling": entry.handling, "closed_as": entry.closed_as}
    entry.cancelled, entry.handling, entry.closed_as, entry.closed_at = reason, "closed", None, None
    rows = (route.root | {"state": "withdrawn"},) if route.root else ()
    event = actor.happened(
        "letter.number-cancelled", entry.letter, before=before, after={"entry": entry.id, "reason": reason}
    )
    return route.after(Step(rows, (event,)), grants=True)


def local_day(store: Store, unit: str, at: datetime) -> int:
    """The day yyyymmdd of a moment (UTC, without saying so) where a unit is."""
    zone = ZoneInfo(str((store.get(Unit, unit) or {}).get("timezone") or ZONE))
    return day_number(at.replace(tzinfo=UTC).astimezone(zone).date())
