"""What needs a person: letters that failed, work that nobody does, followers behind, mail that did not go out.

Numbers are about everybody's letters, for whoever runs the installation; names are told elsewhere, to those to whom
they are open.
"""

from datetime import datetime, timedelta
from typing import Any

from lontar import failures
from lontar.all_followers import cursors
from lontar.wiring import House
from schemas.alert import Alert
from schemas.job import Job
from schemas.notice import CHANNELS, Notice
from schemas.sending import Mailing
from schemas.signing_attempt import SigningAttempt
from schemas.stored import now
from schemas.times import in_utc
from schemas.work import Work
from store import chain

LEASE_OVER = timedelta(minutes=1)
"""After so long any worker's sweeper would have taken a letter up: none runs."""
WAITS, BEHIND, UNSENT = timedelta(hours=1), timedelta(minutes=10), timedelta(minutes=30)
"""From when on it is too long that a letter waits to be read, that a follower has not seen an event, that a message is
due: each a few times what a busy hour or a server that is started anew takes."""
RECENT = timedelta(days=7)
"""What failed for good is told for so long; later it is history."""
MOST = 1000
"""Of each kind, so many are counted at most."""
STUCK = ("leases", "waiting", "jobs", "given_up", "signatures")
"""Numbers of `stuck`."""


def troubles(house: House) -> dict[str, Any]:
    """As `lontar status --json` gives them. Times in UTC; counts go up to MOST."""
    at = now()
    reasons = failures.by_reason(failures.failed(house))
    return {
        "failures": failures.said(reasons),
        "stuck": stuck(house, at),
        "followers": followers(house),
        "mail": mail(house, at),
    }


def stuck(house: House, at: datetime) -> dict[str, Any]:
    """`leases`: letters whose worker died and that nobody takes up. `waiting`: letters that have waited too long, and
    since when the oldest does. `jobs`: work on many that nobody carries on; `given_up`: that failed. `signatures`:
    attempts of which nobody knows whether they signed."""
    store, late = house.store, at - WAITS
    oldest = store.find(Work, {"state": "waiting"}, sort=[("changed_at", 1)], limit=MOST, fields=("changed_at",))
    waiting = [row["changed_at"] for row in oldest if row["changed_at"] < late]
    leases = {"state": "working", "lease_until": {"$lt": at - LEASE_OVER}}
    return {
        "leases": len(store.find(Work, leases, sort=[("lease_until", 1)], limit=MOST, fields=())),
        "waiting": len(waiting),
        "waiting_since": in_utc(waiting[0]) if waiting else None,
        "jobs": len(
            store.find(Job, {"due": True, "next_at": {"$lt": late}}, sort=[("next_at", 1)], limit=MOST, fields=())
        ),
        "given_up": store.count(Job, {"state": "failed", "made_at": {"$gt": at - RECENT}}),
        "signatures": store.count(SigningAttempt, {"state": "unknown"}),
    }


def followers(house: House) -> list[dict[str, Any]]:
    """Each with the events that it has yet to follow, and the moment of the first of them; None for an index that
    cannot be asked."""
    last, found = chain.last(house.store), []
    for name, cursor in cursors(house).items():
        behind = None if cursor is None else max(0, last - cursor)
        first = house.store.events(cursor, 1) if cursor is not None and behind else []
        found.append({"name": name, "behind": behind, "since": in_utc(first[0]["at"]) if first else None})
    return found


def mail(house: House, at: datetime) -> dict[str, Any]:
    """`notices`, `alerts` and `letters` that were due long ago and are not out; those that were `refused` lately, and
    letters that went out to nobody (`failed`) or of which nobody knows (`unsure`)."""
    store, late, lately = house.store, at - UNSENT, {"$gt": at - RECENT}
    letters = {"state": "waiting", "at": {"$lt": late}}
    refused = [store.count(Notice, {one: "refused", f"{one}_at": lately}) for one in CHANNELS]
    return {
        "notices": sum(len(_due(house, channel, late)) for channel in CHANNELS),
        "notices_refused": sum(refused),
        "alerts": len(
            store.find(Alert, {"mail": "waiting", "at": {"$lt": late}}, sort=[("at", 1)], limit=MOST, fields=())
        ),
        "letters": len(store.find(Mailing, letters, sort=[("at", 1)], limit=MOST, fields=())),
        "letters_failed": store.count(Mailing, {"state": "failed", "at": lately}),
        "letters_unsure": store.count(Mailing, {"state": "unsure", "at": lately}),
    }


def _due(house: House, channel: str, late: datetime) -> list[Any]:
    where = {channel: "waiting", f"{channel}_at": {"$lt": late}}
    return house.store.find(Notice, where, sort=[(f"{channel}_at", 1)], limit=MOST, fields=())


def needs_somebody(found: dict[str, Any]) -> bool:
    """Whether anything of it will not pass by itself."""
    stuck_ones = any(found["stuck"][name] for name in STUCK)
    return bool(found["failures"]) or stuck_ones or any(found["mail"].values()) or bool(lagging(found))


def lagging(found: dict[str, Any], at: datetime | None = None) -> list[str]:
    """Followers that are behind by more than a moment."""
    late = in_utc((at or now()) - BEHIND)
    return [one["name"] for one in found["followers"] if one["since"] and str(one["since"]) < str(late)]
