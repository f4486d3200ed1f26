"""Certificates, key files and lists of revoked certificates of an authority of one's own, as the demo has one, and
measuring and tests have theirs. Only who puts its root into their folder of trust believes any of them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from asn1crypto import keys, x509
from cryptography import x509 as made
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)
LIST_DAYS = 30
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


def issued(
    name: str,
    by: Holder | None = None,
    *,
    ca: bool = False,
    key: Key | None = None,
    purpose: str = "",
    valid: tuple[datetime, datetime] = (SINCE, UNTIL),
) -> Holder:
    """A certificate: of an authority (`ca`), for stamping times (`purpose` "time"), else for signing; its key on P-256
    unless one is given. Without `by` it signs itself."""
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


def key_file(own: Holder, passphrase: str, *chain: Holder) -> bytes:
    """Both as PKCS#12, with the certificates of the authorities above it."""
    lock, above = serialization.BestAvailableEncryption(passphrase.encode()), [one.certificate for one in chain]
    return pkcs12.serialize_key_and_certificates(b"key", own.key, own.certificate, above or None, lock)


def revocations(by: Holder, at: datetime, revoked: dict[int, datetime], days: int = LIST_DAYS) -> bytes:
    """DER of the list that an authority gives out at a moment, good for so many days. `revoked`: serial numbers, since
    when."""
    plain = at.astimezone(UTC).replace(tzinfo=None)  # it compares the two without looking at their zones
    builder = made.CertificateRevocationListBuilder(by.certificate.subject, plain - timedelta(minutes=1))
    builder = builder.next_update(plain + timedelta(days=days)).add_extension(made.CRLNumber(1), critical=False)
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
