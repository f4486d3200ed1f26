"""Whoever was overtaken between reading and writing decides again from what then stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.errors import Conflict
from schemas.letter import Letter
from store.again import TRIES, again
from store.changes import Changes
from store.sqlite import SqliteStore
from tests.contracts.stored import a_letter, happened


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "lontar.db")
    yield store
    store.close()


@pytest.fixture
def letter(store: SqliteStore) -> Letter:
    made = a_letter()
    store.commit(Changes.of(made, events=[happened(made)]))
    return made


def tagged(store: SqliteStore, letter: Letter, tag: str) -> Changes:
    fresh = store.load(Letter, letter.id)
    fresh.tags.append(tag)
    return Changes.of(fresh, events=[happened(fresh, "letter.tagged"), happened(fresh, "letter.tagged")])


def test_nothing_of_either_is_lost_and_the_numbers_are_of_the_own_events(store: SqliteStore, letter: Letter) -> None:
    decided: list[Changes] = []

    def overtaken_once() -> Changes:
        decided.append(tagged(store, letter, "mine"))
        if len(decided) == 1:
            store.commit(tagged(store, letter, "theirs"))
        return decided[-1]

    assert again(store, overtaken_once) == [4, 5]
    assert store.load(Letter, letter.id).tags == ["theirs", "mine"]


def test_what_always_collides_is_told_in_the_end(store: SqliteStore, letter: Letter) -> None:
    asked: list[int] = []

    def always_late() -> Changes:
        asked.append(1)
        changes = tagged(store, letter, "mine")
        store.commit(tagged(store, letter, "theirs"))
        return changes

    with pytest.raises(Conflict):
        again(store, always_late)
    assert len(asked) == TRIES
    assert "mine" not in store.load(Letter, letter.id).tags


def test_a_decision_to_refuse_is_made_once(store: SqliteStore, letter: Letter) -> None:
    asked: list[int] = []

    def refuse() -> Changes:
        asked.append(1)
        raise Conflict(what="The subject")

    with pytest.raises(Conflict, match="The subject"):
        again(store, refuse)
    assert asked == [1]


def test_where_nothing_is_to_be_changed_nothing_is_written(store: SqliteStore, letter: Letter) -> None:
    assert again(store, Changes) == []
    assert store.sealed() == 1
