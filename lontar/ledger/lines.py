"""The lists of the ledger, one page after the other: what waits, what was done, what came and was closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lontar.errors import TooManyToExport
from lontar.ledger.calendar import Calendar
from lontar.ledger.scope import Scope
from lontar.ledger.view import View
from lontar.wiring import House
from office.access import Reader, may_see
from office.grants import SECRET
from schemas.assignment import HEAD, Assignment
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.stored import Stored
from store.contract import Row, Sort, key_of

LIMIT = 25
"""Lines a page."""
MOST = 10_000
"""Lines of one table."""
PIECE = 200


@dataclass(frozen=True)
class Line:
    """An assignment (`row`; of an entry that came or was closed what its root would be), with its entry and letter."""

    row: Row
    entry: Row
    letter: Row


@dataclass(frozen=True)
class Lines:
    """`cursor`: where the next page begins; None: there is none."""

    lines: list[Line]
    cursor: str | None


@dataclass(frozen=True)
class _Phase:
    """A part of a list that has an order of its own."""

    kind: type[Stored]
    where: dict[str, Any]
    sort: Sort


def listed(
    house: House,
    reader: Reader,
    view: View,
    calendar: Calendar,
    *,
    after: str | None = None,
    limit: int = LIMIT,
) -> Lines:
    """A page of the lines that the reader may read. Raises NotFound for what they do not answer for."""
    phases = list(_phases(view, view.scope(house, reader), calendar))
    at, key = _place(after, phases)
    found: list[tuple[Line, str]] = []
    while at < len(phases):
        phase, wanted = phases[at], max(limit + 1 - len(found), 1)
        by = phase.sort[0][0]
        rows = house.store.find(phase.kind, phase.where, sort=phase.sort, limit=wanted, after=key, fields=[by])
        known = _read(house, reader, phase.kind, [row["_id"] for row in rows], calendar)
        found += [(known[row["_id"]], f"{at}:{_word(row[by])}:{row['_id']}") for row in rows if row["_id"] in known]
        if len(found) > limit:
            return Lines([line for line, _ in found[:limit]], found[limit - 1][1])
        key = key_of(rows[-1], phase.sort) if rows else None
        if len(rows) < wanted:
            at, key = at + 1, None
    return Lines([line for line, _ in found], None)


def every(house: House, reader: Reader, view: View, calendar: Calendar) -> Iterator[Line]:
    """All lines, of a table. Raises NotFound, and TooManyToExport where there are more than a table takes."""
    after, count = None, 0
    while True:
        page = listed(house, reader, view, calendar, after=after, limit=PIECE)
        count += len(page.lines)
        if count > MOST:
            raise TooManyToExport(total=count, most=MOST)
        yield from page.lines
        after = page.cursor
        if after is None:
            return


def _phases(view: View, scope: Scope, calendar: Calendar) -> Iterator[_Phase]:
    where = scope.where | view.conditions(calendar)
    if view.show in ("came", "closed"):
        yield from _of_register(view, scope, calendar)
    elif view.show == "done":
        yield _Phase(Assignment, where, [("ended_at", -1)])
    elif view.sort == "due":
        yield _Phase(Assignment, {"due": {"$gte": 0}} | where, [("due", 1)])
        if not view.overdue:
            yield _Phase(Assignment, where | {"due": None}, [("since", 1)])
    else:
        yield _Phase(Assignment, where, [("since", -1 if view.sort == "newest" else 1)])


def _of_register(view: View, scope: Scope, calendar: Calendar) -> Iterator[_Phase]:
    """Nothing of positions: registers are of units."""
    week = calendar.week(view.monday(calendar))
    if scope.positions is None and view.show == "came":
        where = {"direction": "incoming", "received_at": week} | scope.of_entries
        yield _Phase(RegisterEntry, where, [("received_at", -1)])
    elif scope.positions is None:
        where = {"handling": "closed", "closed_at": week} | scope.of_entries
        yield _Phase(RegisterEntry, where, [("closed_at", -1)])


def _read(house: House, reader: Reader, kind: type[Stored], ids: Sequence[str], calendar: Calendar) -> dict[str, Line]:
    """Lines by id of their row: those that the reader may read."""
    rows = _many(house, kind, ids)
    letters = _many(house, Letter, [row["letter"] for row in rows.values()])
    read = {id: row for id, row in rows.items() if row["letter"] in letters and may_see(reader, letters[row["letter"]])}
    if kind is RegisterEntry:
        found = {id: Line(_as_root(row, calendar), row, letters[row["letter"]]) for id, row in read.items()}
        return {id: one for id, one in found.items() if _counts(one)}
    entries = _many(house, RegisterEntry, [row["entry"] for row in read.values()])
    return {id: Line(row, entries.get(row["entry"], {}), letters[row["letter"]]) for id, row in read.items()}


def _counts(line: Line) -> bool:
    """Whether an entry is counted among those that came or were closed."""
    open_to_all = line.letter.get("security_class") not in SECRET
    return open_to_all and line.entry["direction"] == "incoming" and not line.entry.get("cancelled")


def _many(house: House, kind: type[Stored], ids: Sequence[str]) -> dict[str, Row]:
    return house.store.get_many(kind, sorted(set(ids))) if ids else {}


def _as_root(entry: Row, calendar: Calendar) -> Row:
    """What the head has of an entry, whoever is at it."""
    state = "done" if entry["handling"] == "closed" else "in-progress"
    kept = {"_id": Assignment.root(entry["_id"]), "letter": entry["letter"], "entry": entry["_id"], "state": state}
    since = calendar.number(entry["received_at"])
    due = {"due": entry["due"]} if entry.get("due") else {}
    of = {"unit": entry["unit"], "position": f"{HEAD}{entry['unit']}", "standing": "done", "urgency": "ordinary"}
    return kept | of | due | {"since": since, "ended_at": entry.get("closed_at")}


def _word(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _place(cursor: str | None, phases: Sequence[_Phase]) -> tuple[int, list[Any] | None]:
    """Where a list goes on; what nobody can read begins at the front."""
    at, _, rest = (cursor or "").partition(":")
    value, _, id = rest.rpartition(":")
    if not (at.isdecimal() and int(at) < len(phases) and id):
        return 0, None
    try:
        name = phases[int(at)].sort[0][0]
        return int(at), [datetime.fromisoformat(value) if name.endswith("_at") else int(value), id]
    except ValueError:
        return 0, None
