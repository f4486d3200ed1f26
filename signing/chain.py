"""Whether a trusted authority vouches for a signature, as of a moment: chains of certificates and their revocation.

Everything is decided with what the office and the file itself hold; no address is ever asked."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms, crl, x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule,
    LocalKnowledge,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.fetchers import FetcherBackend, Fetchers
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from signing.algorithms import DIGESTS, weak_key
from signing.reasons import Reason, because
from signing.trust import Trust
from signing.verdict import Certificate

KEY_USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False, key_usage_forbidden=set()
)
"""Either will do: authorities differ in which of the two a signer's certificate has."""
OF_CHAIN = {
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: "unknown-root",
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: "not-for-signing",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "weak-certificate",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "weak-certificate",
    AdESPassed.OK: "weak-certificate",  # that of a curve, of which the library asks nothing
}
REVOKED = (AdESIndeterminate.REVOKED_NO_POE, AdESIndeterminate.REVOKED_CA_NO_POE, AdESFailure.REVOKED)


class NoFetching(FetcherBackend):
    """Stands where the library would make one that asks the addresses in a document."""

    def get_fetchers(self) -> Fetchers:
        raise RuntimeError("nothing may be fetched")

    async def close(self) -> None:
        pass


NOTHING_FETCHED = RevocationInfoGatheringSpec(
    online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY,
    fetcher_backend=NoFetching(),
    certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH,
)


@dataclass(frozen=True)
class Known:
    """Taken apart: what is trusted, and what is known of certificates from the office's folder and from the file."""

    roots: tuple[x509.Certificate, ...]
    certificates: tuple[x509.Certificate, ...]
    lists: tuple[CRLContainer, ...]
    answers: tuple[OCSPContainer, ...] = ()
    kept: tuple[CRLContainer, ...] = ()
    """Those of the lists that the office keeps itself."""

    def spec(self, *, revocation: bool, certificate: x509.Certificate, proven: bool, kept: bool = False) -> Any:
        """How a signature with this certificate is validated. `proven`: what is known of its time is proof; then what
        was said of revocation later counts for it too, as long as the certificate was not yet ended when it was said:
        lists forget what has ended. `kept`: by the office's own lists alone."""
        ends = certificate.not_valid_after
        policy = CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=list(self.roots)),
            revinfo_policy=CertRevTrustPolicy(
                REQUIRE_REVINFO if revocation else NO_REVOCATION, retroactive_revinfo=proven
            ),
        )
        return SignatureValidationSpec(
            cert_validation_policy=policy,
            revinfo_gathering_policy=NOTHING_FETCHED,
            key_usage_settings=KEY_USAGE,
            local_knowledge=LocalKnowledge(
                known_certs=list(self.certificates),
                known_crls=[one for one in (self.kept if kept else self.lists) if _before(one, ends)],
                known_ocsps=[] if kept else [one for one in self.answers if _before(one, ends)],
            ),
        )


@dataclass(frozen=True)
class Vouched:
    """Whether a chain to a trusted root stands at that moment, and why it is not enough where it is not.

    `refused`: the certificate was not good when it was used, and that is proven."""

    trusted: bool
    chain: tuple[Certificate, ...]
    reason: Reason | None = None
    refused: bool = False
    unchecked: bool = False


def known(trust: Trust) -> Known:
    roots = tuple(x509.Certificate.load(one) for one in trust.roots)
    lists = tuple(CRLContainer(crl.CertificateList.load(one)) for one in trust.lists)
    return Known(roots, tuple(x509.Certificate.load(one) for one in trust.others), lists, kept=lists)


def and_of_file(what: Known, dss: LocalKnowledge) -> Known:
    return replace(
        what,
        certificates=(*what.certificates, *dss.known_certs),
        lists=(*what.lists, *filter(_believed, dss.known_crls)),
        answers=(*what.answers, *filter(_believed, dss.known_ocsps)),
    )


def timing(at: datetime) -> ValidationTimingInfo:
    return ValidationTimingInfo(validation_time=at, best_signature_time=at, point_in_time_validation=True)


def reason_of(found: Any, certificate: x509.Certificate, at: datetime, *, proof: str) -> tuple[Reason, bool]:
    """Why a chain does not stand, and whether that is refusal. `found`: a result of pyHanko's validation; `proof`: what
    proves the time, as verdict.PROOFS, or "". An archive timestamp may come years after the signature: that it is later
    than the end of a certificate says nothing against the signer."""
    dated = proof == "timestamp"
    indication = found.ades_subindic
    if indication in REVOKED:
        details = found.api_status.revocation_details if found.api_status else None
        day = details.revocation_date.date().isoformat() if details else "?"
        return because("signed-revoked" if dated else "revoked", day=day), dated
    if certificate.issuer == certificate.subject:
        return because("unknown-root"), False
    if indication in OF_CHAIN:
        return because(OF_CHAIN[indication]), False
    if certificate.not_valid_after < at:
        day = certificate.not_valid_after.date().isoformat()
        return because("signed-expired" if dated else "expired", day=day), dated
    if certificate.not_valid_before > at:
        return because("not-yet-valid", day=certificate.not_valid_before.date().isoformat()), bool(proof)
    return because("chain-broken"), False


def passed(found: Any) -> bool:
    return bool(found.ades_subindic == AdESPassed.OK) and not _weak_link(found)


def _weak_link(found: Any) -> bool:
    """Whether a certificate below the root has a key too weak to prove anything."""
    path = found.api_status.validation_path if found.api_status else None
    return path is not None and any(map(weak_key, path.iter_certs(include_root=False)))


def chain_of(found: Any, signed: cms.SignedData, certificate: x509.Certificate) -> tuple[Certificate, ...]:
    """Of the validated path, the signer's first; where there is none, as far as the signature itself leads."""
    path = found.api_status.validation_path if found.api_status else None
    if path is not None:
        return tuple(_said(one) for one in reversed(list(path.iter_certs(include_root=True))))
    carried = [one.chosen for one in signed["certificates"] if one.name == "certificate"]
    links = [certificate]
    while len(links) <= len(carried) and links[-1].issuer != links[-1].subject:
        above = next((one for one in carried if one.subject == links[-1].issuer and one not in links), None)
        if above is None:
            break
        links.append(above)
    return tuple(_said(one) for one in links)


def _said(one: x509.Certificate) -> Certificate:
    return Certificate(
        one.subject.human_friendly,
        one.issuer.human_friendly,
        f"{one.serial_number:x}",
        one.not_valid_before.astimezone(UTC),
        one.not_valid_after.astimezone(UTC),
        one.sha256.hex(),
    )


def _before(one: CRLContainer | OCSPContainer, ends: datetime) -> bool:
    issued = one.issuance_date
    return issued is not None and issued <= ends


def _believed(one: CRLContainer | OCSPContainer) -> bool:
    """Whether what a file carries is signed with a digest that proves something."""
    if isinstance(one, CRLContainer):
        mechanism = one.crl_data["signature_algorithm"]
    else:
        answer = one.extract_basic_ocsp_response()
        if answer is None:
            return False
        mechanism = answer["signature_algorithm"]
    with suppress(ValueError):  # some mechanisms say nothing of a digest: it is a part of them
        return mechanism.hash_algo in DIGESTS
    return True
