"""A demo office whose agency has letters in hand: one that waits, one passed on, one late, one done, a secret one."""

from lontar import edits
from lontar.followers import IndexFollower
from lontar.journey import arrive
from lontar.routing import acts
from lontar.settle import settle
from lontar.wiring import House
from office import demo
from office.access import Reader, installation
from routing.answering import Answer
from routing.disposing import Order
from schemas.assignment import Assignment
from schemas.person import Person
from schemas.position import Holding, Position
from store.changes import Changes
from tests import files
from tests.lontar.bare import person

HEAD, ANALYST, VACANT = "kepala-dpu", "analis-jembatan", "kabid-jalan"
"""Positions of the agency: of its head (kadis), of its staff (staf), and of nobody."""
LETTERS = ("waiting", "passed", "late", "done", "secret", "spare", "other")
LONG_AGO = 20260105


def office(house: House) -> None:
    """The demo office with two more positions in the agency."""
    demo.found(house.store)
    (staff,) = house.store.find(Person, {"login": "staf@sukamaju.example"})
    house.store.commit(
        Changes.of(
            Position(id=ANALYST, code="ANALIS", unit="dpu", title="Analis Jembatan"),
            Position(id=VACANT, code="KABID-JALAN", unit="dpu", title="Kabid Jalan"),
            Holding(person=staff["_id"], position=ANALYST),
        )
    )


def archive(house: House) -> dict[str, str]:
    """Ids of the letters by their names, and of their entries by entry_NAME."""
    office(house)
    clerk = installation("tests", "dpu")
    lines = {name: ("DINAS PEKERJAAN UMUM", f"Hal : Jembatan {name}", "Jembatan itu rusak.") for name in LETTERS}
    ids = {name: _arrived(house, name, lines[name]) for name in LETTERS}
    settle(house, 1)
    entries = {f"entry_{name}": acts.entries_of(house, ids[name])[0]["_id"] for name in LETTERS}
    edits.describe(house, clerk, ids["secret"], {"security_class": "R"})
    head, staff = person(house, "kadis"), person(house, "staf")
    for name in ("passed", "late", "done"):
        asked(house, head, entries[f"entry_{name}"], note="Mohon ditelaah.")
    done = of(house, entries["entry_done"])
    acts.answer(house, staff, done.id, Answer("done", "Sudah ditelaah."))
    late = of(house, entries["entry_late"])
    late.due, late.since = LONG_AGO, LONG_AGO
    house.store.commit(Changes.of(late))
    IndexFollower(house).catch_up()
    return ids | entries


def asked(house: House, reader: Reader, entry: str, *to: str, **more: object) -> str:
    """A disposition out of the root of an entry; its id."""
    order = Order(to or (ANALYST,), ("follow-up",), **more)  # type: ignore[arg-type]
    return acts.dispose(house, reader, Assignment.root(entry), order)[0]


def of(house: House, entry: str, position: str = ANALYST) -> Assignment:
    """The assignment of a position."""
    rows = house.store.find(Assignment, {"entry": entry}, sort=[("made_at", 1)], limit=100)
    (row,) = [row for row in rows if row["position"] == position]
    return Assignment.unpacked(row)


def _arrived(house: House, name: str, lines: tuple[str, ...]) -> str:
    path = files.written(house.settings.home, f"{name}.pdf", files.pdf(lines))
    (found,) = arrive(house, path, f"{name}.pdf", installation("tests"), unit="dpu", direction="incoming")
    assert found.id is not None
    return found.id
