"""Who acts for another: Plt. in a vacant position, Plh. while its holder is away, a secretary ("Sek.") beside them.

One Plt. or Plh. at a time in a position. What a delegate does is recorded as done for the position.
"""

from datetime import date
from typing import Any

from office.access import CALLED, Reader
from office.days import begin_of, demand_order, end_of, zone_of
from office.errors import NotVacant, OwnPosition, UnknownChoice, VacantPosition
from office.holdings import bound, demand_open, demand_room, overlaps
from office.positions import MOST
from schemas.delegation import FORMS, STANDING_IN, Delegation
from schemas.errors import Forbidden, NotFound, WrongUse
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import now
from store.changes import Changes, Happened
from store.contract import Row, Store

ACTION = "position.delegate"
LONGEST = 500


def made(
    store: Store, reader: Reader, position: Row, person: Row, *, form: str, days: tuple[date, date], reason: str = ""
) -> Changes:
    """A person who acts in a position from the first to the last of the days.

    Raises Forbidden, UnknownChoice, WrongUse, ClosedPosition, ClosedAccount, OwnPosition, Occupied, NotVacant,
    VacantPosition, each with the field."""
    demand_may(reader, position)
    if form not in FORMS:
        raise UnknownChoice(value=form or "-", known=", ".join(FORMS), field="form")
    demand_order(*days, "until")
    demand_open(position, person)
    zone = zone_of(store, position["unit"])
    since, until = begin_of(days[0], zone), end_of(days[1], zone)
    if until <= now():
        raise WrongUse(what="The period", why="it lies in the past", field="until")
    one = Delegation(form=form, position=position["_id"], person=person["_id"], since=since, until=until)
    one.reason, one.made_by = _reason(reason, "reason"), reader.person
    _demand_fitting(store, position, one, person)
    lent = store.find(Delegation, {"position": position["_id"]}, sort=[("since", -1)], limit=MOST)
    beside = [row for row in lent if {form, row["form"]} <= {*STANDING_IN} or row["person"] == one.person]
    demand_room(store, position, beside, since, until)
    return Changes.of(one) + bound(position, person) + _told(reader, "position.delegated", one, {}, said(one))


def ended(store: Store, reader: Reader, row: Row, reason: str) -> Changes:
    """A delegation ended now, or before it begins, for a reason; no changes when it is over.

    Raises Forbidden, WrongUse without a reason."""
    position = store.get(Position, row["position"]) or {}
    demand_may(reader, position)
    if row["until"] <= now():
        return Changes()
    one = Delegation.unpacked(row)
    before = said(one)
    one.end_reason = _reason(reason, "end_reason")
    if not one.end_reason:
        raise WrongUse(what="The reason", why="it is empty", field="end_reason")
    one.until, one.ended = max(now(), one.since), True
    after = said(one) | {"reason": one.end_reason}
    return Changes.of(one) + bound(position) + _told(reader, "position.returned", one, before, after)


def may_delegate(reader: Reader, position: Row) -> bool:
    """Its holder, its head (of its unit or one above), the clerk of its unit, an administrator."""
    if reader.keys is None or "administrator" in reader.roles:
        return True
    is_own = f"position:{position['_id']}" in reader.keys and position["_id"] not in reader.acting
    is_clerk = "clerk" in reader.roles and f"registry:{position['unit']}" in reader.keys
    return is_own or is_clerk or f"head:{position['unit']}" in reader.keys


def demand_may(reader: Reader, position: Row) -> None:
    """Raises Forbidden."""
    if not may_delegate(reader, position):
        raise Forbidden(action=CALLED[ACTION])


def delegation(store: Store, reader: Reader, id: str) -> Row:
    """One that concerns the reader. Raises NotFound."""
    row = store.get(Delegation, id)
    position = store.get(Position, row["position"]) if row else None
    if row is None or position is None or not _concerns(reader, row, position):
        raise NotFound(what="Delegation")
    return row


def delegations(store: Store, reader: Reader) -> list[tuple[Row, Row]]:
    """Those that run or are to come and concern the reader, each with its position: the first to end is first."""
    rows = store.find(Delegation, {"until": {"$gt": now()}}, sort=[("until", 1)], limit=MOST)
    positions = store.get_many(Position, sorted({row["position"] for row in rows}))
    found = [(row, positions[row["position"]]) for row in rows if row["position"] in positions]
    return [(row, position) for row, position in found if _concerns(reader, row, position)]


def past(store: Store, position: Row) -> list[Row]:
    """Those of a position that are over, the latest first."""
    rows = store.find(Delegation, {"position": position["_id"]}, sort=[("since", -1)], limit=MOST)
    return [row for row in rows if row["until"] <= now()]


def said(one: Delegation) -> dict[str, Any]:
    """What an event tells of a delegation."""
    return {name: one[name] for name in ("form", "position", "person", "since", "until", "reason")}


def _concerns(reader: Reader, row: Row, position: Row) -> bool:
    return row["person"] == reader.person or may_delegate(reader, position)


def _demand_fitting(store: Store, position: Row, one: Delegation, person: Row) -> None:
    """Raises OwnPosition, NotVacant, VacantPosition, by who holds the position in the period."""
    rows = store.find(Holding, {"position": position["_id"]}, sort=[("since", -1)], limit=MOST)
    held = [row for row in rows if overlaps(one.since, one.until, row["since"], row.get("until"))]
    if any(row["person"] == one.person for row in held):
        raise OwnPosition(name=person["name"], field="person")
    if one.form == "Plt." and held:
        name = (store.get(Person, held[0]["person"]) or {}).get("name", held[0]["person"])
        raise NotVacant(what=position["code"], name=name, field="form")
    if one.form != "Plt." and not held:
        raise VacantPosition(what=position["code"], field="form")


def _reason(text: str, field: str) -> str:
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise WrongUse(what="The reason", why="it is too long", field=field)
    return text


def _told(reader: Reader, verb: str, one: Delegation, before: dict[str, Any], after: dict[str, Any]) -> Changes:
    thing = f"positions/{one.position}"
    return Changes(events=(Happened(verb, thing, reader.person, operator=reader.operator, before=before, after=after),))
