"""What becomes of a signed file: kept as it came from a service, raised to its level, kept as the letter. Each file's
hash is written before the file is kept, what it is after that."""

import hashlib
import io
from collections.abc import Callable
from datetime import datetime, timedelta

from lontar.signing.becoming import letter_of
from lontar.signing.signers import LOCAL_SECONDS, raising_to
from lontar.wiring import House
from schemas.draft import Draft
from schemas.errors import LontarError
from schemas.signing_attempt import SigningAttempt
from schemas.stored import now
from signing import attempts
from signing.attempts import BelowLevel
from signing.settings import SERVICE
from store.again import again
from store.changes import Changes

AGAIN = timedelta(minutes=5)
"""After which a signature that could not be raised to its level is tried again by itself."""


def on(house: House, id: str, decide: Callable[[Draft, SigningAttempt], Changes]) -> list[int]:
    """Commit what is decided over an attempt and its draft as they stand; the sequence numbers of its events."""

    def made() -> Changes:
        attempt = house.store.load(SigningAttempt, id)
        return decide(house.store.load(Draft, attempt.draft), attempt)

    return again(house.store, made)


def taken(house: House, attempt: SigningAttempt, signed: bytes, operator: str | None = None) -> str:
    """What a signer gave becomes the letter, whose id it is; raised to its level first where a service gave it. Raises
    EndedMeanwhile, BelowLevel."""
    if not needs_raising(attempt.way, attempt.level):
        return kept(house, attempt.id, signed, operator)
    sha256 = hashlib.sha256(signed).hexdigest()
    on(house, attempt.id, lambda _, one: attempts.came(one, sha256, _until(now())))
    house.originals.put(io.BytesIO(signed), f"{attempt.id}.pdf")
    return _raised(house, attempt.id, attempt.level, signed, operator)


def needs_raising(way: str, level: str) -> bool:
    """A service signs at B-B whatever is wished for."""
    return way == SERVICE and level != "B-B"


def raised_again(house: House, attempt: SigningAttempt, at: datetime) -> None:
    """A file that came from a service raised to its level, unless somebody is at it. Raises BelowLevel."""
    mine = False

    def claim(_: Draft, one: SigningAttempt) -> Changes:
        nonlocal mine
        changes = attempts.raising(one, at, _until(at))
        mine = bool(changes)
        return changes

    on(house, attempt.id, claim)
    if mine:
        with house.originals.open(attempt.came_sha256) as stream:
            pdf = stream.read()
        _raised(house, attempt.id, attempt.level, pdf)


def kept(house: House, attempt: str, signed: bytes, operator: str | None = None) -> str:
    """A signed file at its level among the originals, its hash written before; then it is the letter. Raises
    EndedMeanwhile."""
    sha256 = hashlib.sha256(signed).hexdigest()
    on(house, attempt, lambda _, one: attempts.made(one, sha256))
    house.originals.put(io.BytesIO(signed), f"{attempt}.pdf")
    return finished(house, attempt, operator)


def finished(house: House, attempt: str, operator: str | None = None) -> str:
    """The file that was kept becomes the letter, once; its id."""

    def decide(draft: Draft, one: SigningAttempt) -> Changes:
        changes = attempts.kept(draft, one, now())
        if not changes:
            return changes
        with house.originals.path(one.signed_sha256) as path:
            size = path.stat().st_size
        return changes + letter_of(house, draft, one, size, operator)

    on(house, attempt, decide)
    house.queue.announce()
    return str(house.store.load(Draft, house.store.load(SigningAttempt, attempt).draft).letter)


def _raised(house: House, attempt: str, level: str, pdf: bytes, operator: str | None = None) -> str:
    try:
        found = raising_to(house, level).raised(pdf)
    except LontarError as error:
        # Its sentence says that nothing was signed, which is not so here.
        problem = BelowLevel(level=level, why=error.title, detail=error.sentence % error.params)
        at = now()
        on(house, attempt, lambda _, one: attempts.below(one, problem, at, at + AGAIN))
        raise problem from error
    return kept(house, attempt, found, operator)


def _until(at: datetime) -> datetime:
    return at + timedelta(seconds=LOCAL_SECONDS)
