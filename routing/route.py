"""An entry with everybody who was asked to handle it, as it stands, and what an act on it comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from routing.errors import AlreadyEnded, EntryClosed
from routing.routed import Sent, grants_now, sent
from routing.tree import OPEN, handling, standings
from schemas.assignment import ENDS, Assignment
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.person import Person
from schemas.stored import now
from store.changes import Changes, Happened, Hold, PutRow
from store.contract import Row, Store

MOST = 10_000
"""Assignments of one entry."""


@dataclass(frozen=True)
class Step:
    """What an act comes to before the whole tree is settled: assignments that are new or changed, its events, and what
    stands beside them."""

    rows: tuple[Row, ...] = ()
    events: tuple[Happened, ...] = ()
    beside: Changes = field(default_factory=Changes)

    def __add__(self, other: "Step") -> "Step":
        return Step(self.rows + other.rows, self.events + other.events, self.beside + other.beside)


@dataclass(frozen=True)
class Route:
    """`assignments` by id, the root among them where the entry is one that somebody is to handle."""

    store: Store
    entry: RegisterEntry
    assignments: Mapping[str, Row]

    @classmethod
    def of(cls, store: Store, entry: str) -> Self:
        """Raises NotFound."""
        rows = store.find(Assignment, {"entry": entry}, sort=[("made_at", 1)], limit=MOST)
        return cls(store, store.load(RegisterEntry, entry), {row["_id"]: row for row in rows})

    @property
    def root(self) -> Row | None:
        return self.assignments.get(Assignment.root(self.entry.id))

    def demand_open(self) -> None:
        """Raises EntryClosed."""
        if self.entry.handling == "closed" or self.entry.cancelled:
            raise EntryClosed(number=self.entry.agenda_number)

    def demand_live(self, assignment: Row) -> None:
        """Raises EntryClosed, AlreadyEnded for an assignment that nobody is at any more."""
        if assignment["_id"] == Assignment.root(self.entry.id):
            self.demand_open()
        if assignment["state"] in ENDS:
            raise self.ended(assignment)
        self.demand_open()
        if assignment["standing"] not in OPEN:
            raise EntryClosed(number=self.entry.agenda_number)

    def ended(self, assignment: Row) -> AlreadyEnded:
        """Who ended it, and when (in UTC, to the minute)."""
        person = self.store.get(Person, assignment.get("ended_by") or "")
        at = (assignment.get("ended_at") or assignment["made_at"]).replace(second=0, microsecond=0)
        return AlreadyEnded(by=person["name"] if person else "-", at=at)

    def after(self, step: Step, *, grants: bool = False, at: datetime | None = None) -> Changes:
        """All that an act comes to, settled: standings, what becomes of the entry, and with `grants` who may read the
        letter. The entry is put whatever the act: so acts on one entry come one after the other."""
        rows = {**self.assignments, **{row["_id"]: row for row in step.rows}}
        found = standings(rows.values())
        touched = {row["_id"] for row in step.rows}
        puts = []
        for id, row in rows.items():
            if id in touched or row["standing"] != found[id]:
                puts.append(PutRow(Assignment, row | {"standing": found[id]}))
        self._handled(rows, found, at or now())
        changes = Changes.of(self.entry) + Changes(tuple(puts), events=step.events) + step.beside
        return changes + self._read_by(rows.values()) if grants else changes

    def _handled(self, rows: Mapping[str, Row], found: Mapping[str, str], at: datetime) -> None:
        root = Assignment.root(self.entry.id)
        if root not in rows or self.entry.cancelled:
            return  # nothing to handle
        if rows[root]["state"] == "done" and self.entry.handling == "closed":
            return  # by hand: as what was said
        handled, closed_as = handling(root, rows.values(), found)
        if handled != self.entry.handling:
            self.entry.closed_at = at if handled == "closed" else None
        self.entry.handling, self.entry.closed_as = handled, closed_as

    def _read_by(self, rows: Iterable[Row]) -> Changes:
        """The letter with the grants that follow from all its entries; nothing where these are as they were."""
        letter, before = self.store.load(Letter, self.entry.letter), sent(self.store, self.entry.letter)
        entries = [row for row in before.entries if row["_id"] != self.entry.id]
        others = [row for row in before.assignments if row["entry"] != self.entry.id]
        now_sent = Sent([*entries, dict(self.entry.to_mongo())], [*others, *rows])
        grants = grants_now(self.store, letter, now_sent)
        if grants == list(letter.grants):
            return Changes(holds=(Hold(Letter, letter.id, letter.version),))
        letter.grants = grants
        return Changes.of(letter)
