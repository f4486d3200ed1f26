"""Jobs carried out in steps: each counts, or does, one part of the letters in one commit under the job's fence.

Whatever is killed and whenever, a step is made once or not at all, so that no letter is changed twice and none is left
out. The right to change a letter is asked for in the step that changes it, as the person who asked for the job.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Self

from lontar.act import happened
from lontar.errors import JobStuck
from lontar.logs import about
from lontar.many.acts import ACTS, Plan, makes_copies, plan_of, under
from lontar.many.stepping import end, stepped
from lontar.reading.copies import copy_of
from lontar.wiring import House
from office.access import Reader, demand, installation, reader_of
from paper.sandbox import Sandbox
from schemas.errors import Conflict, LontarError, NotFound, Unavailable
from schemas.event import INSTALLATION
from schemas.job import Job, JobPart
from schemas.letter import Letter
from schemas.stored import now
from store.again import again
from store.changes import Changes, Happened
from store.contract import Row
from work.errors import LeaseLost

ATTEMPTS = 5
"""Claims of a job in which no step came to its end, after which it is given up."""
REASONS = 20
"""Different reasons of refusal that a job tells; one class of error is one reason."""
INLINE = 2
"""Parts that are counted at once while somebody waits for the page: some tenths of a second."""
Results = list[Any]


@dataclass(frozen=True)
class Judged:
    """Letters of a part: what is to be committed, and what came of each."""

    changes: Changes
    results: Results


class Carrier:
    """Carries out jobs, one step after the other; for one thread."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._sandbox: Sandbox | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._sandbox is not None:
            self._sandbox.close()

    def look(self) -> bool:
        """A step of the job that has waited longest; False when none is due. Raises Unavailable."""
        job = claim(self.house)
        return job is not None and self.step(job)

    def step(self, job: Job) -> bool:
        """A step of a claimed job; True when it was made. Raises Unavailable, after which it waits a while."""
        with about(job=job.id):
            return self._stepped(job)

    def _stepped(self, job: Job) -> bool:
        try:
            if job.state == "going" and makes_copies(job.act, job.values):
                self._copies(job)
            step(self.house, job.id, job.fence)
        except Conflict:
            return False  # another worker has it, or it was stopped
        except Unavailable:
            self._put_back(job)
            raise
        return True

    def _put_back(self, job: Job) -> None:
        """Something else than a letter stood in the way, as a full disk does: it waits, and this claim was none."""
        job.attempts -= 1
        job.next_at = now() + timedelta(seconds=self.house.settings.work_pool.retry_seconds)
        with suppress(Conflict, Unavailable):
            self.house.store.commit(Changes.of(job))

    def _copies(self, job: Job) -> None:
        """Of the letters of the step to come, made before its commit; one that cannot be made is told in the archive
        (lontar/many/zipping.py)."""
        if self._sandbox is None:
            self._sandbox = Sandbox(self.house.settings.paper)
        part = self.house.store.load(JobPart, JobPart.key(job.id, job.at))
        for row in self.house.store.get_many(Letter, list(part.letters)).values():
            renew(self.house, job)
            try:
                copy_of(self.house, self._sandbox, row, "pdf")
            except Unavailable:
                raise
            except LontarError:
                continue


def claim(house: House) -> Job | None:
    """The job that has waited longest, taken over by raising its fence; None when none is due."""
    where = {"due": True, "next_at": {"$lte": now()}}
    for row in house.store.find(Job, where, sort=[("next_at", 1)], limit=8):
        job = Job.unpacked(row)
        job.fence += 1
        job.attempts += 1
        job.next_at = _silence(house)
        if job.attempts > ATTEMPTS:
            end(job, "failed", JobStuck(attempts=ATTEMPTS))
        try:
            house.store.commit(Changes.of(job))
        except Conflict:
            continue
        if job.due:
            return job
    return None


def renew(house: House, job: Job) -> None:
    """Still at it. Raises Conflict when another worker has it, or it was stopped."""
    job.next_at = _silence(house)
    house.store.commit(Changes.of(job))


def step(house: House, id: str, fence: int | None = None) -> None:
    """Count or do the next part. Raises LeaseLost when it is another's by now.

    `fence`: of the claim; None where the job was made this moment and is counted at once, beside the workers."""

    def decide() -> Changes:
        job = house.store.load(Job, id)
        if not job.due or (fence is not None and job.fence != fence):
            raise LeaseLost(letter=id)
        try:
            reader = under(whose(house, job), id)
            plan = plan_of(house, reader, job.act, job.values)
        except Unavailable:
            raise
        except LontarError as error:  # the person is no longer here, or the case file is closed
            end(job, "stopped", error)
            return Changes.of(job)
        part = house.store.load(JobPart, JobPart.key(id, job.at))
        judged = judge(house, reader, job.act, plan, list(part.letters))
        _count(job, judged.results)
        if job.state == "counting":
            return Changes.of(stepped(job, "counting"))
        part.results = judged.results
        return judged.changes + Changes.of(part, stepped(job, "counting"), events=_ended(reader, job))

    again(house.store, decide)


def judge(house: House, reader: Reader, act: str, plan: Plan, ids: list[str]) -> Judged:
    """What comes of each letter, as the reader may: "done", "unchanged", or the error of a refusal."""
    rows = house.store.get_many(Letter, ids)
    changes: list[Changes] = []
    results: Results = []
    for id in ids:
        try:
            found = plan(_allowed(reader, act, rows.get(id)))
        except Unavailable:
            raise
        except LontarError as error:
            results.append(error.as_dict())
            continue
        changes.append(found)
        results.append("done" if found else "unchanged")
    puts = tuple(put for one in changes for put in one.puts)
    events = tuple(event for one in changes for event in one.events)
    holds = tuple(dict.fromkeys(hold for one in changes for hold in one.holds))
    return Judged(Changes(puts, events=events, holds=holds), results)


def whose(house: House, job: Job) -> Reader:
    """As whom a job is done, with the rights of now. Raises Unready."""
    if job.person == INSTALLATION:
        return installation(job.operator or "")
    return replace(reader_of(house.store, job.person), operator=job.operator)


def counted(house: House, job: Job) -> None:
    """Count a small job at once, while its person waits; a large one is left to the workers."""
    for _ in range(job.parts if job.parts <= INLINE else 0):
        try:
            step(house, job.id)
        except LeaseLost:
            return  # a worker was quicker


def due(house: House) -> bool:
    """Whether a job is counted or done, or waits for it."""
    return bool(house.store.find(Job, {"due": True}, sort=[("next_at", 1)], limit=1, fields=()))


def _allowed(reader: Reader, act: str, row: Row | None) -> Letter:
    """Raises NotFound, Forbidden."""
    if row is None:
        raise NotFound(what="Letter")
    demand(reader, ACTS[act].action, row, what="Letter")
    return Letter.unpacked(row)


def _count(job: Job, results: Results) -> None:
    """Adds what came of a part, to what is foreseen or to what was done."""
    tally = Counter("refused" if isinstance(one, Mapping) else one for one in results)
    name = "foreseen" if job.state == "counting" else "counts"
    setattr(job, name, dict(Counter(getattr(job, name)) + tally))
    reasons = {one["error"]["code"]: dict(one) for one in job.reasons}
    for error in (one for one in results if isinstance(one, Mapping)):
        if error["code"] in reasons:
            reasons[error["code"]]["letters"] += 1
        elif len(reasons) < REASONS:
            reasons[error["code"]] = {"error": dict(error), "letters": 1}
    job.reasons = list(reasons.values())


def _ended(reader: Reader, job: Job) -> list[Happened]:
    if job.state != "done":
        return []
    said = {"counts": dict(job.counts)}
    return [happened(reader, "job.done", job.id, of="jobs", after=said)]


def _silence(house: House) -> Any:
    """Until when its worker may be silent."""
    return now() + timedelta(seconds=house.settings.work_pool.lease_seconds)
