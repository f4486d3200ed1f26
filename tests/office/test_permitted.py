"""Who may read a letter, told with every way in which it is open: never another answer than the rule's own."""

import pytest

from office import demo
from office.access import ACTIONS, may_see, reader_of
from office.grants import Routed, grants_of
from office.permitted import WAYS, matrix, readers
from schemas.person import Person
from schemas.position import Position
from store.contract import Row, Store
from store.sqlite import SqliteStore


@pytest.fixture
def store(tmp_path) -> Store:  # type: ignore[no-untyped-def]
    store = SqliteStore(tmp_path / "lontar.db")
    demo.found(store, "operator")
    return store


def letters(store: Store) -> list[Row]:
    """Of each class, of several units, routed and not, and one that the whole office reads."""
    positions = list(store.every(Position))
    found = []
    for security_class in ("B", "T", "R"):
        for unit in sorted({row["unit"] for row in positions}):
            letter = {"unit": unit, "security_class": security_class, "added_by": "none"}
            for seats in ([], positions[:2], positions[3:5]):
                routes = [Routed(row["unit"], row["_id"]) for row in seats]
                found.append(letter | {"grants": grants_of(letter, None, routes)})
    return [*found, {"grants": ["office"]}]


def test_it_says_what_the_rule_says(store: Store) -> None:
    told_of = set()
    for letter in letters(store):
        told = {one.person: one.ways for one in readers(store, letter)}
        rule = {row["_id"] for row in store.every(Person) if may_see(reader_of(store, row["_id"]), letter)}
        assert told.keys() == rule
        assert all(ways for ways in told.values())
        told_of |= {way.how for ways in told.values() for way in ways}
    assert {"office", "unit", "position", "head", "registry", "auditor"} <= told_of <= set(WAYS)


def test_every_action_is_in_the_matrix() -> None:
    assert {one.action: one.roles for one in matrix()} == ACTIONS
