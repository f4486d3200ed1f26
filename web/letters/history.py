"""What happened to a letter: who, what, when, by day, and what of it the reader may undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from flask_babel import gettext as _

from lontar.facts import FACTS, stands, told, with_values
from lontar.past import elsewhere
from lontar.wiring import House
from office.access import Reader, may
from office.holders import running
from schemas.delegation import Delegation
from schemas.event import INSTALLATION, SYSTEM, Event
from schemas.letter import Letter
from schemas.person import Person
from schemas.position import Position
from store.contract import Row
from web.i18n.words import day
from web.letters.clauses import said
from web.routing.undoing import Way, Ways

SHOWN = 50


@dataclass(frozen=True)
class Entry:
    """One event. `said`: one or more clauses. `facts`: an earlier version of the fields can be looked at there.
    `job`: the reader's own work on many letters that it is part of; `way`: how an act of the office work is taken
    back."""

    sequence: int
    at: datetime
    who: str
    said: list[str]
    facts: bool
    undoable: bool
    job: str | None
    way: Way | None


@dataclass(frozen=True)
class Names:
    """People by their ids; by numbers of events, the positions that they were done for."""

    people: Mapping[str, str]
    acted: Mapping[int, str]


@dataclass(frozen=True)
class History:
    """Entries by day, the latest first; `older` is the sequence number before which there is more."""

    days: list[tuple[str, list[Entry]]]
    older: int | None


def history(house: House, reader: Reader, thing: Row, before: int | None) -> History:
    where = {"thing": f"letters/{thing['_id']}"} | ({"sequence": {"$lt": before}} if before else {})
    rows = house.store.find(Event, where, sort=[("sequence", -1)], limit=SHOWN + 1)
    gone = elsewhere(house, thing["_id"])
    events = [one | {"values": {}} if one["sequence"] in gone else one for one in with_values(house, rows[:SHOWN])]
    names, letter, ways = names_of(house, events), Letter.unpacked(thing), Ways(reader, thing)
    entries = [
        _entry(reader, event, actor(event, names), ways.back(event), undoable=undoable(reader, thing, letter, event))
        for event in events
    ]
    days = [(name, list(some)) for name, some in groupby(entries, key=lambda entry: _day(entry.at))]
    return History(days, int(events[-1]["sequence"]) if len(rows) > SHOWN else None)


def _day(moment: datetime) -> str:
    return str(day(moment))


def _entry(reader: Reader, event: Row, who: str, way: Way | None, *, undoable: bool) -> Entry:
    facts = event["verb"] in ("letter.described", "letter.understood")
    job = event.get("job") if event["actor"] == reader.person else None
    return Entry(int(event["sequence"]), event["at"], who, said(event), facts, undoable, job, way)


def undoable(reader: Reader, thing: Row, letter: Letter, event: Row) -> bool:
    """Whether the reader may undo it now (lontar/undoing.py)."""
    fact, (before, after) = FACTS.get(event["verb"]), told(event)
    mine = (before or after).get("by", reader.person) == reader.person
    return fact is not None and mine and may(reader, fact.action, thing) and stands(letter, event)


def names_of(house: House, events: Sequence[Row]) -> Names:
    ids = {event["actor"] for event in events}
    people = {id: row["name"] for id, row in house.store.get_many(Person, sorted(ids)).items()}
    behalves = [event for event in events if event.get("behalf")]
    positions = house.store.get_many(Position, sorted({event["behalf"] for event in behalves}))
    acted = {int(event["sequence"]): _acted(house, event, positions.get(event["behalf"])) for event in behalves}
    return Names(people, acted)


def _acted(house: House, event: Row, position: Row | None) -> str:
    """The position that something was done for, and in which form its delegate did it: Plh. Kepala Dinas."""
    lent = running(house.store, Delegation, {"position": event["behalf"]}, event["at"])
    form = next((one["form"] for one in lent if one["person"] == event["actor"]), "")
    return f"{form} {position['title'] if position else event['behalf']}".strip()


def actor(event: Row, names: Names) -> str:
    """Who did it: a person, for which position, the machine, or somebody at the command line."""
    if event["actor"] == SYSTEM:
        return "Lontar"
    if event["actor"] == INSTALLATION:
        operator = event.get("operator")
        return str(_("command line (%(operator)s)", operator=operator) if operator else _("command line"))
    name = str(names.people.get(event["actor"], _("somebody without an account")))
    acted = names.acted.get(int(event["sequence"]))
    return f"{name} ({acted})" if acted else name
