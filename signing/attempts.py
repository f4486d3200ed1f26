"""One signature however often it is asked for: what each step of an attempt comes to, decided over what stands.

    frozen -> (asked) signing -> (made, kept) signed
                              -> (came) signing, until it is raised to its level -> (made, kept) signed
                              -> (refused) frozen
                              -> (unknown) signing, until a person looks

An attempt is begun by the commit that takes the draft out of "frozen", so no two are; a file that was made counts from
the commit that names its hash, so none counts after the attempt was ended.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from schemas.draft import Draft
from schemas.errors import Conflict, LontarError
from schemas.signing_attempt import OPEN, SigningAttempt
from store.changes import Changes, Happened


class NotWaiting(LontarError):
    """The draft does not wait for a signature, or not for this person's."""

    code, title, status = "not-to-be-signed", "Not to be signed now", 409
    sentence = "This letter does not wait for your signature: it is %(state)s."
    advice = "Look at how far it is."


class UnderWay(LontarError):
    code, title, status = "signing-under-way", "Being signed", 409
    sentence = "This letter is being signed already, or its signing is to be checked."
    advice = "Do not sign it again: wait, then look at its state."


class ChangedSince(Conflict):
    """What was seen is not what would be signed."""

    code, title = "changed-since-opened", "Changed since you opened it"
    sentence = "This letter is another one than you saw: it was sent back and frozen anew since."
    advice = "Read it again, then sign it."


class EndedMeanwhile(LontarError):
    """A signed file came after its attempt had been ended; it is thrown away."""

    code, title, status = "signing-ended", "Signing was ended", 409
    sentence = "Before the signature was there its signing had been ended; the file was not kept."
    advice = "Look at the letter; sign it again if it waits for you."


class BelowLevel(LontarError):
    """A service has signed, and what its signature needs for its level could not be had."""

    code, title, status = "signed-below-level", "Signed, but not at its level", 503
    sentence = "The service has signed this letter, but its signature is not at level %(level)s yet: %(why)s."
    advice = "The signed file is kept, and this is tried again by itself. Do not sign it again."


class Interrupted(LontarError):
    """Whoever signed with a key of ours was gone before a signed file was kept."""

    code, title, status = "signing-interrupted", "Interrupted", 503
    sentence = "Signing was interrupted before a signed file was there."
    advice = "Nothing was signed. Sign it again."


def begun(draft: Draft, attempt: SigningAttempt, at: datetime) -> Changes:
    """The draft is being signed from now on. Raises UnderWay, NotWaiting, ChangedSince."""
    if draft.state == "signing":
        raise UnderWay
    if draft.state != "frozen" or not draft.frozen_sha256:
        raise NotWaiting(state=draft.state)
    if draft.frozen_sha256 != attempt.frozen_sha256:
        raise ChangedSince(what="This letter")
    _stands(draft, "signing", None, at)
    said = {"attempt": attempt.id, "position": attempt.position, "way": attempt.way, "level": attempt.level}
    return Changes.of(draft, attempt, events=[_happened("signing", attempt, said)])


def refused(draft: Draft, attempt: SigningAttempt, error: LontarError, at: datetime) -> Changes:
    """Nothing was signed: it waits for the signer again. No changes where the attempt has ended."""
    if attempt.state not in OPEN:
        return Changes()
    _ended(attempt, "refused", at)
    attempt.error = error.as_dict()
    _stands(draft, "frozen", draft.signer, at)
    return Changes.of(draft, attempt, events=[_happened("not-signed", attempt, {"error": error.code})])


def unknown(attempt: SigningAttempt, error: LontarError) -> Changes:
    """It may have been signed, and no signed file is here. No changes where that is known, or the attempt has
    ended."""
    if attempt.state not in OPEN or attempt.state == "unknown":
        return Changes()
    attempt.state, attempt.error = "unknown", error.as_dict()
    attempt.came_sha256 = attempt.signed_sha256 = None
    return Changes.of(attempt, events=[_happened("signing-unknown", attempt, {"error": error.code})])


def came(attempt: SigningAttempt, sha256: str, until: datetime) -> Changes:
    """A file that a service signed came, late perhaps, and is about to be kept, then raised to its level by whoever
    commits this, until a time at most. Raises EndedMeanwhile."""
    if attempt.state not in ("asked", "unknown"):
        raise EndedMeanwhile
    attempt.state, attempt.came_sha256, attempt.until = "came", sha256, until
    return Changes.of(attempt)


def raising(attempt: SigningAttempt, at: datetime, until: datetime) -> Changes:
    """Whoever commits this raises the file that came, until a time at most. No changes where somebody is at it, or it
    is at its level."""
    if attempt.state not in ("came", "made") or not attempt.came_sha256 or not attempt.is_over(at):
        return Changes()
    attempt.state, attempt.signed_sha256, attempt.until = "came", None, until
    return Changes.of(attempt)


def below(attempt: SigningAttempt, error: BelowLevel, at: datetime, again_at: datetime) -> Changes:
    """It could not be raised to its level now; told of once while it is for the same reason. No changes where the
    attempt has come further."""
    if attempt.state != "came":
        return Changes()
    known = attempt.error == error.as_dict()
    attempt.error, attempt.until, attempt.again_at = error.as_dict(), at, again_at
    happened = [] if known else [_happened("signed-below-level", attempt, {"why": error.params["why"]})]
    return Changes.of(attempt, events=happened)


def made(attempt: SigningAttempt, sha256: str) -> Changes:
    """The signed file was made, late perhaps, and is about to be kept. Raises EndedMeanwhile, also where another file
    was made before."""
    if attempt.state not in OPEN or attempt.signed_sha256 not in (None, sha256):
        raise EndedMeanwhile
    attempt.state, attempt.signed_sha256 = "made", sha256
    return Changes.of(attempt)


def kept(draft: Draft, attempt: SigningAttempt, at: datetime) -> Changes:
    """The signed file is the letter; whoever commits this makes it one in the same commit. No changes where that is
    so already. Raises EndedMeanwhile."""
    if attempt.state == "kept":
        return Changes()
    if attempt.state != "made":
        raise EndedMeanwhile
    _ended(attempt, "kept", at)
    attempt.error = {}
    _stands(draft, "signed", None, at)
    said = {"sha256": attempt.signed_sha256, "letter": draft.letter, "position": attempt.position}
    return Changes.of(draft, attempt, events=[_happened("signed", attempt, said)])


def given_up(draft: Draft, attempt: SigningAttempt, reason: str, person: str, at: datetime) -> Changes:
    """It may have been signed by a service, whose file never came, or was signed and does not come to its level; a
    person says that it is signed anew. Raises UnderWay where it is not so, or somebody is at it."""
    if attempt.state != "unknown" and not (attempt.state == "came" and attempt.is_over(at)):
        raise UnderWay
    _ended(attempt, "given-up", at)
    attempt.reason = reason
    _stands(draft, "frozen", draft.signer, at)
    event = Happened("draft.signing-given-up", f"drafts/{attempt.draft}", person, after={"reason": reason})
    return Changes.of(draft, attempt, events=[event])


def _ended(attempt: SigningAttempt, state: str, at: datetime) -> None:
    attempt.state, attempt.ended_at = state, at


def _stands(draft: Draft, state: str, waits: str | None, at: datetime) -> None:
    draft.state, draft.waits, draft.changed_at = state, waits, at


def _happened(verb: str, attempt: SigningAttempt, after: Mapping[str, Any]) -> Happened:
    return Happened(f"draft.{verb}", f"drafts/{attempt.draft}", attempt.person, attempt.position, after=dict(after))
