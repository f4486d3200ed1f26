"""Whatever an office does to its letters, and however seldom it is followed: whoever has to do something was told, and
nobody is told any more of what they need not do."""

from hypothesis import settings
from hypothesis.stateful import invariant, rule

from schemas.assignment import Assignment
from schemas.disposition import Disposition
from schemas.notice import PASSING, Notice
from tests.examples import examples
from tests.lontar.notices import followed
from tests.lontar.routing.test_random import Office


class Told(Office):
    """The same office; whoever follows it is away now and then."""

    away = False

    @rule()
    def goes_away(self) -> None:
        self.away = True

    @rule()
    def comes_back(self) -> None:
        self.away = False

    @invariant()
    def told(self) -> None:
        if not self.away:
            followed(self.house)
            self.what_is_new_is_still_to_be_done()
            self.who_has_to_do_something_was_told()

    def what_is_new_is_still_to_be_done(self) -> None:
        new = [row for row in self.house.store.every(Notice) if not row["seen"] and row["kind"] in (*PASSING, "entry")]
        found = self.house.store.get_many(Assignment, [row["assignment"] for row in new])
        assert {row["standing"] for row in found.values()} <= {"own"}, (new, found)

    def who_has_to_do_something_was_told(self) -> None:
        notices = {row["_id"]: row for row in self.house.store.every(Notice)}
        told = {(row["person"], row["assignment"]) for row in notices.values() if row["kind"] == "received"}
        for row in self.house.store.every(Assignment):
            made = self.house.store.get(Disposition, row.get("disposition") or "")
            if made and row["standing"] == "own" and row["state"] == "unread" and made["made_by"] != row["position"]:
                assert (row["position"], row["_id"]) in told


Told.TestCase.settings = settings(max_examples=examples(6, 15), stateful_step_count=40, deadline=None)
TestTold = Told.TestCase
