"""Keys with a certificate that signed itself, for measuring and for tests: enough where nobody has to trust it."""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from signing.authority import Key

SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC)


def key_of(name: str, rsa_bits: int = 0) -> tuple[Key, x509.Certificate]:
    """A key on P-256, or RSA where bits are named, and its certificate."""
    key: Key = rsa.generate_private_key(65537, rsa_bits) if rsa_bits else ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
    return key, made.not_valid_before(SINCE).not_valid_after(UNTIL).sign(key, hashes.SHA256())
