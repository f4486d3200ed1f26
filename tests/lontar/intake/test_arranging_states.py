"""Whatever is done to letters in whatever order: each page of an original stands in one of them or is left out."""

import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lontar import undoing
from lontar.intake import arranging
from lontar.intake.arrangement import brought_back, moved
from lontar.paging import Leaf, left_out_of, order_of
from lontar.settings import load
from lontar.wiring import open_house
from office.access import Reader
from schemas.errors import Conflict
from schemas.letter import Letter
from store.contract import Row
from tests.examples import examples
from tests.lontar.paged import kept, said, standing, stored

ANI = Reader("ani", "Ani", None, frozenset({"archivist"}), "office")
PAGES = {"a": 4, "b": 3, "c": 1}


class Arranging(RuleBasedStateMachine):
    """Three originals, and a person who arranges them."""

    @initialize()
    def arrive(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        here = Path(self.folder.name)
        self.house = open_house(load({"LONTAR_HOME": str(here / "home")}, here))
        for name, pages in PAGES.items():
            kept(self.house, here, name, pages)
        self.done: list[tuple[str, list[int]]] = []

    def teardown(self) -> None:
        self.house.close()
        self.folder.cleanup()

    def letters(self) -> list[Row]:
        """In an order that is the same in every run, as their ids are not."""
        return sorted(standing(self.house), key=lambda row: min(self.places(row)))

    def places(self, row: Row) -> list[tuple[str, int]]:
        """The pages that a letter shows or has left out, by the hash of the original."""
        files = {file["no"]: file["sha256"] for file in row["files"]}
        return [(files[no], page) for no, page in [*order_of(row["files"]), *left_out_of(row["files"])]]

    def letter(self, data: st.DataObject) -> Row:
        rows = self.letters()
        return rows[data.draw(st.integers(0, len(rows) - 1), "letter")]

    def arrange(self, letter: Row, shown: list[Leaf]) -> None:
        events = arranging.arrange(self.house, ANI, letter["_id"], shown)
        self.done += [(letter["_id"], events)] if events else []

    @rule(data=st.data(), by=st.sampled_from([-1, 1]))
    def move(self, data: st.DataObject, by: int) -> None:
        letter = self.letter(data)
        order = order_of(letter["files"])
        self.arrange(letter, moved(order, data.draw(st.sets(st.sampled_from(order)), "pages"), by))

    @rule(data=st.data())
    def leave_out(self, data: st.DataObject) -> None:
        letter = self.letter(data)
        order = order_of(letter["files"])
        gone = data.draw(st.sets(st.sampled_from(order), max_size=len(order) - 1), "pages")
        self.arrange(letter, [leaf for leaf in order if leaf not in gone])

    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        letter = self.letter(data)
        if left := left_out_of(letter["files"]):
            back = data.draw(st.sets(st.sampled_from(left)), "pages")
            self.arrange(letter, brought_back(order_of(letter["files"]), back))

    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        letter = self.letter(data)
        numbers = data.draw(st.sets(st.integers(1, len(order_of(letter["files"]))), max_size=2), "before")
        done = arranging.split(self.house, ANI, letter["_id"], sorted(numbers))
        assert len(done.letters) == len(numbers - {1})
        self.done += [(letter["_id"], done.events)] if done.events else []

    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        ids = [row["_id"] for row in self.letters()]
        chosen = (
            data.draw(st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True), "letters") if ids[1:] else []
        )
        if chosen:
            self.done.append((chosen[0], arranging.merge(self.house, ANI, chosen)))

    @precondition(lambda self: self.done)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        id, events = self.done.pop(data.draw(st.integers(0, len(self.done) - 1), "act"))
        before = {row["_id"]: row for row in self.house.store.every(Letter)}
        try:
            undoing.undo(self.house, ANI, id, events)
        except Conflict:
            assert {row["_id"]: row for row in self.house.store.every(Letter)} == before

    @invariant()
    def each_page_is_in_one_place(self) -> None:
        places: Counter[Any] = Counter()
        for row in standing(self.house):
            places.update(self.places(row))
        assert len(places) == sum(PAGES.values())
        assert set(places.values()) == {1}

    @invariant()
    def a_letter_says_what_its_pages_say_in_their_order(self) -> None:
        for row in standing(self.house):
            assert said(self.house, row["_id"]) == stored(self.house, row["_id"])
            assert len(stored(self.house, row["_id"])) == len(order_of(row["files"]))


Arranging.TestCase.settings = settings(max_examples=examples(6, 12), stateful_step_count=20, deadline=None)
TestArranging = Arranging.TestCase
