"""Rows of a table as letters: one commit for some of them, with their lines in the books and their events."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lontar.act import happened
from lontar.dues import Dues
from lontar.errors import ScanKnown
from lontar.facts import settled
from lontar.importing.faults import Fault
from lontar.importing.judging import Judge, Plan
from lontar.importing.rows import Problem
from lontar.intake.awaited import scanned
from lontar.wiring import House
from office.access import Reader
from office.days import begin_of, zone_in
from office.grants import grants_of
from routing.registering import counter_of, historic
from routing.routed import Sent, grants_now
from schemas.day import day_of
from schemas.errors import LontarError, Unavailable
from schemas.letter import FieldValue, Letter, LetterFile, Note
from schemas.office import OFFICE, Office
from schemas.stored import now
from schemas.table_import import TableImport
from store.changes import Changes, Happened, Recount
from work import lease


@dataclass
class Made:
    """What some rows came to: changes for one commit, and a result for each row."""

    changes: Changes = field(default_factory=Changes)
    results: list[dict[str, Any]] = field(default_factory=list)
    announces: bool = False


class Maker:
    """Makes letters of the rows of one import, as its person."""

    def __init__(
        self, house: House, reader: Reader, one: TableImport, judge: Judge, before: "Maker | None" = None
    ) -> None:
        """`before`: of the same rows, where another commit was in the way; what it kept is kept."""
        self.house, self.reader, self.one, self.judge = house, reader, one, judge
        self._office = house.store.get(Office, OFFICE)
        self._dues = Dues(house)
        self._kept: dict[str, list[LetterFile]] = before._kept if before else {}

    def keep(self, plans: Iterable[Plan]) -> None:
        """What comes before the commit: originals, boxes, batches. What cannot be kept is noted in the row."""
        for plan in plans:
            if plan.outcome not in ("make", "scan"):
                continue
            for scan in plan.scans:
                if scan.path in self._kept:
                    continue
                try:
                    self._kept[scan.path] = scan.keep()
                except Unavailable:
                    raise
                except LontarError as error:
                    plan.wanted.problems.append(Problem(Fault.NOT_KEPT, {"name": scan.path, "why": str(error)}))
                    plan.outcome = "error"

    def make(self, plans: Iterable[Plan]) -> Made:
        """Raises Unavailable."""
        made, highest = Made(), dict[str, int]()
        all_, shown = list[Changes](), set[str]()
        for plan in plans:
            result: dict[str, Any] = {"outcome": plan.outcome, "letter": plan.letter or None}
            try:
                changes = self._changes(plan, shown)
            except Unavailable:
                raise
            except LontarError as error:
                plan.wanted.problems.append(Problem(_fault(error), _said(error)))
                changes, result["outcome"] = Changes(), "error"
            if plan.outcome == "skip":
                result["letter"] = None
            if changes and plan.register and plan.wanted.line and plan.outcome == "make":
                highest[plan.register] = max(highest.get(plan.register, 0), plan.wanted.line.number)
                result["entry"] = plan.entry
            all_.append(changes)
            result["problems"] = [one.as_dict() for one in plan.wanted.problems]
            made.announces = made.announces or bool(changes and plan.scans)
            made.results.append(result)
        made.changes = Changes(
            tuple(put for one in all_ for put in one.puts),
            events=tuple(event for one in all_ for event in one.events),
            holds=tuple(dict.fromkeys(hold for one in all_ for hold in one.holds)),
            recounts=tuple(recounted(self.house, highest)),
        )
        return made

    def _changes(self, plan: Plan, shown: set[str]) -> Changes:
        if plan.outcome not in ("make", "scan"):
            return Changes()
        files = self._files(plan)
        for file in files:
            if file.sha256 in shown:
                raise ScanKnown(file=file.name, letter=plan.letter)
        if plan.outcome == "scan":
            changes = scanned(self.house, self.reader, Letter.unpacked(plan.held or {}), files, lease.BATCH)
        else:
            changes = self._letter(plan, files)
        shown |= {file.sha256 for file in files}
        return changes

    def _files(self, plan: Plan) -> list[LetterFile]:
        kept = [file for scan in plan.scans for file in self._kept.get(scan.path, ())]
        return [LetterFile(**(dict(file.to_mongo()) | {"no": no})) for no, file in enumerate(kept, 1)]

    def _letter(self, plan: Plan, files: list[LetterFile]) -> Changes:
        """A new one, or one that was taken out with an import that was undone."""
        wanted = plan.wanted
        was = Letter.unpacked(plan.held) if plan.held else None
        letter = was or Letter(id=plan.letter, stage="awaiting", added_by=self.reader.person, added_at=now())
        letter.unit, letter.imported, letter.security_class = self.one.unit, self.one.id, wanted.security_class
        letter.fields = dict(letter.fields) | {
            name: FieldValue(value=value, printed=printed, by_hand=True)
            for name, (value, printed) in wanted.fields.items()
        }
        letter.tags = list(dict.fromkeys([*letter.tags, *wanted.tags]))
        letter.notes = list(letter.notes) or [Note(by=self.reader.person, text=text) for text in wanted.notes]
        changes = self._placed(letter, plan)
        settled(letter)
        events: list[Happened] = []
        if was is not None and was.withdrawn:
            events.append(self._happened("letter.restored", letter, before={"reason": was.withdrawn}))
            letter.withdrawn = None
        events.append(self._happened("letter.imported", letter, after=self._told(plan)))
        changes += self._entered(letter, plan)
        if files and letter.stage == "awaiting":
            more = scanned(self.house, self.reader, letter, files, lease.BATCH)
            return changes + Changes(events=tuple(events)) + more
        return Changes.of(letter, events=events) + changes

    def _placed(self, letter: Letter, plan: Plan) -> Changes:
        """Where its paper lies and what it belongs to."""
        wanted, places, changes = plan.wanted, self.judge.places, Changes()
        if wanted.batch:
            letter.batch = places.batch(wanted.batch)
        if wanted.box:
            letter.folder = places.folder(wanted.box, wanted.folder)
        if wanted.casefile:
            file, changes = places.file(wanted.casefile)
            changes += Changes(events=tuple(file(letter)))
        return changes

    def _entered(self, letter: Letter, plan: Plan) -> Changes:
        """Its line in the book, and who may read it by that."""
        line, unit = plan.wanted.line, plan.unit
        if line is None or unit is None:
            letter.direction = "legacy"
            letter.grants = grants_of(dict(letter.to_mongo()), self._office)
            return Changes()
        letter.direction = line.direction
        at = begin_of(day_of(line.received or self._day(plan)), zone_in(unit))
        due = self._dues.of(dict(letter.to_mongo()), unit["_id"], now()) if line.handling == "waiting" else None
        entry, changes = historic(
            letter, unit, line.direction, year=line.year, number=line.number, at=at, how=line.handling, due=due
        )
        plan.entry = entry.id
        letter.grants = grants_now(self.house.store, letter, Sent([dict(entry.to_mongo())], []))
        after = {"register": entry.register, "entry": entry.id, "number": line.number}
        return changes + Changes(events=(self._happened("letter.registered", letter, after=after),))

    @staticmethod
    def _day(plan: Plan) -> int:
        """The day in the book where it says none: that of the letter, if it is of the book's year, else its first."""
        line = plan.wanted.line
        day, year = int(plan.wanted.fields.get("date", (0, ""))[0]), line.year if line else 0
        return day if day // 10_000 == year else year * 10_000 + 101

    def _told(self, plan: Plan) -> dict[str, Any]:
        fields = {name: value for name, (value, _) in plan.wanted.fields.items()}
        return {"import": self.one.id, "table": self.one.file, "line": plan.wanted.number, "fields": fields}

    def _happened(self, verb: str, letter: Letter, **values: Any) -> Happened:
        return happened(self.reader, verb, letter.id, **values)


def recounted(house: House, highest: dict[str, int]) -> Iterable[Recount]:
    """The counters of books that go on behind a number, where they stand before it."""
    counters = house.store.ledgers().counters if highest else {}
    for register, number in highest.items():
        held = counters.get(counter_of(register), 0)
        if number > held:
            yield Recount(counter_of(register), number, held)


def _fault(error: LontarError) -> Fault:
    return Fault.NOT_KEPT if isinstance(error, ScanKnown) else Fault.REFUSED


def _said(error: LontarError) -> dict[str, Any]:
    why = str(error)
    return {"name": str(error.params["file"]), "why": why} if isinstance(error, ScanKnown) else {"why": why}
