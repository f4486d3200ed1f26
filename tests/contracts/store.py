"""What every Store must do. An engine's test module inherits StoreContract and gives a `store` fixture."""

import threading
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from schemas.entry import RegisterEntry
from schemas.errors import Conflict, NotFound, Taken
from schemas.event import Event, EventValues
from schemas.letter import Letter, LetterFile
from schemas.person import Person
from schemas.stored import Malformed, new_id
from schemas.unit import Unit
from schemas.work import Work
from store import chain
from store.changes import Changes, Draw, Happened, Put, PutRow, Remove
from store.contract import Store, key_of
from store.errors import Unserved

DAY = datetime(2019, 3, 1)  # noqa: DTZ001 - as BSON returns it


def a_letter(day: int = 0, **more: Any) -> Letter:
    file = LetterFile(no=1, name="surat.pdf", sha256=f"{day:064x}", size=10, kind="application/pdf")
    return Letter(**({"files": [file], "unit": "office", "added_at": DAY + timedelta(days=day)} | more))


def an_entry(letter: Letter, unit: str = "office") -> RegisterEntry:
    register = f"{unit}/incoming/2019"
    return RegisterEntry(register=register, letter=letter.id, unit=unit, direction="incoming", year=2019)


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


def happened(letter: Letter, verb: str = "letter.arrived", **after: Any) -> Happened:
    return Happened(verb, f"letters/{letter.id}", "system", after=after or {"name": "surat.pdf"})


class StoreContract:
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

    def test_lists_are_in_order_and_page_by_key(self, store: Store) -> None:
        letters = [a_letter(day // 2) for day in range(20)]  # two of each day: the id decides
        store.commit(Changes.of(*letters))
        expected = sorted(letters, key=lambda one: (one.added_at, one.id), reverse=True)
        seen: list[str] = []
        after = None
        while rows := store.find(Letter, {"unit": "office"}, sort=[("added_at", -1)], limit=3, after=after):
            seen += [row["_id"] for row in rows]
            after = key_of(rows[-1], [("added_at", -1)])
        assert seen == [one.id for one in expected]
        up = store.find(Letter, sort=[("added_at", 1)], limit=20)
        assert [row["_id"] for row in up] == seen[::-1]

    @pytest.mark.parametrize(("where", "way"), [({}, 1), ({}, -1), ({"_id": {"$gte": "w2"}}, -1)])
    def test_a_list_by_id_goes_both_ways(self, store: Store, where: Any, way: int) -> None:
        store.commit(Changes.of(*[Work(id=f"w{number}") for number in range(7)]))
        sort, seen, after = [("_id", way)], list[str](), None
        while rows := store.find(Work, where, sort=sort, limit=2, after=after):
            seen += [row["_id"] for row in rows]
            after = key_of(rows[-1], sort)
        assert seen == [f"w{number}" for number in range(2 if where else 0, 7)][::way]

    def test_the_id_may_be_named_last_and_goes_the_way_of_the_key_before_it(self, store: Store) -> None:
        letters = [a_letter(day // 2) for day in range(6)]
        store.commit(Changes.of(*letters))
        sort = [("added_at", -1), ("_id", -1)]
        first = store.find(Letter, sort=sort, limit=3)
        rest = store.find(Letter, sort=sort, after=key_of(first[-1], sort))
        assert [*first, *rest] == store.find(Letter, sort=[("added_at", -1)])
        for other in ([("added_at", -1), ("_id", 1)], [("_id", 1), ("added_at", 1)]):
            with pytest.raises(Unserved):
                store.find(Letter, sort=other)

    def test_absent_values_come_first_and_paging_does_not_lose_them(self, store: Store) -> None:
        works = [Work(id=f"w{n}", state="working", lease_until=None if n % 2 else DAY) for n in range(6)]
        store.commit(Changes.of(*works))
        sort = [("lease_until", 1)]
        seen: list[str] = []
        after = None
        while rows := store.find(Work, {"state": "working"}, sort=sort, limit=1, after=after):
            seen += [row["_id"] for row in rows]
            after = key_of(rows[-1], sort)
        assert seen == ["w1", "w3", "w5", "w0", "w2", "w4"]

    def test_lists_read_only_what_is_asked(self, store: Store) -> None:
        letter = a_letter(tags=["a"])
        store.commit(Changes.of(letter))
        assert store.find(Letter, fields=["tags"]) == [{"_id": letter.id, "version": 1, "tags": ["a"]}]
        assert list(store.every(Letter, fields=["stage"])) == [{"_id": letter.id, "version": 1, "stage": "arrived"}]

    def test_declared_fields_alone_say_the_same_as_whole_documents(self, store: Store) -> None:
        store.commit(Changes.of(Work(id="a", state="working", lease_until=DAY), Work(id="b", state="working")))
        names, asked = ("state", "lease_until", "changed_at"), {"state": "working"}
        whole = store.find(Work, asked, sort=[("lease_until", 1)])
        wanted = [{name: row[name] for name in ("_id", "version", *names) if name in row} for row in whole]
        assert store.find(Work, asked, sort=[("lease_until", 1)], fields=names) == wanted
        assert "lease_until" not in wanted[0]
        assert list(store.every(Work, fields=names)) == wanted[::-1]

    def test_the_filter_dialect(self, store: Store) -> None:
        letters = [a_letter(day, stage="read" if day % 2 else "arrived", unit=f"u{day % 3}") for day in range(12)]
        store.commit(Changes.of(*letters))

        def days(where: dict[str, Any]) -> list[int]:
            rows = (
                store.find(Letter, where, sort=[("added_at", 1)])
                if "files.sha256" not in where
                else store.find(Letter, where)
            )
            return sorted((row["added_at"] - DAY).days for row in rows)

        day = [DAY + timedelta(days=n) for n in range(12)]
        assert days({"stage": "read", "added_at": {"$gte": day[3], "$lt": day[9]}}) == [3, 5, 7]
        assert days({"stage": "read", "unit": {"$in": ["u0", "u1"]}}) == [1, 3, 7, 9]
        assert days({"added_at": {"$gt": day[10]}}) == [11]
        assert days({"added_at": {"$lte": day[1]}}) == [0, 1]
        assert days({"files.sha256": f"{4:064x}"}) == [4]
        assert days({"files.sha256": {"$in": [f"{4:064x}", f"{6:064x}", "f" * 64]}}) == [4, 6]
        assert store.count(Letter, {"$or": [{"unit": "u0"}, {"unit": "u1", "stage": "read"}]}) == 6
        assert store.count(Letter, {"$and": [{"unit": "u0"}, {"stage": "read"}]}) == 2
        assert store.count(Letter, {"unit": "u0", "batch": {"$exists": False}}) == 4
        assert store.count(Letter, {"unit": {"$in": []}}) == 0

    @pytest.mark.parametrize(
        ("where", "sort"),
        [
            ({"added_by": "x"}, []),  # no index has it
            ({"confidence": {"$gt": 3}}, []),
            ({"unit": {"$regex": "^u"}}, []),
            ({"$where": "1"}, []),
            ({"unit": "u"}, [("stage", 1)]),
            ({}, [("confidence", 1)]),
            ({"$or": [{"unit": "u"}, {"added_by": "x"}]}, []),
            ({"$or": [{"unit": "u"}, {"stage": "read"}]}, []),  # a union has no order
            ({"$or": []}, []),
            ({"unit": "u"}, []),  # its order is another one than by id
            ({"unit": {"$in": ["u", "v"]}}, [("added_at", -1)]),
            ({"unit": {"$gte": ""}, "stage": "read"}, []),
            ({"added_at": {"$gte": DAY}, "unit": {"$gte": ""}}, [("added_at", -1)]),
            ({"_id": {"$gte": ""}, "stage": "read"}, []),
            ({"_id": {"$exists": True}}, []),
            ({"_id": {"$in": ["a", "b"]}}, [("added_at", -1)]),
            ({"stage": {}}, [("added_at", -1)]),
            ({"stage": None}, [("added_at", -1)]),
            ({"files.sha256": {"$exists": False}}, []),
        ],
    )
    def test_a_question_without_an_index_is_refused(self, store: Store, where: Any, sort: Any) -> None:
        with pytest.raises(Unserved):
            store.find(Letter, where, sort=sort)

    @pytest.mark.parametrize(
        "where",
        [
            {"unit": {"$gte": ""}, "agenda_number": 5},
            {"_id": {"$exists": True}, "handling": "waiting"},
            {"$or": [{"unit": "u"}, {"handling": "waiting"}]},
            {"$or": [{"unit": "u"}, {}]},
            {"unit": {"$exists": True}},
        ],
    )
    def test_a_count_without_an_index_is_refused(self, store: Store, where: Any) -> None:
        with pytest.raises(Unserved):
            store.count(RegisterEntry, where)
        with pytest.raises(Unserved):
            store.tally(RegisterEntry, "unit", where)
        with pytest.raises(Unserved):
            store.tally(RegisterEntry, "year")  # no index begins with it

    def test_a_few_by_the_values_of_a_unique_key_come_by_id(self, store: Store) -> None:
        store.commit(Changes.of(*[Unit(id=id, code=code, name=code) for id, code in ("aC", "bB", "cA")]))
        rows = store.find(Unit, {"code": {"$in": ["A", "B", "X"]}})
        assert [row["_id"] for row in rows] == ["b", "c"]

    @pytest.mark.parametrize("limit", [0, -1, 10_001])
    def test_a_list_has_a_bound(self, store: Store, limit: int) -> None:
        with pytest.raises(Unserved):
            store.find(Letter, limit=limit)

    def test_tallies_count_by_value(self, store: Store) -> None:
        store.commit(
            Changes.of(*[a_letter(n, stage="read" if n % 3 else "failed", unit=f"u{n % 2}") for n in range(6)])
        )
        assert store.tally(Letter, "stage") == {"read": 4, "failed": 2}
        assert store.tally(Letter, "stage", {"unit": "u0"}) == {"read": 2, "failed": 1}
        assert store.tally(Letter, "files.sha256") == {f"{n:064x}": 1 for n in range(6)}
        assert store.tally(Letter, "added_at") == {DAY + timedelta(days=n): 1 for n in range(6)}
        with pytest.raises(Unserved):
            store.tally(Letter, "added_by")

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

    def test_sizes_count_every_collection(self, store: Store) -> None:
        store.commit(Changes.of(a_letter()))
        sizes = store.sizes()
        assert (sizes["letters"], sizes["people"]) == (1, 0)
        assert sizes["bytes"] > 0
