"""Positions of units: made, changed, closed. One at most heads a unit; what is closed stays for what was sent to it."""

from collections.abc import Mapping
from typing import Any

from office.access import Reader
from office.errors import HeadTaken, HeldPosition, InACircle
from office.holders import head
from schemas.delegation import Delegation
from schemas.errors import NotFound, WrongUse
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes, Happened, Hold, PutRow
from store.contract import Row, Store

SAID = ("code", "unit", "title", "head", "superior", "closed")
MOST = 10_000


def by_code(store: Store, code: str) -> Row:
    """The position with a code. Raises NotFound."""
    rows = store.find(Position, {"code": code.strip()}, limit=1)
    if not rows:
        raise NotFound(what=f"Position {code}")
    return rows[0]


def above(store: Store, code: str) -> str:
    """The id of a superior by its code. Raises NotFound, with the field."""
    rows = store.find(Position, {"code": code.strip()}, limit=1)
    if not rows:
        raise NotFound(what=f"Position {code}", field="superior")
    return str(rows[0]["_id"])


def values_of(row: Row) -> dict[str, Any]:
    """What is said of a position, absent values as they count."""
    return {"head": False, "superior": None, "closed": False} | {name: row[name] for name in SAID if name in row}


def made(store: Store, values: Mapping[str, Any], reader: Reader) -> Changes:
    """A new position; it is the first document of the Changes. Raises WrongUse, NotFound, HeadTaken, each with the
    field."""
    one = Position(**_checked(store, values))
    changes = Changes.of(one) + _rests_on(store, one)
    return changes + _told(reader, "position.made", one.id, {}, values_of(one.to_mongo()))


def changed(store: Store, row: Row, values: Mapping[str, Any], reader: Reader) -> Changes:
    """Other values in the place of what stands; no changes when nothing is different.

    Raises WrongUse, NotFound, HeadTaken, InACircle, HeldPosition, each with the field."""
    before = values_of(row)
    after = _checked(store, before | dict(values), row["_id"])
    if after == before:
        return Changes()
    if after["closed"] and not before["closed"] and (name := occupant(store, row["_id"])):
        raise HeldPosition(what=row["code"], name=name, field="closed")
    one = Position.unpacked(row)
    for name, value in after.items():
        setattr(one, name, value)
    verb = "position.changed"
    if after["closed"] != before["closed"]:
        verb = "position.closed" if after["closed"] else "position.reopened"
    return Changes.of(one) + _rests_on(store, one) + _told(reader, verb, one.id, before, after)


def occupant(store: Store, position: str) -> str | None:
    """The name of somebody who holds it or acts in it, now or later."""
    for kind in (Holding, Delegation):
        for row in store.find(kind, {"position": position}, sort=[("since", -1)], limit=MOST):
            if row.get("until") is None or row["until"] > now():
                return str((store.get(Person, row["person"]) or {}).get("name", row["person"]))
    return None


def superior_of(store: Store, row: Row) -> Row | None:
    """The position above: the one named, else the head of the unit, or of the nearest unit above with a head."""
    if row.get("superior"):
        return store.get(Position, row["superior"])
    path = (store.get(Unit, row["unit"]) or {}).get("path") or [row["unit"]]
    for unit in reversed(path):
        found = head(store, unit)
        if found and found["_id"] != row["_id"]:
            return found
    return None


def _checked(store: Store, values: Mapping[str, Any], id: str = "") -> dict[str, Any]:
    said = {"head": False, "superior": None, "closed": False} | dict(values)
    for name, most in (("code", Position.code.max_length), ("title", Position.title.max_length)):
        said[name] = " ".join(str(said[name]).split())
        if not said[name] or len(said[name]) > most:
            why = "it is too long" if said[name] else "it is empty"
            raise WrongUse(what=f"The {name}", why=why, field=name)
    if store.get(Unit, said["unit"]) is None:
        raise NotFound(what="Unit", field="unit")
    other = head(store, said["unit"]) if said["head"] and not said["closed"] else None
    if other and other["_id"] != id:
        raise HeadTaken(what=other["title"], code=other["code"], field="head")
    if said["superior"] and any(row["_id"] == id for row in _above(store, said["superior"])):
        raise InACircle(what=said["code"], field="superior")
    return {name: said[name] for name in SAID}


def _above(store: Store, superior: str | None) -> list[Row]:
    """The position named as superior, the one named there, and so on. Raises NotFound."""
    found: dict[str, Row] = {}
    while superior and superior not in found:
        row = store.get(Position, superior)
        if row is None:
            raise NotFound(what="Position", field="superior")
        found[superior] = row
        superior = row.get("superior")
    return list(found.values())


def _rests_on(store: Store, one: Position) -> Changes:
    """Of two decisions at once the second is made again: the unit of a head is put as it stands, since it has one head
    at most; those above stay as they are, since nothing stands above itself."""
    unit = store.get(Unit, one.unit) if one.head else None
    holds = tuple(Hold(Position, row["_id"], row["version"]) for row in _above(store, one.superior))
    return Changes(puts=(PutRow(Unit, unit),) if unit else (), holds=holds)


def _told(reader: Reader, verb: str, id: str, before: dict[str, Any], after: dict[str, Any]) -> Changes:
    event = Happened(verb, f"positions/{id}", reader.person, operator=reader.operator, before=before, after=after)
    return Changes(events=(event,))
