"""How the entries of a letter are handled: who asked whom, how far each is, and what the reader can do about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lontar.routing.acts import entries_of
from lontar.routing.days import Days
from lontar.routing.desk import handler_of, may_act
from lontar.routing.titles import of_rows
from lontar.wiring import House
from office.access import Reader, may, may_see
from office.holders import positions_of
from routing.route import MOST
from routing.tree import OPEN, is_over
from schemas.assignment import Assignment
from schemas.disposition import Disposition
from schemas.letter import Letter
from schemas.person import Person
from schemas.stored import now
from schemas.times import in_utc
from schemas.unit import Unit
from store.contract import Row


@dataclass(frozen=True)
class Node:
    """One assignment, `depth` steps below the root. `can`: what the reader may do to it: "begin", "done", "decline",
    "dispose" of what is with them, "resume" of what they have ended, "withdraw" and "due" of what they asked. `by`:
    who ended it; `waits`: for a position that the reader acts in, and not only for the registry that they are;
    `answer`: the answering letter, for who may read that; `late`: by how many working days it is overdue."""

    row: Row
    depth: int
    title: str
    sender: str | None
    disposition: Row | None
    late: int | None
    by: str | None
    answer: Row | None
    waits: bool
    can: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True)
class Handled:
    """One entry. `can`: "close" or "reopen" it."""

    entry: Row
    unit: str
    nodes: list[Node]
    can: frozenset[str]


class Handling:
    """What one reader sees of it, and may do."""

    def __init__(self, house: House, reader: Reader, letter: Row) -> None:
        self._house, self._reader, self._letter = house, reader, letter
        self._days = Days(house)
        self._acts_in = positions_of(house.store, reader.person, now())

    def entries(self, most: int | None = None) -> list[Handled]:
        """Those of the reader's own units first; at most so many: a letter that was sent to all has hundreds."""
        own = set(self._reader.units or ())
        rows = entries_of(self._house, self._letter["_id"])
        return [self._handled(row) for row in sorted(rows, key=lambda row: row["unit"] not in own)[:most]]

    def _handled(self, entry: Row) -> Handled:
        store = self._house.store
        rows = store.find(Assignment, {"entry": entry["_id"]}, sort=[("made_at", 1)], limit=MOST)
        by_id = {row["_id"]: row for row in rows}
        made = store.get_many(Disposition, sorted({row["disposition"] for row in rows if row.get("disposition")}))
        people = store.get_many(Person, sorted({row["ended_by"] for row in rows if row.get("ended_by")}))
        titles, answers = of_rows(self._house, rows), self._answers(rows)
        nodes = [
            Node(
                row,
                depth,
                str(titles.get(row["position"], row["position"])),
                titles.get(row.get("sender") or ""),
                made.get(row.get("disposition") or ""),
                self._days.of(row["unit"]).late(row),
                people.get(row.get("ended_by") or "", {}).get("name"),
                answers.get(row.get("answer") or ""),
                _waits(row) and handler_of(self._house, row) in self._acts_in,
                frozenset(self._can(entry, by_id, row)),
            )
            for row, depth in in_order(by_id)
        ]
        unit = str((store.get(Unit, entry["unit"]) or {}).get("name", entry["unit"]))
        return Handled(entry, unit, nodes, self._entry_can(entry, by_id))

    def _answers(self, rows: list[Row]) -> dict[str, Row]:
        found = self._house.store.get_many(Letter, sorted({row["answer"] for row in rows if row.get("answer")}))
        return {id: row for id, row in found.items() if may_see(self._reader, row)}

    def _can(self, entry: Row, rows: Mapping[str, Row], row: Row) -> Iterator[str]:
        if may_act(self._house, self._reader, row):
            yield from self._of_theirs(entry, rows, row)
        asked = rows[row["parent"]] if row.get("parent") else row
        if self._may("letter.dispose") and _waits(row) and may_act(self._house, self._reader, asked):
            yield "due"
            if row["state"] == "unread" and row.get("parent"):
                yield "withdraw"

    def _of_theirs(self, entry: Row, rows: Mapping[str, Row], row: Row) -> Iterator[str]:
        if _waits(row) and self._may("letter.dispose"):
            yield "dispose"
        if not self._may("letter.answer"):
            return
        if row["standing"] == "own":
            yield "done"
            yield from ("begin",) if row["state"] in ("unread", "read") else ()
            yield from ("decline",) if row.get("parent") else ()
        if row["state"] in ("done", "declined") and row.get("parent") and not entry.get("cancelled"):
            yield from () if is_over(rows, row["_id"]) else ("resume",)

    def _entry_can(self, entry: Row, rows: Mapping[str, Row]) -> frozenset[str]:
        root = rows.get(Assignment.root(entry["_id"]))
        if root is None or entry.get("cancelled") or not self._may("letter.dispose"):
            return frozenset()
        act = "reopen" if entry["handling"] == "closed" else "close"
        return frozenset({act} if may_act(self._house, self._reader, root) else ())

    def _may(self, action: str) -> bool:
        return may(self._reader, action, self._letter)


def _waits(row: Row) -> bool:
    return row["standing"] in OPEN


def in_order(rows: Mapping[str, Row]) -> Iterator[tuple[Row, int]]:
    """Each assignment behind the one that it came from, with how far it is below the root."""
    below: dict[str | None, list[Row]] = {}
    for row in rows.values():
        below.setdefault(row.get("parent"), []).append(row)
    stack = [(row, 0) for row in reversed(below.get(None, []))]
    while stack:
        row, depth = stack.pop()
        yield row, depth
        stack += [(one, depth + 1) for one in reversed(below.get(row["_id"], []))]


def under_way(entries: list[Handled]) -> list[Node]:
    """What is with the reader now."""
    return [node for one in entries for node in one.nodes if "done" in node.can and node.waits]


def said(entries: list[Handled]) -> list[dict[str, Any]]:
    """As the JSON API gives them."""
    names = ("unit", "direction", "agenda_number", "handling", "closed_as", "cancelled", "due")
    return [
        {"entry": one.entry["_id"], "received_at": in_utc(one.entry["received_at"])}
        | {name: one.entry.get(name) for name in names}
        | {"assignments": [_said(node) for node in one.nodes]}
        for one in entries
    ]


def _said(node: Node) -> dict[str, Any]:
    row, made = node.row, node.disposition or {}
    names = ("parent", "state", "standing", "urgency", "since", "due", "follow_up")
    times = {name: in_utc(row[name]) if row.get(name) else None for name in ("made_at", "read_at", "ended_at")}
    asked = {"instructions": list(made.get("instructions") or []), "note": made.get("note") or None}
    can = {"answer": node.answer["_id"] if node.answer else None, "late": node.late, "can": sorted(node.can)}
    places = {"assignment": row["_id"], "disposition": row.get("disposition"), "position": node.title}
    return places | {"from": node.sender, **{name: row.get(name) for name in names}} | times | asked | can
