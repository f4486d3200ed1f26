"""Whatever people do to drafts, in whatever order: numbers run without gaps and stay with their draft, initials are in
ascending order and of the text that stands, nothing freezes twice, and a refused act changes nothing."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from drafting import enclosing
from drafting.refused import DraftChanged
from drafting.written import fingerprint
from lontar.drafting import acts, freezing, listed
from lontar.settings import load
from lontar.wiring import open_house
from office.access import Reader, may_see
from office.actor import Actor
from schemas.draft import Draft, Enclosure
from schemas.draft_version import DraftVersion
from schemas.entry import RegisterEntry
from schemas.errors import LontarError
from schemas.stored import now
from store.changes import Changes
from tests.examples import examples
from tests.lontar.drafting.drafted import CONTENT, a_draft
from tests.lontar.routing.offices import CLERKS, POSITIONS, founded, who

people = st.sampled_from((*POSITIONS, *CLERKS))
place = st.integers(0, 3)
plans = st.sampled_from([[], ["kasi"], ["kasi", "kabid"], ["analis", "kabid", "kadis"]])
SIGNERS = {0: "kadis", 1: "kadis", 2: "kadis", 3: "sekda"}


class Drafts(RuleBasedStateMachine):
    """Anybody tries anything on anything."""

    @initialize(given=st.lists(plans, min_size=2, max_size=4))
    def opens(self, given: list[list[str]]) -> None:
        self.stack = ExitStack()
        home = self.stack.enter_context(TemporaryDirectory(prefix="drafting-"))
        self.house = open_house(load({"LONTAR_HOME": f"{home}/home"}, Path(home)))
        self.stack.callback(self.house.close)
        founded(self.house)
        self.drafts = [a_draft(self.house, initials=one, signer=SIGNERS[len(one)]) for one in given]
        self.held: dict[str, tuple[str, int]] = {}

    def teardown(self) -> None:
        self.stack.close()

    def tried(self, act: Callable[[], Any]) -> None:
        """What is refused leaves everything as it was, but for a text that was set aside."""
        before = self.house.store.events()
        try:
            act()
        except DraftChanged:
            verbs = [row["verb"] for row in self.house.store.events()[len(before) :]]
            assert verbs in ([], ["draft.set-aside"])
        except LontarError:
            assert self.house.store.events() == before

    def reader(self, person: str) -> Reader:
        return who(self.house, person)

    def one(self, number: int) -> str:
        return self.drafts[number % len(self.drafts)]

    def draft(self, id: str) -> Draft:
        return self.house.store.load(Draft, id)

    @rule(person=people, number=place, text=st.sampled_from("ABC"), behind=st.integers(0, 1))
    def change(self, person: str, number: int, text: str, behind: int) -> None:
        id = self.one(number)
        base = self.draft(id).revision - behind
        said = {"content": CONTENT | {"body": text}}
        self.tried(lambda: acts.change(self.house, self.reader(person), id, said, base))

    @rule(person=people, number=place, file=st.sampled_from("ab"))
    def enclose_or_leave_out(self, person: str, number: int, file: str) -> None:
        """What the sandbox found of the file is taken as given."""
        id, actor = self.one(number), Actor(self.reader(person))
        one = Enclosure(name=f"{file}.pdf", sha256=file * 64, size=1, kind="application/pdf", pages=1, added_by=person)

        def decide(draft: Draft) -> Changes:
            if any(held.sha256 == one.sha256 for held in draft.enclosures):
                return enclosing.left_out(draft, actor, one.sha256, now())
            return enclosing.enclosed(draft, actor, one, now())

        self.tried(lambda: acts.on(self.house, self.reader(person), id, "draft.write", decide))

    @rule(person=people, number=place, plan=plans)
    def plan(self, person: str, number: int, plan: list[str]) -> None:
        id = self.one(number)
        said = {"initials": plan, "signer": SIGNERS[len(plan)]}
        self.tried(lambda: acts.change(self.house, self.reader(person), id, said, self.draft(id).revision))

    @rule(person=people, number=place)
    def submit(self, person: str, number: int) -> None:
        self.tried(lambda: acts.submit(self.house, self.reader(person), self.one(number)))

    @rule(person=people, number=place, stale=st.booleans())
    def initial(self, person: str, number: int, stale: bool) -> None:
        draft = self.draft(self.one(number))
        seen = "0" * 64 if stale else fingerprint(draft)
        self.tried(lambda: acts.initial(self.house, self.reader(person), draft.id, seen))

    @rule(number=place)
    def initial_whose_turn_it_is(self, number: int) -> None:
        """So that much is approved."""
        draft = self.draft(self.one(number))
        if draft.waits:
            reader = self.reader(draft.waits)
            self.tried(lambda: acts.initial(self.house, reader, draft.id, fingerprint(draft)))

    @rule(person=people, number=place)
    def send_back(self, person: str, number: int) -> None:
        self.tried(lambda: acts.send_back(self.house, self.reader(person), self.one(number), "Perbaiki"))

    @rule(person=people, number=place)
    def take_back(self, person: str, number: int) -> None:
        self.tried(lambda: acts.take_back(self.house, self.reader(person), self.one(number)))

    @rule(number=place)
    def freeze(self, number: int) -> None:
        self.tried(lambda: freezing.freeze(self.house, self.reader("agendaris"), self.one(number)))

    @rule(person=people, number=place)
    def cancel(self, person: str, number: int) -> None:
        self.tried(lambda: acts.cancel(self.house, self.reader(person), self.one(number), "Batal"))

    @invariant()
    def numbers_run_without_gaps_and_stay_with_their_draft(self) -> None:
        entries = list(self.house.store.every(RegisterEntry))
        numbers = sorted(row["agenda_number"] for row in entries)
        assert numbers == list(range(1, len(numbers) + 1))
        holders = {row["_id"]: row for row in self.house.store.every(Draft) if row.get("entry")}
        assert {row["entry"] for row in holders.values()} == {row["_id"] for row in entries}
        for entry in entries:
            draft = holders[entry["draft"]]
            assert (draft["entry"], draft["letter"]) == (entry["_id"], entry["letter"])
            assert entry.get("cancelled") == draft.get("cancelled")
            said = entry["_id"], entry["agenda_number"]
            assert self.held.setdefault(draft["_id"], said) == said

    @invariant()
    def initials_are_ascending_and_of_the_text_that_stands(self) -> None:
        for id in self.drafts:
            draft = self.draft(id)
            given = [bool(one.by) for one in draft.initials]
            assert given == sorted(given, reverse=True)
            assert [one.order for one in draft.initials] == list(range(1, len(given) + 1))
            assert all(one.content == fingerprint(draft) for one in draft.initials if one.by)
            if draft.state == "initialling":
                assert draft.waits == next((one.position for one in draft.initials if not one.by), None)
            elif draft.state == "frozen":
                assert all(given)
                assert draft.entry
                assert draft.frozen_sha256
                assert draft.waits == draft.signer
            else:
                assert draft.waits is None

    @invariant()
    def versions_are_numbered_and_the_frozen_one_is_what_stands(self) -> None:
        for id in self.drafts:
            draft = self.draft(id)
            rows = self.house.store.find(DraftVersion, {"draft": id}, sort=[("no", 1)], limit=1000)
            assert [row["no"] for row in rows] == list(range(1, draft.versions + 1))
            if draft.state == "frozen":
                assert [row for row in rows if row["kind"] == "frozen"][-1]["sha256"] == fingerprint(draft)

    @invariant()
    def nobody_lists_what_they_may_not_see(self) -> None:
        reader = self.reader("kasi")
        for name in listed.LISTS:
            assert all(may_see(reader, row) for row in listed.drafts(self.house, reader, name))


Drafts.TestCase.settings = settings(max_examples=examples(10, 20), stateful_step_count=30, deadline=None)
TestDrafts = Drafts.TestCase
