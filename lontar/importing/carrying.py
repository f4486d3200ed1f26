"""Imports carried out in steps: each judges, makes or takes out again the rows of one part, in one commit under the
import's fence. Whatever is killed and whenever, a step is made once or not at all."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from lontar.act import happened
from lontar.importing import held, taking_out
from lontar.importing.errors import ImportStuck
from lontar.importing.judging import Judge, Seen
from lontar.importing.making import Maker
from lontar.importing.scans import Scans, brought
from lontar.many.stepping import end, stepped
from lontar.wiring import House
from office.access import Reader, demand, installation, reader_of
from office.days import local_day
from schemas.errors import Conflict, LontarError, Taken, Unavailable
from schemas.event import INSTALLATION
from schemas.stored import now
from schemas.table_import import ImportPart, TableImport
from store.again import again
from store.changes import Changes, Happened
from work.errors import LeaseLost

ATTEMPTS = 5
INLINE = 5
"""Parts that are judged at once while somebody waits for the page."""
LOOK = 20
"""Imports that are looked at in a claim."""
TRIES = 5
"""Of a step in whose way a number was drawn."""


class Carrier:
    """Carries out imports, one step after the other; for one thread."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._run: Run | None = None

    def look(self) -> bool:
        """A step of the import that has waited longest; False when none is due. Raises Unavailable."""
        one = claim(self.house)
        if one is None:
            self._run = None
            return False
        if self._run is None or not self._run.is_of(one):
            self._run = Run(self.house, one.id, brought(self.house, one.id))
        try:
            self._run.step(one.fence)
        except Conflict:
            self._run = None
            return False
        except Unavailable:
            self._run = None
            one.attempts -= 1
            one.next_at = now() + timedelta(seconds=self.house.settings.work_pool.retry_seconds)
            with suppress(Conflict, Unavailable):
                self.house.store.commit(Changes.of(one))
            raise
        return True


def claim(house: House) -> TableImport | None:
    """The import that has waited longest, taken over by raising its fence; None when none is due."""
    where = {"due": True, "next_at": {"$lte": now()}}
    for row in house.store.find(TableImport, where, sort=[("next_at", 1)], limit=LOOK):
        if not held.is_here(house, row):
            continue
        one = TableImport.unpacked(row)
        one.fence += 1
        one.attempts += 1
        one.next_at = now() + timedelta(seconds=house.settings.work_pool.lease_seconds)
        if one.attempts > ATTEMPTS:
            end(one, "failed", ImportStuck(attempts=ATTEMPTS))
        try:
            house.store.commit(Changes.of(one))
        except Conflict:
            continue
        if one.due:
            return one
    return None


class Run:
    """The steps of one import, as long as nobody else makes one: what was seen of its rows is kept between them."""

    def __init__(self, house: House, id: str, scans: Scans) -> None:
        self.house, self.id, self.scans = house, id, scans
        self._seen: Seen | None = None
        self._seen_to = 0

    def is_of(self, one: TableImport) -> bool:
        return bool(self.id == one.id)

    def step(self, fence: int | None = None) -> None:
        """Judge, make or take out the next part. Raises LeaseLost when it is another's by now, Unavailable.

        `fence`: of the claim; None where nobody else is at it."""
        one = self._load(fence)
        try:
            reader = whose(self.house, one)
            demand(reader, "table.import", {"grants": list(one.grants)}, what="Import")
        except Unavailable:
            raise
        except LontarError as error:  # the person is no longer here
            end(one, "stopped", error)
            self.house.store.commit(Changes.of(one))
            return
        act = {"judging": self._judge, "going": self._make, "undoing": self._take_out}[one.state]
        act(reader, fence)

    def _load(self, fence: int | None) -> TableImport:
        one = self.house.store.load(TableImport, self.id)
        if one.state not in ("judging", "going", "undoing") or (fence is not None and one.fence != fence):
            raise LeaseLost(letter=self.id)
        return one

    def _part(self, one: TableImport) -> ImportPart:
        return self.house.store.load(ImportPart, ImportPart.key(one.id, one.at))

    def _judging(self, reader: Reader, one: TableImport) -> Judge:
        return Judge(self.house, reader, one, self.scans, local_day(self.house.store, one.unit, now()))

    def _judge(self, reader: Reader, fence: int | None) -> None:
        one = self._load(fence)
        part = self._part(one)
        judge = self._judging(reader, one)
        judge.seen = self._seen_before(one)
        plans = judge.judge(list(part.lines), [list(row) for row in part.cells])
        part.judged, part.results = [plan.as_dict() for plan in plans], []
        _count(one, "foreseen", part.judged)
        _books(one, [plan.as_dict() for plan in plans if plan.outcome == "make"])
        self._seen_to = one.at + 1
        self.house.store.commit(Changes.of(part, stepped(one, "judging")))

    def _seen_before(self, one: TableImport) -> Seen:
        """What the parts before hold: kept from the step before, else read again from what was judged."""
        if self._seen is None or self._seen_to != one.at:
            self._seen = Seen()
            for no in range(one.at):
                row = self.house.store.get(ImportPart, ImportPart.key(one.id, no)) or {}
                for line, judged in zip(row.get("lines", ()), row.get("judged", ()), strict=True):
                    self._seen.add(line, judged)
        return self._seen

    def _make(self, reader: Reader, fence: int | None) -> None:
        kept: Maker | None = None
        announces = False

        def decide() -> Changes:
            nonlocal kept, announces
            one = self._load(fence)
            part = self._part(one)
            judge = self._judging(reader, one)
            plans = judge.again(list(part.lines), [list(row) for row in part.cells], list(part.judged))
            maker = Maker(self.house, reader, one, judge, kept)
            maker.keep(plans)
            kept, made = maker, maker.make(plans)
            announces = made.announces
            part.results = made.results
            _count(one, "counts", made.results)
            return made.changes + Changes.of(part, stepped(one, "judging"), events=_ended(reader, one))

        for left in reversed(range(TRIES)):
            try:
                again(self.house.store, decide)
                break
            except Taken:  # a number was entered in one of the books at this moment
                if not left:
                    raise
        if announces:
            self.house.queue.announce()

    def _take_out(self, reader: Reader, fence: int | None) -> None:
        def decide() -> Changes:
            one = self._load(fence)
            part = self._part(one)
            found = taking_out.taken_out(self.house, reader, one, list(part.results))
            part.results = found.results
            _count(one, "counts", [{"outcome": name} for name in found.outcomes])
            return found.changes + Changes.of(part, stepped(one, "judging", "undone"), events=_ended(reader, one))

        again(self.house.store, decide)


def due(house: House) -> bool:
    """Whether an import is judged, made or taken out, or waits for it, on this machine."""
    rows = house.store.find(TableImport, {"due": True}, sort=[("next_at", 1)], limit=LOOK, fields=("scans",))
    return any(held.is_here(house, row) for row in rows)


def whose(house: House, one: TableImport) -> Reader:
    """As whom it is done, with the rights of now. Raises Unready."""
    if one.person == INSTALLATION:
        return installation(one.operator or "")
    return replace(reader_of(house.store, one.person), operator=one.operator)


def judged(house: House, one: TableImport) -> None:
    """Judge a small table at once, while its person waits; a large one is left to the workers."""
    run = Run(house, one.id, brought(house, one.id))
    for _ in range(one.parts if one.parts <= INLINE else 0):
        try:
            run.step()
        except Conflict:
            return  # a worker was quicker


def _count(one: TableImport, name: str, rows: Sequence[dict[str, Any]]) -> None:
    tally = Counter(row["outcome"] for row in rows)
    tally["warned"] = sum(any(each["level"] == "warning" for each in row.get("problems", ())) for row in rows)
    setattr(one, name, dict(Counter(getattr(one, name)) + tally))


def _books(one: TableImport, judged: Sequence[dict[str, Any]]) -> None:
    """The registers that it writes in, each with how many numbers, the first and the last."""
    books = {book["register"]: dict(book) for book in one.books}
    for register, number in (row["book"] for row in judged if row["book"]):
        book = books.setdefault(register, {"register": register, "numbers": 0, "first": number, "last": number})
        book["numbers"] += 1
        book["first"], book["last"] = min(book["first"], number), max(book["last"], number)
    one.books = list(books.values())


def _ended(reader: Reader, one: TableImport) -> list[Happened]:
    verb = {"done": "import.done", "undone": "import.taken-out"}.get(one.state)
    if verb is None:
        return []
    return [happened(reader, verb, one.id, of="table_imports", after={"name": one.name, "counts": dict(one.counts)})]
