"""Jobs asked for, confirmed, stopped, killed and undone in whatever order, while others edit the same letters."""

import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lontar import edits
from lontar.facts import told
from lontar.many import carrying, jobs
from lontar.settings import load
from lontar.wiring import open_house
from office import demo
from office.access import Reader, installation
from schemas.errors import Conflict, LontarError
from schemas.job import Job
from schemas.letter import Letter
from store import chain
from store.contract import Row
from tests.examples import examples
from tests.lontar.bare import bare, person

LOGINS = ("arsiparis", "agendaris", "staf", "pemeriksa")
GRANTS = (["unit:setda"], ["unit:dpu"], ["unit:setda", "unit:dpu"], ["person:nobody"])
NUMBER, STEP = 12, 3
"""Letters, and letters of a step: so that a job takes several."""
acts = st.sampled_from([
    ("tag", {"tag": "banjir"}),
    ("tag", {"tag": "kering"}),
    ("untag", {"tag": "banjir"}),
    ("retag", {"tag": "banjir", "instead": "kering"}),
    ("describe", {"fields": {"subject": "Satu"}}),
    ("describe", {"fields": {"subject": ""}}),
    ("withdraw", {"reason": "ganda"}),
    ("restore", {}),
    ("export", {"form": "originals"}),
])  # fmt: skip
numbers = st.sets(st.integers(0, NUMBER), min_size=1)
"""Of letters; the last one is of none."""


@dataclass
class Lost:
    """A claim whose worker was killed: what it would still write is refused."""

    id: str
    fence: int


class Jobs(RuleBasedStateMachine):
    """Twelve letters of two units, four people with different rights, and somebody who edits beside them."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        here = Path(self.folder.name)
        silence = {"LONTAR_LEASE_SECONDS": "0"}  # whoever was killed is taken over at once
        self.house = open_house(load({"LONTAR_HOME": str(here / "home")} | silence, here))
        demo.found(self.house.store)
        self.ids = [id for at, some in enumerate(GRANTS) for id in bare(self.house, 3, unit=f"u{at}", grants=some)]
        self.readers = {login: person(self.house, login) for login in LOGINS}
        self.made: list[tuple[str, str]] = []
        self.lost: list[Lost] = []
        self.small = mock.patch.object(jobs, "letters_at_once", return_value=STEP)
        self.small.start()

    def teardown(self) -> None:
        self.small.stop()
        assert list(chain.verify(self.house.store)) == []
        self.house.close()
        self.folder.cleanup()

    def job(self, data: st.DataObject) -> tuple[Reader, str]:
        login, id = self.made[data.draw(st.integers(0, len(self.made) - 1), "job")]
        return self.readers[login], id

    @rule(login=st.sampled_from(LOGINS), what=acts, chosen=numbers)
    def ask(self, login: str, what: tuple[str, dict[str, Any]], chosen: set[int]) -> None:
        ids = [*self.ids, "made-up"]
        with suppress(LontarError):
            job = jobs.ask(self.house, self.readers[login], [ids[one] for one in sorted(chosen)], *what)
            self.made.append((login, job.id))

    @precondition(lambda self: self.made)
    @rule(data=st.data(), act=st.sampled_from([jobs.start, jobs.start, jobs.stop]))
    def say(self, data: st.DataObject, act: Any) -> None:
        reader, id = self.job(data)
        with suppress(LontarError):
            act(self.house, reader, id)

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        reader, id = self.job(data)
        login = next(login for login, other in self.made if other == id)
        with suppress(LontarError):
            self.made.append((login, jobs.undo(self.house, reader, id).id))

    @rule(steps=st.integers(1, 5))
    def carry(self, steps: int) -> None:
        with carrying.Carrier(self.house) as carrier:
            for _ in range(steps):
                carrier.look()

    @rule()
    def kill(self) -> None:
        """A worker claims a job and is gone."""
        job = carrying.claim(self.house)
        self.lost += [Lost(job.id, job.fence)] if job else []

    @precondition(lambda self: self.lost)
    @rule(data=st.data())
    def wake(self, data: st.DataObject) -> None:
        """One that was thought dead goes on: what another has claimed since it no longer touches."""
        lost = self.lost.pop(data.draw(st.integers(0, len(self.lost) - 1), "worker"))
        held, last = self.house.store.load(Job, lost.id), self.house.store.sealed()
        if held.fence != lost.fence or not held.due:
            try:
                carrying.step(self.house, lost.id, lost.fence)
            except Conflict:
                assert self.house.store.sealed() == last
            else:
                raise AssertionError("a lost lease wrote")

    @rule(at=st.integers(0, NUMBER - 1), subject=st.sampled_from(["Dua", "Tiga"]), tag=st.booleans())
    def edit(self, at: int, subject: str, tag: bool) -> None:
        console = installation("tests")
        if tag:
            edits.tag(self.house, console, self.ids[at], ["kering", "sendiri"])
        else:
            edits.describe(self.house, console, self.ids[at], {"subject": subject})

    def rows(self) -> list[Job]:
        return [self.house.store.load(Job, id) for _, id in self.made]

    @invariant()
    def each_letter_has_one_event_of_a_job_or_none(self) -> None:
        events = self.by_job()
        for job in self.rows():
            found = dict(jobs.outcomes(self.house, job))
            things = Counter(event["thing"].removeprefix("letters/") for event in events.get(job.id, ()))
            wanted = {id for id, result in found.items() if result == "done"}
            assert set(things) == wanted
            assert job.act == "undo" or set(things.values()) <= {1}
            told_of = Counter(one if isinstance(one, str) else "refused" for one in found.values() if one is not None)
            assert told_of == Counter(job.counts)
            assert job.state != "done" or sum(told_of.values()) == job.letters

    @invariant()
    def nobody_changes_what_they_may_not(self) -> None:
        for login, id in self.made:
            reader, job = self.readers[login], self.house.store.load(Job, id)
            for event in self.by_job().get(id, ()):
                row = self.house.store.get(Letter, event["thing"].removeprefix("letters/")) or {}
                assert not reader.keys.isdisjoint(row["grants"])
                assert event["actor"] == reader.person
                assert event["verb"] == "letter.exported" or reader.roles
            assert all("made-up" not in str(one["error"]) for one in job.reasons)

    @invariant()
    def what_was_undone_is_as_it_was(self) -> None:
        events = self.by_job()
        for job in self.rows():
            if job.act != "undo":
                continue
            for back in events.get(job.id, ()):
                (then,) = [one for one in events[job.of] if one["thing"] == back["thing"]]
                assert told(back)[1] == told(then)[0]

    def by_job(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for event in self.house.store.events(limit=10_000):
            if event.get("job") and event["thing"].startswith("letters/"):
                found.setdefault(event["job"], []).append(event | {"values": event.get("values") or {}})
        return found


Jobs.TestCase.settings = settings(max_examples=examples(8, 15), stateful_step_count=25, deadline=None)
TestJobs = Jobs.TestCase
