"""Who signs a PDF: one contract for a key file of ours and for a signing service elsewhere, and how it can fail.

A passphrase lives in a signer and nowhere else: no repr, error, log, job or document ever holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from schemas.errors import LontarError


@dataclass(frozen=True)
class Place:
    """Where a visible signature stands: page from 1 (-1: the last), box (x0, y0, x1, y1) in points from the lower
    left."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Stamp:
    """What is seen of a signature. `pdf`: one page as large as the box; `label`: what a screen reader says of it;
    `data`: what it was typeset from."""

    pdf: bytes
    label: str
    data: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Wish:
    """How a PDF is to be signed. `level`: one of signing.levels; `field`: its name, None: the only empty one, else a
    new one; `stamp` goes into `place`, or into the field that is there; `lock`: nothing may follow but archive
    timestamps. `reason` and `location` stand in the signature."""

    level: str = "B-B"
    field: str | None = None
    place: Place | None = None
    stamp: Stamp | None = None
    lock: bool = False
    reason: str = ""
    location: str = ""


class Signer(Protocol):
    """Puts one signature into a PDF."""

    @property
    def name(self) -> str:
        """Whose signature it will be, as far as is known before."""

    def sign(self, pdf: bytes, wish: Wish) -> bytes:
        """The PDF with one signature more. Raises SigningFault: nothing was signed; Uncertain: that is not known."""


class SigningFault(LontarError):
    """Nothing was signed."""

    code, title, status = "not-signed", "Not signed", 422
    sentence = "This was not signed."


class Uncertain(LontarError):
    """The service was asked, and its answer did not arrive: it may have signed."""

    code, title, status = "signing-uncertain", "Not known whether it was signed", 502
    sentence = "%(service)s was asked to sign, and its answer did not arrive whole: %(why)s."
    advice = "It may have signed. Do not sign again: check the letter first."


class WrongPassphrase(SigningFault):
    code, title = "wrong-passphrase", "Wrong passphrase"
    sentence = "The passphrase of %(who)s is wrong."
    advice = "Nothing was signed. Type it again."


class WrongCode(SigningFault):
    code, title = "wrong-one-time-code", "Wrong one-time code"
    sentence = "The one-time code of %(who)s is wrong, or no longer valid."
    advice = "Nothing was signed. Have a new one sent, and type that."


class CannotBeSigned(SigningFault):
    """What is wrong with the PDF."""

    code, title = "cannot-be-signed", "This PDF cannot be signed"
    sentence = "This PDF cannot be signed: %(why)s."
    advice = "Make it anew without that, then sign it."


class Locked(SigningFault):
    code, title, status = "locked-by-signature", "Locked by a signature", 409
    sentence = "The signature %(field)s closed this PDF: no other may follow it."
    advice = "Only archive timestamps may be added. Sign a new copy of the letter instead."


class NoField(SigningFault):
    code, title, status, exit_code = "no-signature-field", "No such signature field", 400, 2
    sentence = "The PDF has no empty signature field %(field)s; empty are: %(known)s."
    advice = "Name one of these, or none to add a new one."
