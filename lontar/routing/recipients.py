"""Whom somebody can ask: their direct subordinates, whom they ask most before the others; all positions by words; and
groups of heads."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lontar.routing.days import Days
from lontar.wiring import House
from office.holders import Holder, head, holders
from office.presence import Away, away
from office.units import is_live
from schemas.disposition import Disposition
from schemas.person import Person
from schemas.position import Position
from schemas.stored import now
from schemas.unit import Unit
from store.contract import Row

MOST = 10_000
"""Positions of an office."""
MOST_FOUND = 30
LAST = 100
"""Dispositions of a position that say whom it asks most."""


@dataclass(frozen=True)
class Recipient:
    """`name`: of who acts in the position; `form`: "Plt." or "Plh." for a delegate; `away`: they are not in today."""

    id: str
    code: str
    title: str
    unit: str
    name: str | None
    form: str | None
    away: Away | None
    is_live: bool

    @property
    def can_be_asked(self) -> bool:
        return self.is_live and self.name is not None


def recipients(house: House, rows: Sequence[Row]) -> list[Recipient]:
    """Positions (rows), in their order, with who acts in each today."""
    acting = holders(house.store, [row["_id"] for row in rows], now())
    people = house.store.get_many(Person, sorted({one.person for one in acting.values() if one}))
    units = house.store.get_many(Unit, sorted({row["unit"] for row in rows}))
    days = Days(house)
    found = []
    for row in rows:
        holder, unit = acting[row["_id"]], units[row["unit"]]
        gone = away(house.store, [holder.person], days.of(row["unit"]).day) if holder else {}
        found.append(_recipient(row, unit, holder, people, gone))
    return found


def _recipient(row: Row, unit: Row, holder: Holder | None, people: dict[str, Row], gone: dict[str, Away]) -> Recipient:
    named = {"id": row["_id"], "code": row["code"], "title": row["title"], "unit": unit["name"]}
    if holder is None:
        return Recipient(**named, name=None, form=None, away=None, is_live=is_live(unit))
    who = {"name": people[holder.person]["name"], "form": holder.form, "away": gone.get(holder.person)}
    return Recipient(**named, **who, is_live=is_live(unit))


def subordinates(house: House, position: str | None, unit: str) -> list[Row]:
    """Those whom a position leads directly, the most asked first; of a registry (None) the head of the unit and whom
    the head leads."""
    lead = house.store.get(Position, position) if position else head(house.store, unit)
    if lead is None:
        return _led_in(house, None, unit)
    found = [row for row in _led_in(house, lead, lead["unit"]) if row["_id"] != lead["_id"]]
    return _most_asked_first(house, position, found) if position else [lead, *found]


def _led_in(house: House, lead: Row | None, unit: str) -> list[Row]:
    """Of a unit: those who name the lead as their superior, and where the lead heads it those who name nobody and the
    heads of the units below."""
    heads = lead is None or bool(lead.get("head"))
    mine = [row for row in _positions(house, unit) if _is_led(row, lead, heads=heads)]
    return [*mine, *(heads_below(house, unit, direct=True) if heads else ())]


def _is_led(row: Row, lead: Row | None, *, heads: bool) -> bool:
    superior = row.get("superior")
    return superior == lead["_id"] if superior and lead else heads and not superior


def led_unit(house: House, position: str | None, unit: str) -> str | None:
    """The unit that a position heads; for the registry of a unit (None) that unit; None for who heads none."""
    if position is None:
        return unit
    row = house.store.get(Position, position)
    return str(row["unit"]) if row and row.get("head") else None


def heads_below(house: House, unit: str, *, direct: bool) -> list[Row]:
    """The heads of the units directly below one, or of all below it. A unit without a head position is passed
    through."""
    found: list[Row] = []
    for child in house.store.find(Unit, {"parent": unit}, sort=[("code", 1)], limit=MOST, fields=()):
        top = head(house.store, child["_id"])
        found += [top] if top else []
        if not (direct and top):
            found += heads_below(house, child["_id"], direct=direct)
    return found


def _most_asked_first(house: House, position: str, rows: Iterable[Row]) -> list[Row]:
    sent = house.store.find(
        Disposition, {"sender": position}, sort=[("made_at", -1)], limit=LAST, fields=("recipients",)
    )
    asked = Counter(one for row in sent for one in row["recipients"])
    return sorted(rows, key=lambda row: -asked[row["_id"]])


def by_ids(house: House, ids: Sequence[str]) -> list[Row]:
    """Those of the positions that there are, in their order."""
    rows = house.store.get_many(Position, list(ids))
    return [rows[id] for id in ids if id in rows]


def found(house: House, words: str) -> list[Row]:
    """Positions in whose title, code or unit all the words stand."""
    wanted = words.casefold().split()
    units = {row["_id"]: row for row in house.store.find(Unit, sort=[("code", 1)], limit=MOST)}
    matching = []
    for row in house.store.find(Position, sort=[("code", 1)], limit=MOST):
        unit = units[row["unit"]]
        said = f"{row['title']} {row['code']} {unit['name']} {unit['code']}".casefold()
        if wanted and not row.get("closed") and all(word in said for word in wanted):
            matching.append(row)
    return matching[:MOST_FOUND]


def _positions(house: House, unit: str) -> list[Row]:
    rows = house.store.find(Position, {"unit": unit}, sort=[("title", 1)], limit=MOST)
    return [row for row in rows if not row.get("closed")]
