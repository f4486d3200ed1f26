"""What every Store must do with events: one sequence, one chain, followers at their own pace."""

from typing import Any, cast

import pytest

from schemas.errors import Conflict
from schemas.event import Event, EventValues
from schemas.letter import Letter
from store import chain
from store.changes import Changes, PutRow, Remove
from store.contract import Store
from tests.contracts.stored import a_letter, happened


class Busy:
    """A store to which somebody appends an event before and behind each thing that it is asked."""

    def __init__(self, store: Store) -> None:
        self._store, self._letter = store, a_letter()

    def __getattr__(self, name: str) -> Any:
        def asked(*args: Any, **more: Any) -> Any:
            self._append()
            found = getattr(self._store, name)(*args, **more)
            self._append()
            return found

        return asked

    def _append(self) -> None:
        assert self._store.sealed() < 100, "it waits for an end that never comes"
        self._store.commit(Changes.of(self._letter, events=[happened(self._letter)]))


class LogContract:
    """One log."""

    def test_events_are_in_sequence_with_their_values(self, store: Store) -> None:
        letter = a_letter()
        assert (
            store.commit(Changes.of(letter, events=[happened(letter), happened(letter, "letter.read")])).sequence == 2
        )
        assert store.commit(Changes.of(letter)).sequence == 0
        first, second = store.events()
        assert (first["sequence"], first["verb"], second["sequence"], second["verb"]) == (
            1,
            "letter.arrived",
            2,
            "letter.read",
        )
        assert first["values"]["after"] == {"name": "surat.pdf"}
        assert [one["sequence"] for one in store.events(1)] == [2]
        assert store.events(2) == []
        assert list(chain.verify(store)) == []

    def test_values_of_an_event_can_be_erased_and_the_chain_stays_whole(self, store: Store) -> None:
        letter = a_letter()
        store.commit(Changes.of(letter, events=[happened(letter)]))
        values = store.find(EventValues, {"thing": f"letters/{letter.id}"})
        store.commit(Changes(removes=tuple(Remove(EventValues, row["_id"], row["version"]) for row in values)))
        assert "values" not in store.events()[0]
        assert list(chain.verify(store)) == []

    def test_a_tampered_log_is_found(self, store: Store) -> None:
        letter = a_letter()
        for number in range(3):
            store.commit(Changes.of(letter, events=[happened(letter, number=number)]))
        event = store.get(Event, chain.event_id(2)) or {}
        store.commit(Changes(puts=(PutRow(Event, event | {"actor": "another"}),)))
        values = store.get(EventValues, chain.event_id(3)) or {}
        store.commit(Changes(puts=(PutRow(EventValues, values | {"after": {"number": 9}}),)))
        assert [(fault.kind, fault.thing) for fault in chain.verify(store)] == [
            ("altered", f"events/{chain.event_id(2)}"),
            ("altered", f"event_values/{chain.event_id(3)}"),
        ]
        store.commit(Changes(removes=(Remove(Event, chain.event_id(1), 1),)))
        assert "gap" in {fault.kind for fault in chain.verify(store)}

    @pytest.mark.parametrize("with_values", [True, False])
    def test_a_log_whose_end_was_cut_off_is_found_and_stays_found(self, store: Store, with_values: bool) -> None:
        letter = a_letter()
        store.commit(Changes.of(letter, events=[happened(letter, number=number) for number in range(11)]))
        assert store.sealed() == 11
        kinds = (Event, EventValues) if with_values else (Event,)
        gone = [Remove(kind, chain.event_id(number), 1) for kind in kinds for number in (9, 10, 11)]
        store.commit(Changes(removes=tuple(gone)))
        (fault,) = chain.verify(store)
        assert (fault.kind, fault.thing) == ("gap", f"events/{chain.event_id(9)}")
        assert "events 9 to 11 were written and are gone" in fault.why
        assert store.commit(Changes.of(letter, events=[happened(letter)])).sequence == 12
        assert f"events/{chain.event_id(9)}" in {fault.thing for fault in chain.verify(store)}

    def test_a_log_that_grows_while_it_is_verified_is_whole(self, store: Store) -> None:
        assert list(chain.verify(cast(Store, Busy(store)))) == []
        assert store.sealed() > 0

    def test_an_event_that_was_put_in_without_a_number_is_found(self, store: Store) -> None:
        letter = a_letter()
        store.commit(Changes.of(letter, events=[happened(letter)] * 2))
        event = store.get(Event, chain.event_id(2)) or {}
        store.commit(Changes(puts=(PutRow(Event, event | {"_id": "another", "version": 0, "sequence": -1}),)))
        assert ["events that stand: 3; in sequence: 2" in fault.why for fault in chain.verify(store)] == [True]

    def test_a_failed_commit_seals_nothing(self, store: Store) -> None:
        letter = a_letter()
        store.commit(Changes.of(letter, events=[happened(letter)]))
        with pytest.raises(Conflict):
            store.commit(Changes.of(a_letter(id=letter.id), events=[happened(letter)]))
        assert store.sealed() == 1
        assert list(chain.verify(store)) == []

    def test_a_follower_remembers_how_long_the_log_was(self, store: Store) -> None:
        letter = a_letter()
        store.commit(Changes.of(letter, events=[happened(letter)] * 2))
        assert list(chain.verify(store, followed=2)) == []
        assert ["events 3 to 5" in fault.why for fault in chain.verify(store, followed=5)] == [True]

    def test_a_follower_goes_on_from_its_cursor_and_each_effect_happens_once(self, store: Store) -> None:
        letter = a_letter()
        store.commit(Changes.of(letter, events=[happened(letter)] * 3))
        assert store.cursor("index") == 0
        store.advance("index", 2, Changes.of(a_letter(7)))
        assert (store.cursor("index"), store.cursor("notices"), store.count(Letter)) == (2, 0, 2)
        for sequence in (1, 2):
            with pytest.raises(Conflict):
                store.advance("index", sequence, Changes.of(a_letter(8)))
        assert (store.cursor("index"), store.count(Letter)) == (2, 2)
