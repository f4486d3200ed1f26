"""Whatever two stores hold, the one becomes the other: in pieces, and with unique keys that changed hands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.unit import Unit
from store import moving
from store.contract import Ledgers, Store
from store.sqlite import SqliteStore

ids = st.sampled_from("abcdefgh")
held = st.dictionaries(ids, st.tuples(st.sampled_from("ABCDEFGHIJ"), st.integers(1, 3)), max_size=8)
"""Units by id: code, version."""
Held = dict[str, tuple[str, int]]


@pytest.fixture
def stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Store, Store]]:
    monkeypatch.setattr(moving, "PIECE", 3)
    both = SqliteStore(tmp_path / "source.db"), SqliteStore(tmp_path / "target.db")
    yield both
    for store in both:
        store.close()


def hold(store: Store, units: Held) -> None:
    """Only these, no code twice."""
    store.receive(Unit, (), gone=[row["_id"] for row in store.every(Unit)])
    by_code = {code: (id, version) for id, (code, version) in units.items()}
    store.receive(
        Unit,
        [
            Unit(id=id, code=code, name=f"{version}").packed() | {"version": version}
            for code, (id, version) in by_code.items()
        ],
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ours=held, theirs=held)
def test_the_target_becomes_the_source(stores: tuple[Store, Store], ours: Held, theirs: Held) -> None:
    source, target = stores
    hold(source, ours)
    hold(target, theirs)
    before, there = list(source.every(Unit)), list(target.every(Unit))
    found = [one for piece in moving.differences(source, target, Unit, lambda number: None) for one in piece]
    by_id = {row["_id"]: row for row in before}, {row["_id"]: row for row in there}
    expected = sorted(by_id[0].keys() | by_id[1].keys())
    assert [(one.id, one.ours, one.theirs) for one in found] == [
        (id, by_id[0].get(id), by_id[1].get(id)) for id in expected if by_id[0].get(id) != by_id[1].get(id)
    ]
    seen: list[int] = []
    moving.bring(source, target, Unit, seen.append)
    assert list(target.every(Unit)) == list(source.every(Unit)) == before
    assert moving.same_versions(source, target, Unit)
    assert seen == sorted(seen)


def test_counters_and_cursors_that_differ_are_named() -> None:
    ours, theirs = Ledgers({"book": 3, "#events": 9}, {"index:a": 4}), Ledgers({"book": 3}, {"index:a": 5, "b": 1})
    assert [fault.thing for fault in moving.ledger_faults(ours, theirs)] == [
        "counters/#events",
        "cursors/b",
        "cursors/index:a",
    ]
