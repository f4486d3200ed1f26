"""Why a verdict is what it is: a stable code and a sentence for each reason, in words that no cryptographer needs.

The sentences are templates with named parameters and the message ids of the translations, as those of errors are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SENTENCES = {
    "no-signature": "The file holds no electronic signature.",
    "not-a-pdf": "The file is not a PDF.",
    "unreadable": "The file is damaged, or made in a way in which its signatures cannot be checked safely.",
    "locked": "The file is locked with a password, so that its signatures cannot be checked.",
    "too-large": "The file is larger than %(limit)s MB, which is the most that is verified.",
    "too-many-signatures": "The file holds more than %(limit)s signatures, which is the most that is verified.",
    "too-many-revisions": "The file was added to more than %(limit)s times, which is the most that is verified.",
    "not-checked": "The check of the file came to no end: %(why)s.",
    "malformed": "A signature in the file cannot be read.",
    "unsupported": "A signature in the file is of a kind that is not verified here (%(what)s).",
    "changed-inside": "What was signed is not what stands in the file now.",
    "forged": "The signature was not made with the key of the certificate that it carries.",
    "coverage": "The signature does not cover the file in the way a signature must.",
    "changed-after": "The file was changed after it was signed, by more than a signature allows.",
    "objects-after-end": "Contents were added behind the end of the file; some readers would show them.",
    "weak-algorithm": "The signature uses %(what)s, which is too weak to prove anything.",
    "weak-certificate": "A certificate between the signer and the trusted authority is too weak to prove anything.",
    "chain-broken": "The certificates between the signer and the trusted authority do not hold at that time.",
    "unknown-root": "No authority that this office trusts vouches for the signer's certificate.",
    "revocation-unknown": "Whether the signer's certificate was revoked is not known: the file does not prove it, "
    "and no current list of the authority is at hand.",
    "revoked": "The signer's certificate was revoked on %(day)s, and nothing proves that it was used before.",
    "signed-revoked": "The signer's certificate was revoked on %(day)s, before it was used.",
    "expired": "The signer's certificate ended on %(day)s, and nothing proves that it was used before.",
    "signed-expired": "The signer's certificate had ended on %(day)s, before it was used.",
    "not-yet-valid": "The signer's certificate was valid from %(day)s only, after it was used.",
    "not-for-signing": "The signer's certificate, or one above it, may not be used for this.",
    "later-than-asked": "The proven time of the signature is after the moment for which it is verified.",
    "hidden-signature": "There are traces of a signature in the file, but none that a reader would show.",
    "only-timestamp": "The file is stamped with a time, but nobody signed it.",
    "bytes-after-end": "Bytes were added behind the end of the file. They belong to no page.",
    "description-changed": "Title or description of the file were changed after it was signed.",
    "timestamp-unproven": "The time is not proven: its timestamp was damaged, or its authority is not trusted.",
    "archive-unproven": "An archive timestamp proves nothing: it was damaged, or its authority is not trusted.",
    "timestamp-unchecked": "Whether the certificate of the time's authority was revoked is not known.",
    "proofs-unreadable": "What the file carries to prove its certificates cannot be read, and was not used.",
    "trust-unreadable": "%(files)s in the folder of trusted certificates cannot be read.",
}
"""The codes are part of the JSON of `lontar verify`: they are never renamed."""


@dataclass(frozen=True)
class Reason:
    """One reason or warning. `params` are named as in its sentence."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return SENTENCES[self.code] % self.params

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "message": str(self), "params": dict(self.params)}


def because(code: str, **params: Any) -> Reason:
    return Reason(code, params)
