"""A key file with a certificate that signed itself: enough where nobody has to trust it."""

from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

RSA_SHA256 = bytes.fromhex("2a864886f70d01010b")
RSA_SHA1 = bytes.fromhex("2a864886f70d010105")


@cache
def own_key(name: str = "Segel Contoh", passphrase: str = "x", rsa_bits: int = 0, *, sha1: bool = False) -> bytes:
    """On P-256, or RSA where bits are named; from 2020 to 2120. `sha1`: it only says that it is
    signed so, for nothing signs with it any more."""
    key = rsa.generate_private_key(65537, rsa_bits) if rsa_bits else ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
    certificate = made.sign(key, hashes.SHA256())
    if sha1:
        der = certificate.public_bytes(serialization.Encoding.DER)
        certificate = x509.load_der_x509_certificate(der.replace(RSA_SHA256, RSA_SHA1))
    lock = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"own", key, certificate, None, lock)
