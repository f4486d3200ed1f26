"""Which positions a letter invites: those that were asked to handle it and still are.

The head of a unit is invited until somebody is asked in their place; who has said something of it, as that they go
themselves or whom they send, stays on. Who declined, and whose disposition was withdrawn, is invited no more; nor is
anybody by a number that was cancelled, or by what was done before an entry was opened again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lontar.calendar.when import When
from routing.tree import DROPPED, above
from schemas.appointment import Appointment
from schemas.assignment import HEAD
from schemas.stored import now
from store.contract import Row


@dataclass(frozen=True)
class Wanted:
    """Of one position: the assignment that invites it (a row), and the positions that were asked out of any of its
    assignments and still are."""

    assignment: Row
    asked: frozenset[str]


def wanted(entries: Iterable[Row], assignments: Iterable[Row]) -> dict[str, Wanted]:
    """By position, from all entries and assignments of a letter; what a position said does not count yet. Of several
    assignments the one that waits for the position comes first, then the latest."""
    cancelled = {row["_id"] for row in entries if row.get("cancelled")}
    rows = {row["_id"]: row for row in assignments if row["entry"] not in cancelled}
    live = [row for id, row in rows.items() if is_live(rows, id)]
    found: dict[str, list[Row]] = {}
    for row in live:
        found.setdefault(row["position"], []).append(row)
    return {position: Wanted(min(some, key=_rank), _asked(some, live)) for position, some in found.items()}


def is_live(rows: Mapping[str, Row], id: str) -> bool:
    """Whether an assignment still asks its position. `rows`: by id, all of its entry."""
    return rows[id]["state"] not in DROPPED and not any(row.get("past") for row in above(rows, id))


def appointed(letter: Row, invited: Mapping[str, Wanted], held: Mapping[str, Row]) -> list[Row]:
    """The appointments of a letter that are to be put, as rows: those that are new or no longer as they were. `held`:
    those that it has, by id."""
    when = None if letter.get("withdrawn") else When.of(letter)
    found: dict[str, Row] = {}
    for position, one in invited.items() if when else ():
        id = Appointment.key(letter["_id"], position)
        assert when is not None
        row = _row(held.get(id), id, one, when)
        if row["state"] != "invited" or not (position.startswith(HEAD) and one.asked):
            found[id] = row
    gone = [row | {"cancelled": now()} for id, row in held.items() if id not in found and not row.get("cancelled")]
    new = [row for id, row in found.items() if row != held.get(id)]
    return [row | {"changed_at": now()} for row in (*new, *gone)]


def _row(held: Row | None, id: str, invited: Wanted, when: When) -> Row:
    """The appointment of a position as it is now."""
    assignment = invited.assignment
    named = {name: assignment[name] for name in ("letter", "position", "unit")} | {"assignment": assignment["_id"]}
    timed = {name: value for name, value in vars(when).items() if value is not None}
    if held is None:
        return Appointment(id=id, **named, **timed).packed()
    row = _again(held, invited, when)
    if row["state"] == "deputised":
        named["assignment"] = row["assignment"]  # out of which the deputy was asked
    return {name: value for name, value in row.items() if name not in ("begins", "ends")} | named | timed


def _again(held: Row, invited: Wanted, when: When) -> Row:
    """What stands of the position's word: on another day it is asked anew, but for whom it sent a deputy, who is asked
    themselves; the deputy who is not asked any more gives it back; and who was not invited for a while begins anew."""
    row, moved = dict(held), held["day"] != when.day
    if moved:
        row["moved_from"] = held["day"]
    if held.get("cancelled"):
        return unsaid(row, "cancelled", "moved_from")
    if held["state"] == "deputised":
        return row if held["deputy"] in invited.asked else unsaid(row)
    return unsaid(row) if moved else row


def unsaid(appointment: Row, *others: str) -> Row:
    """The appointment without its position's word, and without `others`."""
    gone = ("deputy", "note", "said_by", "said_at", *others)
    return {name: value for name, value in appointment.items() if name not in gone} | {"state": "invited"}


def _rank(row: Row) -> tuple[bool, float]:
    return row["standing"] != "own", -row["made_at"].timestamp()


def _asked(some: Iterable[Row], live: Iterable[Row]) -> frozenset[str]:
    ids = {row["_id"] for row in some}
    return frozenset(row["position"] for row in live if row.get("parent") in ids)
