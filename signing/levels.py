"""How much a signature carries with it, by the names of ETSI EN 319 142-1: B-B the signature alone, B-T with the time
confirmed by a server, B-LT with what proves that the certificates were not revoked, B-LTA under an archive timestamp.

Each level holds what its name says or is not made: a list of revoked certificates that is missing is an error, never
a lower level.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from asn1crypto import x509
from pyhanko.sign.general import UnacceptableSignerError
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    PathError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.fetchers.api import FetchLimits
from pyhanko_certvalidator.registry import CertificateStore

from schemas.errors import NotAmong
from signing.holder import name_of
from signing.outward import session
from signing.signer import SigningFault
from signing.trust import Trust

SECONDS = 8
"""How long a list of revoked certificates may be silent."""
MOST_REQUESTS = 30
"""Lists and responders that are asked for one signature; certificates are never fetched (they come with the key)."""
USAGE = {"non_repudiation"}
DIGEST = "sha256"
DIGESTS = ("sha256", "sha384", "sha512")
"""The digests there may be in a signature of ours. MD5 and SHA-1 are nowhere asked for."""


@dataclass(frozen=True)
class Level:
    timestamp: bool
    proof: bool
    archive: bool


LEVELS = {
    "B-B": Level(timestamp=False, proof=False, archive=False),
    "B-T": Level(timestamp=True, proof=False, archive=False),
    "B-LT": Level(timestamp=True, proof=True, archive=False),
    "B-LTA": Level(timestamp=True, proof=True, archive=True),
}


def level(name: str) -> Level:
    """Raises NotAmong."""
    if name not in LEVELS:
        raise NotAmong(what="The level", known=", ".join(LEVELS))
    return LEVELS[name]


class NotTrusted(SigningFault):
    code, title = "no-trusted-root", "No trusted root"
    sentence = "The certificate of %(who)s leads to none of the roots that this office trusts."
    advice = "Put the root and the certificates between into the folder of trusted roots, or sign at level B-T."


class Revoked(SigningFault):
    code, title = "certificate-revoked", "Revoked certificate"
    sentence = "The certificate of %(who)s was revoked by its issuer."
    advice = "Nothing was signed. Apply for a new certificate."


class RevocationUnknown(SigningFault):
    code, title, status = "revocation-unknown", "Revocation not known", 503
    sentence = (
        "Whether the certificate of %(who)s was revoked cannot be proved: its issuer's list is missing or too old."
    )
    advice = "Nothing was signed, for this level needs the proof. Try again when the issuer's server answers."


class CertificateRefused(SigningFault):
    code, title = "certificate-refused", "Certificate not accepted"
    sentence = "The certificate of %(who)s is not accepted for signing: %(why)s."
    advice = "Nothing was signed. Use another certificate."


@asynccontextmanager
async def gathering(trust: Trust) -> AsyncIterator[ValidationContext]:
    """What gathers the proofs for one signature. Roots are trusted as they stand; every certificate below one needs
    word from its issuer that it was not revoked: a list that the office keeps, or one that is fetched."""
    limits = FetchLimits(max_requests=MOST_REQUESTS, max_cert_requests=0)
    async with session(trust.inside) as opened:
        yield ValidationContext(
            trust_roots=[x509.Certificate.load(one) for one in trust.roots],
            other_certs=[x509.Certificate.load(one) for one in trust.others],
            crls=list(trust.lists),
            allow_fetching=True,
            revocation_mode="require",
            fetcher_backend=AIOHttpFetcherBackend(opened, per_request_timeout=SECONDS, limits=limits),
        )


async def demand(certificate: x509.Certificate, between: CertificateStore, gathered: ValidationContext) -> None:
    """Raises NotTrusted, Revoked, RevocationUnknown, CertificateRefused for a signer's certificate; what proves that it
    stands is in `gathered` then."""
    validator = CertificateValidator(certificate, intermediate_certs=between, validation_context=gathered)
    try:
        await validator.async_validate_usage(USAGE)
    except (PathError, ValidationError) as error:
        raise fault(error, name_of(certificate)) from error


def fault(error: BaseException, who: str) -> SigningFault:
    """What pyHanko found wrong with a certificate, in our words."""
    match error:
        case RevokedError():
            return Revoked(who=who)
        case InsufficientRevinfoError():
            return RevocationUnknown(who=who)
        case PathBuildingError():
            return NotTrusted(who=who)
        case ExpiredError() | NotYetValidError():
            return CertificateRefused(who=who, why="one in its chain is not valid today")
        case InvalidCertificateError() | UnacceptableSignerError():
            return CertificateRefused(who=who, why="it was issued for another use")
    return CertificateRefused(who=who, why=" ".join(str(error).split()).rstrip("."))
