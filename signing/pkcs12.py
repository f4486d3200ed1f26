"""A key file: PKCS#12 (.p12, .pfx), opened with a passphrase and checked before anything is signed with it."""

import warnings
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from asn1crypto import pkcs12 as structure
from asn1crypto import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from schemas.stored import now
from signing.holder import name_of
from signing.levels import DIGESTS, USAGE
from signing.signer import SigningFault, WrongPassphrase

SHORTEST_RSA = 2048
CURVES = ("secp256r1", "secp384r1", "secp521r1", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1")
HASHES: dict[str, type[hashes.SHA256 | hashes.SHA384 | hashes.SHA512]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
"""What cryptography calls `levels.DIGESTS`."""
LARGEST = 1 << 20
"""Bytes of a key file; real ones have 2 to 10 thousand."""


class NoKeyFile(SigningFault):
    code, title, exit_code = "not-a-key-file", "No key file", 2
    sentence = "This is no key file that can be used: %(why)s."
    advice = "Choose the .p12 or .pfx file that came with the certificate."


class NoPrivateKey(SigningFault):
    code, title = "no-private-key", "No private key"
    sentence = "The key file holds certificates but no private key."
    advice = "Export it again together with its private key."


class Expired(SigningFault):
    code, title = "certificate-expired", "Expired certificate"
    sentence = "The certificate of %(who)s expired on %(day)s."
    advice = "Nothing was signed. Apply for a new certificate."


class NotYetValid(SigningFault):
    code, title = "certificate-not-yet-valid", "Certificate not valid yet"
    sentence = "The certificate of %(who)s is valid only from %(day)s."
    advice = "Nothing was signed. Check the clock of this machine, or wait until then."


class WeakKey(SigningFault):
    code, title = "weak-key", "Weak key"
    sentence = "The key of %(who)s is too weak to sign with: %(key)s."
    advice = "Apply for a certificate with RSA of 2048 bits or more, or on the curve P-256."


class WeakAlgorithm(SigningFault):
    code, title = "weak-algorithm", "Weak algorithm"
    sentence = "The certificate of %(who)s was itself signed with %(algorithm)s, which can be forged."
    advice = "Apply for a new certificate; its issuer has to use SHA-256 or better."


class NotForSigning(SigningFault):
    code, title = "not-for-signing", "Not for signing"
    sentence = "The certificate of %(who)s was not issued for signatures of documents."
    advice = "Use one whose key usage says non-repudiation."


@dataclass(frozen=True)
class Key:
    """An opened key file. `signer` is what pyHanko asks; it shows nothing of the private key."""

    certificate: x509.Certificate
    signer: Signer = field(repr=False)

    @property
    def name(self) -> str:
        return name_of(self.certificate)


class KeptKey(Signer):
    """pyHanko's own signer loads and checks an RSA key anew twice a signature; this one keeps it, and makes four times
    as many a second (`lontar bench sign`)."""

    def __init__(
        self,
        key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        others: Iterable[x509.Certificate],
    ) -> None:
        store = SimpleCertificateStore()
        store.register_multiple(others)
        super().__init__(signing_cert=certificate, cert_registry=store)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if digest_algorithm not in DIGESTS:
            raise ValueError(digest_algorithm)
        kind = HASHES[digest_algorithm]()
        if isinstance(self._key, rsa.RSAPrivateKey):
            return bytes(self._key.key_size // 8) if dry_run else self._key.sign(data, padding.PKCS1v15(), kind)
        # A pair of numbers with their lengths: at most nine bytes more than they have themselves.
        most = 2 * ((self._key.key_size + 7) // 8) + 9
        return bytes(most) if dry_run else self._key.sign(data, ec.ECDSA(kind))


def opened(content: bytes, passphrase: str, who: str = "", at: datetime | None = None) -> Key:
    """A key file's key, fit to sign with at a time (UTC, without saying so; None: now). `who`: whose it is said to be.

    Raises WrongPassphrase, NoKeyFile, NoPrivateKey, Expired, NotYetValid, WeakKey, WeakAlgorithm, NotForSigning."""
    key, certificate, others = _loaded(content, passphrase, who)
    if key is None or certificate is None:
        raise NoPrivateKey()
    found = x509.Certificate.load(certificate)
    _demand_strong(key, found)
    _demand_valid(found, (at or now()).replace(tzinfo=UTC))
    usage = found.key_usage_value
    if usage is not None and not usage.native & USAGE:
        raise NotForSigning(who=name_of(found))
    assert isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
    return Key(found, KeptKey(key, found, [x509.Certificate.load(one) for one in others]))


def _loaded(content: bytes, passphrase: str, who: str) -> tuple[object | None, bytes | None, list[bytes]]:
    """Private key, its certificate and others (DER). What cryptography says of a failure holds no passphrase, and is
    not handed on all the same."""
    if len(content) > LARGEST:
        raise NoKeyFile(why="it is too large")
    try:
        structure.Pfx.load(content, strict=True)["version"].native  # noqa: B018 - it is read when it is asked for
    except (ValueError, TypeError):
        raise NoKeyFile(why="it is not PKCS#12") from None
    if "\0" in passphrase:  # cryptography panics, and prints it
        raise WrongPassphrase(who=who or "this file")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of old ciphers; what is in it decides
            key, certificate, others = pkcs12.load_key_and_certificates(content, passphrase.encode())
    except UnsupportedAlgorithm:
        raise NoKeyFile(why="it is encrypted in a way that is not known here") from None
    except (ValueError, TypeError):
        raise WrongPassphrase(who=who or "this file") from None
    der = serialization.Encoding.DER
    return key, certificate.public_bytes(der) if certificate else None, [one.public_bytes(der) for one in others]


def _demand_strong(key: object, certificate: x509.Certificate) -> None:
    """Raises WeakKey, WeakAlgorithm."""
    who = name_of(certificate)
    match key:
        case rsa.RSAPrivateKey():
            weak = f"RSA, {key.key_size} bit" if key.key_size < SHORTEST_RSA else ""
        case ec.EllipticCurvePrivateKey():
            weak = "" if key.curve.name in CURVES else key.curve.name
        case _:
            weak = type(key).__name__
    if weak:
        raise WeakKey(who=who, key=weak)
    algorithm = certificate["signature_algorithm"]
    try:
        digest = algorithm.hash_algo
    except ValueError:
        digest = algorithm.native["algorithm"]
    if digest not in DIGESTS:
        raise WeakAlgorithm(who=who, algorithm=digest.upper())


def _demand_valid(certificate: x509.Certificate, at: datetime) -> None:
    """Raises Expired, NotYetValid."""
    who = name_of(certificate)
    if at > certificate.not_valid_after:
        raise Expired(who=who, day=certificate.not_valid_after.date().isoformat())
    if at < certificate.not_valid_before:
        raise NotYetValid(who=who, day=certificate.not_valid_before.date().isoformat())
