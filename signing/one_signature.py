"""The verdict on one signature: what it covers, what came after it, who made it, and whether that is proven."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESFailure
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation import generic_cms
from pyhanko.sign.validation.ades import ades_basic_validation
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing import algorithms, difference
from signing.chain import Known, Vouched, chain_of, passed, reason_of, timing
from signing.holder import name_of
from signing.proof import Proof, proof_of
from signing.reasons import Reason, because
from signing.verdict import SignatureVerdict

log = logging.getLogger("lontar.signing")
CLOCKS = timedelta(minutes=5)
"""By so much clocks may differ before a time counts as one to come."""


async def verdict(
    signature: EmbeddedPdfSignature, what: Known, at: datetime, archive: Sequence[Proof], pdf: bytes
) -> SignatureVerdict:
    """Never raises for what a file holds: what the library stumbles over is unverifiable."""
    try:
        return await _verdict(signature, what, at, archive, pdf)
    except MemoryError:
        raise
    except Exception as error:
        log.info("a signature was not verified: %s", type(error).__name__, exc_info=True)
        return SignatureVerdict("unverifiable", str(signature.field_name), reasons=(because("malformed"),))


async def _verdict(
    signature: EmbeddedPdfSignature, what: Known, at: datetime, archive: Sequence[Proof], pdf: bytes
) -> SignatureVerdict:
    certificate = extract_certificate_info(signature.signed_data).signer_cert
    signature.compute_integrity_info(diff_policy=difference.POLICY)
    proven, unproven = await proof_of(signature, what, at, archive)
    time, kind = (proven.at, proven.kind) if proven else (_claimed(signature), "claimed")
    coverage, changes = difference.coverage_of(signature, pdf), difference.changes_of(signature, pdf)
    broken, vouched = await _vouched(signature, certificate, what, at, proven)
    weak = algorithms.weakness(signature.signer_info, certificate)
    wrong = [*(why for why in broken if why.code != "malformed"), *_of_file(coverage, changes)]
    doubts = [why for why in broken if why.code == "malformed"]
    doubts += [because("weak-algorithm", what=weak)] if weak else []
    doubts += [because("not-for-signing")] if algorithms.is_for_other_things(certificate) else []
    if vouched.reason and not _told_already(vouched.reason, broken, weak):
        (wrong if vouched.refused else doubts).append(vouched.reason)
    if proven and proven.at > at + CLOCKS:
        doubts.append(because("later-than-asked"))
    return SignatureVerdict(
        verdict="invalid" if wrong else "unverifiable" if doubts else "valid",
        field=str(signature.field_name),
        signer=name_of(certificate),
        chain=vouched.chain,
        intact=not broken and coverage != "partial",
        trusted=vouched.trusted,
        level=_level(signature, what, archive),
        time=time,
        time_proof=kind if time else "",
        coverage=coverage,
        changes=changes,
        algorithms=(
            algorithms.digest_of(signature.signer_info),
            algorithms.signature_of(signature.signer_info),
            algorithms.key_of(certificate),
        ),
        reasons=(*wrong, *doubts),
        warnings=tuple(_warnings(signature, proven, unproven=unproven)),
    )


async def _vouched(
    signature: EmbeddedPdfSignature, certificate: x509.Certificate, what: Known, now: datetime, proof: Proof | None
) -> tuple[list[Reason], Vouched]:
    """What is broken in the signature itself, and who vouches for its certificate as of the time that is proven."""
    at = proof.at if proof else now

    async def tried(**how: bool) -> Any:
        spec = what.spec(certificate=certificate, proven=proof is not None, **how)
        return await ades_basic_validation(
            signature.signed_data,
            spec,
            timing_info=timing(at),
            raw_digest=signature.compute_digest(),
        )

    found = await tried(revocation=True)
    broken = _broken(found)
    if what.kept and passed(found) and (later := await tried(revocation=True, kept=True)).api_status:
        # What the file carries says that all was well; a list that the office keeps may know better.
        found = later if later.api_status.revocation_details else found
    chain = chain_of(found, signature.signed_data, certificate)
    if passed(found):
        return broken, Vouched(True, chain)
    reason, refused = reason_of(found, certificate, at, proof=proof.kind if proof else "")
    if reason.code in ("signed-revoked", "revoked"):
        return broken, Vouched(True, chain, reason, refused)
    plain = await tried(revocation=False)
    chain = chain_of(plain, signature.signed_data, certificate)
    if passed(plain):
        return broken, Vouched(True, chain, because("revocation-unknown"), unchecked=True)
    reason, refused = reason_of(plain, certificate, at, proof=proof.kind if proof else "")
    return broken, Vouched(False, chain, reason, refused)


def _told_already(reason: Reason, broken: Sequence[Reason], weak: str) -> bool:
    """Of a signature that is itself broken the library does not come to its certificates."""
    return (bool(broken) and reason.code == "chain-broken") or (bool(weak) and reason.code == "weak-certificate")


def _broken(found: Any) -> list[Reason]:
    status = found.api_status
    if status is None:  # it was given up before its digest was looked at
        return [because("malformed")] if found.ades_subindic == AdESFailure.FORMAT_FAILURE else []
    if not status.intact:
        return [because("changed-inside")]
    return [] if status.valid else [because("forged")]


def _of_file(coverage: str, changes: str) -> list[Reason]:
    if coverage == "partial":
        return [because("coverage")]
    return [because("changed-after")] if changes == "suspicious" else []


def _warnings(signature: EmbeddedPdfSignature, proven: Proof | None, *, unproven: bool) -> list[Reason]:
    found = []
    if unproven:
        found.append(because("timestamp-unproven"))
    if proven and not proven.checked:
        found.append(because("timestamp-unchecked"))
    if difference.described_otherwise(signature):
        found.append(because("description-changed"))
    return found


def _claimed(signature: EmbeddedPdfSignature) -> datetime | None:
    try:
        said = signature.self_reported_timestamp
    except ValueError:
        return None
    return said.astimezone(UTC) if said else None


def _level(signature: EmbeddedPdfSignature, what: Known, archive: Sequence[Proof]) -> str:
    """The PAdES level that the signature has by what is in the file, whether it is trusted or not. A timestamp of
    its own proves its time, or one over the file (ETSI EN 319 142-1, 6.3); one over proofs is an archive timestamp."""
    if signature.sig_object.get("/SubFilter") != SigSeedSubFilter.PADES.value:
        return "CMS"
    later = [one for one in archive if one.revision > signature.signed_revision]
    if not later and next(generic_cms.extract_tst_data_iter(signature.signer_info, signed=False), None) is None:
        return "B-B"
    if not (len(what.lists) > len(what.kept) or what.answers):
        return "B-T"
    sealed = any("/DSS" in signature.reader.get_historical_root(one.revision) for one in later)
    return "B-LTA" if sealed else "B-LT"
