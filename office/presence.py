"""Who is away: what people say of their days, for whoever routes to a position and for those who lead them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from office.access import Reader
from office.days import DAY, demand_order
from schemas.day import day_number, day_of
from schemas.errors import NotAmong, WrongUse
from schemas.presence import KINDS, LONGEST_NOTE, Presence
from store.changes import Changes, Happened, PutRow, Remove
from store.contract import Row, Store
from store.pieces import pieces

SAID = ("kind", "first", "last", "note")
LONGEST = 366
"""Days of one entry."""
MOST = 1000


@dataclass(frozen=True)
class Away:
    """`kind`: "duty-elsewhere" or "leave"; `until`: the last day of it, inclusive."""

    kind: str
    until: date


def away(store: Store, people: Iterable[str], day: date) -> dict[str, Away]:
    """Those of the people who have said that they are not in on a day."""
    found = {person: entry(store, person, day) for person in people}
    return {
        person: Away(row["kind"], day_of(row["last"]))
        for person, row in found.items()
        if row is not None and row["kind"] != "present"
    }


def entry(store: Store, person: str, day: date) -> Row | None:
    """What a person has said of a day."""
    number = day_number(day)
    rows = store.find(Presence, {"person": person, "last": {"$gte": number}}, sort=[("last", 1)], limit=1)
    return next((row for row in rows if row["first"] <= number), None)


def marked(store: Store, reader: Reader, kind: str, days: tuple[date, date], note: str = "") -> Changes:
    """What a person says of their days, in the place of what they said of them before.

    Raises NotAmong, WrongUse, each with the field."""
    if kind not in KINDS:
        raise NotAmong(what="The kind", known=", ".join(KINDS), field="kind")
    demand_order(*days, "last")
    if (days[1] - days[0]).days >= LONGEST:
        raise WrongUse(what="The period", why="it is longer than a year", field="last")
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise WrongUse(what="The note", why="it is too long", field="note")
    first, last = map(day_number, days)
    id = Presence.key(reader.person, first)
    made = Presence(id=id, person=reader.person, first=first, last=last, kind=kind, note=note)
    return _cleared(store, days, made) + _told(reader, {}, {name: made[name] for name in SAID})


def taken_back(reader: Reader, row: Row) -> Changes:
    """What the reader said of some days, no more said."""
    removes = (Remove(Presence, row["_id"], row["version"]),)
    return Changes(removes=removes) + _told(reader, {name: row[name] for name in SAID}, {})


def to_come(store: Store, person: str, day: date) -> list[Row]:
    """What a person has said of a day and those after it, in order."""
    where = {"person": person, "last": {"$gte": day_number(day)}}
    return store.find(Presence, where, sort=[("last", 1)], limit=MOST)


def of_day(store: Store, day: date) -> dict[str, Row]:
    """What everybody has said of a day, by person."""
    number = day_number(day)
    found: dict[str, Row] = {}
    for rows in pieces(store, Presence, {"last": {"$gte": number}}, [("last", 1)], MOST):
        found |= {row["person"]: row for row in rows if row["first"] <= number}
    return found


def _cleared(store: Store, days: tuple[date, date], made: Presence) -> Changes:
    """The new entry, and those that it cuts: shortened, parted in two, or gone."""
    first, last = map(day_number, days)
    day_before, day_after = (day_number(day) for day in (days[0] - DAY, days[1] + DAY))
    changes = Changes()
    for row in to_come(store, made.person, days[0]):
        if row["first"] > last:
            continue
        if row["_id"] == made.id:
            made.version = row["version"]
        elif row["first"] < first:
            changes += Changes(puts=(PutRow(Presence, row | {"last": day_before}),))
        else:
            changes += Changes(removes=(Remove(Presence, row["_id"], row["version"]),))
        if row["last"] > last:
            rest = {"_id": Presence.key(made.person, day_after), "version": 0, "first": day_after}
            changes += Changes(puts=(PutRow(Presence, row | rest),))
    return changes + Changes.of(made)


def _told(reader: Reader, before: dict[str, Any], after: dict[str, Any]) -> Changes:
    thing = f"people/{reader.person}"
    event = Happened("person.presence", thing, reader.person, operator=reader.operator, before=before, after=after)
    return Changes(events=(event,))
