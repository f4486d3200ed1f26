"""What of the ledger is looked at: the filters and the order, as they stand in an address, an option, a saved view."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lontar.ledger import scope
from lontar.ledger.calendar import AGES, Calendar
from lontar.ledger.scope import Scope
from lontar.wiring import House
from office.access import Reader
from schemas.day import day_of
from schemas.disposition import URGENCIES
from schemas.errors import NotAmong, WrongUse

SHOWS = ("open", "done", "came", "closed")
"""What waits; what was done, what letters came and were closed in a week. The last two are of registers."""
SORTS = ("oldest", "newest", "due")
WHOSE = ("person", "position", "unit", "branch")
FLAGS = ("overdue", "unopened")
NAMES = (*WHOSE, "show", "week", "age", "overdue", "unopened", "urgency", "sort")


@dataclass(frozen=True)
class View:
    """`person`: an id, or "me"; `position`, `unit`, `branch`: codes. At most one of the four. `week`: its Monday
    (yyyymmdd), of what was done, came or was closed; 0 is the running week."""

    person: str = ""
    position: str = ""
    unit: str = ""
    branch: str = ""
    show: str = "open"
    week: int = 0
    age: str = ""
    overdue: bool = False
    unopened: bool = False
    urgency: str = ""
    sort: str = ""

    @classmethod
    def of(cls, said: Mapping[str, str]) -> "View":
        """From words. Raises NotAmong, WrongUse."""
        given = {name: said[name].strip() for name in NAMES if said.get(name, "").strip()}
        if sum(name in given for name in WHOSE) > 1:
            raise WrongUse(what="The ledger", why="it is of one person, position, unit or branch at a time")
        for name, known in (("show", SHOWS), ("age", AGES), ("urgency", URGENCIES), ("sort", SORTS)):
            if name in given and given[name] not in known:
                raise NotAmong(what=name, known=", ".join(known), field=name)
        values: dict[str, Any] = {name: value for name, value in given.items() if name not in ("week", *FLAGS)}
        values |= {name: given.get(name) not in (None, "0") for name in FLAGS}
        return cls(**values, week=_week(given.get("week", "")))

    def said(self, **other: Any) -> dict[str, str]:
        """As words again, `other` instead; what is as usual is left out."""
        values = vars(self) | other
        return {
            name: "1" if value is True else str(value)
            for name, value in values.items()
            if value and value != USUAL.get(name)
        }

    def scope(self, house: House, reader: Reader) -> Scope:
        """Raises NotFound for what the reader does not answer for."""
        if self.person:
            return scope.person(house, reader, self.person)
        if self.position:
            return scope.position(house, reader, self.position)
        if self.unit:
            return scope.unit_alone(reader, scope.unit_of(house.store, self.unit))
        if self.branch:
            return scope.branch(house, reader, scope.unit_of(house.store, self.branch))
        return scope.usual(house, reader)

    def conditions(self, calendar: Calendar) -> dict[str, Any]:
        """On assignments, beside whose they are."""
        if self.show == "done":
            return {"standing": "done", "ended_at": calendar.week(self.monday(calendar))}
        found: dict[str, Any] = {"standing": "own"}
        if self.age:
            first, last = calendar.ages[self.age]
            found["since"] = {"$gte": first, "$lte": last}
        if self.overdue:
            found["due"] = {"$lt": calendar.today}
        if self.unopened:
            found["state"] = "unread"
        if self.urgency:
            found["urgency"] = self.urgency
        return found

    def monday(self, calendar: Calendar) -> int:
        return calendar.monday_of(self.week) if self.week else calendar.mondays()[-1]


USUAL = vars(View())


def _week(said: str) -> int:
    """Raises WrongUse."""
    if not said:
        return 0
    try:
        day_of(int(said))
    except ValueError:
        raise WrongUse(what="The week", why="it needs a day as 20261123", field="week") from None
    return int(said)
