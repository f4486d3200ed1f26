"""A large office whose letters were registered, asked of positions and mostly answered: written into the store as they
would stand, the same at every run."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from lontar.wiring import House
from office.units import ROOT, root
from schemas.assignment import HEAD, Assignment
from schemas.day import day_number
from schemas.disposition import Disposition
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from schemas.office import OFFICE, Office
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import Stored, now
from schemas.unit import Unit
from store.changes import Changes, PutRow

UNITS, AGENCIES, DESKS = 400, 39, 3
"""Units: the office, agencies below it, sections below these; positions of each, the first its head."""
OPEN_SHARE, LATE_SHARE, SECRET_SHARE = 0.1, 0.3, 0.01
DAYS = 500
AT_ONCE = 5000
SUBJECTS = ("Perbaikan jembatan", "Undangan rapat anggaran", "Permohonan bantuan bibit", "Laporan kegiatan bulanan")


def founded(house: House) -> None:
    """Units, positions and who holds them; person and position of a desk have one id: "p12-0" heads unit "u12"."""
    units = [root("Kabupaten Contoh", "KAB")]
    for number in range(1, UNITS):
        above = units[0] if number <= AGENCIES else units[1 + number % AGENCIES]
        id = f"u{number}"
        units.append(Unit(id=id, code=f"U{number}", name=f"Unit {number}", parent=above.id, path=[*above.path, id]))
    things: list[Stored] = [Office(id=OFFICE, name="Kabupaten Contoh", demo=True), *units]
    for number, unit in enumerate(units):
        for desk in range(DESKS):
            id, name = f"p{number}-{desk}", f"Jabatan {number} {desk}"
            things += [
                Position(id=id, code=id.upper(), unit=unit.id, title=name, head=desk == 0),
                Person(id=id, name=name, login=f"{id}@contoh.example", roles=["manager"], unit=unit.id, uniquifier=id),
                Holding(person=id, position=id, since=now() - timedelta(days=2 * DAYS)),
            ]
    house.store.commit(Changes.of(*things))


def fill(house: House, letters: int) -> None:
    """Letters, each in a register; three dispositions for two of them."""
    puts: list[PutRow] = []
    for kind, row in _rows(letters, Random(1)):
        puts.append(PutRow(kind, row))
        if len(puts) >= AT_ONCE:
            house.store.commit(Changes(puts=tuple(puts)))
            puts = []
    house.store.commit(Changes(puts=tuple(puts)))


def _rows(letters: int, chance: Random) -> Iterator[tuple[type[Stored], dict[str, Any]]]:
    last = now()
    for number in range(letters):
        came = last - timedelta(days=DAYS * (letters - number) / letters)
        unit = number % UNITS
        is_open = chance.random() < (OPEN_SHARE if number < letters * 0.9 else 0.4)
        yield from _letter(number, unit, came, chance, is_open=is_open)


def _letter(
    number: int, unit: int, came: datetime, chance: Random, *, is_open: bool
) -> Iterator[tuple[type[Stored], dict[str, Any]]]:
    where = f"u{unit}" if unit else ROOT
    id, entry, since = f"L{number:08}", f"E{number:08}", day_number(came.date())
    asked = (0, 1, 1, 2, 2, 2, 2, 2)[number % 8]
    desks = [f"p{(unit + chance.randrange(2)) % UNITS}-{1 + (number + n) % 2}" for n in range(asked)]
    desks = list(dict.fromkeys(desks))
    ended = came + timedelta(days=chance.randrange(12))
    state = {"state": "in-progress", "standing": "own"} if is_open else {"state": "done", "standing": "done"}
    done = {} if is_open else {"ended_at": ended, "ended_by": f"p{unit}-0"}
    made = {"version": 0, "schema": 1}
    late = {"due": day_number((came + timedelta(days=chance.randrange(3, 20))).date())}
    due = late if chance.random() < LATE_SHARE else {}
    grants = sorted({f"unit:{where}", *(f"position:{desk}" for desk in desks), *_of_units(desks)})
    kind = "R" if chance.random() < SECRET_SHARE else "B"
    if kind == "R":
        grants = sorted({f"position:p{unit}-0", *(f"position:{desk}" for desk in desks)})
    file = {"no": 1, "name": "surat.pdf", "sha256": "0" * 64, "size": 1, "kind": "application/pdf", "pages": 1}
    fields = {
        "subject": {"value": f"{SUBJECTS[number % 4]} {number}", "confidence": 90.0},
        "sender": {"value": f"Dinas {number % 300}", "confidence": 90.0},
        "reference_number": {"value": f"005/{number}/U{unit}/2026", "confidence": 90.0},
    }
    yield Letter, made | {
        "_id": id, "files": [file], "fields": fields, "stage": "understood", "unit": where, "security_class": kind,
        "grants": grants, "direction": "incoming", "added_at": came,
    }  # fmt: skip
    closing = {} if is_open else {"closed_at": ended, "closed_as": "done"}
    handling = ("in-hand" if desks else "waiting") if is_open else "closed"
    yield RegisterEntry, made | closing | {
        "_id": entry, "register": f"{where}/incoming/{came.year}", "letter": id, "unit": where,
        "direction": "incoming", "year": came.year, "agenda_number": number // UNITS + 1, "received_at": came,
        "checked": True, "token": entry, "handling": handling,
    }  # fmt: skip
    of = {"letter": id, "entry": entry, "since": since, "made_at": came, "urgency": "ordinary", "past": False}
    top = {"state": "in-progress", "standing": "passed-on" if is_open else "done"} if desks else state
    yield Assignment, made | of | (done if not desks else {}) | top | {
        "_id": Assignment.root(entry), "unit": where, "position": f"{HEAD}{where}",
    }  # fmt: skip
    for place, desk in enumerate(desks):
        disposition = f"D{number:08}{place}"
        yield Disposition, made | {
            "_id": disposition, "letter": id, "entry": entry, "parent": Assignment.root(entry),
            "sender": f"p{unit}-0", "recipients": [desk], "made_by": f"p{unit}-0", "made_at": came,
        }  # fmt: skip
        here = f"u{desk[1:].partition('-')[0]}"
        opened = {"state": "unread"} if is_open and chance.random() < 0.4 else {}
        yield Assignment, made | of | done | due | state | opened | {
            "_id": Assignment.key(disposition, desk), "disposition": disposition, "parent": Assignment.root(entry),
            "unit": ROOT if here == "u0" else here, "position": desk, "sender": f"p{unit}-0",
        }  # fmt: skip


def _of_units(desks: list[str]) -> set[str]:
    units = {f"u{desk[1:].partition('-')[0]}" for desk in desks}
    named = {ROOT if unit == "u0" else unit for unit in units}
    return {f"{key}:{unit}" for key in ("registry", "head") for unit in named}
