"""Whatever people say of a letter in whatever order, and however often it is read again: their word stands."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lontar import edits, undoing
from lontar.journey import arrive
from lontar.paging import rows_of
from lontar.settings import load
from lontar.settle import settle
from lontar.understanding.lessons import learn
from lontar.understanding.understand import understand
from lontar.wiring import House, open_house
from office.access import Reader, installation
from schemas.lesson import Lesson
from schemas.letter import Letter
from store.changes import Changes
from tests import files
from tests.examples import examples

ANI = Reader("ani", "Ani", None, frozenset({"archivist"}), "office")
VALUES: dict[str, list[Any]] = {
    "subject": ["Perbaikan jembatan gantung", "Lain sama sekali", ""],
    "sender": ["Dinas Pekerjaan Umum", "Kantor Pos", ""],
    "date": [20190305, 20200101, None],
    "reference_number": ["005/127/DPU/2019", "7/X/2020", ""],
}
SAID = st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(VALUES[name])))


class Said(RuleBasedStateMachine):
    """`stands`: what was said of the letter and not taken back; two letters of one sender teach each other."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.house: House = open_house(load({"LONTAR_HOME": str(self.folder / "home")}, self.folder))
        self.stands: dict[str, Any] = {}
        self.before: list[tuple[list[int], dict[str, Any]]] = []

    @initialize()
    def arrives(self) -> None:
        self.ids = []
        for name in ("satu.pdf", "dua.pdf"):
            path = files.written(self.folder, name, files.pdf((*files.LETTER, name)))
            self.ids.append(str(arrive(self.house, path, name, installation("tests"))[0].id))
        settle(self.house, 1)

    @property
    def letter(self) -> Letter:
        return self.house.store.load(Letter, self.ids[0])

    @rule(said=SAID)
    def state(self, said: tuple[str, Any]) -> None:
        self._done(edits.describe(self.house, ANI, self.ids[0], dict([said]), sure=[said[0]]), dict([said]))

    @rule(name=st.sampled_from(sorted(VALUES)))
    def confirm(self, name: str) -> None:
        value = self.letter.value(name)
        self._done(edits.describe(self.house, ANI, self.ids[0], {name: value}, sure=[name]), {name: value})

    def _done(self, events: list[int], said: dict[str, Any]) -> None:
        if events:
            self.before.append((events, dict(self.stands)))
        self.stands |= said

    @precondition(lambda self: self.before)
    @rule()
    def take_back(self) -> None:
        events, self.stands = self.before.pop()
        undoing.undo(self.house, ANI, self.ids[0], events)

    @rule(said=SAID)
    def say_something_of_the_other(self, said: tuple[str, Any]) -> None:
        edits.describe(self.house, ANI, self.ids[1], dict([said]), sure=[said[0]])
        learn(self.house, self.ids[1])

    @rule()
    def learn_of_this_one(self) -> None:
        learn(self.house, self.ids[0])

    @rule()
    def read_again(self) -> None:
        letter = self.letter
        text, _ = understand(self.house, letter, rows_of(self.house, letter.id))
        self.house.store.commit(Changes.of(letter, text))
        self.before.clear()  # what stood before an act may be read otherwise by now

    @invariant()
    def the_persons_word_stands(self) -> None:
        if not hasattr(self, "ids"):
            return
        letter = self.letter
        assert {name: letter.value(name) for name in self.stands} == {
            name: value or None for name, value in self.stands.items()
        }
        assert all(letter.fields[name].by_hand for name in self.stands)
        assert not any(one.by_hand for name, one in letter.fields.items() if name not in self.stands)

    @invariant()
    def a_lesson_is_of_letters_of_which_something_was_said(self) -> None:
        for row in self.house.store.every(Lesson):
            assert row["letters"]

    def teardown(self) -> None:
        self.house.close()
        shutil.rmtree(self.folder)


TestSaid = Said.TestCase
TestSaid.settings = settings(max_examples=examples(6, 12), stateful_step_count=14, deadline=None)
