"""A line of the ledger as the pages show it, and as the JSON API, `lontar unactioned --json` and tables give it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lontar.ledger.calendar import Calendar
from lontar.ledger.lines import Line
from lontar.routing.desk import rows_of
from lontar.wiring import House
from office.holders import holders
from schemas.assignment import HEAD
from schemas.letter import name_of, values_of
from schemas.person import Person
from schemas.times import in_utc
from schemas.unit import Unit
from store.contract import Row


@dataclass(frozen=True)
class Said:
    """`age` and `late` in working days; `late` 0: not over. `position`: title, None for a head that no unit has;
    `holder`: who acts in it, None: nobody. `day_due`, `received`: yyyymmdd."""

    id: str
    letter: str
    entry: str
    agenda_number: int | None
    register: str | None
    reference_number: str | None
    subject: str | None
    sender: str | None
    name: str
    unit: str
    unit_name: str
    position: str | None
    position_code: str | None
    holder: str | None
    asked: bool
    state: str
    urgency: str
    received: int
    due: int | None
    age: int
    late: int
    done: str | None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def said(house: House, lines: Sequence[Line], calendar: Calendar) -> list[Said]:
    """In their order."""
    units = house.store.get_many(Unit, sorted({line.row["unit"] for line in lines}))
    desks = rows_of(house, {line.row["position"] for line in lines})
    names = _names(house, [row["_id"] for row in desks.values()], calendar)
    return [_said(line, units, desks.get(line.row["position"]), names, calendar) for line in lines]


def _said(line: Line, units: dict[str, Row], desk: Row | None, names: dict[str, str], calendar: Calendar) -> Said:
    row, entry, values = line.row, line.entry, values_of(line.letter)
    unit = units.get(row["unit"], {})
    is_open = row["standing"] == "own"
    return Said(
        id=row["_id"],
        letter=row["letter"],
        entry=row["entry"],
        agenda_number=entry.get("agenda_number"),
        register=entry.get("register"),
        reference_number=values.get("reference_number"),
        subject=values.get("subject"),
        sender=values.get("sender"),
        name=name_of(line.letter),
        unit=str(unit.get("code", row["unit"])),
        unit_name=str(unit.get("name", row["unit"])),
        position=desk["title"] if desk else None,
        position_code=desk["code"] if desk else None,
        holder=names.get(desk["_id"]) if desk else None,
        asked=not row["position"].startswith(HEAD),
        state=row["state"],
        urgency=row["urgency"],
        received=row["since"],
        due=row.get("due"),
        age=calendar.age(row["since"]),
        late=calendar.late(row["due"]) if is_open and row.get("due") else 0,
        done=in_utc(row["ended_at"]) if row.get("ended_at") else None,
    )


def _names(house: House, positions: Sequence[str], calendar: Calendar) -> dict[str, str]:
    """Who acts in each position now, by name."""
    acting = {id: one.person for id, one in holders(house.store, set(positions), calendar.at).items() if one}
    people = house.store.get_many(Person, sorted(set(acting.values())))
    return {id: people[person]["name"] for id, person in acting.items() if person in people}
