"""A key file with a certificate that signed itself: enough where nobody has to trust it."""

from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from signing.authority import DER, Holder, issued, key_file

RSA_SHA256 = bytes.fromhex("2a864886f70d01010b")
RSA_SHA1 = bytes.fromhex("2a864886f70d010105")


@cache
def own_key(name: str = "Segel Contoh", passphrase: str = "x") -> bytes:
    """On P-256."""
    return key_file(issued(name), passphrase)


def sha1_key() -> bytes:
    """RSA, its passphrase "x". It only says that it is signed with SHA-1, for nothing signs so any more."""
    own = issued("Lama", key=rsa.generate_private_key(65537, 2048))
    der = own.certificate.public_bytes(DER).replace(RSA_SHA256, RSA_SHA1)
    return key_file(Holder(x509.load_der_x509_certificate(der), own.key), "x")
