"""Random sendings, recalls, openings and dispositions: whatever comes in whatever order, each unit has one entry of a
letter that stands, its book has no gap, and who may read is what routing would say."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from lontar.routing import acts as handling
from lontar.routing.acts import entries_of
from lontar.sending import acts, states
from lontar.sending.opening import opened
from lontar.sending.wanted import Wanted
from lontar.settings import load
from lontar.wiring import open_house
from office.access import may_see
from routing.disposing import Order
from routing.errors import NobodyToSendTo, NothingToRecall, OwnUnit
from routing.routed import grants_now
from schemas.assignment import Assignment
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from store import chain
from tests.examples import examples
from tests.lontar.routing.offices import POSITIONS, UNITS, founded, who
from tests.lontar.sending.outgoing import outgoing

SOME_UNITS = st.lists(st.sampled_from(sorted(UNITS)), max_size=3).map(tuple)
SOME_POSITIONS = st.lists(st.sampled_from(sorted(POSITIONS)), max_size=3).map(tuple)
PEOPLE = st.sampled_from([*POSITIONS, "juru", "agendaris"])
HEADS = {"bidang": "kabid", "seksi": "kasi", "desa": "kades", "office": "sekda"}


class Sendings(RuleBasedStateMachine):
    letters = Bundle("letters")

    @initialize()
    def found(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="lontar-sending-")
        self.house = open_house(load({"LONTAR_HOME": self._folder.name}, Path(self._folder.name)))
        founded(self.house)
        self.read: set[tuple[str, str]] = set()

    def teardown(self) -> None:
        if hasattr(self, "house"):
            assert list(chain.verify(self.house.store)) == []
            self.house.close()
            self._folder.cleanup()

    @rule(target=letters, security_class=st.sampled_from("BT"))
    def write(self, security_class: str) -> str:
        return outgoing(self.house, security_class=security_class)

    @rule(letter=letters, units=SOME_UNITS, positions=SOME_POSITIONS, branches=st.sampled_from([(), ("dinas",)]))
    def send(self, letter: str, units: tuple[str, ...], positions: tuple[str, ...], branches: tuple[str, ...]) -> None:
        to = Wanted(units=units, positions=positions, branches=branches)
        clerk = who(self.house, "agendaris")
        had = self.standing(letter)
        foreseen = acts.preview(self.house, clerk, letter, to)
        try:
            done = acts.send(self.house, clerk, letter, to)
        except (NobodyToSendTo, OwnUnit):
            assert foreseen.counts["delivered"] == 0
            return
        assert done.plan.counts == foreseen.counts
        assert set(done.numbers) == {one.id for one in foreseen.of("delivered")}
        assert not set(done.numbers) & set(had)
        assert set(self.standing(letter)) == set(had) | set(done.numbers)

    @rule(letter=letters, person=PEOPLE)
    def open(self, letter: str, person: str) -> None:
        reader, row = who(self.house, person), self.house.store.get(Letter, letter) or {}
        if not may_see(reader, row):
            return
        opened(self.house, reader, letter)
        if reader.unit in self.standing(letter):
            self.read.add((letter, self.standing(letter)[reader.unit]))

    @rule(letter=letters, unit=st.sampled_from(sorted(HEADS)))
    def dispose(self, letter: str, unit: str) -> None:
        entry = self.standing(letter).get(unit)
        if entry is None or unit != "bidang" or self.house.store.load(RegisterEntry, entry).handling != "waiting":
            return
        handling.dispose(self.house, who(self.house, HEADS[unit]), Assignment.root(entry), Order(["analis"]))
        self.read.add((letter, entry))

    @rule(letter=letters)
    def recall(self, letter: str) -> None:
        before = self.standing(letter)
        read = {entry for one, entry in self.read if one == letter}
        try:
            made = acts.recall(self.house, who(self.house, "agendaris"), letter)
        except NothingToRecall:
            assert set(before.values()) <= read
            return
        assert set(made.taken) == set(before.values()) - read
        assert set(self.standing(letter).values()) == set(before.values()) & read

    @invariant()
    def books_have_no_gap_and_each_unit_one_entry(self) -> None:
        if not hasattr(self, "house"):
            return
        numbers: dict[str, list[int]] = {}
        seen: set[tuple[str, str]] = set()
        for row in self.house.store.every(RegisterEntry):
            numbers.setdefault(row["register"], []).append(row["agenda_number"])
            if row["direction"] == "incoming" and not row.get("cancelled"):
                assert (row["letter"], row["unit"]) not in seen
                assert row["unit"] != "dinas"
                seen.add((row["letter"], row["unit"]))
        assert all(sorted(some) == list(range(1, len(some) + 1)) for some in numbers.values())

    @invariant()
    def grants_and_states_are_what_stands_in_the_books(self) -> None:
        if not hasattr(self, "house"):
            return
        for row in self.house.store.every(Letter):
            assert row["grants"] == grants_now(self.house.store, Letter.unpacked(row))
            found = states.recipients(self.house, who(self.house, "agendaris"), row["_id"], ["dinas"])
            live = {one.id: one.state for one in found if one.state not in ("recalled", "cancelled")}
            assert set(live) == set(self.standing(row["_id"]).values())
            unread = {entry for entry, state in live.items() if state == "delivered"}
            assert unread == set(live) - {entry for one, entry in self.read if one == row["_id"]}

    def standing(self, letter: str) -> dict[str, str]:
        """The entries by which units have it now."""
        rows = (row for row in entries_of(self.house, letter) if row["direction"] == "incoming")
        return {row["unit"]: row["_id"] for row in rows if not row.get("cancelled")}


Sendings.TestCase.settings = settings(max_examples=examples(8, 12), stateful_step_count=15, deadline=None)
TestSendings = Sendings.TestCase
