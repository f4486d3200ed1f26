"""Who acts in a position at a time, and in which positions a person acts."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from office.access import reader_of
from office.holders import Holder, head_of, holders, positions_of
from schemas.delegation import Delegation
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.stored import now
from schemas.unit import Unit
from store.changes import Changes
from store.sqlite import SqliteStore

DAY = timedelta(days=1)
TODAY = now()
LAST, NEXT = TODAY - DAY, TODAY + DAY


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """An agency with a head, and a section whose head is away; a desk that a secretary acts for; a vacant one."""
    store = SqliteStore(Path(tmp_path_factory.mktemp("office")) / "lontar.db")
    units = [
        Unit(id="agency", code="A", name="Dinas", path=["agency"]),
        Unit(id="section", code="S", name="Bidang", parent="agency", path=["agency", "section"]),
        Unit(id="corner", code="C", name="Seksi", parent="section", path=["agency", "section", "corner"]),
    ]
    positions = [
        Position(id="head", code="H", unit="agency", title="Kepala Dinas", head=True),
        Position(id="section-head", code="SH", unit="section", title="Kepala Bidang", head=True),
        Position(id="corner-head", code="CH", unit="corner", title="Kepala Seksi", head=True),
        Position(id="desk", code="D", unit="section", title="Analis"),
    ]
    names = ("ani", "budi", "citra", "dewi", "gone")
    people = [Person(id=one, name=one, login=f"{one}@a.example", unit="agency", roles=["manager"]) for one in names]
    people[-1].active = False
    held = [
        Holding(person="ani", position="head", since=LAST - DAY),
        Holding(person="budi", position="section-head", since=LAST - DAY, until=NEXT + DAY),
        Holding(person="gone", position="corner-head", since=LAST - DAY),
        Holding(person="citra", position="desk", since=LAST - DAY, until=LAST),
        Holding(person="dewi", position="desk", since=LAST),
    ]
    lent = [
        Delegation(form="Plh.", position="section-head", person="citra", since=LAST, until=NEXT),
        Delegation(form="Sek.", position="head", person="dewi", since=LAST, until=NEXT),
    ]
    store.commit(Changes.of(*units, *positions, *people, *held, *lent))
    yield store
    store.close()


def test_the_delegate_acts_while_there_is_one_and_then_the_holder_again(store: SqliteStore) -> None:
    def acting(at: object) -> Holder | None:
        return holders(store, ["section-head"], at)["section-head"]  # type: ignore[arg-type]

    budi = Holder("budi", None, NEXT + DAY)
    assert acting(LAST - timedelta(hours=1)) == budi
    assert acting(LAST) == acting(TODAY) == Holder("citra", "Plh.", NEXT)
    assert acting(NEXT) == budi  # the end is exclusive
    assert acting(NEXT + DAY) is None


def test_a_secretary_takes_nobodys_place(store: SqliteStore) -> None:
    assert holders(store, ["head"], TODAY) == {"head": Holder("ani", None, None)}
    assert positions_of(store, "ani", TODAY) == {"head": None}
    assert positions_of(store, "dewi", TODAY) == {"head": "Sek.", "desk": None}


def test_the_inbox_moves_to_the_delegate_and_moves_back(store: SqliteStore) -> None:
    assert positions_of(store, "budi", TODAY) == {}
    assert positions_of(store, "citra", TODAY) == {"section-head": "Plh."}
    assert positions_of(store, "budi", NEXT) == {"section-head": None}
    assert positions_of(store, "citra", NEXT) == {}


def test_a_position_of_somebody_whose_account_is_closed_is_vacant(store: SqliteStore) -> None:
    assert holders(store, ["corner-head"], TODAY) == {"corner-head": None}


def test_a_vacant_head_is_passed_over_for_the_one_above(store: SqliteStore) -> None:
    def head(unit: str, at: object = TODAY) -> str:
        return str((head_of(store, unit, at) or {}).get("_id"))  # type: ignore[arg-type]

    assert head("agency") == "head"
    assert head("section") == head("corner") == "section-head"
    assert head("corner", NEXT + DAY) == "head"
    assert head_of(store, "corner", LAST - 9 * DAY) is None


def test_a_reader_knows_what_they_hold_for_another(store: SqliteStore) -> None:
    citra = reader_of(store, "citra")
    assert citra.acting == {"section-head"}
    assert "position:section-head" in (citra.keys or ())
    assert reader_of(store, "citra", NEXT).acting == frozenset()
    assert reader_of(store, "budi").acting == frozenset()
