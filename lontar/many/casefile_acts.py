"""What is done to a case file: renamed, closed, opened again, and each of it taken back by an act of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lontar.act import happened
from lontar.errors import DestroyedCaseFile
from lontar.facts import told, with_values
from lontar.many.casefiles import ACTION, STATES, checked, demand_there
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.casefile import CaseFile
from schemas.errors import Conflict, NotAmong, NotFound, Taken
from schemas.event import Event
from schemas.stored import now
from store.again import again
from store.chain import event_id
from store.changes import Changes
from store.contract import Row

OF = "casefiles"
VERBS = {"open": "casefile.reopened", "closed": "casefile.closed"}
"""What happened, by the state that it led to; all else is "casefile.changed"."""
SHOWN = 50
"""Events of one case file, the latest."""
Values = Mapping[str, str]


@dataclass(frozen=True)
class Done:
    """What an act came to: the case file, and the event by which it is undone (None: nothing was different)."""

    id: str
    event: int | None


def change(house: House, reader: Reader, id: str, values: Values) -> Done:
    """Another number, code, title or state ("open", "closed"), another series or folder (ids, "" for none); what is not
    named stays.

    Raises NotFound, Forbidden, Taken, WrongUse, TooManyCharacters, each with the field."""
    if values.get("state", "open") not in STATES:
        raise NotAmong(what="state", known=", ".join(STATES))

    def decide() -> Changes:
        row = _own(house, reader, id)
        named = {name: value for name, value in values.items() if name == "state" or value != (row.get(name) or "")}
        demand_there(house, reader, row["unit"], named)
        return _put(reader, row, checked(house, named))

    return _done(house, id, decide, values.get("number", ""))


def undo(house: House, reader: Reader, sequence: int) -> Done:
    """Take back what an act on a case file came to. Raises NotFound, Forbidden, Taken, Conflict when it is no longer
    so."""
    event = house.store.get(Event, event_id(sequence))
    if event is None or event["verb"] not in (*VERBS.values(), "casefile.changed"):
        raise NotFound(what="Event")
    id = event["thing"].partition("/")[2]
    before, after = told(*with_values(house, [event]))

    def decide() -> Changes:
        row = _own(house, reader, id)
        if not stands(row, after):
            raise Conflict(what="This case file")
        return _put(reader, row, before)

    return _done(house, id, decide, before.get("number", ""))


def events(house: House, row: Row) -> list[Row]:
    """What happened to a case file, with its values, the latest first."""
    return with_values(
        house, house.store.find(Event, {"thing": f"{OF}/{row['_id']}"}, sort=[("sequence", -1)], limit=SHOWN)
    )


def undoable(row: Row, event: Row) -> bool:
    """Whether what it came to still stands, and can be taken back."""
    if event["verb"] not in (*VERBS.values(), "casefile.changed") or row["state"] == "destroyed":
        return False
    before, after = told(event)
    return bool(before) and stands(row, after)


def stands(row: Row, values: Values) -> bool:
    return all((row.get(name) or "") == value for name, value in values.items())


def _own(house: House, reader: Reader, id: str) -> Row:
    row = house.store.get(CaseFile, id)
    if row is None or not may_see(reader, row):
        raise NotFound(what="Case file")
    demand(reader, ACTION)
    if row["state"] == "destroyed":
        raise DestroyedCaseFile(number=row["number"])
    return row


def _put(reader: Reader, row: Row, values: Values) -> Changes:
    """These values in the place of what stands, with one event; no changes when nothing is different."""
    after = {name: value for name, value in values.items() if (row.get(name) or "") != value}
    if not after:
        return Changes()
    one = CaseFile.unpacked(row)
    for name, value in after.items():
        one[name] = value or None
    if "state" in after:
        one.closed_at = now() if one.state == "closed" else None
    before = {name: row.get(name) or "" for name in after}
    verb = VERBS[after["state"]] if "state" in after else "casefile.changed"
    return Changes.of(one, events=[happened(reader, verb, one.id, of=OF, before=before, after=after)])


def _done(house: House, id: str, decide: Callable[[], Changes], number: str) -> Done:
    try:
        done: list[Any] = again(house.store, decide)
    except Taken as error:
        raise Taken(what=number, field="number") from error
    return Done(id, done[0] if done else None)
