"""Certificates of every kind and fault, what is said of their revocation, and PDFs that are signed with them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from asn1crypto import crl, ocsp, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509 import ocsp as made_ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.authority import DER, SINCE, UNTIL, Holder
from signing.loops import finished
from signing.trust import Trust

LONG = pytest.mark.full
SHORT_AND_LONG = ["B-B", pytest.param("B-T", marks=LONG), pytest.param("B-LT", marks=LONG), "B-LTA"]
NOW = datetime.now(UTC).replace(microsecond=0)
"""That of the machine: answers about certificates are always of now."""
DAY = timedelta(days=1)
TIME, ANSWERS = ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.OCSP_SIGNING
USAGES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
SIGNS, CERTIFIES = ("digital_signature", "content_commitment"), ("digital_signature", "key_cert_sign", "crl_sign")
ANSWERS_AT = "http://127.0.0.1:9/ocsp"
"""Where nobody answers, and nobody is asked: the library looks at answers of authorities alone that name a place."""


@cache
def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def certificate(
    name: str,
    by: Holder | None = None,
    *,
    ca: bool = False,
    key: Any = None,
    valid: tuple[datetime, datetime] = (SINCE, UNTIL),
    **how: Any,
) -> Holder:
    """`how`: usage (names of key usages), purposes (extended ones), length (of the path below), names (constraints),
    unit (an organisation in its name), more (extensions), pss (its issuer signs so)."""
    own = key or ec.generate_private_key(ec.SECP256R1())
    named = [(NameOID.ORGANIZATION_NAME, how["unit"])] if "unit" in how else []
    subject = made.Name([made.NameAttribute(kind, value) for kind, value in (*named, (NameOID.COMMON_NAME, name))])
    usage = how.get("usage", CERTIFIES if ca else SIGNS)
    flags = {one: one in usage for one in (*USAGES, "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")}
    extensions: list[tuple[Any, bool]] = [
        (made.BasicConstraints(ca=ca, path_length=how.get("length")), True),
        (made.KeyUsage(**flags), True),
        (made.SubjectKeyIdentifier.from_public_key(own.public_key()), False),
        *how.get("more", ()),
    ]
    if by:
        place = made.UniformResourceIdentifier(ANSWERS_AT)
        about = [made.AccessDescription(AuthorityInformationAccessOID.OCSP, place)]
        extensions.append((made.AuthorityInformationAccess(about), False))
    if "purposes" in how:
        extensions.append((made.ExtendedKeyUsage(how["purposes"]), True))
    if "names" in how:
        extensions.append((how["names"], True))
    builder = made.CertificateBuilder(by.certificate.subject if by else subject, subject, own.public_key())
    builder = builder.serial_number(made.random_serial_number()).not_valid_before(valid[0]).not_valid_after(valid[1])
    for value, critical in extensions:
        builder = builder.add_extension(value, critical)
    signer = by.key if by else own
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), 32) if how.get("pss") else None
    return Holder(builder.sign(signer, _digest(signer), rsa_padding=pss), own)


def weakly_signed(one: Holder, by: Holder, digest: str) -> Holder:
    """The same certificate, signed by its issuer (RSA) with SHA-1 or MD5, as no library does any more."""
    algorithm = {"algorithm": f"{digest}_rsa"}
    parts = one.x509
    parts["tbs_certificate"]["signature"] = algorithm
    parts["signature_algorithm"] = algorithm
    contents = parts["tbs_certificate"].dump(force=True)
    assert isinstance(by.key, rsa.RSAPrivateKey)
    kind = hashes.SHA1() if digest == "sha1" else hashes.MD5()
    parts["signature_value"] = by.key.sign(contents, padding.PKCS1v15(), kind)
    return Holder(made.load_der_x509_certificate(parts.dump(force=True)), one.key)


def listed(by: Holder, at: datetime, revoked: dict[int, datetime] | None = None, **how: Any) -> bytes:
    """DER of a list of revoked certificates. `how`: days it is good for, signed (whose key signs it)."""
    builder = made.CertificateRevocationListBuilder(by.certificate.subject, _plain(at))
    builder = builder.next_update(_plain(at) + timedelta(days=how.get("days", 30)))
    builder = builder.add_extension(made.CRLNumber(1), critical=False)
    for serial, since in (revoked or {}).items():
        one = made.RevokedCertificateBuilder(serial, since).build()
        builder = builder.add_revoked_certificate(one)
    key = how.get("signed", by).key
    return bytes(builder.sign(key, _digest(key)).public_bytes(DER))


def answered(one: Holder, by: Holder, at: datetime, responder: Holder | None = None, **how: Any) -> bytes:
    """DER of an answer (OCSP) about a certificate. `how`: status, since (when it was revoked)."""
    who = responder or by
    status = how.get("status", made_ocsp.OCSPCertStatus.GOOD)
    builder = made_ocsp.OCSPResponseBuilder().add_response(
        *(one.certificate, by.certificate, hashes.SHA1(), status),
        *(_plain(at), _plain(at) + timedelta(days=7), _plain(how["since"]) if "since" in how else None, None),
    )
    builder = builder.responder_id(made_ocsp.OCSPResponderEncoding.HASH, who.certificate)
    if responder:
        builder = builder.certificates([responder.certificate])
    return builder.sign(who.key, _digest(who.key)).public_bytes(DER)


@dataclass(frozen=True)
class Office:
    """A root with an authority below it, and another root for a clock."""

    root: Holder
    authority: Holder
    time_root: Holder
    clock: Holder

    def trust(self, *more: Holder, lists: Iterable[bytes] = ()) -> Trust:
        roots = (self.root, self.time_root, *more)
        return Trust(tuple(one.x509.dump() for one in roots), (), tuple(lists))

    def lists(
        self, at: datetime, revoked: dict[int, datetime] | None = None, more: Sequence[Holder] = ()
    ) -> list[bytes]:
        """Of all authorities."""
        others = [listed(one, at) for one in (self.root, self.time_root, *more)]
        return [*others, listed(self.authority, at, revoked)]

    def signed(
        self,
        pdf: bytes,
        who: Holder,
        at: datetime,
        level: str = "B-B",
        between: Sequence[Holder] | None = None,
        **how: Any,
    ) -> bytes:
        """`between`: certificates that the signature carries; `how`: lists, answers, clock, pss, and of pyHanko's
        PdfSignatureMetadata."""
        chain = [self.authority] if between is None else list(between)
        lists, answers = how.pop("lists", None), how.pop("answers", ())
        clock = how.pop("clock", self.clock)
        store = SimpleCertificateStore.from_certs([one.x509 for one in chain])
        signer = SimpleSigner(who.x509, who.private, store, prefer_pss=how.pop("pss", False))
        meta: dict[str, Any] = {"field_name": "Signature1", "md_algorithm": "sha256"}
        meta |= {"subfilter": SigSeedSubFilter.PADES} | how
        stamper = _stamper(clock, at) if level != "B-B" else None
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        work = PdfSigner(PdfSignatureMetadata(**meta), signer, timestamper=stamper).async_sign_pdf(writer)
        out = bytes(finished(work).getvalue())
        if level in ("B-LT", "B-LTA"):
            out = proven(out, [who, *chain, clock], self.lists(at, more=chain[1:]) if lists is None else lists, answers)
        return self.stamped(out, at, clock) if level == "B-LTA" else out

    def stamped(self, pdf: bytes, at: datetime, clock: Holder | None = None) -> bytes:
        """With an archive timestamp more."""
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        work = PdfTimeStamper(_stamper(clock or self.clock, at)).async_timestamp_pdf(writer, "sha256")
        return bytes(finished(work).getvalue())


def office_of_authorities() -> Office:
    root, time_root = certificate("Akar", ca=True), certificate("Akar Waktu", ca=True)
    authority = certificate("Penerbit", root, ca=True)
    return Office(root, authority, time_root, certificate("Waktu", time_root, key=rsa_key(), purposes=[TIME]))


def proven(pdf: bytes, certificates: Iterable[Holder], lists: Iterable[bytes], answers: Iterable[bytes]) -> bytes:
    """With data that proves the certificates of its last signature."""
    last = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures[-1]
    out = io.BytesIO(pdf)
    DocumentSecurityStore.add_dss(
        out,
        last.pkcs7_content,
        certs=[x509.Certificate.load(one.x509.dump()) for one in certificates],
        crls=[crl.CertificateList.load(one) for one in lists],
        ocsps=[ocsp.OCSPResponse.load(one) for one in answers],
    )
    return out.getvalue()


def _stamper(clock: Holder, at: datetime) -> DummyTimeStamper:
    return DummyTimeStamper(clock.x509, clock.private, SimpleCertificateStore.from_certs([]), fixed_dt=at)


def _digest(key: Any) -> hashes.SHA256 | None:
    return None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256()


def _plain(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)
