"""PDFs signed by authorities that are made here, for measuring and for tests: any level, any time, any fault."""

import io
import logging
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import keys, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing.loops import finished

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)
DER = serialization.Encoding.DER
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: made.Certificate
    key: Key

    @property
    def x509(self) -> x509.Certificate:
        return x509.Certificate.load(self.certificate.public_bytes(DER))

    @property
    def private(self) -> keys.PrivateKeyInfo:
        plain = serialization.NoEncryption()
        return keys.PrivateKeyInfo.load(self.key.private_bytes(DER, serialization.PrivateFormat.PKCS8, plain))

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@dataclass
class Authorities:
    """A root, an authority below it, and one that stamps times. `revoked`: serial numbers of signers, since when."""

    revoked: dict[int, datetime] = field(default_factory=dict)

    @cached_property
    def root(self) -> Holder:
        return issued("Akar Contoh", ca=True)

    @cached_property
    def authority(self) -> Holder:
        return issued("Penerbit Contoh", self.root, ca=True)

    @cached_property
    def clock(self) -> Holder:
        return issued("Cap Waktu Contoh", self.root, key=rsa.generate_private_key(65537, 2048), purpose="time")

    def signer(self, name: str = "Sri Contoh", **how: Any) -> Holder:
        return issued(name, self.authority, **how)

    def lists(self, at: datetime) -> list[bytes]:
        """DER of the lists of revoked certificates as of a moment: of the root, and of the authority."""
        return [revocations(self.root, at, {}), revocations(self.authority, at, self.revoked)]

    def trust(self, folder: Path, lists_of: datetime | None = None) -> Path:
        """A folder as an office keeps it; with the lists of a moment where one is given."""
        folder.mkdir(exist_ok=True)
        (folder / "root.pem").write_bytes(self.root.pem)
        for number, one in enumerate(self.lists(lists_of) if lists_of else []):
            (folder / f"{number}.crl").write_bytes(one)
        return folder

    def sign(
        self, pdf: bytes, level: str = "B-B", signer: Holder | None = None, *, at: datetime | None = None, **how: Any
    ) -> bytes:
        """The PDF with a signature more, of the authorities' own making as of `at` (now). `how`: of pyHanko's
        PdfSignatureMetadata."""
        when = at or datetime.now(UTC)
        holder = signer or self.signer()
        store = SimpleCertificateStore.from_certs([self.authority.x509, self.root.x509])
        simple = SimpleSigner(holder.x509, holder.private, store)
        clock = self._clock(when) if level != "B-B" else None
        if level in ("B-LT", "B-LTA"):
            how |= {"embed_validation_info": True, "validation_context": self._context(when)}
        meta: dict[str, Any] = {"field_name": "Signature1", "md_algorithm": "sha256"}
        meta |= {"subfilter": SigSeedSubFilter.PADES, "use_pades_lta": level == "B-LTA"} | how
        metadata = PdfSignatureMetadata(**meta)
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False)
        return _done(PdfSigner(metadata, signer=simple, timestamper=clock).async_sign_pdf(writer))

    def renewed(self, pdf: bytes, at: datetime) -> bytes:
        """The PDF with an archive timestamp more."""
        stamper = PdfTimeStamper(self._clock(at))
        reader = PdfFileReader(io.BytesIO(pdf))
        return _done(stamper.async_update_archival_timestamp_chain(reader, self._context(at), in_place=False))

    def _clock(self, at: datetime) -> DummyTimeStamper:
        store = SimpleCertificateStore.from_certs([self.root.x509])
        return DummyTimeStamper(self.clock.x509, self.clock.private, store, fixed_dt=at)

    def _context(self, at: datetime) -> ValidationContext:
        logging.getLogger("pyhanko").setLevel(logging.ERROR)  # it warns of what is wanted here: nothing is fetched
        return ValidationContext(
            trust_roots=[self.root.x509],
            other_certs=[self.authority.x509, self.clock.x509],
            crls=[asn1_crl.CertificateList.load(one) for one in self.lists(at)],
            revocation_mode="require",
            allow_fetching=False,
            moment=at,
        )


def _done(signing: Coroutine[Any, Any, Any]) -> bytes:
    """What it writes."""
    return bytes(finished(signing).getvalue())


def issued(
    name: str,
    by: Holder | None = None,
    *,
    ca: bool = False,
    key: Key | None = None,
    purpose: str = "",
    valid: tuple[datetime, datetime] = (SINCE, UNTIL),
) -> Holder:
    """A certificate: of an authority (`ca`), for stamping times (`purpose` "time"), else for signing."""
    own = key or ec.generate_private_key(ec.SECP256R1())
    subject = made.Name([made.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        made.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(own.public_key())
        .serial_number(made.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(made.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(_usage(ca=ca), critical=True)
        .add_extension(made.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
    )
    if purpose == "time":
        builder = builder.add_extension(made.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return Holder(builder.sign(by.key if by else own, hashes.SHA256()), own)


def revocations(by: Holder, at: datetime, revoked: dict[int, datetime]) -> bytes:
    """DER of the list that an authority gives out at a moment, good for thirty days."""
    plain = at.astimezone(UTC).replace(tzinfo=None)  # it compares the two without looking at their zones
    builder = made.CertificateRevocationListBuilder(by.certificate.subject, plain - timedelta(minutes=1))
    builder = builder.next_update(plain + timedelta(days=30)).add_extension(made.CRLNumber(1), critical=False)
    for serial, since in revoked.items():
        if since <= at:
            one = made.RevokedCertificateBuilder(serial_number=serial, revocation_date=since).build()
            builder = builder.add_revoked_certificate(one)
    return builder.sign(by.key, hashes.SHA256()).public_bytes(DER)


def _usage(*, ca: bool) -> made.KeyUsage:
    return made.KeyUsage(
        digital_signature=True,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
