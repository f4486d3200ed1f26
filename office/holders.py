"""Who acts in a position at a time: the Plt. or Plh. while there is one, else its holder, else nobody.

A secretary ("Sek.") acts beside the holder and takes nobody's place.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from schemas.delegation import STANDING_IN, Delegation
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.unit import Unit
from store.contract import Row, Store

BESIDE = 1000
"""Holdings or delegations of one position, or one person, that are looked at; the latest."""


@dataclass(frozen=True)
class Holder:
    """`form`: "Plt." or "Plh."; None: the holder's own. `until` (exclusive): None when no end is set."""

    person: str
    form: str | None
    until: datetime | None


def holders(store: Store, positions: Iterable[str], at: datetime) -> dict[str, Holder | None]:
    """Who acts in each position at a time; None: it is vacant, or whoever holds it has no account that is open."""
    found = {position: _who(store, position, at) for position in positions}
    people = store.get_many(Person, sorted({one.person for some in found.values() for one in some}))
    working = {id for id, row in people.items() if row.get("active", True)}
    return {position: next((one for one in some if one.person in working), None) for position, some in found.items()}


def _who(store: Store, position: str, at: datetime) -> list[Holder]:
    """The delegate, then the holder; those of them that there are."""
    lent = [row for row in running(store, Delegation, {"position": position}, at) if row["form"] in STANDING_IN]
    own = running(store, Holding, {"position": position}, at)
    return [Holder(row["person"], row.get("form"), row.get("until")) for row in (*lent, *own)]


def positions_of(store: Store, person: str, at: datetime) -> dict[str, str | None]:
    """The positions in which a person acts at a time, each with the form ("Plt.", "Plh.", "Sek."; None: it is theirs).

    Their own is not among them while another stands in for them: the inbox moves, and moves back by itself."""
    lent: dict[str, str | None] = {
        row["position"]: row["form"] for row in running(store, Delegation, {"person": person}, at)
    }
    own = [row["position"] for row in running(store, Holding, {"person": person}, at)]
    acting = holders(store, [position for position in own if position not in lent], at)
    return lent | {position: None for position, one in acting.items() if one and one.person == person}


def head_of(store: Store, unit: str, at: datetime) -> Row | None:
    """The head position (as stored) of a unit, or of the nearest unit above with one in which somebody acts at the
    time; None: nowhere up to the top. A vacant one is passed over: what waits there would wait for nobody."""
    for above in reversed((store.get(Unit, unit) or {}).get("path") or [unit]):
        row = head(store, above)
        if row and holders(store, [row["_id"]], at)[row["_id"]]:
            return row
    return None


def head(store: Store, unit: str) -> Row | None:
    """The head position of a unit, vacant or not."""
    rows = store.find(Position, {"unit": unit}, sort=[("title", 1)], limit=10_000)
    return next((row for row in rows if row.get("head") and not row.get("closed")), None)


def running(store: Store, kind: type[Holding | Delegation], where: dict[str, str], at: datetime) -> list[Row]:
    """Holdings or delegations of one person or position that run at a time, those that began last first."""
    rows = store.find(kind, {**where, "since": {"$lte": at}}, sort=[("since", -1)], limit=BESIDE)
    return [row for row in rows if row.get("until") is None or at < row["until"]]
