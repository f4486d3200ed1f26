"""Certificates of every kind, at every level: which of them prove who signed, and when."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from cryptography import x509 as made
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from bench.signed import LEVELS, SINCE, UNTIL, Holder
from signing.trust import Trust
from signing.verdict import Verdict
from signing.verifying import verify
from tests.signing.authorities import (
    ANSWERS,
    CERTIFIES,
    SIGNS,
    TIME,
    Office,
    answered,
    certificate,
    listed,
    office,
    proven,
    rsa_key,
    weakly_signed,
)
from tests.signing.revisions import letter

LONG = pytest.mark.full
SHORT_AND_LONG = ["B-B", pytest.param("B-T", marks=LONG), pytest.param("B-LT", marks=LONG), "B-LTA"]
PROVEN = ["B-LT", pytest.param("B-LTA", marks=LONG)]
NOW = datetime.now(UTC).replace(microsecond=0)
"""That of the machine: answers about certificates are always of now."""
DAY = timedelta(days=1)
THEN = NOW - 200 * DAY
GONE = NOW - 100 * DAY


@pytest.fixture(scope="module")
def house() -> Office:
    return office()


def codes(found: Verdict) -> set[str]:
    return {why.code for why in (*found.reasons, *found.warnings)}


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


def carrying(
    house: Office, signed: bytes, at: datetime, level: str, lists: Iterable[bytes], *, answers: Iterable[bytes] = ()
) -> bytes:
    """A file of level B-T made one of a higher one."""
    whole = proven(signed, [house.authority, house.clock], lists, answers)
    return house.stamped(whole, at) if level == "B-LTA" else whole


GOOD, UNKNOWN, REVOKED = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.UNKNOWN, ocsp.OCSPCertStatus.REVOKED


@pytest.mark.parametrize("level", PROVEN)
def test_answers_in_place_of_lists(house: Office, level: str) -> None:
    who, at = certificate("Sri", house.authority), NOW - DAY
    above = [answered(house.authority, house.root, at), answered(house.clock, house.time_root, at)]
    other = certificate("Penjawab", house.authority, purposes=[ANSWERS], more=[(made.OCSPNoCheck(), False)])
    stranger = certificate("Penjawab", house.root, purposes=[ANSWERS], more=[(made.OCSPNoCheck(), False)])

    signed = house.signed(letter(), who, at, "B-T")

    def said(*answers: bytes) -> Verdict:
        return verify(carrying(house, signed, at, level, (), answers=[*above, *answers]), house.trust(), NOW)

    assert codes(said(answered(who, house.authority, at))) == set()
    assert said(answered(who, house.authority, at, other)).verdict == "valid"
    assert said(answered(who, house.authority, at + timedelta(minutes=9))).verdict == "valid"
    for doubtful in (
        answered(who, house.authority, at, stranger),
        answered(who, house.authority, at, certificate("Bukan", house.authority)),
        answered(who, house.authority, at, status=UNKNOWN),
        answered(who, house.authority, at - 40 * DAY),
        answered(certificate("Lain", house.authority), house.authority, at),
    ):
        assert codes(said(doubtful)) == {"revocation-unknown"}
    refused = said(answered(who, house.authority, at, status=REVOKED, since=at - DAY))
    assert (refused.verdict, codes(refused)) == ("invalid", {"signed-revoked"})


def test_lists_that_prove_nothing(house: Office) -> None:
    who, at = certificate("Sri", house.authority), NOW - DAY
    signed = house.signed(letter(), who, at, "B-T")
    above = [listed(house.root, at), listed(house.time_root, at)]
    for doubtful in (
        listed(house.authority, at - 40 * DAY),
        listed(house.authority, at, signed=who),
        listed(house.root, at),
    ):
        found = verify(carrying(house, signed, at, "B-LT", [*above, doubtful]), house.trust(), NOW)
        assert codes(found) == {"revocation-unknown"}
    old = [listed(one, NOW - 100 * DAY, days=365) for one in (house.root, house.time_root)]
    found = verify(carrying(house, signed, at, "B-LT", [*old, listed(house.authority, at)]), house.trust(), NOW)
    assert found.verdict == "valid", "an authority that says seldom that nothing was revoked"


@pytest.mark.parametrize("level", PROVEN)
def test_whoever_was_revoked_before_signing(house: Office, level: str) -> None:
    who, at = certificate("Sri", house.authority), NOW - 5 * DAY
    signed = house.signed(letter(), who, at, "B-T")
    serial = who.certificate.serial_number
    good, bad = listed(house.authority, at - 15 * DAY), listed(house.authority, at, {serial: at - 5 * DAY})
    above = [listed(house.root, at), listed(house.time_root, at)]
    for lists in ([*above, bad], [*above, good, bad], [bad, good, *above]):
        found = verify(carrying(house, signed, at, level, lists), house.trust(), NOW)
        assert (found.verdict, codes(found)) == ("invalid", {"signed-revoked"})
    kept = house.trust(lists=[listed(house.authority, NOW, {serial: at - DAY})])
    assert verify(carrying(house, signed, at, level, [*above, good]), kept, NOW).verdict == "invalid"
    gone = [listed(house.root, at, {house.authority.certificate.serial_number: at - DAY}), above[1], good]
    assert verify(carrying(house, signed, at, level, gone), house.trust(), NOW).verdict == "invalid"


@pytest.mark.parametrize("level", SHORT_AND_LONG)
def test_when_a_certificate_was_good(house: Office, level: str) -> None:
    ended = certificate("Habis", house.authority, valid=(SINCE, GONE))
    coming = certificate("Nanti", house.authority, valid=(GONE, UNTIL))
    proven_time, proven_all = level != "B-B", level in ("B-LT", "B-LTA")
    before = verify(house.signed(letter(), ended, THEN, level), house.trust(), NOW)
    assert before.verdict == ("valid" if proven_all else "unverifiable")
    assert before.signatures[0].trusted is proven_time
    for who, at in ((ended, NOW - 50 * DAY), (coming, THEN)):
        wrong = verify(house.signed(letter(), who, at, level), house.trust(), NOW)
        assert wrong.verdict == ("invalid" if proven_time else "unverifiable"), codes(wrong)
    issuer = certificate("Penerbit Habis", house.root, ca=True, valid=(SINCE, GONE))
    below = certificate("Sri", issuer)
    lists = [listed(one, THEN) for one in (house.root, house.time_root, issuer)]
    outlived = verify(house.signed(letter(), below, THEN, level, [issuer], lists=lists), house.trust(), NOW)
    assert outlived.verdict == ("valid" if proven_all else "unverifiable")
    late = [listed(one, NOW - 50 * DAY) for one in (house.root, house.time_root, issuer)]
    found = verify(house.signed(letter(), below, NOW - 50 * DAY, level, [issuer], lists=late), house.trust(), NOW)
    assert found.verdict == "unverifiable"


def test_a_chain_of_archive_timestamps(house: Office) -> None:
    ended = certificate("Habis", house.authority, valid=(SINCE, GONE))
    clock = certificate("Waktu Lama", house.time_root, key=rsa_key(), purposes=[TIME], valid=(SINCE, NOW - 150 * DAY))
    once = house.signed(letter(), ended, THEN, "B-LTA", clock=clock)
    assert "archive-unproven" in codes(verify(once, house.trust(), NOW)), "its clock ended, and nobody renewed it"
    fresh = proven(once, [clock, house.clock], house.lists(NOW - 160 * DAY), ())
    twice = house.stamped(fresh, NOW - 160 * DAY)
    assert verify(twice, house.trust(), NOW).verdict == "valid"
    assert verify(house.stamped(twice, NOW - DAY), house.trust(), NOW).verdict == "valid"
    assert verify(house.stamped(once, NOW - 90 * DAY), house.trust(), NOW).verdict == "unverifiable", "too late"
    assert codes(verify(house.stamped(house.signed(letter(), ended, THEN), NOW - 90 * DAY), house.trust(), NOW)) == {
        *("expired", "timestamp-unchecked")
    }, "stamped when its certificate had ended: nobody knows when it was signed"
    to_come = house.signed(letter(), certificate("Sri", house.authority), NOW + 9 * DAY, "B-LT", lists=house.lists(NOW))
    assert "later-than-asked" in codes(verify(to_come, house.trust(), NOW))


CLOCKS: dict[str, Callable[[Office], Holder]] = {
    "too weak": lambda house: certificate("W", house.time_root, key=rsa_key(1024), purposes=[TIME]),
    "not for time": lambda house: certificate("W", house.time_root, key=rsa_key()),
    "of nobody": lambda _: certificate("W", certificate("Asing", ca=True), key=rsa_key(), purposes=[TIME]),
    "ended": lambda house: certificate(
        "W", house.time_root, key=rsa_key(), purposes=[TIME], valid=(SINCE, THEN - 50 * DAY)
    ),
}


@pytest.mark.parametrize("clock", CLOCKS)
def test_clocks_that_prove_nothing(house: Office, clock: str) -> None:
    ended = certificate("Habis", house.authority, valid=(SINCE, GONE))
    signed = house.signed(letter(), ended, THEN, "B-LTA", clock=CLOCKS[clock](house))
    assert codes(verify(signed, house.trust(), NOW)) == {"expired", "timestamp-unproven", "archive-unproven"}


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
