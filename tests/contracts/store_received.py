"""What every Store must do with what another one kept: from then on nobody can tell the two apart."""

import copy

import pytest

from schemas.documents import every_document
from schemas.entry import RegisterEntry
from schemas.errors import Conflict, Taken
from schemas.event import EventValues
from schemas.letter import Letter
from schemas.unit import Unit
from store import chain
from store.changes import Changes, Draw, Remove
from store.contract import Ledgers, Row, Store
from tests.contracts.stored import a_letter, an_entry, happened

Kept = dict[str, list[Row]]
BY_FILE = {"files.sha256": f"{3:064x}"}
"""Served by the index of an array."""


def fill(store: Store) -> str:
    """Letters with entries, numbers and events, a follower, values that were erased; the last letter's id."""
    for number in range(5):
        letter = a_letter(number, tags=["jembatan", str(number)])
        entry = an_entry(letter)
        draw = Draw(entry.register, entry, "agenda_number")
        store.commit(Changes.of(letter, entry, draws=[draw], events=[happened(letter)]))
    letter.tags = ["changed"]
    store.commit(Changes.of(letter, events=[happened(letter, "letter.tagged", tags=["changed"])]))
    erased = store.get(EventValues, chain.event_id(2)) or {}
    store.commit(Changes(removes=(Remove(EventValues, erased["_id"], erased["version"]),)))
    store.advance("index:one", 4)
    return str(letter.id)


def kept(store: Store) -> tuple[Kept, Ledgers]:
    return {kind.collection(): list(store.every(kind)) for kind in every_document()}, store.ledgers()


class ReceivedContract:
    """Rows as they are."""

    def test_a_store_that_received_all_goes_on_as_the_other_would(self, store: Store) -> None:
        last = fill(store)
        rows, ledgers = kept(store)
        events, found = store.events(), store.find(Letter, BY_FILE)
        for kind in every_document():
            standing = [row["_id"] for row in rows[kind.collection()]]
            store.receive(kind, (), gone=standing)
            assert store.count(kind) == 0
            store.receive(kind, copy.deepcopy(rows[kind.collection()]))
        store.receive_ledgers(Ledgers({}, {"another": 7}))
        assert store.ledgers().cursors == {"another": 7}
        store.receive_ledgers(ledgers)

        assert kept(store) == (rows, ledgers)
        assert (store.events(), store.find(Letter, BY_FILE)) == (events, found)
        assert list(chain.verify(store)) == []
        assert (store.sealed(), store.cursor("index:one"), store.cursor("another")) == (6, 4, 0)
        letter = store.load(Letter, last)
        entry = an_entry(a_letter())
        draw = Draw(entry.register, entry, "agenda_number")
        done = store.commit(Changes.of(letter, entry, draws=[draw], events=[happened(letter)]))
        assert (letter.version, done.numbers, done.sequence) == (3, (6,), 7)
        assert list(chain.verify(store)) == []

    def test_what_stands_is_not_written_over(self, store: Store) -> None:
        store.receive(Unit, [Unit(id="a", code="DINAS", name="A").packed() | {"version": 4}])
        with pytest.raises(Conflict):
            store.receive(Unit, [Unit(id="a", code="OTHER", name="A").packed() | {"version": 5}])
        with pytest.raises(Taken, match="DINAS"):
            store.receive(Unit, [Unit(id="b", code="DINAS", name="B").packed() | {"version": 1}])
        store.receive(Unit, [Unit(id="b", code="DINAS", name="B").packed() | {"version": 2}], gone=["a"])
        assert [(row["_id"], row["version"]) for row in store.every(Unit)] == [("b", 2)]

    def test_ledgers_are_what_was_drawn_and_read(self, store: Store) -> None:
        assert store.ledgers() == Ledgers({}, {})
        fill(store)
        register = next(iter(store.every(RegisterEntry)))["register"]
        assert store.ledgers() == Ledgers({register: 5, "#events": 6}, {"index:one": 4})
