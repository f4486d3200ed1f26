"""Whatever an office does to its letters, in whatever order: an entry is waiting, in hand or closed exactly when its
assignments say so, grants are what routing gives, numbers run without gaps, and a refused act changes nothing."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from lontar.routing import acts, recording
from lontar.routing.desk import handler_of
from lontar.routing.recording import Book
from lontar.settings import load
from lontar.wiring import open_house
from office.access import Reader, installation, may_see
from routing.answering import Answer
from routing.disposing import Order
from routing.routed import grants_now
from routing.tree import standings
from schemas.assignment import ENDS, Assignment
from schemas.disposition import Disposition
from schemas.entry import CLOSED_AS, RegisterEntry
from schemas.errors import LontarError
from schemas.letter import Letter
from store.contract import Row
from tests.examples import examples
from tests.lontar.routing.offices import CLERKS, POSITIONS, a_letter, founded, who
from tests.search.elastic import cleared
from tests.store.mongo_stores import database

CONSOLE = ""
LETTERS = {"agendaris": "dinas", "juru": "desa"}
people = st.just(CONSOLE) | st.sampled_from((*POSITIONS, *CLERKS))
"""The command line, which may do everything, as often as all of the office, who may do little."""
place = st.integers(0, 30)
positions = st.lists(st.sampled_from(sorted(POSITIONS)), min_size=1, max_size=3)


class Office(RuleBasedStateMachine):
    """Anybody tries anything on anything."""

    engines: Callable[[], AbstractContextManager[dict[str, str]]] = staticmethod(lambda: nullcontext({}))

    @initialize()
    def opens(self) -> None:
        self.stack = ExitStack()
        home = self.stack.enter_context(TemporaryDirectory(prefix="routing-"))
        engines = self.stack.enter_context(self.engines())
        self.house = open_house(load({"LONTAR_HOME": f"{home}/home", **engines}, Path(home)))
        self.stack.callback(self.house.close)
        founded(self.house)
        self.letters = [a_letter(self.house, unit) for unit in LETTERS.values()]
        for clerk, letter in zip(LETTERS, self.letters, strict=True):
            recording.record(self.house, self.reader(clerk), letter, Book(LETTERS[clerk]))

    def tried(self, act: Callable[[], Any]) -> None:
        """What is refused leaves everything as it was."""
        before = self.house.store.sealed(), self.house.store.events()
        try:
            act()
        except LontarError:
            assert (self.house.store.sealed(), self.house.store.events()) == before

    def reader(self, person: str) -> Reader:
        return who(self.house, person) if person else installation("tests", "dinas")

    def one(self, kind: Any, number: int) -> str:
        ids = [row["_id"] for row in self.house.store.every(kind, fields=())]
        return str(ids[number % len(ids)]) if ids else "none"

    def teardown(self) -> None:
        self.stack.close()

    @rule(person=people, number=st.integers(0, 1))
    def register(self, person: str, number: int) -> None:
        reader = self.reader(person)
        book = Book(reader.unit if person else list(LETTERS.values())[number])
        self.tried(lambda: recording.record(self.house, reader, self.letters[number], book))

    @rule(person=people, number=place, to=positions)
    def dispose(self, person: str, number: int, to: list[str]) -> None:
        of = self.one(Assignment, number)
        self.tried(lambda: acts.dispose(self.house, self.reader(person), of, Order(to)))

    @rule(person=people, number=place, state=st.sampled_from(["read", "in-progress", "done", "declined", "withdrawn"]))
    def answer(self, person: str, number: int, state: str) -> None:
        id = self.one(Assignment, number)
        self.tried(lambda: acts.answer(self.house, self.reader(person), id, Answer(state, "Begitu.")))

    @rule(number=place, state=st.sampled_from(["read", "done", "declined"]))
    def answer_as_asked(self, number: int, state: str) -> None:
        """By whoever was asked, so that much is done."""
        id, reader = self.asked_of(number)
        self.tried(lambda: acts.answer(self.house, reader, id, Answer(state, "Sudah.")))

    @rule(number=place, to=positions)
    def pass_on(self, number: int, to: list[str]) -> None:
        id, reader = self.asked_of(number)
        self.tried(lambda: acts.dispose(self.house, reader, id, Order(to)))

    def asked_of(self, number: int) -> tuple[str, Reader]:
        """An assignment, and who has it."""
        id = self.one(Assignment, number)
        row = self.house.store.get(Assignment, id)
        return id, self.reader(str(handler_of(self.house, row)) if row else "sekda")

    @rule(person=people, number=place)
    def recall(self, person: str, number: int) -> None:
        id = self.one(Disposition, number)
        self.tried(lambda: acts.recall(self.house, self.reader(person), id))

    @rule(person=people, number=place)
    def resume(self, person: str, number: int) -> None:
        id = self.one(Assignment, number)
        self.tried(lambda: acts.resume(self.house, self.reader(person), id))

    @rule(person=people, number=place, due=st.sampled_from([None, 20200101, 20990101]))
    def set_due(self, person: str, number: int, due: int | None) -> None:
        id = self.one(Assignment, number)
        self.tried(lambda: acts.set_due(self.house, self.reader(person), id, due))

    @rule(person=people, number=place, as_what=st.sampled_from(CLOSED_AS))
    def close(self, person: str, number: int, as_what: str) -> None:
        id = self.one(RegisterEntry, number)
        self.tried(lambda: acts.close(self.house, self.reader(person), id, as_what))

    @rule(person=people, number=place)
    def reopen(self, person: str, number: int) -> None:
        id = self.one(RegisterEntry, number)
        self.tried(lambda: acts.reopen(self.house, self.reader(person), id))

    @rule(person=people, number=place)
    def cancel(self, person: str, number: int) -> None:
        id = self.one(RegisterEntry, number)
        self.tried(lambda: acts.cancel(self.house, self.reader(person), id, "Salah"))

    @rule(person=people, number=st.integers(0, 1))
    def look(self, person: str, number: int) -> None:
        reader = self.reader(person)
        if may_see(reader, self.house.store.get(Letter, self.letters[number]) or {}):
            acts.opened(self.house, reader, self.letters[number])

    @invariant()
    def an_entry_is_what_its_assignments_say(self) -> None:
        for entry in self.house.store.every(RegisterEntry):
            rows = {row["_id"]: row for row in self.of(entry["_id"])}
            found = standings(rows.values())
            assert {id: row["standing"] for id, row in rows.items()} == found
            waits = {id for id, standing in found.items() if standing == "own"}
            root = Assignment.root(entry["_id"])
            if root in waits:
                assert (entry["handling"], waits) == ("waiting", {root}), rows
            elif waits:
                assert (entry["handling"], found[root]) == ("in-hand", "passed-on"), rows
            else:
                assert entry["handling"] == "closed", rows
            assert bool(entry.get("closed_at")) == (entry["handling"] == "closed" and not entry.get("cancelled"))
            for id in waits:
                assert rows[id]["state"] not in ENDS
                assert not self.ended_above(rows, rows[id]), rows

    def of(self, entry: str) -> list[Row]:
        return self.house.store.find(Assignment, {"entry": entry}, sort=[("made_at", 1)], limit=1000)

    @staticmethod
    def ended_above(rows: dict[str, Row], row: Row) -> bool:
        while parent := row.get("parent"):
            row = rows[parent]
            if row["state"] in ENDS or row.get("past"):
                return True
        return False

    @invariant()
    def grants_are_what_routing_gives(self) -> None:
        for id in self.letters:
            letter = self.house.store.load(Letter, id)
            assert list(letter.grants) == grants_now(self.house.store, letter)

    @invariant()
    def numbers_run_without_gaps(self) -> None:
        books: dict[str, list[int]] = {}
        for entry in self.house.store.every(RegisterEntry):
            books.setdefault(entry["register"], []).append(entry["agenda_number"])
        assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in books.values())


Office.TestCase.settings = settings(max_examples=examples(20, 40), stateful_step_count=40, deadline=None)
TestOffice = Office.TestCase


def test_an_office_on_mongodb(mongodb_url: str, elasticsearch_url: str) -> None:
    @contextmanager
    def served() -> Iterator[dict[str, str]]:
        with cleared(elasticsearch_url) as index, database(mongodb_url, index) as store:
            yield {"LONTAR_STORE": store, "LONTAR_ORIGINALS": "gridfs:", "LONTAR_INDEX": f"{elasticsearch_url}/{index}"}

    class Served(Office):
        engines = staticmethod(served)

    run_state_machine_as_test(
        Served, settings=settings(max_examples=examples(2, 4), stateful_step_count=25, deadline=None)
    )
