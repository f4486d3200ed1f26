"""One letter given to many units by the registry that has it: into their incoming books, where they are on board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lontar.dues import Dues, urgency_of
from lontar.letters import letter_for
from lontar.routing.acts import entries_of
from lontar.routing.desk import registrar
from lontar.wiring import House
from office.access import Reader
from office.actor import Actor
from office.units import in_order, is_live
from office.vocabularies import Shelf
from routing import answering
from routing.delivering import delivered
from routing.errors import LetterWithdrawn, NobodyToDeliverTo, NotTheirs
from routing.route import Route
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.stored import now
from schemas.unit import Unit
from store.again import again
from store.changes import Changes
from store.contract import Row

LIVE, THERE, PAPER = "delivered", "there", "paper"
"""What becomes of a unit: an entry is made, it has one already, or it gets the letter on paper with a slip."""


@dataclass(frozen=True)
class Delivered:
    """`numbers`: agenda number by the unit it was delivered to; `there`: units that have it already; `paper`: those
    that do not work with this archive yet. `events` of the act."""

    numbers: dict[str, int]
    there: tuple[str, ...]
    paper: tuple[str, ...]
    events: tuple[int, ...]


def units_for(house: House, letter: str) -> list[tuple[Row, str]]:
    """All units in the order of the tree, each with what would become of it: LIVE, THERE, PAPER."""
    there = units_with(house, letter)
    rows = {row["_id"]: row for row in house.store.every(Unit)}
    return [(row, THERE if row["_id"] in there else LIVE if is_live(row) else PAPER) for row in in_order(rows)]


def may_deliver(house: House, reader: Reader, letter: Row) -> bool:
    """Whether they keep the registers of the unit that has it, or of one in whose books it stands."""
    units = {letter["unit"], *(row["unit"] for row in entries_of(house, letter["_id"]) if not row.get("cancelled"))}
    return any(registrar(reader, unit) for unit in units)


def open_entry(house: House, reader: Reader, letter: str) -> Row | None:
    """The entry of a unit of the reader's by which the letter is still to be handled."""
    rows = (row for row in entries_of(house, letter) if row["direction"] == "incoming" and row["handling"] != "closed")
    return next((row for row in rows if registrar(reader, row["unit"])), None)


def deliver(house: House, reader: Reader, id: str, units: Sequence[str], *, passing_on: bool = False) -> Delivered:
    """Into the incoming books of these units (ids). `passing_on`: the entry by which the reader's own unit has it is
    closed so. Raises NotFound, Forbidden, NotTheirs, LetterWithdrawn, NobodyToDeliverTo."""
    entries: list[RegisterEntry] = []
    known: dict[str, Row] = {}
    there: set[str] = set()

    def decide() -> Changes:
        nonlocal entries, known, there
        row = letter_for(house, reader, id, "entry.register")
        if not may_deliver(house, reader, row):
            raise NotTheirs
        if row.get("withdrawn"):
            raise LetterWithdrawn
        known, there = house.store.get_many(Unit, list(dict.fromkeys(units))), units_with(house, id)
        new = [unit for unit in known.values() if unit["_id"] not in there and is_live(unit)]
        if not new:
            raise NobodyToDeliverTo(field="unit")
        at, dues, urgency = now(), Dues(house), urgency_of(Shelf(house.settings.home), row)
        entries, changes = delivered(
            house.store,
            Letter.unpacked(row),
            new,
            Actor(reader),
            at=at,
            due=lambda unit: dues.by(row, unit, at, urgency),
        )
        return changes + (_passed_on(house, reader, id) if passing_on else Changes())

    events = again(house.store, decide)
    paper = tuple(unit["_id"] for unit in known.values() if not is_live(unit) and unit["_id"] not in there)
    numbers = {one.unit: int(one.agenda_number) for one in entries}
    return Delivered(numbers, tuple(sorted(there & known.keys())), paper, tuple(events))


def units_with(house: House, letter: str) -> set[str]:
    """The units in whose book of incoming letters it stands."""
    rows = entries_of(house, letter)
    return {row["unit"] for row in rows if row["direction"] == "incoming" and not row.get("cancelled")}


def _passed_on(house: House, reader: Reader, letter: str) -> Changes:
    row = open_entry(house, reader, letter)
    if row is None:
        return Changes()
    return answering.closed(Route.of(house.store, row["_id"]), Actor(reader), "passed-on", "", now())


def said(made: Delivered, codes: Mapping[str, str]) -> dict[str, Any]:
    """As `lontar agenda deliver --json` and the JSON API give it; `codes` of the units by their ids."""
    return {
        "delivered": {codes[unit]: number for unit, number in made.numbers.items()},
        "there": [codes[unit] for unit in made.there],
        "paper": [codes[unit] for unit in made.paper],
        "events": list(made.events),
    }
