"""Whatever is decided about positions: at every moment one acts in a position or nobody does, and the keys follow."""

from contextlib import suppress
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from office import delegations, holdings, positions, reorganisation
from office.access import reader_of
from office.days import begin_of
from office.holders import head_of, holders, positions_of
from office.holdings import overlaps
from office.units import read_table, write_table
from schemas.delegation import FORMS, STANDING_IN, Delegation
from schemas.errors import LontarError
from schemas.person import Person
from schemas.position import Holding, Position
from schemas.unit import Unit
from store.contract import Row
from tests.examples import examples
from tests.office.organised import OPERATOR, PEOPLE, POSITIONS, TODAY, ZONE, Organised, days, row, who

people = st.sampled_from(sorted(PEOPLE))
codes = st.sampled_from(sorted(POSITIONS))
distances = st.integers(-12, 12)
MOMENTS = [begin_of(TODAY + timedelta(days=number), ZONE) + timedelta(hours=12) for number in range(-13, 15)]


class Office(Organised):
    @rule(code=codes, person=people, first=distances, length=st.none() | st.integers(-1, 9))
    def hold(self, code: str, person: str, first: int, length: int | None) -> None:
        span = (days(first, 0)[0], None) if length is None else days(first, first + length)
        with suppress(LontarError):
            self.store.commit(holdings.held(self.store, row(self.store, code), who(self.store, person), span, OPERATOR))

    @rule(code=codes, number=st.integers(0, 5), last=distances)
    def release(self, code: str, number: int, last: int) -> None:
        rows = self.store.find(Holding, {"position": code}, sort=[("since", -1)])
        if number < len(rows):
            with suppress(LontarError):
                day = days(last, last)[0]
                self.store.commit(holdings.released(self.store, row(self.store, code), rows[number], day, OPERATOR))

    @rule(code=codes, person=people, form=st.sampled_from(FORMS), first=distances, length=st.integers(-1, 9))
    def delegate(self, code: str, person: str, form: str, first: int, length: int) -> None:
        with suppress(LontarError):
            span, position = days(first, first + length), row(self.store, code)
            made = delegations.made(self.store, OPERATOR, position, who(self.store, person), form=form, days=span)
            self.store.commit(made)

    @rule(number=st.integers(0, 5))
    def end(self, number: int) -> None:
        rows = delegations.delegations(self.store, OPERATOR)
        if number < len(rows):
            self.store.commit(delegations.ended(self.store, OPERATOR, rows[number][0], "selesai"))

    @rule(code=codes, closed=st.booleans())
    def close(self, code: str, closed: bool) -> None:
        with suppress(LontarError):
            self.store.commit(positions.changed(self.store, row(self.store, code), {"closed": closed}, OPERATOR))

    @rule(below=st.sampled_from(["KAB", "A", "C"]))
    def move_the_section(self, below: str) -> None:
        lines = write_table(list(self.store.every(Unit))).splitlines()
        table = "\n".join(f"B,Bidang,{below},live" if line.startswith("B,") else line for line in lines)
        planned = reorganisation.plan(read_table(table), self.store.every(Unit))
        if planned.does_something:
            self.store.commit(reorganisation.carried_out(planned, "installation"))

    @invariant()
    def one_acts_or_nobody_does(self) -> None:
        rows = {kind: list(self.store.every(kind)) for kind in (Holding, Delegation)}
        for code in POSITIONS:
            own = [one for one in rows[Holding] if one["position"] == code]
            lent = [one for one in rows[Delegation] if one["position"] == code and one["form"] in STANDING_IN]
            assert not _overlapping(own)
            assert not _overlapping(lent)
            for at in MOMENTS:
                inside = [one for one in lent if _runs(one, at)] or [one for one in own if _runs(one, at)]
                found = holders(self.store, [code], at)[code]
                assert (found and found.person) == (inside[0]["person"] if inside else None)

    @invariant()
    def inboxes_and_keys_follow(self) -> None:
        for at in MOMENTS[::4]:
            acting = holders(self.store, POSITIONS, at)
            for person in PEOPLE:
                reader = reader_of(self.store, person, at)
                mine = positions_of(self.store, person, at)
                assert {f"position:{code}" for code in mine} <= (reader.keys or frozenset())
                assert reader.acting == {code for code, form in mine.items() if form}
                own = {code for code, one in acting.items() if one and one.person == person}
                assert own == {code for code, form in mine.items() if form != "Sek."}

    @invariant()
    def a_letter_finds_a_head_who_acts(self) -> None:
        at = MOMENTS[13]
        for unit in self.store.every(Unit):
            head = head_of(self.store, unit["_id"], at)
            if head is None:
                continue
            person = holders(self.store, [head["_id"]], at)[head["_id"]]
            assert person
            assert unit["_id"] in {
                one["_id"] for one in self.store.find(Unit, {"path": head["unit"]}, sort=[("code", 1)])
            }
            assert f"head:{unit['_id']}" in (reader_of(self.store, person.person, at).keys or ())

    @invariant()
    def nothing_of_what_is_closed_is_held(self) -> None:
        for position in self.store.every(Position):
            if position.get("closed"):
                assert positions.occupant(self.store, position["_id"]) is None
        assert {person["_id"] for person in self.store.every(Person)} == set(PEOPLE)


def _runs(one: Row, at: datetime) -> bool:
    return bool(one["since"] <= at and (one.get("until") is None or at < one["until"]))


def _overlapping(rows: list[Row]) -> bool:
    return any(
        overlaps(one["since"], one.get("until"), other["since"], other.get("until"))
        for number, one in enumerate(rows)
        for other in rows[:number]
    )


Office.TestCase.settings = settings(max_examples=examples(5, 8), stateful_step_count=20)
TestOffice = Office.TestCase
