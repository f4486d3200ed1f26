"""Jobs: asked for, confirmed, stopped, undone and looked at by the person whose they are."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from lontar.act import happened
from lontar.errors import NoLetters, NotNow, TooManyLetters
from lontar.finding.find import every
from lontar.finding.requested import Filters
from lontar.many.acts import ACTS, letters_at_once, plan_of, under
from lontar.wiring import House
from office.access import Reader, demand, may_see
from schemas.errors import Conflict, NotFound
from schemas.job import ENDED, Job, JobPart
from schemas.letter import Letter
from schemas.stored import now
from schemas.times import in_utc
from store.again import again
from store.changes import Changes, PutRow, Remove
from store.contract import Row

MOST = 100_000
"""Letters of a job: a look through the index for so many takes some seconds."""
SHOWN, AT_ONCE = 50, 500
LEFT = timedelta(days=1)
"""A job that nobody has confirmed for so long is forgotten."""
OUTCOMES = ("done", "unchanged", "refused")


def found(house: House, reader: Reader, query: str, **how: Any) -> list[str]:
    """The ids of all letters of a search; `how` as `lontar.find.find` takes it. Raises TooManyLetters."""
    ids: list[str] = []
    for id in every(house, reader, query, **how):
        if len(ids) == MOST:
            raise TooManyLetters(most=MOST)
        ids.append(id)
    return ids


def ask(
    house: House,
    reader: Reader,
    ids: Sequence[str],
    act: str,
    values: Mapping[str, Any],
    *,
    query: str | None = None,
    filters: Filters | None = None,
    **found: Any,
) -> Job:
    """A job over these letters, fixed from now on. Nothing is done yet: what it would do is counted first.

    `query`, `filters`: by which they were found; `found`: with `like` and `exact`, as `found` takes them. Raises
    NotAmong, WrongUse, Forbidden, NoLetters, TooManyLetters, and what the act raises for its values."""
    plan_of(house, reader, act, values)
    demand(reader, ACTS[act].action)
    ids = list(dict.fromkeys(ids))
    if not ids:
        raise NoLetters
    if len(ids) > MOST:
        raise TooManyLetters(most=MOST)
    step = letters_at_once(act, values)
    parts = [ids[first : first + step] for first in range(0, len(ids), step)]
    job = Job(
        person=reader.person,
        operator=reader.operator,
        act=act,
        values=dict(values),
        query=query,
        filters={name: list(chosen) for name, chosen in (filters or {}).items()},
        like=found.get("like"),
        exact=bool(found.get("exact")),
        letters=len(ids),
        parts=len(parts),
        of=values.get("job"),
    )
    rows = [
        {"_id": JobPart.key(job.id, no), "schema": 1, "job": job.id, "no": no, "letters": part}
        for no, part in enumerate(parts)
    ]
    house.store.commit(Changes.of(job) + Changes(puts=tuple(PutRow(JobPart, row) for row in rows)))
    return job


def start(house: House, reader: Reader, id: str) -> None:
    """The person's word: from now on letters are changed. One that was stopped or failed goes on where it was; while it
    was still being counted, with that. Raises NotNow."""

    def decide() -> Changes:
        job = _own(house, reader, id)
        if job.state != "asked" and not may_go_on(job):
            raise NotNow
        counted = job.state == "asked" or job.began_at is not None
        job.due, job.next_at, job.attempts, job.error, job.ended_at = True, now(), 0, {}, None
        return _begun(house, reader, job) if counted else _counted_anew(job)

    again(house.store, decide)


def _begun(house: House, reader: Reader, job: Job) -> Changes:
    """Under way, for the first time or again."""
    verb = "job.resumed" if job.began_at else "job.begun"
    if not job.began_at:
        job.began, job.began_at, job.at, job.reasons = house.store.sealed(), now(), 0, []
    job.state = "going"
    said = {"act": job.act, "letters": job.letters} | ({"of": job.of} if job.of else {})
    changes = Changes.of(job, events=[happened(under(reader, job.id), verb, job.id, of="jobs", after=said)])
    return changes + _undoing(house, job) if job.of else changes


def _counted_anew(job: Job) -> Changes:
    job.state, job.at, job.foreseen, job.reasons = "counting", 0, {}, []
    return Changes.of(job)


def stop(house: House, reader: Reader, id: str) -> None:
    """The step at hand is the last one, if it is not lost; what is done stands. Raises NotNow."""

    def decide() -> Changes:
        job = _own(house, reader, id)
        if job.state != "going":
            raise NotNow
        job.state, job.due, job.ended_at = "stopped", False, now()
        job.fence += 1
        event = happened(under(reader, id), "job.stopped", id, of="jobs", after={"counts": dict(job.counts)})
        return Changes.of(job, events=[event])

    again(house.store, decide)


def drop(house: House, reader: Reader, id: str) -> None:
    """Forget a job of which nothing was done. Raises NotNow."""
    job = _own(house, reader, id)
    if job.state not in ("counting", "asked"):
        raise NotNow
    house.store.commit(_forgotten(house, job))


def undo(house: House, reader: Reader, id: str) -> Job:
    """A job that would take back what this one did, to be confirmed like every other. Raises NotNow, NoLetters."""
    job = _own(house, reader, id)
    if not may_undo(job):
        raise NotNow
    ids = [letter for letter, result in outcomes(house, job) if result == "done"]
    return ask(house, reader, ids, "undo", {"job": id})


def may_undo(job: Job) -> bool:
    return ACTS[job.act].undoable and job.state in ENDED and bool(job.counts.get("done"))


def may_go_on(job: Job) -> bool:
    """Not once it was undone: what is left of it is no longer wanted."""
    return job.state in ("stopped", "failed") and job.at < job.parts and not job.undone_by


def jobs(house: House, reader: Reader, limit: int = SHOWN) -> list[Row]:
    """The reader's own, the newest first; those that wait for confirmation too."""
    return house.store.find(Job, {"person": reader.person}, sort=[("made_at", -1)], limit=limit)


def job_for(house: House, reader: Reader, id: str) -> Row:
    """Raises NotFound for one of another person."""
    row = house.store.get(Job, id)
    if row is None or not may_see(reader, row):
        raise NotFound(what=f"Job {id}")
    return row


def said(row: Row) -> dict[str, Any]:
    """A job as `lontar jobs --json` and the JSON API give it."""
    times = {name: in_utc(row[name]) if row.get(name) else None for name in ("made_at", "began_at", "ended_at")}
    tried = {name: int((row.get("counts") or {}).get(name, 0)) for name in OUTCOMES}
    foreseen = {name: int((row.get("foreseen") or {}).get(name, 0)) for name in OUTCOMES}
    return {
        "id": row["_id"],
        "act": row["act"],
        "values": row.get("values") or {},
        "query": row.get("query"),
        "filters": row.get("filters") or {},
        "like": row.get("like"),
        "exact": bool(row.get("exact")),
        "letters": row["letters"],
        "state": row["state"],
        "undoable": ACTS[row["act"]].undoable,
        "foreseen": foreseen,
        "counts": tried,
        "reasons": row.get("reasons") or [],
        "error": row.get("error") or None,
        "of": row.get("of"),
        "undone_by": row.get("undone_by"),
    } | times


def outcomes(house: House, job: Job) -> Iterator[tuple[str, Any]]:
    """Each letter with what became of it: "done", "unchanged", the error of a refusal, None for what is to come."""
    for no in range(job.parts):
        yield from results(house, job.id, no)


def results(house: House, id: str, no: int) -> list[tuple[str, Any]]:
    """Those of one part."""
    part = house.store.get(JobPart, JobPart.key(id, no)) or {"letters": []}
    told = part.get("results") or [None] * len(part["letters"])
    return list(zip(part["letters"], told, strict=True))


def listed(house: House, reader: Reader, id: str, no: int) -> list[dict[str, Any]]:
    """The letters of a part with what became of them, as the JSON API gives them. One that the reader may not read now
    has no id and nothing else by which it could be known."""
    found = results(house, id, no)
    rows = house.store.get_many(Letter, [letter for letter, _ in found])
    open_to = {letter for letter, row in rows.items() if may_see(reader, row)}
    return [
        {
            "id": letter if letter in open_to else None,
            "outcome": result if result is None or isinstance(result, str) else "refused",
            "error": result if isinstance(result, dict) and letter in open_to else None,
        }
        for letter, result in found
    ]


def sweep(house: House) -> None:
    """Forget what nobody confirmed. Safe to run in several processes."""
    for state in ("counting", "asked"):
        where = {"state": state, "made_at": {"$lt": now() - LEFT}}
        for row in house.store.find(Job, where, sort=[("made_at", 1)], limit=10):
            with suppress(Conflict):
                house.store.commit(_forgotten(house, Job.unpacked(row)))


def _forgotten(house: House, job: Job) -> Changes:
    keys = [JobPart.key(job.id, no) for no in range(job.parts)]
    parts = house.store.get_many(JobPart, keys).values()
    removes = [Remove(JobPart, row["_id"], row["version"]) for row in parts]
    return Changes(removes=(Remove(Job, job.id, job.version), *removes))


def _undoing(house: House, job: Job) -> Changes:
    """The job that is undone says by which one."""
    other = house.store.load(Job, job.of)
    if other.undone_by == job.id:
        return Changes()
    other.undone_by = job.id
    return Changes.of(other)


def _own(house: House, reader: Reader, id: str) -> Job:
    return Job.unpacked(job_for(house, reader, id))
