"""Things that are known by a number or code, renamed or moved: each change has an event, by which it is undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lontar.act import happened
from lontar.facts import told, with_values
from lontar.shelving.boxes import ACTION, perhaps, tidy
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.box import LONGEST_NUMBER, LONGEST_SHELF, LONGEST_TITLE, Box, Folder
from schemas.errors import Conflict, NotAmong, NotFound, Taken
from schemas.event import Event
from schemas.stored import Stored
from store.again import again
from store.chain import event_id
from store.changes import Changes
from store.contract import Row

Values = Mapping[str, str]
SHOWN = 50
"""Events of one thing, the latest."""


@dataclass(frozen=True)
class Way:
    """How one kind of thing is changed. `names`: what can be changed; `known`: the member that nothing else of its kind
    has; `check` gives values as they are kept, and raises WrongUse with the field."""

    kind: type[Stored]
    verb: str
    what: str
    action: str
    names: Sequence[str]
    known: str
    check: Callable[[House, Reader, Row, Values], dict[str, str]]


@dataclass(frozen=True)
class Done:
    """What was changed, and the event by which it is undone (None: nothing was different)."""

    id: str
    event: int | None


def change(house: House, reader: Reader, way: Way, id: str, values: Values) -> Done:
    """Raises NotFound, Forbidden, NotAmong, Taken, WrongUse, TooManyCharacters, each with the field."""
    for name in values:
        if name not in way.names:
            raise NotAmong(what=name, known=", ".join(way.names))

    def decide() -> Changes:
        row = _own(house, reader, way, id)
        return _put(reader, way, row, way.check(house, reader, row, values))

    return _done(house, way, id, decide, values)


def undo(house: House, reader: Reader, ways: Sequence[Way], sequence: int) -> Done:
    """Take back a change. Raises NotFound, Forbidden, Taken, Conflict when it is no longer so."""
    event = house.store.get(Event, event_id(sequence)) or {"verb": "", "thing": ""}
    way = next((one for one in ways if event["verb"] == f"{one.verb}.changed"), None)
    if way is None:
        raise NotFound(what="Event")
    id = event["thing"].partition("/")[2]
    before, after = told(*with_values(house, [event]))

    def decide() -> Changes:
        row = _own(house, reader, way, id)
        if not before or not stands(row, after):
            raise Conflict(what=f"This {way.what.lower()}")
        return _put(reader, way, row, before)

    return _done(house, way, id, decide, before)


def events(house: House, kind: type[Stored], id: str) -> list[Row]:
    """What happened to a thing, with its values, the latest first."""
    where = {"thing": f"{kind.collection()}/{id}"}
    return with_values(house, house.store.find(Event, where, sort=[("sequence", -1)], limit=SHOWN))


def stands(row: Row, values: Values) -> bool:
    return all((row.get(name) or "") == value for name, value in values.items())


def _own(house: House, reader: Reader, way: Way, id: str) -> Row:
    row = house.store.get(way.kind, id)
    if row is None or not may_see(reader, row):
        raise NotFound(what=way.what)
    demand(reader, way.action)
    return row


def _put(reader: Reader, way: Way, row: Row, values: Values) -> Changes:
    after = {name: value for name, value in values.items() if (row.get(name) or "") != value}
    if not after:
        return Changes()
    one = way.kind.unpacked(row)
    for name, value in after.items():
        one[name] = value
    before = {name: row.get(name) or "" for name in after}
    event = happened(reader, f"{way.verb}.changed", one.id, of=way.kind.collection(), before=before, after=after)
    return Changes.of(one, events=[event])


def _done(house: House, way: Way, id: str, decide: Callable[[], Changes], values: Values) -> Done:
    try:
        done: list[Any] = again(house.store, decide)
    except Taken as error:
        raise Taken(what=values.get(way.known, ""), field=way.known) from error
    return Done(id, done[0] if done else None)


def _checked_box(_: House, __: Reader, ___: Row, values: Values) -> dict[str, str]:
    return _checked(values)


def _checked_folder(house: House, reader: Reader, row: Row, values: Values) -> dict[str, str]:
    """A folder is moved into another box of the same unit."""
    if "box" in values:
        box = house.store.get(Box, values["box"])
        if box is None or not may_see(reader, box) or box["unit"] != row["unit"]:
            raise NotFound(what=f"Box {values['box']}")
    return _checked(values)


def _checked(values: Values) -> dict[str, str]:
    kept = dict(values)
    if "number" in kept:
        kept["number"] = stated("The number", tidy(kept["number"]), LONGEST_NUMBER, "number")
    for name, most in (("title", LONGEST_TITLE), ("shelf", LONGEST_SHELF)):
        if name in kept:
            kept[name] = perhaps(f"The {name}", kept[name], most, name)
    return kept


BOX = Way(Box, "box", "Box", ACTION, ("number", "title", "shelf"), "number", _checked_box)
FOLDER = Way(Folder, "folder", "Folder", ACTION, ("number", "title", "box"), "number", _checked_folder)
