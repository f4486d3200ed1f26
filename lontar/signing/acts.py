"""A frozen draft signed by who acts in the signer's position, once, whatever dies on the way.

The attempt is written before anybody is asked to sign; what a level above B-B needs of others is looked for before that
where it can be. What becomes of the signed file is in keeping, what becomes of an attempt that was left in settling.
"""

from datetime import datetime, timedelta

from lontar.drafting.acts import draft_for
from lontar.drafting.typesetting import block_of
from lontar.signing.keeping import needs_raising, on, taken
from lontar.signing.signers import raising_to, seconds_of, way_of
from lontar.wiring import House
from office.access import Reader
from office.days import day_at, zone_of
from office.holders import holders
from schemas.draft import Draft
from schemas.errors import LontarError
from schemas.signing_attempt import SigningAttempt
from schemas.stored import now
from signing import attempts
from signing.attempts import ChangedSince, NotWaiting, UnderWay
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
    Unavailable: it waits for the signer again; Uncertain: it may have been signed, and is to be checked; BelowLevel: it
    was signed, and is still to be raised to its level."""
    row = _theirs(house, reader, id)
    if row["frozen_sha256"] != seen:
        raise ChangedSince(what="This letter")
    pdf, wish = to_be_signed(house, reader, row)
    if needs_raising(way_of(house.settings), wish.level):
        raising_to(house, wish.level).demand_ready()
    attempt = _begun(house, reader, row, seen)
    try:
        signed = signer.sign(pdf, wish)
    except Uncertain as error:
        fault = error
        on(house, attempt.id, lambda _, one: attempts.unknown(one, fault))
        raise
    except LontarError as error:
        refusal = error
        on(house, attempt.id, lambda draft, one: attempts.refused(draft, one, refusal, now()))
        raise
    return taken(house, attempt, signed, reader.operator)


def to_be_signed(house: House, reader: Reader, draft: Row) -> tuple[bytes, Wish]:
    """The PDF of a frozen draft, and how it is signed: visibly, with a code where there is an address at which it can
    be verified. Raises WrongUse, NotAmong."""
    from signing.stamp import stamp  # with it OpenCV, which draws its code

    with house.originals.open(draft["frozen_sha256"]) as stream:
        pdf = stream.read()
    site = house.settings.web.public_url.rstrip("/")
    x0, y0, x1, y1 = draft["place"]["box"]
    block = block_of(house, draft)
    position = " ".join(block.before()).rstrip(",") if block else ""
    day = day_at(now(), zone_of(house.store, draft["unit"]))
    size = x1 - x0, y1 - y0
    address = f"{site}/verify/{draft['issued']}" if site else ""
    seen = stamp(reader.name, position, day, address, size=size)
    place = Place(draft["place"]["page"], (x0, y0, x1, y1))
    return pdf, Wish(house.settings.signatures.sign_level, place=place, stamp=seen, lock=True)


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
