"""An office at work: acts that follow from whole numbers, so that whatever comes of them can be made again."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from lontar import edits
from lontar.routing import acts
from lontar.wiring import House
from office.access import installation
from routing.answering import Answer
from routing.disposing import Order
from schemas.assignment import Assignment
from schemas.day import day_number
from schemas.disposition import URGENCIES
from schemas.entry import CLOSED_AS, RegisterEntry
from schemas.errors import LontarError
from schemas.letter import CLASSES
from schemas.stored import now
from store.changes import Changes, PutRow
from store.contract import Row
from tests.arrived import arrived
from tests.lontar.routing.offices import CLERKS, POSITIONS, a_letter, who

AGES = (0, 0, 1, 4, 7, 9, 14, 20, 40)
"""Days since a letter came."""


def came(house: House, number: int) -> None:
    """A letter of some class that is some days old."""
    clerk, unit = list(CLERKS.items())[number % len(CLERKS)]
    letter = a_letter(house, unit)
    kind = CLASSES[number // 2 % len(CLASSES)]
    entry = arrived(house, who(house, clerk), letter).entry
    if kind != "B":
        edits.describe(house, installation("tests", unit), letter, {"security_class": kind})
    before = timedelta(days=AGES[number // 8 % len(AGES)])
    row = house.store.get(RegisterEntry, entry) or {}
    root = house.store.get(Assignment, Assignment.root(entry)) or {}
    at = row["received_at"] - before
    since = day_number((now() - before).date())
    puts = PutRow(RegisterEntry, row | {"received_at": at}), PutRow(Assignment, root | {"since": since})
    house.store.commit(Changes(puts=puts))


def disposed(house: House, number: int) -> None:
    """Something that waits, asked of others by who has it; sometimes until a day that is over."""
    row = _open(house, number)
    others = sorted(POSITIONS)
    to = {others[number % len(others)], others[number // 7 % len(others)]}
    order = Order(sorted(to), urgency=URGENCIES[number % 3], due=(20990101, None)[number % 2])
    made, _ = acts.dispose(house, _has(house, row), row["_id"], order)
    if number % 5 == 0:
        found = house.store.find(Assignment, {"disposition": made}, sort=[("made_at", 1)])
        house.store.commit(Changes(puts=tuple(PutRow(Assignment, one | {"due": 20200101 + number}) for one in found)))


def answered(house: House, number: int) -> None:
    row = _open(house, number)
    state = ("read", "in-progress", "done", "done", "declined")[number % 5]
    acts.answer(house, _has(house, row), row["_id"], Answer(state, "Sudah."))


def closed(house: House, number: int) -> None:
    row = _open(house, number)
    acts.close(house, installation("tests", row["unit"]), row["entry"], CLOSED_AS[number % len(CLOSED_AS)])


def reopened(house: House, number: int) -> None:
    acts.reopen(house, installation("tests"), _one(house, number)["entry"])


def cancelled(house: House, number: int) -> None:
    acts.cancel(house, installation("tests"), _one(house, number)["entry"], "Salah")


def classified(house: House, number: int) -> None:
    letter = _one(house, number)["letter"]
    edits.describe(house, installation("tests"), letter, {"security_class": CLASSES[number % len(CLASSES)]})


ACTS: Sequence[Callable[[House, int], None]] = (
    came, came, came, disposed, disposed, disposed, answered, answered, closed, reopened, cancelled, classified,
)  # fmt: skip


def work(house: House, act: int, number: int) -> None:
    """One act, done where it can be."""
    try:
        ACTS[act % len(ACTS)](house, number)
    except LontarError:
        return


def _one(house: House, number: int) -> Row:
    rows = list(house.store.every(Assignment))
    if not rows:
        came(house, number)
        rows = list(house.store.every(Assignment))
    return rows[number % len(rows)]


def _open(house: House, number: int) -> Row:
    rows = [row for row in house.store.every(Assignment) if row["standing"] == "own"]
    return rows[number % len(rows)] if rows else _one(house, number)


def _has(house: House, row: Row):  # type: ignore[no-untyped-def]
    """Who has it, where somebody of the office does."""
    position = row["position"]
    return who(house, position) if position in POSITIONS else installation("tests", row["unit"])
