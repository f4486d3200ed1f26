"""Certificates of every kind, at every level: which of them prove who signed."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from cryptography import x509 as made
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from bench.signed import LEVELS
from signing.authority import Holder
from signing.trust import Trust
from signing.verifying import verify
from tests.signing.authorities import (
    CERTIFIES,
    DAY,
    LONG,
    NOW,
    SHORT_AND_LONG,
    SIGNS,
    TIME,
    Office,
    certificate,
    listed,
    rsa_key,
    weakly_signed,
)
from tests.signing.revisions import letter
from tests.signing.said import codes

KEYS: dict[str, tuple[Callable[[], Any], str]] = {
    "rsa-2048": (rsa_key, "sha256"),
    "rsa-4096": (lambda: rsa_key(4096), "sha512"),
    "p-256": (lambda: ec.generate_private_key(ec.SECP256R1()), "sha256"),
    "p-384": (lambda: ec.generate_private_key(ec.SECP384R1()), "sha384"),
    "p-521": (lambda: ec.generate_private_key(ec.SECP521R1()), "sha512"),
    "ed25519": (ed25519.Ed25519PrivateKey.generate, "sha512"),
}


@pytest.mark.parametrize("level", SHORT_AND_LONG)
@pytest.mark.parametrize(
    ("kind", "pss"), [("rsa-2048", False), ("rsa-2048", True), ("p-384", False), ("ed25519", False)]
)
def test_every_kind_of_key_at_every_level(house: Office, kind: str, pss: bool, level: str) -> None:
    _key_at_level(house, kind, level, pss=pss)


@pytest.mark.full
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", ["rsa-4096", "p-256", "p-521"])
def test_more_kinds_of_keys_at_every_level(house: Office, kind: str, level: str) -> None:
    _key_at_level(house, kind, level, pss=False)


def _key_at_level(house: Office, kind: str, level: str, *, pss: bool) -> None:
    key, digest = KEYS[kind]
    who = certificate("Sri", house.authority, key=key())
    signed = house.signed(letter(), who, NOW - DAY, level, pss=pss, md_algorithm=digest)
    found = verify(signed, house.trust(), NOW)
    (one,) = found.signatures
    alone = level in ("B-LT", "B-LTA")
    assert (found.verdict, one.level) == ("valid" if alone else "unverifiable", level), codes(found)
    assert (one.intact, one.trusted) == (True, True)
    assert verify(signed, house.trust(lists=house.lists(NOW)), NOW).verdict == "valid"


@cache
def between(count: int, root: Holder, **how: Any) -> tuple[Holder, ...]:
    found = [root]
    for number in range(count):
        found.append(certificate(f"Antara {number}", found[-1], ca=True, **how))
    return tuple(found[1:])


@pytest.mark.parametrize(
    "how", [{}, pytest.param({"key": rsa_key()}, marks=LONG), {"key": ed25519.Ed25519PrivateKey.generate()}]
)
def test_a_long_chain(house: Office, how: dict[str, Any]) -> None:
    chain = between(4, house.root, **how)
    who = certificate("Sri", chain[-1], pss=isinstance(how.get("key"), rsa.RSAPrivateKey))
    lists = [listed(one, NOW - DAY) for one in (house.root, house.time_root, *chain)]
    whole = house.signed(letter(), who, NOW - DAY, "B-LTA", chain, lists=lists)
    assert verify(whole, house.trust(), NOW).verdict == "valid"
    torn = house.signed(letter(), who, NOW - DAY, "B-LT", [chain[0], *chain[2:]], lists=lists)
    assert codes(verify(torn, house.trust(), NOW)) == {"unknown-root"}
    silent = house.signed(letter(), who, NOW - DAY, "B-LT", chain, lists=lists[:3] + lists[4:])
    assert codes(verify(silent, house.trust(), NOW)) == {"revocation-unknown"}


WEB, MAIL = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION
UNKNOWN_EXTENSION = (made.UnrecognizedExtension(ObjectIdentifier("1.2.3.4.5"), b"\x05\x00"), True)
PURPOSES: dict[str, tuple[dict[str, Any], bool]] = {
    "signs": ({"usage": SIGNS[:1]}, True),
    "commits itself": ({"usage": SIGNS[1:]}, True),
    "mail": ({"purposes": [MAIL]}, True),
    "documents": ({"purposes": [ObjectIdentifier("1.3.6.1.5.5.7.3.36")]}, True),
    "encrypts": ({"usage": ["key_encipherment"]}, False),
    "agrees on keys": ({"usage": ["key_agreement"]}, False),
    "certifies": ({"usage": CERTIFIES[1:]}, False),
    "a server": ({"purposes": [WEB]}, False),
    "a clock": ({"purposes": [TIME]}, False),
    "an extension nobody knows": ({"more": [UNKNOWN_EXTENSION]}, False),
}


@pytest.mark.parametrize("purpose", PURPOSES)
def test_what_a_certificate_is_for(house: Office, purpose: str) -> None:
    how, good = PURPOSES[purpose]
    signed = house.signed(letter(), certificate("Sri", house.authority, **how), NOW)
    found = verify(signed, house.trust(lists=house.lists(NOW)), NOW)
    assert found.verdict == ("valid" if good else "unverifiable"), codes(found)


def _in_unit(unit: str) -> made.DirectoryName:
    return made.DirectoryName(made.Name([made.NameAttribute(NameOID.ORGANIZATION_NAME, unit)]))


ISSUERS: dict[str, tuple[Callable[[Office], list[Holder]], bool]] = {
    "names within": (lambda house: _below(house, names=made.NameConstraints([_in_unit("Contoh")], None)), True),
    "names without": (lambda house: _below(house, names=made.NameConstraints([_in_unit("Lain")], None)), False),
    "names shut out": (lambda house: _below(house, names=made.NameConstraints(None, [_in_unit("Contoh")])), False),
    "nobody below": (lambda house: _below(house, length=0), True),
    "no authority": (lambda house: _below(house, ca=False), False),
    "not for certificates": (lambda house: _below(house, usage=SIGNS), False),
    "a short curve": (lambda house: _below(house, key=ec.generate_private_key(ec.SECP192R1())), False),
    "a short key": (lambda house: _below(house, key=rsa_key(1024)), False),
}


def _below(house: Office, **how: Any) -> list[Holder]:
    return [certificate("Di Bawah", house.root, **({"ca": True} | how))]


@pytest.mark.parametrize("issuer", ISSUERS)
def test_what_an_authority_may_vouch_for(house: Office, issuer: str) -> None:
    make, good = ISSUERS[issuer]
    chain = make(house)
    signed = house.signed(letter(), certificate("Sri", chain[-1], unit="Contoh"), NOW, between=chain)
    found = verify(signed, house.trust(lists=house.lists(NOW, more=chain)), NOW)
    assert found.verdict == ("valid" if good else "unverifiable"), codes(found)


def test_an_authority_below_one_that_may_have_none(house: Office) -> None:
    chain = [*_below(house, length=0)]
    chain.append(certificate("Terlalu Dalam", chain[0], ca=True))
    signed = house.signed(letter(), certificate("Sri", chain[-1]), NOW, between=chain)
    assert codes(verify(signed, house.trust(lists=house.lists(NOW, more=chain)), NOW)) == {"chain-broken"}


def test_weak_digests(house: Office) -> None:
    issuer = certificate("Penerbit RSA", house.root, ca=True, key=rsa_key())
    who = certificate("Sri", issuer, key=rsa_key())
    trust = house.trust(lists=house.lists(NOW, more=[issuer]))
    for digest in ("sha1", "md5"):
        weak = house.signed(letter(), weakly_signed(who, issuer, digest), NOW, between=[issuer])
        assert codes(verify(weak, trust, NOW)) == {"weak-certificate"}
        for level in ("B-B", "B-LTA"):
            signed = house.signed(letter(), who, NOW, level, [issuer], md_algorithm=digest, lists=())
            assert "weak-algorithm" in codes(verify(signed, trust, NOW))
    root = certificate("Akar RSA", ca=True, key=rsa_key())
    own = weakly_signed(root, root, "sha1")
    below = certificate("Sri", root)
    signed = house.signed(letter(), below, NOW, between=[])
    known = Trust((own.x509.dump(),), (), (listed(root, NOW),))
    assert verify(signed, known, NOW).verdict == "valid", "the office trusts a root, whatever it says of itself"


def test_whoever_vouches_for_himself(house: Office) -> None:
    for alone in (certificate("Sendiri"), certificate("Akar", ca=True)):
        signed = house.signed(letter(), alone, NOW, between=[])
        assert codes(verify(signed, house.trust(lists=house.lists(NOW)), NOW)) == {"unknown-root"}
