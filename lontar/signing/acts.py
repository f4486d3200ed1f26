"""A frozen draft signed by who acts in the signer's position, once, whatever dies on the way.

The attempt is written before anybody is asked to sign, the hash of the signed file before the file is kept, the letter
after it. Whoever finds an attempt that nobody can be at any more ends it by what stands: a file that is there becomes
the letter; with a key of ours no other signature can be anywhere; a service may have made one, and that is said.
"""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from lontar.drafting.acts import draft_for
from lontar.drafting.typesetting import block_of
from lontar.signing.becoming import letter_of
from lontar.signing.signers import seconds_of, way_of
from lontar.values import stated
from lontar.wiring import House
from office.access import Reader
from office.days import day_at, zone_of
from office.holders import holders
from schemas.draft import Draft
from schemas.entry import LONGEST_REASON
from schemas.errors import LontarError
from schemas.signing_attempt import OPEN, SigningAttempt
from schemas.stored import now
from signing import attempts
from signing.attempts import ChangedSince, Interrupted, NotWaiting, UnderWay
from signing.settings import SERVICE
from signing.signer import Place, Signer, Uncertain, Wish
from store.again import again
from store.changes import Changes
from store.contract import Row

ACTION = "draft.sign"


class SignerChanged(LontarError):
    """The letter names somebody else at its foot."""

    code, title, status = "signer-changed", "Another signs now", 409
    sentence = "The letter was frozen when another acted in this position; their name stands on it."
    advice = "Send it back: frozen anew it carries yours."


def sign(house: House, reader: Reader, id: str, seen: str, signer: Signer) -> str:
    """The id of the letter that a draft became. `seen`: the hash of the PDF that the signer saw.

    Raises NotFound, NotWaiting, UnderWay, ChangedSince, SignerChanged before anybody is asked; SigningFault and
    Unavailable: it waits for the signer again; Uncertain: it may have been signed, and is to be checked."""
    row = _theirs(house, reader, id)
    if row["frozen_sha256"] != seen:
        raise ChangedSince(what="This letter")
    pdf, wish = to_be_signed(house, reader, row)
    attempt = _begun(house, reader, row, seen)
    try:
        signed = signer.sign(pdf, wish)
    except Uncertain as error:
        fault = error
        _on(house, reader, attempt.id, lambda _, one: attempts.unknown(one, fault))
        raise
    except LontarError as error:
        refusal = error
        _on(house, reader, attempt.id, lambda draft, one: attempts.refused(draft, one, refusal, now()))
        raise
    return _kept(house, reader, attempt.id, signed)


def check(house: House, reader: Reader, id: str, at: datetime | None = None) -> str:
    """The state of a draft once an attempt that nobody can be at any more is ended by what stands. Raises NotFound."""
    row = draft_for(house, reader, id, ACTION)
    found = open_attempt(house, id)
    if row["state"] != "signing" or found is None or not found.is_over(at or now()):
        return str(row["state"])
    if found.state == "made" and found.signed_sha256 and house.originals.has(found.signed_sha256):
        _finished(house, reader, found.id)
    elif found.way == SERVICE:
        error = Uncertain(service="The signing service", why="nobody waited for it to the end")
        _on(house, reader, found.id, lambda _, one: attempts.unknown(one, error))
    else:
        _on(house, reader, found.id, lambda draft, one: attempts.refused(draft, one, Interrupted(), now()))
    return str(draft_for(house, reader, id, ACTION)["state"])


def give_up(house: House, reader: Reader, id: str, reason: str) -> list[int]:
    """It may have been signed, and is to be signed anew all the same: the signer says why. Raises NotFound, WrongUse
    without a reason, NotWaiting, UnderWay."""
    why = stated("The reason", reason, LONGEST_REASON, "reason")
    row = draft_for(house, reader, id, ACTION)
    found = open_attempt(house, id)
    if found is None or not acts_in(house, reader, row["signer"], now()):
        raise NotWaiting(state=row["state"])
    person = reader.person
    return _on(house, reader, found.id, lambda draft, one: attempts.given_up(draft, one, why, person, now()))


def open_attempt(house: House, draft: str) -> SigningAttempt | None:
    """The one that has not ended."""
    rows = house.store.find(SigningAttempt, {"draft": draft}, sort=[("asked_at", -1)], limit=1)
    return SigningAttempt.unpacked(rows[0]) if rows and rows[0]["state"] in OPEN else None


def to_be_signed(house: House, reader: Reader, draft: Row) -> tuple[bytes, Wish]:
    """The PDF of a frozen draft, and how it is signed: visibly where there is an address at which it can be verified.
    Raises WrongUse, NotAmong."""
    from signing.stamp import stamp  # with it OpenCV, which draws its code

    with house.originals.open(draft["frozen_sha256"]) as stream:
        pdf = stream.read()
    wish = Wish(house.settings.signatures.sign_level, lock=True)
    site, found = house.settings.web.public_url.rstrip("/"), draft.get("place")
    if not (site and found):
        return pdf, wish
    x0, y0, x1, y1 = found["box"]
    block = block_of(house, draft)
    position = " ".join(block.before()).rstrip(",") if block else ""
    day = day_at(now(), zone_of(house.store, draft["unit"]))
    size = x1 - x0, y1 - y0
    seen = stamp(reader.name, position, day, f"{site}/verify/{draft['issued']}", size=size)
    return pdf, replace(wish, place=Place(found["page"], (x0, y0, x1, y1)), stamp=seen)


def _theirs(house: House, reader: Reader, id: str) -> Row:
    """Raises NotFound, NotWaiting, UnderWay, SignerChanged."""
    row = draft_for(house, reader, id, ACTION)
    if not acts_in(house, reader, row.get("signer"), now()):
        raise NotWaiting(state=row["state"])
    if row["state"] == "signing":
        raise UnderWay
    if row["state"] != "frozen" or not row.get("frozen_sha256"):
        raise NotWaiting(state=row["state"])
    if not acts_in(house, reader, row["signer"], row["frozen_at"]):
        raise SignerChanged
    return row


def acts_in(house: House, reader: Reader, position: str | None, at: datetime) -> bool:
    """Whether this person is who acts in a position at a time: its holder, or the Plt. or Plh. while there is one."""
    found = holders(house.store, [position], at)[position] if position else None
    return found is not None and found.person == reader.person


def _begun(house: House, reader: Reader, row: Row, seen: str) -> SigningAttempt:
    settings, at = house.settings, now()
    attempt = SigningAttempt(
        draft=row["_id"],
        frozen_sha256=seen,
        person=reader.person,
        position=row["signer"],
        way=way_of(settings),
        level=settings.signatures.sign_level,
        asked_at=at,
        until=at + timedelta(seconds=seconds_of(settings)),
    )

    def decide() -> Changes:
        return attempts.begun(Draft.unpacked(draft_for(house, reader, row["_id"], ACTION)), attempt, at)

    again(house.store, decide)
    return attempt


def _kept(house: House, reader: Reader, attempt: str, signed: bytes) -> str:
    """The signed file among the originals, its hash written before; then it is the letter. Raises EndedMeanwhile."""
    sha256 = hashlib.sha256(signed).hexdigest()
    _on(house, reader, attempt, lambda _, one: attempts.made(one, sha256))
    house.originals.put(io.BytesIO(signed), f"{attempt}.pdf")
    return _finished(house, reader, attempt)


def _finished(house: House, reader: Reader, attempt: str) -> str:
    """The kept file becomes the letter, once."""

    def decide(draft: Draft, one: SigningAttempt) -> Changes:
        changes = attempts.kept(draft, one, now())
        if not changes:
            return changes
        with house.originals.path(one.signed_sha256) as path:
            size = path.stat().st_size
        return changes + letter_of(house, reader, draft, one, size)

    _on(house, reader, attempt, decide)
    house.queue.announce()
    return str(house.store.load(Draft, house.store.load(SigningAttempt, attempt).draft).letter)


def _on(house: House, reader: Reader, id: str, decide: Callable[[Draft, SigningAttempt], Changes]) -> list[int]:
    """Commit what is decided over an attempt and its draft as they stand."""

    def made() -> Changes:
        attempt = house.store.load(SigningAttempt, id)
        return decide(house.store.load(Draft, attempt.draft), attempt)

    return again(house.store, made)
