"""Lists, answers and timestamps: which of them prove that a certificate was good when it was used."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import pytest
from cryptography import x509 as made
from cryptography.x509 import ocsp

from signing.authority import SINCE, UNTIL, Holder
from signing.verdict import Verdict
from signing.verifying import verify
from tests.signing.authorities import (
    ANSWERS,
    DAY,
    LONG,
    NOW,
    SHORT_AND_LONG,
    TIME,
    Office,
    answered,
    certificate,
    listed,
    proven,
    rsa_key,
)
from tests.signing.revisions import letter
from tests.signing.said import codes

PROVEN = ["B-LT", pytest.param("B-LTA", marks=LONG)]
THEN = NOW - 200 * DAY
GONE = NOW - 100 * DAY


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
