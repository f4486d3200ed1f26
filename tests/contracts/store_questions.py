"""What every Store must answer: lists in order, the filter dialect, counts; and what it must refuse."""

from datetime import timedelta
from typing import Any

import pytest

from schemas.entry import RegisterEntry
from schemas.letter import Letter, Tie
from schemas.letter_text import LetterText
from schemas.unit import Unit
from schemas.work import Work
from store.changes import Changes
from store.contract import Store, key_of
from store.errors import Unserved
from store.pieces import pieces
from tests.contracts.stored import DAY, a_letter


class QuestionContract:
    """One order, one dialect."""

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

    @pytest.mark.parametrize("size", [1, 3, 5, 10, 11])
    def test_a_list_in_pieces_is_the_list(self, store: Store, size: int) -> None:
        store.commit(Changes.of(*[a_letter(day // 2) for day in range(10)]))
        where, sort = {"unit": "office"}, [("added_at", -1)]
        found = list(pieces(store, Letter, where, sort, size, fields=("tags",)))
        whole = store.find(Letter, where, sort=sort, fields=("tags", "added_at"))
        assert [row for rows in found for row in rows] == whole
        assert [len(rows) for rows in found] == [size] * (10 // size) + [10 % size] * (10 % size > 0)
        assert list(pieces(store, Letter, {"unit": "none"}, sort, size)) == []

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
            {"_id": {"$exists": True}, "closed_as": "done"},
            {"$or": [{"unit": "u"}, {"closed_as": "done"}]},
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

    def test_letters_are_found_by_any_of_several_keys_and_what_is_taken_off_is_gone(self, store: Store) -> None:
        tie = Tie(key="1/2", letter="other")
        letters = [
            a_letter(number, bones=["005@1", str(number)], cited=[f"c{number}"], ties=[tie]) for number in range(3)
        ]
        texts = [LetterText(id=one.id, text="x", bands=[2**40, number]) for number, one in enumerate(letters)]
        store.commit(Changes.of(*letters, *texts))
        wanted = sorted(one.id for one in letters)

        def found(kind: Any, **where: Any) -> list[str]:
            return [
                row["_id"] for row in store.find(kind, {name.replace("__", "."): one for name, one in where.items()})
            ]

        assert found(Letter, bones={"$in": ["005@1", "2", "none"]}) == wanted
        assert found(Letter, cited={"$in": ["c0", "c2"]}) == sorted([letters[0].id, letters[2].id])
        assert found(Letter, ties__letter="other") == wanted
        assert found(LetterText, bands={"$in": [2**40]}) == wanted
        letters[0].ties, letters[0].bones = [], ["7"]
        store.commit(Changes.of(letters[0]))
        assert found(Letter, ties__letter="other") == found(Letter, bones="005@1") == wanted[1:]
