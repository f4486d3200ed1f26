"""Entering a letter in a register: the agenda book of a unit, per direction and year, its numbers without gaps."""

from datetime import datetime
from typing import Any

from office import tokens
from office.access import Reader
from office.actor import Actor
from office.days import day_in
from routing.route import Route, Step
from schemas.assignment import HEAD, Assignment
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.unit import Unit
from store.changes import Changes, Draw, PutRow
from store.contract import Row, Store


def registered(
    store: Store,
    letter: Letter,
    unit: str,
    direction: str,
    reader: Reader,
    *,
    at: datetime,
    due: int | None = None,
    checked: bool = False,
    information: bool = False,
) -> tuple[RegisterEntry, Changes]:
    """A new entry of a letter, with the next agenda number of its book drawn in the commit. An incoming one is to be
    handled by the day `due` (yyyymmdd): by the head of the unit, until somebody is asked; not one that is for
    `information`. `checked`: a clerk has looked at what was read. Who may read the letter does not change here."""
    actor = Actor(reader)
    row = store.get(Unit, unit) or {"_id": unit}
    entry, changes = entered(letter, row, direction, at=at, due=due, closed_by=reader.person if information else None)
    entry.checked = checked
    events = [actor.happened("letter.registered", letter.id, after={"register": entry.register, "entry": entry.id})]
    if direction == "incoming" and information:
        events.append(actor.happened("letter.closed", letter.id, after={"entry": entry.id, "closed_as": "information"}))
    return entry, changes + Changes(events=tuple(events))


def entered(
    letter: Letter, unit: Row, direction: str, *, at: datetime, due: int | None = None, closed_by: str | None = None
) -> tuple[RegisterEntry, Changes]:
    """An entry in a book of a unit (as stored), and what it comes to but for the event. Behind an incoming one stands
    the root of what is to be handled; `closed_by`: the person who says that it is for information."""
    day = day_in(unit, at)
    name = f"{unit['_id']}/{direction}/{day // 10_000}"
    entry = RegisterEntry(
        register=name, letter=letter.id, unit=unit["_id"], direction=direction, year=day // 10_000, received_at=at
    )
    entry.token = tokens.in_address()
    if direction != "incoming" or closed_by:
        entry.handling, entry.closed_as, entry.closed_at = "closed", "information", at
    changes = Changes.of(entry, draws=[Draw(counter_of(name), entry, "agenda_number")])
    if direction != "incoming":
        return entry, changes
    ended = {"state": "done", "standing": "done", "ended_at": at, "ended_by": closed_by} if closed_by else {}
    root = root_of(entry, day, due, **ended)
    return entry, changes + Changes(puts=(PutRow(Assignment, dict(root.to_mongo())),))


def root_of(entry: RegisterEntry, since: int, due: int | None, **more: Any) -> Assignment:
    """What is to be handled because of an incoming entry: by the head of its unit, since a day until a day
    (yyyymmdd)."""
    of = {"letter": entry.letter, "entry": entry.id, "unit": entry.unit, "position": HEAD + entry.unit}
    return Assignment(id=Assignment.root(entry.id), since=since, **of, **more, **({"due": due} if due else {}))


def cancelled(route: Route, actor: Actor, reason: str, *, grants: bool = True) -> Changes:
    """The entry with its number cancelled: the number stays in the book with the reason, and nobody is to handle the
    letter because of it. `grants`: who may read the letter then; not where many entries are cancelled at once. Raises
    EntryClosed for one that is cancelled already."""
    entry = route.entry
    if entry.cancelled:
        route.demand_open()
    before = {"entry": entry.id, "handling": entry.handling, "closed_as": entry.closed_as}
    entry.cancel(reason)
    rows = (route.root | {"state": "withdrawn"},) if route.root else ()
    event = actor.happened(
        "letter.number-cancelled", entry.letter, before=before, after={"entry": entry.id, "reason": reason}
    )
    return route.after(Step(rows, (event,)), grants=grants)


def counter_of(register: str) -> str:
    """The counter from which the numbers of a book are drawn."""
    return f"agenda/{register}"


def historic(
    letter: Letter, unit: Row, direction: str, *, year: int, number: int, at: datetime, how: str, due: int | None = None
) -> tuple[RegisterEntry, Changes]:
    """An entry out of a book that was kept elsewhere, under the number that it has there; nothing is drawn. What it
    comes to but for the event, and for the counter of the book, which the caller sets.

    `how`: "waiting", or as what it was closed. One that waits is to be handled by the head of the unit, until `due`."""
    entry = RegisterEntry(
        register=f"{unit['_id']}/{direction}/{year}",
        letter=letter.id,
        unit=unit["_id"],
        direction=direction,
        year=year,
        agenda_number=number,
        historic=True,
        received_at=at,
        checked=True,
        token=tokens.in_address(),
    )
    waits = how == "waiting" and direction == "incoming"
    if not waits:
        entry.handling, entry.closed_at = "closed", at
        entry.closed_as = how if how != "waiting" else "information"
    rows = (PutRow(Assignment, dict(root_of(entry, day_in(unit, at), due).to_mongo())),) if waits else ()
    return entry, Changes.of(entry) + Changes(puts=rows)
