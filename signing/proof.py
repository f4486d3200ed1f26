"""What proves since when a signature exists: its own timestamp, and the archive timestamps of the file after it.

The newest archive timestamp is verified as of now, each older one as of the time that the one after it proves, the
timestamp of a signature as of the oldest that stands: so a signature outlives the certificates around it."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms
from pyhanko.sign.general import extract_certificate_info, extract_signer_info
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.ades import ades_timestamp_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.algorithms import weak_stamp, weakness
from signing.chain import Known, passed, timing
from signing.difference import coverage_of

log = logging.getLogger("lontar.signing")


@dataclass(frozen=True)
class Proof:
    """Until when something existed at the latest. `revision`: of the PDF, that an archive timestamp covers. `checked`:
    whether it is known that its authority's certificate was not revoked."""

    at: datetime
    kind: str  # as verdict.PROOFS
    revision: int = -1
    checked: bool = True


async def archive_proofs(
    stamps: Iterable[EmbeddedPdfSignature], what: Known, at: datetime, pdf: bytes
) -> tuple[Proof, ...]:
    """Of the archive timestamps of a file those that stand, the newest first. One that does not stand is passed over:
    those before it are verified as of the last that does."""
    found: list[Proof] = []
    now = at
    for stamp in sorted(stamps, key=lambda one: one.signed_revision, reverse=True):
        if coverage_of(stamp, pdf) == "partial":
            continue

        def imprint(name: str, stamp: EmbeddedPdfSignature = stamp) -> bytes:
            return stamp.compute_digest(name)

        one = await _proof(stamp.signed_data, what, now, imprint, ("archive-timestamp", stamp.signed_revision))
        if one is not None:
            found.append(one)
            now = one.at
    return tuple(found)


async def proof_of(
    signature: EmbeddedPdfSignature, what: Known, at: datetime, archive: Sequence[Proof]
) -> tuple[Proof | None, bool]:
    """The oldest proof of a signature, and whether it has a timestamp of its own that proves nothing."""
    later = [one for one in archive if one.revision > signature.signed_revision]
    oldest = min(later, key=lambda one: one.at, default=None)
    imprint = generic_cms.message_imprint_checker(signature.signer_info)
    tokens = list(generic_cms.extract_tst_data_iter(signature.signer_info, signed=False))
    for token in tokens:
        one = await _proof(token, what, oldest.at if oldest else at, imprint, ("timestamp", -1))
        if one is not None and (oldest is None or one.at <= oldest.at):
            return one, False
    return oldest, bool(tokens)


async def _proof(token: cms.SignedData, what: Known, at: datetime, imprint: Any, kind: tuple[str, int]) -> Proof | None:
    """What a timestamp proves; nothing where it does not stand, or cannot even be taken apart."""
    try:
        return await _proven(token, what, at, imprint, kind)
    except MemoryError:
        raise
    except Exception as error:
        log.info("a timestamp was not verified: %s", type(error).__name__, exc_info=True)
        return None


async def _proven(
    token: cms.SignedData, what: Known, at: datetime, imprint: Any, kind: tuple[str, int]
) -> Proof | None:
    certificate = extract_certificate_info(token).signer_cert
    said = token["encap_content_info"]["content"].parsed["gen_time"].native.astimezone(UTC)
    if weak_stamp(token) or weakness(extract_signer_info(token), certificate):
        return None
    for revocation in (True, False):
        spec = what.spec(revocation=revocation, certificate=certificate, proven=True)
        found = await ades_timestamp_validation(token, spec, imprint, timing_info=timing(at))
        if passed(found):
            return Proof(said, kind[0], kind[1], checked=revocation)
        if found.api_status and found.api_status.revocation_details:
            return None
    return None
