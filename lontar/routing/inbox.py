"""What waits for a person, what they passed on and what has come to its end: the lines of an inbox, from all the
positions that they act in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import Any

from lontar.routing.days import Days
from lontar.routing.desk import seats
from lontar.wiring import House
from office.access import Reader, may_see
from office.grants import SECRET
from routing.route import MOST
from routing.tree import asked_out_of
from schemas.assignment import Assignment
from schemas.disposition import Disposition
from schemas.entry import RegisterEntry
from schemas.errors import NotAmong, WrongUse
from schemas.letter import Letter
from schemas.unit import Unit
from store.contract import Row

TABS = {"waiting": ("own",), "passed-on": ("passed-on",), "done": ("done", "dropped")}
"""The standings of what stands in each part of an inbox."""
SHOWN, MOST_SHOWN = 30, 200
LATEST_FIRST = ("done",)
Key = Sequence[Any]


@dataclass(frozen=True)
class Line:
    """One assignment. `age`: working days since the entry came; `late`: by how many it is overdue, None where it is
    not; `others`: the assignments of those whom it was passed on to."""

    assignment: Row
    letter: Row
    entry: Row
    age: int
    late: int | None
    disposition: Row | None = None
    others: Sequence[Row] = field(default=())

    @property
    def is_secret(self) -> bool:
        """Whether a list shows nothing of it but its number."""
        return self.letter["security_class"] in SECRET


@dataclass(frozen=True)
class Inbox:
    """`after`: where the list goes on; None at its end."""

    lines: list[Line]
    after: str | None


def inbox(house: House, reader: Reader, tab: str = "waiting", after: str | None = None, limit: int = SHOWN) -> Inbox:
    """Oldest first; what has come to its end, latest first. The installation has the assignments of all. Raises
    NotAmong, WrongUse."""
    if tab not in TABS:
        raise NotAmong(what=tab, known=", ".join(TABS), field="tab")
    rows = _rows(house, reader, tab, _key(after), limit + 1)
    more = len(rows) > limit
    rows = rows[:limit]
    return Inbox(lines_of(house, reader, rows), f"{rows[-1]['since']}.{rows[-1]['_id']}" if more else None)


def waiting(house: House, reader: Reader) -> int:
    """How many assignments wait for a person."""
    found = seats(house, reader)
    where = {"position": {"$in": found}, "standing": "own"}
    return house.store.count(Assignment, where) if found else 0


def lines_of(house: House, reader: Reader, rows: Sequence[Row]) -> list[Line]:
    """Assignments as lines; those of a letter that the reader may not read are not there."""
    letters = house.store.get_many(Letter, sorted({row["letter"] for row in rows}))
    entries = house.store.get_many(RegisterEntry, sorted({row["entry"] for row in rows}))
    made = house.store.get_many(Disposition, sorted({row["disposition"] for row in rows if row.get("disposition")}))
    days = Days(house)
    return [
        Line(
            row,
            letters[row["letter"]],
            entries[row["entry"]],
            days.of(row["unit"]).age(row["since"]),
            days.of(row["unit"]).late(row),
            made.get(row.get("disposition") or ""),
            _passed_to(house, row) if row["standing"] == "passed-on" else [],
        )
        for row in rows
        if row["letter"] in letters and may_see(reader, letters[row["letter"]])
    ]


def _passed_to(house: House, row: Row) -> list[Row]:
    """The assignments of those who were asked out of one and have not declined."""
    rows = house.store.find(Assignment, {"entry": row["entry"]}, sort=[("made_at", 1)], limit=MOST)
    return asked_out_of(rows, row["_id"])


def _rows(house: House, reader: Reader, tab: str, after: Key | None, limit: int) -> list[Row]:
    """The rows of all seats, each of which an index has in order."""
    way = -1 if tab in LATEST_FIRST else 1
    of = [{}] if reader.keys is None else [{"position": seat} for seat in seats(house, reader)]
    lists: Iterable[list[Row]] = (
        house.store.find(
            Assignment, {**one, "standing": standing}, sort=[("since", way)], limit=min(limit, MOST), after=after
        )
        for one in of
        for standing in TABS[tab]
    )
    merged = merge(*lists, key=lambda row: (row["since"], row["_id"]), reverse=way < 0)
    return list(islice(merged, limit))


def _key(after: str | None) -> Key | None:
    """Raises WrongUse."""
    since, _, id = (after or "").partition(".")
    if after and not (since.isdecimal() and id):
        raise WrongUse(what=after, why="it is no place in this list", field="after")
    return [int(since), id] if after else None


def said(house: House, lines: Sequence[Line], titles: dict[str, str]) -> list[dict[str, Any]]:
    """As `lontar inbox --json` and the JSON API give them. `titles`: of the positions, by id."""
    units = house.store.get_many(Unit, sorted({line.entry["unit"] for line in lines}))
    return [_said(line, units.get(line.entry["unit"], {}), titles) for line in lines]


def _said(line: Line, unit: Row, titles: dict[str, str]) -> dict[str, Any]:
    row, made = line.assignment, line.disposition or {}
    fields = {} if line.is_secret else line.letter.get("fields") or {}
    read = {name: (fields.get(name) or {}).get("value") for name in ("reference_number", "subject", "sender")}
    return {
        "assignment": row["_id"],
        "letter": row["letter"],
        "entry": row["entry"],
        "unit": unit.get("code", line.entry["unit"]),
        "agenda_number": line.entry.get("agenda_number"),
        "secret": line.is_secret,
        **read,
        "position": titles.get(row["position"], row["position"]),
        "state": row["state"],
        "standing": row["standing"],
        "from": titles.get(row.get("sender") or ""),
        "instructions": list(made.get("instructions") or []),
        "note": None if line.is_secret else made.get("note") or None,
        "urgency": row["urgency"],
        "since": row["since"],
        "due": row.get("due"),
        "age": line.age,
        "late": line.late,
        "passed_to": [{"position": titles.get(one["position"]), "state": one["state"]} for one in line.others],
    }
