"""Attempts that nobody can be at any more, ended by what stands: a file that is there becomes the letter, raised to its
level where a service gave it; with a key of ours no other signature can be anywhere; a service may have made one, and
that is said. A person asks for it, or the sweeper does it by itself."""

from datetime import datetime

from lontar.drafting.acts import draft_for
from lontar.signing.acts import ACTION, acts_in
from lontar.signing.keeping import finished, on, raised_again
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader
from schemas.entry import LONGEST_REASON
from schemas.signing_attempt import OPEN, SigningAttempt
from schemas.stored import now
from signing import attempts
from signing.attempts import BelowLevel, EndedMeanwhile, Interrupted, NotWaiting
from signing.settings import SERVICE
from signing.signer import Uncertain

MOST = 100
"""Attempts of a state that a sweep looks at."""


def check(house: House, reader: Reader, id: str, at: datetime | None = None) -> str:
    """The state of a draft once its attempt is settled. Raises NotFound; BelowLevel: it was signed, and still lacks
    what its level needs."""
    row = draft_for(house, reader, id, ACTION)
    found = open_attempt(house, id)
    if row["state"] == "signing" and found is not None:
        settle(house, found, at or now())
    return str(draft_for(house, reader, id, ACTION)["state"])


def settle(house: House, attempt: SigningAttempt, at: datetime) -> None:
    """Nothing where somebody may still be at it, or it is known to be unknown. Raises BelowLevel."""
    if not attempt.is_over(at):
        return
    if attempt.state == "made" and house.originals.has(attempt.signed_sha256):
        finished(house, attempt.id)
    elif attempt.came_sha256 and house.originals.has(attempt.came_sha256):
        raised_again(house, attempt, at)
    elif attempt.way == SERVICE:
        error = Uncertain(service="The signing service", why="nobody waited for it to the end")
        on(house, attempt.id, lambda _, one: attempts.unknown(one, error))
    else:
        on(house, attempt.id, lambda draft, one: attempts.refused(draft, one, Interrupted(), now()))


def sweep(house: House, at: datetime | None = None) -> None:
    """All there are, by whoever is free: of several at once one settles each. After one that does not come to its level
    no other is raised in this round, for it is most likely the same with it, and asking takes long."""
    when = at or now()
    for attempt in _over(house, when):
        try:
            settle(house, attempt, when)
        except EndedMeanwhile:  # by a person, or another sweeper
            continue
        except BelowLevel:
            return


def _over(house: House, at: datetime) -> list[SigningAttempt]:
    """Attempts whose time is over; those that are raised last."""
    rows = [
        row
        for state in ("asked", "made", "came")
        for row in house.store.find(
            SigningAttempt, {"state": state, "until": {"$lte": at}}, sort=[("until", 1)], limit=MOST
        )
    ]
    found = [SigningAttempt.unpacked(row) for row in rows]
    return [one for one in found if one.again_at is None or one.again_at <= at]


def give_up(house: House, reader: Reader, id: str, reason: str) -> list[int]:
    """It may have been signed, or was and does not come to its level, and is to be signed anew all the same: the signer
    says why. Raises NotFound, WrongUse without a reason, NotWaiting, UnderWay."""
    why = stated("The reason", reason, LONGEST_REASON, "reason")
    row = draft_for(house, reader, id, ACTION)
    found = open_attempt(house, id)
    if found is None or not acts_in(house, reader, row["signer"], now()):
        raise NotWaiting(state=row["state"])
    person = reader.person
    return on(house, found.id, lambda draft, one: attempts.given_up(draft, one, why, person, now()))


def open_attempt(house: House, draft: str) -> SigningAttempt | None:
    """The one that has not ended."""
    rows = house.store.find(SigningAttempt, {"draft": draft}, sort=[("asked_at", -1)], limit=1)
    return SigningAttempt.unpacked(rows[0]) if rows and rows[0]["state"] in OPEN else None
