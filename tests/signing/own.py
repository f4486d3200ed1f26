"""A key file with a certificate that signed itself: enough where nobody has to trust it."""

from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from bench.key_files import key_of
from signing.authority import key_file

RSA_SHA256 = bytes.fromhex("2a864886f70d01010b")
RSA_SHA1 = bytes.fromhex("2a864886f70d010105")


@cache
def own_key(name: str = "Segel Contoh", passphrase: str = "x") -> bytes:
    """On P-256."""
    return key_file(*key_of(name), passphrase)


def sha1_key() -> bytes:
    """RSA, its passphrase "x". It only says that it is signed with SHA-1, for nothing signs so any more."""
    key, certificate = key_of("Lama", 2048)
    der = certificate.public_bytes(serialization.Encoding.DER).replace(RSA_SHA256, RSA_SHA1)
    return key_file(key, x509.load_der_x509_certificate(der), "x")
