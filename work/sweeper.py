"""The sweeper: picks up what a dead worker left."""

from datetime import datetime

from schemas.errors import Conflict
from schemas.stored import now
from schemas.work import TO_COME, Work
from store.contract import Store
from work import lease
from work.errors import WorkerDied
from work.queue import MOST
from work.settings import Settings


def sweep(store: Store, settings: Settings, at: datetime | None = None) -> list[Work]:
    """Work whose lease has run out waits again at once, or has failed when it was tried often enough.

    Returns those that have failed: their letters are to say so. Safe to run in several processes."""
    gave_up = []
    where = {"state": "working", "lease_until": {"$lt": at or now()}}
    for row in store.find(Work, where, sort=[("lease_until", 1)], limit=1000):
        work = Work.unpacked(row)
        error = WorkerDied(attempts=work.attempts)
        changes = lease.failed(work, error, settings, again=True)
        work.not_before = at or now()
        try:
            store.commit(changes)
        except Conflict:
            continue  # it is alive after all, or another sweeper was here
        if work.state == "failed":
            gave_up.append(work)
    return gave_up


def due(store: Store) -> int:
    """Letters that could be worked on now, MOST at most: to count a million would take a second, every five seconds
    and in every process."""
    where = {"state": "waiting", "not_before": {"$lte": now()}}
    return len(store.find(Work, where, sort=lease.ORDER, limit=MOST, fields=()))


def unfinished(store: Store) -> int:
    """Letters that wait or are worked on."""
    return store.count(Work, {"state": {"$in": list(TO_COME)}})
