"""Holdings as a table of people asks for them, laid over those that stand: none of one position may overlap."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from office.days import begin_of, day_at, end_of, last_day, zone_in
from office.holdings import overlaps, period_said
from office.plan import Sign, Step
from office.tables import Fault, Sentence
from schemas.delegation import Delegation
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes, Put, PutRow
from store.contract import Row, Store


@dataclass(frozen=True)
class Asked:
    """What a line asks for: a person in the position of this code. `first` None: as they hold it now, else from today;
    `last` None: until further notice."""

    line: int
    person: str
    code: str
    first: date | None
    last: date | None


@dataclass
class Holdings:
    """All that stand, and what is asked of them."""

    store: Store
    steps: list[Step] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    _puts: list[Holding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._rows: dict[str, list[Row]] = {}
        for row in self.store.every(Holding):
            self._rows.setdefault(row["position"], []).append(row)
        self._positions = {row["code"]: row for row in self.store.every(Position)}
        self._codes = {row["_id"]: code for code, row in self._positions.items()}
        self._lent = [row for row in self.store.every(Delegation) if row["form"] == "Plt."]
        self._names = {row["_id"]: row["name"] for row in self.store.every(Person, fields=("name",))}
        self._zones = {row["_id"]: zone_in(row) for row in self.store.every(Unit)}

    def is_known(self, code: str) -> bool:
        return code in self._positions

    def take(self, asked: list[Asked], people: dict[str, Person], faults: list[Fault]) -> None:
        """Lay them over what stands; those that do not fit become faults. `people`: those of the table, by id."""
        self._names |= {id: one.name for id, one in people.items()}
        for one, row in [(one, self._lay(one)) for one in asked]:
            if row["_id"] in self.after and (fault := self._refuses(one, row, people[one.person])):
                faults.append(fault)

    def _refuses(self, one: Asked, row: Row, person: Person) -> Fault | None:
        """What is wrong with a holding that is new, or changed."""
        position = self._positions[one.code]
        lent = [plt for plt in self._lent if plt["position"] == row["position"]]
        others = [other for other in (*self._rows[row["position"]], *lent) if other is not row]
        met = next((other for other in others if _meets(row, other)), None)
        if position.get("closed"):
            return Fault(one.line, Sentence.CLOSED, {"code": one.code})
        if not person.active:
            return Fault(one.line, Sentence.NOT_ACTIVE, {"login": person.login})
        if row.get("until") is not None and row["until"] <= row["since"]:
            return Fault(one.line, Sentence.ENDS_FIRST)
        if met is not None:
            params = {"code": one.code, "name": self._names[met["person"]]} | period_said(met, self._zone(position))
            return Fault(one.line, Sentence.OCCUPIED, params)
        return None

    def changes(self) -> Changes:
        """Each position touched is put as it stands, as office/holdings.py does."""
        touched = {put.position: self._positions[self._codes[put.position]] for put in self._puts}
        rows = tuple(PutRow(Position, row) for _, row in sorted(touched.items()))
        return Changes(puts=(*map(Put, self._puts), *rows))

    def written(self, person: str) -> list[tuple[str, str, str]]:
        """Position, first and last day of each holding of a person, as the table has them."""
        rows = [row for some in self._rows.values() for row in some if row["person"] == person]
        found = [(self._codes[row["position"]], *map(_iso, self._days(row))) for row in rows]
        return sorted(found, key=lambda one: (one[1], one[0]))

    def _lay(self, one: Asked) -> Row:
        """The holding as the line wants it, in the place of the one that the line speaks of."""
        position = self._positions[one.code]
        zone, row = self._zone(position), self._same(one, position["_id"])
        since = row["since"] if row else begin_of(one.first or day_at(now(), zone), zone)
        until = end_of(one.last, zone) if one.last else None
        said = f"{self._names[one.person]} · {_iso(day_at(since, zone))} · {_iso(one.last) or '...'}"
        if row and self._days(row)[1] == one.last:
            self.steps.append(Step(Sign.SAME, one.code, said))
            return row
        self.steps.append(Step(Sign.CHANGED if row else Sign.ADDED, one.code, said))
        made = Holding.unpacked(row) if row else Holding(person=one.person, position=position["_id"])
        made.since, made.until = since, until
        self._puts.append(made)
        self.before[made.id] = {"until": row.get("until")} if row else {}
        self.after[made.id] = {name: made[name] for name in ("person", "position", "since", "until")}
        then: Row = {"_id": made.id, **self.after[made.id]}
        rows = self._rows.setdefault(position["_id"], [])
        self._rows[position["_id"]] = [*(other for other in rows if other is not row), then]
        return then

    def _same(self, one: Asked, position: str) -> Row | None:
        """The holding that a line speaks of: of that first day; with none named, the one that runs."""
        for row in self._rows.get(position, ()):
            runs = row["since"] <= now() and (row.get("until") is None or now() < row["until"])
            if row["person"] == one.person and (self._days(row)[0] == one.first or (one.first is None and runs)):
                return row
        return None

    def _days(self, row: Row) -> tuple[date, date | None]:
        zone = self._zone(self._positions[self._codes[row["position"]]])
        return day_at(row["since"], zone), last_day(row.get("until"), zone)

    def _zone(self, position: Row) -> ZoneInfo:
        return self._zones.get(position["unit"]) or zone_in(None)


def _meets(row: Row, other: Row) -> bool:
    return overlaps(row["since"], row.get("until"), other["since"], other.get("until"))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
