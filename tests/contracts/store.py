"""What every Store must do. An engine's test module inherits StoreContract and gives a `store` fixture."""

import threading
from contextlib import suppress

import pytest

from schemas.entry import RegisterEntry
from schemas.errors import Conflict, NotFound, Taken
from schemas.letter import Letter
from schemas.person import Person
from schemas.stored import Malformed, new_id
from schemas.unit import Unit
from store.changes import Changes, Draw, Hold, Put, PutRow, Recount, Remove
from store.contract import Store
from tests.contracts.store_log import LogContract
from tests.contracts.store_questions import QuestionContract
from tests.contracts.store_received import ReceivedContract
from tests.contracts.stored import a_letter, an_entry, happened


class StoreContract(LogContract, QuestionContract, ReceivedContract):
    """One commit, one order, one dialect."""

    def test_a_committed_document_is_there_for_everybody(self, store: Store) -> None:
        letter = a_letter(tags=["jembatan"])
        store.commit(Changes.of(letter))
        assert letter.version == 1
        row = store.get(Letter, letter.id)
        assert row is not None
        assert (row["_id"], row["version"], row["tags"]) == (letter.id, 1, ["jembatan"])
        assert store.load(Letter, letter.id).packed() == letter.packed()
        assert set(store.get_many(Letter, [letter.id, "no such letter"])) == {letter.id}

    def test_what_is_not_there_is_none_or_not_found(self, store: Store) -> None:
        assert store.get(Letter, "none") is None
        assert store.get_many(Letter, []) == {}
        with pytest.raises(NotFound):
            store.load(Letter, "none")

    def test_a_commit_is_all_or_none(self, store: Store) -> None:
        first, second = a_letter(), a_letter(1)
        store.commit(Changes.of(first))
        stale = store.load(Letter, first.id)
        first.tags = ["one"]
        store.commit(Changes.of(first))
        stale.tags = ["other"]
        entry = an_entry(second)
        changes = Changes.of(second, entry, stale, events=[happened(second)], draws=[Draw("n", entry, "agenda_number")])
        with pytest.raises(Conflict):
            store.commit(changes)
        assert store.get(Letter, second.id) is None
        assert store.get(RegisterEntry, entry.id) is None
        assert store.events() == []
        assert (second.version, entry.agenda_number) == (0, None)
        assert (store.get(Letter, first.id) or {})["tags"] == ["one"]

    def test_nobody_writes_over_a_version_unseen(self, store: Store) -> None:
        letter = a_letter()
        store.commit(Changes.of(letter))
        one, other = store.load(Letter, letter.id), store.load(Letter, letter.id)
        store.commit(Changes.of(one))
        with pytest.raises(Conflict):
            store.commit(Changes.of(other))
        with pytest.raises(Conflict):
            store.commit(Changes.of(a_letter(id=letter.id)))
        with pytest.raises(Conflict):
            store.commit(Changes(removes=(Remove(Letter, letter.id, 1),)))
        store.commit(Changes(removes=(Remove(Letter, letter.id, one.version),)))
        assert store.get(Letter, letter.id) is None
        with pytest.raises(Conflict):
            store.commit(Changes.of(one))

    def test_what_a_decision_rests_on_is_held(self, store: Store) -> None:
        ground, letter = a_letter(), a_letter(1)
        store.commit(Changes.of(ground))
        hold = Changes(holds=(Hold(Letter, ground.id, 1),))
        store.commit(Changes.of(letter) + hold + hold)
        assert store.load(Letter, ground.id).packed() == ground.packed()
        store.commit(Changes.of(ground))
        letter.tags = ["late"]
        for gone in (hold, Changes(holds=(Hold(Letter, "none", 1),))):
            with pytest.raises(Conflict):
                store.commit(Changes.of(letter) + gone)
        assert store.load(Letter, letter.id).tags == []

    def test_two_that_rest_on_what_the_other_changes_are_not_both_done(self, store: Store) -> None:
        """Each thread closes its own thing only as long as the other's stands open."""
        for _ in range(5):
            one, other = a_letter(), a_letter(1)
            store.commit(Changes.of(one, other))
            done: list[str] = []
            start = threading.Barrier(2)

            def close(mine: Letter, theirs: Letter, done: list[str] = done, start: threading.Barrier = start) -> None:
                hold = Hold(Letter, theirs.id, theirs.version)
                start.wait()
                with suppress(Conflict):
                    store.commit(Changes.of(mine) + Changes(holds=(hold,)))
                    done.append(mine.id)

            pairs = ((store.load(Letter, one.id), other), (store.load(Letter, other.id), one))
            threads = [threading.Thread(target=close, args=pair) for pair in pairs]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert len(done) == 1

    def test_a_malformed_document_is_not_written(self, store: Store) -> None:
        good = a_letter()
        with pytest.raises(Malformed):
            store.commit(Changes.of(good, a_letter(stage="lost")))
        assert store.count(Letter) == 0

    def test_unique_keys_are_taken_once(self, store: Store) -> None:
        store.commit(Changes.of(Unit(id="a", code="DINAS", name="A")))
        with pytest.raises(Taken, match="DINAS"):
            store.commit(Changes.of(Unit(id="b", code="DINAS", name="B")))
        people = [Person(name="A", login=f"{n}@example.org", unit="a") for n in range(2)]
        store.commit(Changes.of(*people))  # both without uniquifier: absent values are not equal
        assert store.count(Person) == 2

    def test_numbers_have_no_gaps(self, store: Store) -> None:
        def register(taken: bool) -> None:
            letter = a_letter()
            entry = an_entry(letter)
            letters = [letter, a_letter(id=letter.id)] if taken else [letter]
            store.commit(Changes.of(entry, *letters, draws=[Draw("agenda", entry, "agenda_number")]))

        for turn in range(6):
            if turn % 2:
                with pytest.raises(Conflict):
                    register(taken=True)
            else:
                register(taken=False)
        assert sorted(row["agenda_number"] for row in store.find(RegisterEntry)) == [1, 2, 3]

    def test_a_counter_goes_on_behind_a_book_that_was_kept_elsewhere(self, store: Store) -> None:
        def drawn() -> int:
            entry = an_entry(a_letter())
            store.commit(Changes.of(entry, draws=[Draw("agenda", entry, "agenda_number")]))
            return int(entry.agenda_number)

        store.commit(Changes(recounts=(Recount("agenda", 417, 0),)))
        assert drawn() == 418
        with pytest.raises(Conflict):
            store.commit(Changes(recounts=(Recount("agenda", 1, 417),)))  # a number was drawn since
        store.commit(Changes(recounts=(Recount("agenda", 500, 418),)))
        assert (drawn(), store.ledgers().counters["agenda"]) == (501, 501)

    def test_numbers_have_no_gaps_when_many_draw_at_once(self, store: Store) -> None:
        def register() -> None:
            for _ in range(10):
                entry = an_entry(a_letter())
                store.commit(Changes.of(entry, draws=[Draw("agenda", entry, "agenda_number")]))

        threads = [threading.Thread(target=register) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(row["agenda_number"] for row in store.find(RegisterEntry)) == list(range(1, 41))

    def test_a_change_is_noticed(self, store: Store) -> None:
        before = store.changed()
        assert store.changed() == before
        store.commit(Changes.of(a_letter()))
        mine = store.changed()
        assert mine != before
        other = threading.Thread(target=lambda: store.commit(Changes.of(a_letter(1))))
        other.start()
        other.join()
        assert store.changed() != mine

    def test_bulk_rows_stand_like_documents(self, store: Store) -> None:
        rows = [a_letter(n).packed() for n in range(50)]
        store.commit(Changes(puts=tuple(PutRow(Letter, row) for row in rows)))
        assert store.count(Letter) == 50
        assert [row["version"] for row in rows] == [1] * 50
        letter = store.load(Letter, new_id() if not rows else rows[0]["_id"])
        letter.tags = ["x"]
        store.commit(Changes(puts=(Put(letter),)))
        assert letter.version == 2

    def test_scrubbing_takes_away_nothing_that_stands(self, store: Store) -> None:
        letters = [a_letter(one, tags=[f"tag{one}"]) for one in range(20)]
        store.commit(Changes.of(*letters))
        store.commit(Changes(removes=tuple(Remove(Letter, one.id, one.version) for one in letters[:10])))
        store.scrub()
        assert {row["_id"] for row in store.every(Letter)} == {one.id for one in letters[10:]}
        letters[10].tags = ["lain"]
        store.commit(Changes.of(letters[10]))
        assert store.load(Letter, letters[10].id).tags == ["lain"]

    def test_sizes_count_every_collection(self, store: Store) -> None:
        store.commit(Changes.of(a_letter()))
        sizes = store.sizes()
        assert (sizes["letters"], sizes["people"]) == (1, 0)
        assert sizes["bytes"] > 0
