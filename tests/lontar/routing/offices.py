"""A small office whose positions are held by one person each, and letters that wait in it."""

from collections.abc import Sequence

from lontar.routing import acts
from lontar.wiring import House
from office.access import Reader, reader_of
from office.units import ROOT, root
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.letter import FieldValue, Letter, LetterFile
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import new_id
from schemas.unit import Unit
from store.changes import Changes
from store.contract import Row
from tests.arrived import arrived

UNITS = {"dinas": ROOT, "bidang": "dinas", "seksi": "bidang", "desa": ROOT}
POSITIONS = {
    "sekda": (ROOT, True),
    "kadis": ("dinas", True),
    "sekdis": ("dinas", False),
    "kabid": ("bidang", True),
    "analis": ("bidang", False),
    "kasi": ("seksi", True),
    "kades": ("desa", True),
}
"""id: unit, whether it heads it. Each is held by the person of the same name."""
CLERKS = {"agendaris": "dinas", "juru": "desa"}


def founded(house: House) -> None:
    """Units, positions, their holders, and a clerk for two of the units."""
    top = root("Kabupaten Contoh", "KAB")
    paths = {ROOT: [ROOT]}
    things: list[Unit | Position | Holding | Person] = [top]
    for id, parent in UNITS.items():
        paths[id] = [*paths[parent], id]
        things.append(Unit(id=id, code=id.upper(), name=id.title(), parent=parent, path=paths[id]))
    for id, (unit, head) in POSITIONS.items():
        things.append(Position(id=id, code=id.upper(), unit=unit, title=id.title(), head=head))
        things += [_person(id, "manager", unit), Holding(person=id, position=id)]
    things += [_person(id, "clerk", unit) for id, unit in CLERKS.items()]
    house.store.commit(Changes.of(*things))


def _person(id: str, role: str, unit: str) -> Person:
    return Person(id=id, name=id.title(), login=f"{id}@example.org", roles=[role], unit=unit, uniquifier=id)


def who(house: House, id: str) -> Reader:
    return reader_of(house.store, id)


def a_letter(house: House, unit: str = "dinas", **more: str) -> str:
    """The id of a letter of a unit that was read, in no register yet."""
    id = new_id()
    file = LetterFile(no=1, name="surat.pdf", sha256="0" * 64, size=1, pages=1, kind="application/pdf")
    letter = Letter(id=id, files=[file], unit=unit, grants=[f"unit:{unit}"], stage="understood", **more)
    letter.fields["subject"] = FieldValue(value="Perbaikan jembatan", confidence=95.0)
    house.store.commit(Changes.of(letter))
    return id


def registered(house: House, unit: str = "dinas", clerk: str = "agendaris") -> tuple[str, str]:
    """The ids of a letter that came in, and of its entry."""
    letter = a_letter(house, unit)
    return letter, arrived(house, who(house, clerk), letter).entry


def assignments(house: House, entry: str) -> dict[str, Row]:
    """By position: all assignments of an entry, the latest of each."""
    rows = house.store.find(Assignment, {"entry": entry}, sort=[("made_at", 1)], limit=1000)
    return {row["position"]: row for row in rows}


def entry_of(house: House, id: str) -> RegisterEntry:
    return house.store.load(RegisterEntry, id)


def asked(house: House, person: str, entry: str, *to: str, of: str | None = None, **more: object) -> dict[str, Row]:
    """A disposition out of the root of an entry, or out of the assignment of the position `of`."""
    from routing.disposing import Order

    root = assignments(house, entry)[of]["_id"] if of else Assignment.root(entry)
    recipients: Sequence[str] = to
    acts.dispose(house, who(house, person), root, Order(recipients, **more))  # type: ignore[arg-type]
    return assignments(house, entry)
