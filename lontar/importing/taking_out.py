"""An import taken back: what it made is withdrawn and leaves the books, unless somebody has worked on it since."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lontar.act import happened
from lontar.wiring import House
from office.access import Reader
from routing.registering import counter_of
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.table_import import TableImport
from store.changes import Changes, PutRow, Recount, Remove
from store.contract import Row


@dataclass(frozen=True)
class TakenOut:
    """`outcomes`: of each row that had made a letter, "undone", or "kept" where somebody has worked on it since."""

    changes: Changes
    results: list[dict[str, Any]]
    outcomes: list[str]


def taken_out(house: House, reader: Reader, one: TableImport, results: Sequence[dict[str, Any]]) -> TakenOut:
    """What the rows of one part made, taken back. A number that was taken out may be brought in again."""
    made = [result for result in results if result.get("outcome") == "make" and result.get("letter")]
    letters = house.store.get_many(Letter, [result["letter"] for result in made])
    entries = house.store.get_many(RegisterEntry, [result["entry"] for result in made if result.get("entry")])
    changes, outcomes, gone = Changes(), [], dict[str, list[int]]()
    told: list[dict[str, Any]] = []
    for result in results:
        letter = letters.get(result.get("letter") or "") if result in made else None
        if letter is None:
            told.append(result)
            continue
        entry = entries.get(result.get("entry") or "")
        if letter.get("withdrawn") or letter.get("imported") != one.id or not _is_untouched(house, entry):
            outcomes.append("kept")
            told.append(result | {"outcome": "kept"})
            continue
        outcomes.append("undone")
        told.append(result | {"outcome": "undone"})
        row = letter | {"withdrawn": one.undone_why}
        event = happened(reader, "letter.withdrawn", letter["_id"], after={"reason": one.undone_why})
        changes += Changes(puts=(PutRow(Letter, row),), events=(event,))
        if entry is not None:
            changes += _out_of_the_book(house, reader, letter, entry)
            gone.setdefault(entry["register"], []).append(entry["agenda_number"])
    return TakenOut(changes + Changes(recounts=_recounts(house, gone)), told, outcomes)


def _is_untouched(house: House, entry: Row | None) -> bool:
    """Whether nobody has handled what stands in the book: passed it on, answered it, cancelled its number."""
    if entry is None:
        return True
    if entry.get("cancelled") or entry["version"] > 1:
        return False
    rows = house.store.find(Assignment, {"letter": entry["letter"]}, sort=[("made_at", 1)], limit=2)
    return all(row["version"] == 1 for row in rows) and len(rows) < 2


def _out_of_the_book(house: House, reader: Reader, letter: Row, entry: Row) -> Changes:
    removes = [Remove(RegisterEntry, entry["_id"], entry["version"])]
    root = house.store.get(Assignment, Assignment.root(entry["_id"]))
    if root is not None:
        removes.append(Remove(Assignment, root["_id"], root["version"]))
    before = {"register": entry["register"], "entry": entry["_id"], "number": entry["agenda_number"]}
    event = happened(reader, "letter.import-undone", letter["_id"], before=before)
    return Changes(removes=tuple(removes), events=(event,))


def _recounts(house: House, gone: dict[str, list[int]]) -> tuple[Recount, ...]:
    """The counters of the books go back to the last number that still stands in each."""
    counters = house.store.ledgers().counters if gone else {}
    found = []
    for register, numbers in gone.items():
        unit, direction, year = register.rsplit("/", 2)
        where = {"unit": unit, "direction": direction, "year": int(year)}
        limit = len(numbers) + 1
        rows = house.store.find(
            RegisterEntry, where, sort=[("agenda_number", -1)], limit=limit, fields=("agenda_number",)
        )
        last = next((row["agenda_number"] for row in rows if row["agenda_number"] not in numbers), 0)
        held = counters.get(counter_of(register), 0)
        if last < held:
            found.append(Recount(counter_of(register), last, held))
    return tuple(found)
