"""People holding positions for a time: one at a time in each, by days of the time zone of the position's unit."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from office.access import Reader
from office.days import begin_of, day_at, demand_order, end_of, last_day, zone_of
from office.errors import ClosedAccount, ClosedPosition, Occupied
from office.positions import MOST
from schemas.delegation import Delegation
from schemas.errors import NotFound, WrongUse
from schemas.person import Person
from schemas.position import Holding, Position
from store.changes import Changes, Happened, Hold, PutRow, Remove
from store.contract import Row, Store

OWN = "definitive"
"""What stands in the place of a form for a holder's own time."""

Days = tuple[date, date | None]
"""The first and the last day of a period, both inclusive; None: until further notice."""


def held(store: Store, position: Row, person: Row, days: Days, reader: Reader) -> Changes:
    """A person put into a position for these days.

    Raises WrongUse, ClosedPosition, ClosedAccount, and Occupied where another holds it, or a Plt. acts in it, on some
    day of it."""
    demand_order(*days, "until")
    demand_open(position, person)
    since, until = period(store, position, days)
    others = store.find(Holding, {"position": position["_id"]}, sort=[("since", -1)], limit=MOST)
    lent = store.find(Delegation, {"position": position["_id"]}, sort=[("since", -1)], limit=MOST)
    acting = [one for one in lent if one["form"] == "Plt."]
    demand_room(store, position, [*others, *acting], since, until)
    made = Holding(person=person["_id"], position=position["_id"], since=since, until=until)
    after = {"person": made.person, "position": made.position, "since": since, "until": until}
    return Changes.of(made) + bound(position, person) + _told(reader, "position.held", position, {}, after)


def released(store: Store, position: Row, holding: Row, last: date, reader: Reader) -> Changes:
    """A holding ended with a last day; one that would then never have begun is taken away.

    Raises WrongUse when it ends earlier anyway."""
    zone = zone_of(store, position["unit"])
    until = end_of(last, zone)
    if holding.get("until") is not None and holding["until"] < until:
        raise WrongUse(what="The last day", why="the holding ends before it", field="until")
    before = {name: holding.get(name) for name in ("person", "position", "since", "until")}
    ended = Changes(removes=(Remove(Holding, holding["_id"], holding["version"]),))
    if until > holding["since"]:
        one = Holding.unpacked(holding)
        one.until = until
        ended = Changes.of(one)
    after = before | {"until": max(until, holding["since"])}
    return ended + bound(position) + _told(reader, "position.released", position, before, after)


def bound(position: Row, person: Row | None = None) -> Changes:
    """What a decision about a position rests on: of two at once the second is made again, since the position is put as
    it stands; the person's account stays as it was read."""
    holds = (Hold(Person, person["_id"], person["version"]),) if person else ()
    return Changes(puts=(PutRow(Position, position),), holds=holds)


def period(store: Store, position: Row, days: Days) -> tuple[datetime, datetime | None]:
    """Days as they are kept, in the time zone of the position's unit."""
    zone = zone_of(store, position["unit"])
    return begin_of(days[0], zone), end_of(days[1], zone) if days[1] else None


def holding_of(store: Store, position: Row, id: str) -> Row:
    """One holding of a position. Raises NotFound."""
    row = store.get(Holding, id)
    if row is None or row["position"] != position["_id"]:
        raise NotFound(what="Holding")
    return row


def demand_open(position: Row, person: Row) -> None:
    """Raises ClosedPosition, ClosedAccount."""
    if position.get("closed"):
        raise ClosedPosition(what=position["code"], field="position")
    if not person.get("active", True):
        raise ClosedAccount(name=person["name"], field="person")


def demand_room(store: Store, position: Row, others: Iterable[Row], since: datetime, until: datetime | None) -> None:
    """Raises Occupied when one of them lies within the period."""
    zone = zone_of(store, position["unit"])
    for one in others:
        if overlaps(since, until, one["since"], one.get("until")):
            name = (store.get(Person, one["person"]) or {}).get("name", one["person"])
            raise Occupied(what=position["code"], name=name, field="since", **period_said(one, zone))


def overlaps(since: datetime, until: datetime | None, since2: datetime, until2: datetime | None) -> bool:
    """Whether two half-open periods share a moment; an empty one shares none."""
    latest = max(since, since2)
    return (until is None or latest < until) and (until2 is None or latest < until2)


def period_said(row: Row, zone: ZoneInfo) -> dict[str, Any]:
    """A holding or delegation for a sentence: its form, first and last day."""
    last = last_day(row.get("until"), zone)
    since, until = day_at(row["since"], zone).isoformat(), last.isoformat() if last else "..."
    return {"form": row.get("form", OWN), "since": since, "until": until}


def _told(reader: Reader, verb: str, position: Row, before: dict[str, Any], after: dict[str, Any]) -> Changes:
    thing = f"positions/{position['_id']}"
    return Changes(events=(Happened(verb, thing, reader.person, operator=reader.operator, before=before, after=after),))
