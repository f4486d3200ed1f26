"""BSrE, the signing service of the Indonesian state: it keeps the keys, signs what it is sent, and keeps nothing of it.

The real service was never reached from here: what is known of it is its published interface, and the tests ask a
stand-in (tests/signing/bsre_stand_in.py). Not confirmed with it are: from which corner it measures the box of a stamp
(taken as the lower left), which error has which number, but for 2031, a wrong passphrase, and how it says that a
one-time code is wrong (taken as any error that speaks of one).
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

from schemas.errors import Unavailable
from signing import bsre_request, bsre_send
from signing.before import looked_at
from signing.bsre_request import NO_PROOF, Proof
from signing.bsre_send import SERVICE, Answer
from signing.levels import DIGESTS
from signing.settings import Settings
from signing.signer import SigningFault, Uncertain, Wish, WrongCode, WrongPassphrase

WRONG_PASSPHRASE = 2031
SPEAKS_OF_CODES = re.compile(r"\bt?otp\b|\bkode\b", re.IGNORECASE)
MAY_SIGN = "ISSUE"
MAINTENANCE = (b"maintenance", b"pemeliharaan", b"perbaikan")
MAY_HAVE_SIGNED = (500, 502, 504, 408, 524)
"""Answers of HTTP without word from the service itself after which it may have signed: whoever stands between gave up
waiting for it."""
LONGEST = 300
"""Characters of what the service says that are repeated."""


class ServiceRefused(SigningFault):
    code, title, status = "service-refused", "The signing service refused", 502
    sentence = "The signing service refused: %(why)s (%(number)s)."
    advice = "Nothing was signed. Ask whoever administers the certificates if it stays so."


class AccountRefused(SigningFault):
    code, title, status = "service-account-refused", "The signing service does not know this office", 502
    sentence = "The signing service does not accept this office's own account."
    advice = "Nothing was signed. Ask an administrator to check LONTAR_BSRE_USER and LONTAR_BSRE_PASSWORD."


class Maintenance(SigningFault):
    code, title, status = "service-maintenance", "The signing service is down", 503
    sentence = "The signing service says that it is being maintained."
    advice = "Nothing was signed. Try again later."


@dataclass(frozen=True)
class BsreSigner:
    """`identity`: the NIK or, for version 2, the e-mail address of who signs. It signs at B-B whatever is wished for;
    signing.raising does the rest. `inside`: hosts that may stand in a private network."""

    settings: Settings
    identity: str
    proof: Proof
    inside: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        return self.identity

    def sign(self, pdf: bytes, wish: Wish) -> bytes:
        """Raises SigningFault and Unavailable: nothing was signed; Uncertain: it may have been."""
        looked_at(pdf, wish)
        asked = bsre_request.signing(self.settings.bsre_version, self.identity, self.proof, pdf, wish)
        found = parsed(bsre_send.answer(self.settings, asked, self.inside), self.identity, self.proof)
        if why := not_the_letter(pdf, found):
            raise Uncertain(service=SERVICE, why=why)
        return found


def status(settings: Settings, identity: str, inside: frozenset[str] = frozenset()) -> str:
    """What the service says of somebody: ISSUE for who may sign, else EXPIRED, NO_CERTIFICATE and more; empty where it
    says nothing. Raises Unavailable, SigningFault, Uncertain."""
    asked = bsre_request.status(settings.bsre_version, identity)
    found = bsre_send.answer(settings, asked, inside)
    said = _json(found)
    if found.status != 200 or said is None:
        raise _fault(found, identity)
    inner = said.get("data")
    more = inner if isinstance(inner, dict) else {}
    return str(said.get("status") or said.get("userStatus") or more.get("status") or "")[:40].upper()


def send_code(settings: Settings, identity: str, inside: frozenset[str] = frozenset()) -> None:
    """Have the service send somebody a one-time code, for one letter. Raises NoCodes, NoIdentity, SigningFault,
    Unavailable."""
    try:
        found = bsre_send.answer(settings, bsre_request.code(settings.bsre_version, identity), inside)
        said = _json(found)
        if found.status != 200 or said is None or "error" in said:
            raise _fault(found, identity)
    except Uncertain as error:  # nothing was to be signed
        raise Unavailable(what=SERVICE, why=error.params["why"]) from error


def parsed(found: Answer, who: str = "", proof: Proof = NO_PROOF) -> bytes:
    """The PDF in an answer. Raises what the answer says instead; `proof` so that what was typed is never repeated."""
    if found.status == 200:
        if found.body.startswith(b"%PDF"):
            return found.body
        said = _json(found)
        if said is not None and "file" in said:
            return _file(said["file"])
    raise _fault(found, who, proof)


def not_the_letter(sent: bytes, found: bytes) -> str:
    """What is wrong with a file that the service sent back; empty: it is the letter with one signature more, which is
    whole and made with a digest of today."""
    try:
        before, after = PdfFileReader(BytesIO(sent)), PdfFileReader(BytesIO(found), strict=False)
        signatures = after.embedded_regular_signatures
        more = len(signatures) - len(before.embedded_regular_signatures)
        if more != 1 or not (found.startswith(sent) or _drawn(found) == _drawn(sent)):
            return "the file it sent back is not this letter with one signature more"
        last = signatures[-1]
        used = last.signer_info["digest_algorithm"]["algorithm"].native
        if used not in DIGESTS:
            return f"it signed with {used.upper()}"
        whole = last.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
        fits = validate_sig_integrity(last.signer_info, last.signer_cert, "data", last.compute_digest(used))
        if not (whole and all(fits)):
            return "the signature in the file it sent back does not fit the file"
    except Exception:  # whatever it is that a parser meets in a broken file
        return "the file it sent back cannot be read"
    return ""


def _drawn(pdf: bytes) -> list[bytes]:
    """What is drawn on each page. A service may write a PDF anew before it signs it, if it is not signed yet."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [_content(page.obj.get("/Contents")) for page in document.pages]


def _content(streams: pikepdf.Object | None) -> bytes:
    if streams is None:
        return b""
    parts = list(streams) if isinstance(streams, pikepdf.Array) else [streams]
    return b"\n".join(one.read_bytes() for one in parts)


def _file(files: object) -> bytes:
    """The first of the files of version 2, in base64. Raises Uncertain."""
    first = files[0] if isinstance(files, list) and files else files
    try:
        return base64.b64decode(str(first), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Uncertain(service=SERVICE, why="it holds no file") from error


def _json(found: Answer) -> dict[str, Any] | None:
    """Its body, where that is an object of JSON, whatever it says of its type."""
    try:
        said = json.loads(found.body)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _fault(found: Answer, who: str, proof: Proof = NO_PROOF) -> Exception:
    """What an answer without a file means."""
    said = _json(found)
    if said is not None and ("error" in said or "message" in said):
        why = str(said.get("error") or said.get("message"))[:LONGEST]
        return _refusal(why, said.get("status_code", found.status), who, proof)
    if found.status in (401, 403):
        return AccountRefused()
    if found.status == 503 or (found.status not in MAY_HAVE_SIGNED and _maintained(found.body)):
        return Maintenance()
    if 300 <= found.status < 500 and found.status not in MAY_HAVE_SIGNED:
        return ServiceRefused(why="it says no more", number=found.status)
    return Uncertain(service=SERVICE, why=f"it came as {found.kind or 'something unknown'}, status {found.status}")


def _refusal(why: str, number: object, who: str, proof: Proof) -> SigningFault:
    if proof.once and (number == WRONG_PASSPHRASE or SPEAKS_OF_CODES.search(why)):
        return WrongCode(who=who)
    if number == WRONG_PASSPHRASE:
        return WrongPassphrase(who=who)
    return ServiceRefused(why=proof.hidden_in(why), number=number)


def _maintained(body: bytes) -> bool:
    return any(word in body.lower() for word in MAINTENANCE)
