"""Whatever happens in whatever order: at most one file of a draft is kept, and one that waits has none under way."""

from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from schemas.draft import Draft
from schemas.errors import LontarError
from schemas.signing_attempt import OPEN, SigningAttempt
from signing import attempts
from signing.attempts import BelowLevel, EndedMeanwhile, Interrupted, NotWaiting, UnderWay
from signing.signer import Uncertain

AT = datetime(2026, 11, 30)  # noqa: DTZ001
MINUTE = timedelta(minutes=1)
NUMBERS = st.integers(0, 20)


class Signing(RuleBasedStateMachine):
    """One draft, and every attempt there ever was; any of them may still speak up."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft(id="d", unit="u", template="t", made_by="p", state="frozen", signer="k")
        self.draft.frozen_sha256 = "a" * 64
        self.all: list[SigningAttempt] = []

    def one(self, number: int) -> SigningAttempt | None:
        return self.all[number % len(self.all)] if self.all else None

    @rule()
    def begin(self) -> None:
        made = SigningAttempt(
            draft="d", frozen_sha256="a" * 64, person="p", position="k", way="bsre", level="B-B",
            until=AT + MINUTE,
        )  # fmt: skip
        try:
            assert attempts.begun(self.draft, made, AT)
            self.all.append(made)
        except (UnderWay, NotWaiting):
            assert self.draft.state in ("signing", "signed")

    @rule(number=NUMBERS)
    def refuse(self, number: int) -> None:
        if found := self.one(number):
            attempts.refused(self.draft, found, Interrupted(), AT)

    @rule(number=NUMBERS)
    def lose(self, number: int) -> None:
        if found := self.one(number):
            attempts.unknown(found, Uncertain(service="s", why="w"))

    @rule(number=NUMBERS)
    def come(self, number: int) -> None:
        if found := self.one(number):
            was = found.state
            try:
                attempts.came(found, "c" * 64, AT + MINUTE)
                assert was in ("asked", "unknown")
            except EndedMeanwhile:
                assert was not in ("asked", "unknown")

    @rule(number=NUMBERS, late=st.booleans())
    def begin_to_raise(self, number: int, late: bool) -> None:
        if (found := self.one(number)) and attempts.raising(found, AT + 9 * MINUTE * late, AT + 9 * MINUTE):
            assert (found.state, found.signed_sha256, found.came_sha256) == ("came", None, "c" * 64)
            assert not attempts.raising(found, AT + MINUTE, AT), "somebody is at it"

    @rule(number=NUMBERS)
    def stay_below(self, number: int) -> None:
        if found := self.one(number):
            changes = attempts.below(found, BelowLevel(level="B-T", why="No timestamp", detail=""), AT, AT)
            assert bool(changes) == (found.state == "came")

    @rule(number=NUMBERS, sha256=st.sampled_from(["b" * 64, "d" * 64]))
    def make(self, number: int, sha256: str) -> None:
        if found := self.one(number):
            was, other = found.state, found.signed_sha256 not in (None, sha256)
            try:
                attempts.made(found, sha256)
                assert was in OPEN
                assert not other
            except EndedMeanwhile:
                assert was not in OPEN or other

    @rule(number=NUMBERS)
    def keep(self, number: int) -> None:
        if found := self.one(number):
            try:
                attempts.kept(self.draft, found, AT)
            except EndedMeanwhile:
                assert found.state not in ("made", "kept")

    @rule(number=NUMBERS)
    def give_up(self, number: int) -> None:
        if found := self.one(number):
            try:
                attempts.given_up(self.draft, found, "why", "p", AT)
            except LontarError:
                assert found.state != "unknown"
                assert found.state != "came" or not found.is_over(AT)

    @invariant()
    def one_at_a_time(self) -> None:
        assert sum(one.state in OPEN for one in self.all) == (self.draft.state == "signing")

    @invariant()
    def kept_once(self) -> None:
        assert sum(one.state == "kept" for one in self.all) == (self.draft.state == "signed")

    @invariant()
    def waits_for_the_signer_alone(self) -> None:
        assert (self.draft.waits == "k") <= (self.draft.state == "frozen")


TestSigning = Signing.TestCase
TestSigning.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
