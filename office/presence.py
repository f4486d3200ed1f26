"""Who is away: what people say of their days, for whoever routes to a position and for those who lead them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schemas.day import day_number, day_of
from schemas.presence import Presence
from store.contract import Row, Store


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
