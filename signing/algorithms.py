"""Which digests and keys a signature may use to prove anything: a list of those that may, not of those that may not."""

from contextlib import suppress

from asn1crypto import cms, x509

DIGESTS = frozenset({"sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512", "shake256"})
LEAST_BITS = {"rsa": 2048, "rsassa_pss": 2048, "ec": 256, "ed25519": 0, "ed448": 0}
"""Smallest keys by kind. Others, DSA among them, prove nothing."""

OTHER_THINGS = frozenset({"server_auth", "code_signing", "time_stamping", "ocsp_signing"})
"""Whoever holds a certificate for these alone proves to be a server, a program, a clock: nobody who signs letters."""


def is_for_other_things(certificate: x509.Certificate) -> bool:
    purposes = certificate.extended_key_usage_value
    return purposes is not None and set(purposes.native) <= OTHER_THINGS


def digest_of(signer: cms.SignerInfo) -> str:
    return str(signer["digest_algorithm"]["algorithm"].native)


def signature_of(signer: cms.SignerInfo) -> str:
    return str(signer["signature_algorithm"]["algorithm"].native)


def key_of(certificate: x509.Certificate) -> str:
    """rsa-2048, ec-secp256r1, ed25519."""
    key = certificate.public_key
    if key.algorithm == "ec":
        return f"ec-{key.curve[1]}"
    return f"{key.algorithm}-{key.bit_size}" if key.algorithm.startswith("rsa") else str(key.algorithm)


def weakness(signer: cms.SignerInfo, certificate: x509.Certificate) -> str:
    """What of a signature is too weak to be believed: the name of a digest, or a kind of key; "" when all is well."""
    mechanism = signer["signature_algorithm"]
    digests = [digest_of(signer)]
    with suppress(ValueError):  # some mechanisms say nothing of a digest: it is that of the signer's info
        digests.append(mechanism.hash_algo)
    for name in digests:
        if name not in DIGESTS and not name.startswith("shake256"):
            return name
    return key_of(certificate) if weak_key(certificate) else ""


def weak_key(certificate: x509.Certificate) -> bool:
    key = certificate.public_key
    least = LEAST_BITS.get(key.algorithm)
    return least is None or bool(least and key.bit_size < least)


def weak_stamp(token: cms.SignedData) -> str:
    """The same of a timestamp: the digest of what it stamps."""
    name = str(token["encap_content_info"]["content"].parsed["message_imprint"]["hash_algorithm"]["algorithm"].native)
    return "" if name in DIGESTS else name
