"""What each row of a table comes to: a letter that would be made, one that is here already, or why it is left out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lontar.importing.faults import Fault
from lontar.importing.mapping import mapping_of
from lontar.importing.places import Places
from lontar.importing.rows import Problem, Rows, Wanted
from lontar.importing.scans import Scan, Scans
from lontar.wiring import House
from office.access import Reader, may_see
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.stored import derived_id
from schemas.table_import import TableImport
from store.contract import Row

OUTCOMES = ("make", "scan", "here", "error", "skip")
"""Made as a letter; a letter that awaits its scan gets it; here already; left out for an error; passed over."""
SINCE = "01DXF6DT000000000000000000"
"""The time in the ids of letters out of tables, 1 January 2020: they follow from what the row is, not from when it
came, so that a table brought in twice makes the same letters."""
Judged = dict[str, Any]


@dataclass
class Plan:
    """A row with what it comes to. `key`: what the row is, once and for ever; `letter`: the id that follows from it;
    `held`: the letter as it stands; `register` and `unit`: of its line in a book, `entry`: the id of
    that once it is made."""

    wanted: Wanted
    key: str
    letter: str
    outcome: str = "make"
    scans: list[Scan] = field(default_factory=list)
    held: Row | None = None
    unit: Row | None = None
    register: str = ""
    entry: str | None = None

    def as_dict(self) -> Judged:
        return {
            "outcome": self.outcome,
            "key": self.key,
            "letter": self.letter if self.outcome != "skip" else None,
            "problems": [one.as_dict() for one in self.wanted.problems],
            "scans": [one.path for one in self.scans],
            "book": [self.register, self.wanted.line.number] if self.wanted.line and self.register else None,
        }


@dataclass
class Seen:
    """Of all rows before: the numbers of books, keys, whole lines and scans, each with its line."""

    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    alike: dict[str, list[int]] = field(default_factory=dict)
    scans: dict[str, int] = field(default_factory=dict)

    def add(self, line: int, judged: Mapping[str, Any]) -> None:
        """A row that was judged before."""
        if judged["outcome"] == "skip":
            return
        if judged.get("book"):
            self.numbers.setdefault((judged["book"][0], judged["book"][1]), line)
        key = str(judged["key"])
        if key.startswith("line/"):
            self.alike.setdefault(key.rpartition("/")[0], []).append(line)
        self.keys.setdefault(key, line)
        for path in judged.get("scans") or ():
            self.scans.setdefault(path, line)


class Judge:
    """Judges the rows of one import, as the reader may. For one pass over them, or one part."""

    def __init__(self, house: House, reader: Reader, one: TableImport, scans: Scans, today: int) -> None:
        self.house, self.reader, self.one, self.scans = house, reader, one, scans
        self.mapping = mapping_of(one.mapping)
        self.rows = Rows(list(one.headings), self.mapping, today)
        self.places = Places(house, reader, one.unit)
        self.seen = Seen()

    def judge(self, lines: Sequence[int], cells: Sequence[Sequence[str]]) -> list[Plan]:
        """The dry run of some rows, behind those that were seen."""
        plans = []
        for line, row in zip(lines, cells, strict=True):
            plan = self._plan(line, row, None)
            self._twice(plan)
            self.seen.add(line, plan.as_dict())
            plans.append(plan)
        return self._against(plans)

    def again(self, lines: Sequence[int], cells: Sequence[Sequence[str]], judged: Sequence[Judged]) -> list[Plan]:
        """The same rows in the moment in which they are brought in: what was wrong with them stays so."""
        plans = []
        for line, row, before in zip(lines, cells, judged, strict=True):
            plan = self._plan(line, row, str(before["key"]))
            noted = {one.fault for one in plan.wanted.problems}
            for one in before["problems"]:
                fault = Fault(one["template"])
                if fault not in noted and (one["level"] == "error" or fault == Fault.SAME_LINE):
                    plan.wanted.problems.append(Problem(fault, one["params"]))
            plans.append(plan)
        return self._against(plans)

    def _plan(self, line: int, row: Sequence[str], key: str | None) -> Plan:
        wanted = self.rows.wanted(line, row)
        if wanted.is_empty:
            return Plan(wanted, "", "", "skip")
        scans = self.scans.of(wanted)
        plan = Plan(wanted, "", "", scans=scans)
        self._book(plan)
        plan.key = key or self._key(plan, row)
        plan.letter = derived_id(SINCE, self._whole(plan.key))
        self.places.check(wanted)
        for scan in scans:
            if why := scan.error():
                wanted.problems.append(Problem(Fault.NOT_KEPT, {"name": scan.path, "why": why}))
        return plan

    def _whole(self, key: str) -> str:
        """Numbers of books and keys from elsewhere mean one thing however the table is called."""
        return key if key.startswith("book/") else f"{self.one.unit}/{self.one.name}/{key}"

    def _book(self, plan: Plan) -> None:
        line = plan.wanted.line
        if line is None:
            return
        unit = self.places.unit(line.register) if line.register else self.places.own()
        if unit is None:
            plan.wanted.problems.append(Problem(Fault.NO_UNIT, {"code": line.register}))
        elif not self.places.may_fill(unit):
            plan.wanted.problems.append(Problem(Fault.NOT_YOURS, {"code": line.register or unit.get("code", "")}))
        else:
            plan.unit, plan.register = unit, f"{unit['_id']}/{line.direction}/{line.year}"

    def _key(self, plan: Plan, row: Sequence[str]) -> str:
        """The number in the book; what the row is called elsewhere; else all that it says, and which of its kind."""
        if plan.register and plan.wanted.line:
            return f"book/{plan.register}/{plan.wanted.line.number}"
        if plan.wanted.key:
            return f"key/{plan.wanted.key}"
        said = "\x1f".join(" ".join(cell.split()) for cell in row).rstrip("\x1f")
        stem = f"line/{hashlib.sha256(said.encode()).hexdigest()[:32]}"
        return f"{stem}/{len(self.seen.alike.get(stem, ())) + 1}"

    def _twice(self, plan: Plan) -> None:
        """What stands in the table more than once."""
        wanted, line = plan.wanted, plan.wanted.line
        if plan.outcome == "skip":
            return
        if line and plan.register and (first := self.seen.numbers.get((plan.register, line.number))):
            wanted.problems.append(
                Problem(Fault.NUMBER_TWICE, {"number": line.number, "year": line.year, "first": first})
            )
        elif plan.key.startswith("key/") and (first := self.seen.keys.get(plan.key)):
            wanted.problems.append(Problem(Fault.KEY_TWICE, {"key": wanted.key, "first": first}))
        elif same := self.seen.alike.get(plan.key.rpartition("/")[0]) if plan.key.startswith("line/") else None:
            wanted.problems.append(Problem(Fault.SAME_LINE, {"first": same[0]}))
        for scan in plan.scans:
            if first := self.seen.scans.get(scan.path):
                wanted.problems.append(Problem(Fault.FILE_TWICE, {"name": scan.path, "first": first}))

    def _against(self, plans: list[Plan]) -> list[Plan]:
        """What stands in the archive already."""
        letters = self.house.store.get_many(Letter, [one.letter for one in plans if one.letter])
        taken = self._taken(plans)
        for plan in plans:
            if plan.outcome == "skip":
                continue
            plan.held = letters.get(plan.letter)
            line, entry = plan.wanted.line, None
            if line and plan.register:
                entry = taken.get((plan.register, line.number))
            if entry is not None and entry["letter"] != plan.letter:
                told = {"number": line.number if line else 0, "year": line.year if line else 0}
                if not any(one.fault == Fault.NUMBER_TAKEN for one in plan.wanted.problems):
                    plan.wanted.problems.append(Problem(Fault.NUMBER_TAKEN, told))
            plan.outcome = self._outcome(plan)
        return plans

    def _outcome(self, plan: Plan) -> str:
        if not plan.wanted.is_good:
            return "error"
        held = plan.held
        if held is None or self._is_undone(held):
            return "make"
        if not may_see(self.reader, held) or held.get("withdrawn"):
            return "here"
        if held["stage"] == "awaiting" and plan.scans:
            return "scan"
        fields = held.get("fields") or {}
        if any((fields.get(name) or {}).get("value") != value for name, (value, _) in plan.wanted.fields.items()):
            plan.wanted.problems.append(Problem(Fault.LATER))
        return "here"

    def _is_undone(self, held: Row) -> bool:
        """Taken out again with the import that had brought it in: it comes anew."""
        if not (held.get("withdrawn") and held.get("imported")):
            return False
        return bool(self.places.undone_why(str(held["imported"])) == held["withdrawn"])

    def _taken(self, plans: Sequence[Plan]) -> dict[tuple[str, int], Row]:
        numbers: dict[str, list[int]] = {}
        for plan in plans:
            if plan.register and plan.wanted.line:
                numbers.setdefault(plan.register, []).append(plan.wanted.line.number)
        found: dict[tuple[str, int], Row] = {}
        for register, some in numbers.items():
            where = {"register": register, "agenda_number": {"$in": sorted(set(some))}}
            fields = ("letter", "register", "agenda_number")
            for row in self.house.store.find(RegisterEntry, where, limit=len(some) + 1, fields=fields):
                found[(row["register"], row["agenda_number"])] = row
        return found
