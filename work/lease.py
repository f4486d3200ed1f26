"""Leases on work: claimed by one compare-and-set, renewed while it goes on, finished or failed under the same fence."""

from datetime import datetime, timedelta

from schemas.errors import Conflict, LontarError
from schemas.stored import now
from schemas.work import Work
from store.changes import Changes
from store.contract import Store
from work.errors import LeaseLost
from work.settings import Settings

LOOK = 8  # candidates looked at in one claim: workers that want the same one move on to the next
ORDER = (("priority", 1), ("not_before", 1))
"""In which letters are read: the urgent ones first, then who has waited longest. As an index has it, so that a claim
among a hundred thousand equal ones sorts none."""
PERSON, BATCH = 2, 7
"""Priorities: somebody waits for it; it came with many others."""


def waiting(letter: str, priority: int = PERSON) -> Work:
    """The work on a letter that has arrived; to be put in the same Changes as the letter."""
    return Work(id=letter, priority=priority)


def claim(store: Store, worker: str, settings: Settings, at: datetime | None = None) -> Work | None:
    """The most urgent work that waits, now leased to `worker`; None when there is nothing to do."""
    at = at or now()
    where = {"state": "waiting", "not_before": {"$lte": at}}
    for row in store.find(Work, where, sort=ORDER, limit=LOOK):
        work = Work.unpacked(row)
        work.state, work.lease_by, work.lease_until = "working", worker, at + _lease(settings)
        work.fence += 1
        work.attempts += 1
        work.changed_at = at
        try:
            store.commit(Changes.of(work))
        except Conflict:
            continue
        return work
    return None


def renew(store: Store, work: Work, settings: Settings) -> None:
    """Still at it; progress is said with it. Raises LeaseLost when another worker has it."""
    at = now()
    work.lease_until, work.changed_at = at + _lease(settings), at
    try:
        store.commit(Changes.of(work))
    except Conflict as error:
        raise LeaseLost(letter=work.id) from error


def finished(work: Work) -> Changes:
    """The work is done; to be committed with what it made, which a lost lease then undoes."""
    work.state, work.lease_by, work.lease_until, work.changed_at = "done", None, None, now()
    work.error = {}
    return Changes.of(work)


def failed(work: Work, error: LontarError, settings: Settings, *, again: bool) -> Changes:
    """The attempt failed: it waits for the next one, twice as long each time, or has failed for good."""
    at = now()
    final = not again or work.attempts >= settings.attempts
    work.state = "failed" if final else "waiting"
    work.not_before = at + timedelta(seconds=settings.retry_seconds * 2 ** (work.attempts - 1))
    work.error, work.lease_by, work.lease_until, work.changed_at = error.as_dict(), None, None, at
    return Changes.of(work)


def postponed(work: Work, error: LontarError, settings: Settings) -> Changes:
    """Something else than the letter stood in the way, as a full disk does: it waits, and this attempt is none."""
    changes = failed(work, error, settings, again=True)
    work.state, work.attempts = "waiting", max(0, work.attempts - 1)
    work.not_before = now() + timedelta(seconds=settings.retry_seconds)
    return changes


def retry(work: Work) -> Changes:
    """Somebody asked for another try of what has failed."""
    work.state, work.attempts, work.not_before, work.priority = "waiting", 0, now(), PERSON
    work.error, work.changed_at = {}, now()
    return Changes.of(work)


def recalled(work: Work) -> Changes:
    """Somebody wants the letter read otherwise: whoever is at it has lost it, and it waits as one they wait for."""
    work.fence, work.lease_by, work.lease_until = work.fence + 1, None, None
    return retry(work)


def _lease(settings: Settings) -> timedelta:
    return timedelta(seconds=settings.lease_seconds)
