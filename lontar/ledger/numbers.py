"""The numbers of the ledger, each for the list that it counts: from summaries, with the secret lines that the reader
may know of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lontar.ledger.calendar import AGES, Calendar
from lontar.ledger.counts import Counts, median, of_days, took
from lontar.ledger.scope import Scope, answers_for
from lontar.ledger.secrets import keys_of, readable
from lontar.wiring import House
from office.access import Reader
from schemas.day import FIRST
from schemas.disposition import URGENCIES
from schemas.ledger_count import LedgerCount
from schemas.unit import Unit
from store.contract import Row

MOST = 10_000


@dataclass(frozen=True)
class Numbers:
    """Of one scope. Lines wait for somebody; what came and was closed in a week are letters of registers, without the
    secret ones."""

    counts: Counts
    calendar: Calendar

    @property
    def waiting(self) -> int:
        return self.counts["open"]

    @cached_property
    def overdue(self) -> int:
        return of_days(self.counts, "due", FIRST, self.calendar.today - 1)

    @property
    def unopened(self) -> int:
        return self.counts["unread"]

    @property
    def done(self) -> int:
        """Of the running week."""
        return self.counts[f"done/{self.calendar.mondays()[-1]}"]

    @cached_property
    def ages(self) -> dict[str, int]:
        """By class of age."""
        return {name: of_days(self.counts, "since", *self.calendar.ages[name]) for name in AGES}

    @cached_property
    def urgencies(self) -> dict[str, int]:
        return {name: self.counts[f"urgency/{name}"] for name in URGENCIES}

    @cached_property
    def weeks(self) -> list[tuple[int, int, int]]:
        """Of each week its Monday, how many letters came, and how many were closed; the running one last."""
        weeks = self.calendar.mondays()
        return [(monday, self.counts[f"came/{monday}"], self.counts[f"closed/{monday}"]) for monday in weeks]

    @cached_property
    def median(self) -> int | None:
        """Working days that letters took which were answered in these weeks; None: none was."""
        return median(self._took)

    @cached_property
    def answered(self) -> int:
        """Of how many letters that is the median."""
        return sum(self._took.values())

    def brief(self) -> "Brief":
        return Brief(self.waiting, self.overdue, self.unopened, self.median, self.answered)

    @cached_property
    def _took(self) -> dict[int, int]:
        return took(self.counts, self.calendar.mondays()[0])


@dataclass(frozen=True)
class Brief:
    """Numbers of a part of a scope. They let go of the counts: a page of thirty parts, which Jinja leaves to the
    collector, would hold tens of thousands of keys, and every twelfth page waited 20 ms for them to be thrown away."""

    waiting: int
    overdue: int
    unopened: int
    median: int | None
    answered: int


def numbers(house: House, reader: Reader, scope: Scope, calendar: Calendar) -> Numbers:
    rows = house.store.get_many(LedgerCount, list(scope.summaries))
    secret = [row for row in readable(house, reader) if scope.covers(row)]
    return Numbers(_sum(list(rows.values()), secret, calendar), calendar)


@dataclass(frozen=True)
class Part:
    """A unit right below another one with all below it (`whole`), or that one by itself."""

    unit: Row
    whole: bool
    numbers: Brief


def parts(house: House, reader: Reader, top: str, calendar: Calendar) -> list[Part]:
    """A branch by its units: the top by itself and each branch right below it, as far as the reader answers for it all.
    Those where nothing waits and nothing was answered are left out."""
    known, paths = answers_for(reader), _below(house, top)
    partly = {above for id, path in paths.items() if known is not None and id not in known for above in path}
    below = [id for id, path in paths.items() if id != top and path[-2] == top and id not in partly]
    wanted = {LedgerCount.key("branch", id): id for id in below}
    if known is None or top in known:
        wanted[LedgerCount.key("unit", top)] = top
    rows, units = house.store.get_many(LedgerCount, list(wanted)), house.store.get_many(Unit, list(wanted.values()))
    secret: dict[str, list[Row]] = {}
    for line in readable(house, reader):
        path = paths.get(line["unit"], [])
        place = path.index(top) if top in path else -1
        if place >= 0:
            secret.setdefault(path[place + 1] if place + 1 < len(path) else top, []).append(line)
    found = []
    for id in wanted.values():
        row = rows.get(LedgerCount.key("unit" if id == top else "branch", id))
        counts = _sum([row] if row else [], secret.get(id, []), calendar)
        found.append(Part(units[id], id != top, Numbers(counts, calendar).brief()))
    busy = [part for part in found if part.numbers.waiting or part.numbers.answered]
    return sorted(busy, key=lambda part: (-part.numbers.waiting, part.unit["code"]))


def desks(house: House, reader: Reader, unit: str, calendar: Calendar) -> dict[str, Brief]:
    """A unit by position ("head:UNIT" too): those for which something waits."""
    secret: dict[str, list[Row]] = {}
    for line in readable(house, reader):
        if line["unit"] == unit:
            secret.setdefault(line["position"], []).append(line)
    rows = house.store.find(LedgerCount, {"kind": "position", "unit": unit}, limit=MOST)
    by_desk = {row["position"]: row for row in rows}
    found = {}
    for desk in {*by_desk, *secret}:
        stood = [by_desk[desk]] if desk in by_desk else []
        found[desk] = Numbers(_sum(stood, secret.get(desk, []), calendar), calendar).brief()
    return {desk: one for desk, one in sorted(found.items(), key=lambda some: -some[1].waiting) if one.waiting}


def _below(house: House, top: str) -> dict[str, list[str]]:
    """The paths of a unit and all below it, by id."""
    rows = house.store.find(Unit, {"path": top}, sort=[("code", 1)], limit=MOST, fields=("path",))
    return {row["_id"]: row["path"] for row in rows}


def _sum(summaries: Sequence[Row], secret: Sequence[Row], calendar: Calendar) -> Counts:
    total: Counts = Counter()
    for row in summaries:
        total.update(row["counts"])
    for line in secret:
        total.update(keys_of(line, calendar))
    return total
