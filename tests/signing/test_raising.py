"""What a service signed at B-B is raised to the level that is wanted, or it is said what is missing; our own
verification and pyHanko's say the same of it."""

from collections.abc import Callable
from urllib.request import urlopen

import pytest

from signing.levels import NotTrusted, RevocationUnknown, Revoked
from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.raising import Raising
from signing.signer import SigningFault, Wish
from signing.timestamps import NoTimestampServer, TimestampFault, Timestamps
from signing.trust import Trust
from signing.verifying import verify
from tests.signing.letters import letter, made
from tests.signing.pki import PASSPHRASE, Pki
from tests.signing.seen_by_others import level_of, statuses

Signers = Callable[[str], LocalSigner]
ABOVE = ["B-T", pytest.param("B-LT", marks=pytest.mark.full), "B-LTA"]


def raising(pki: Pki, level: str, trust: Trust | None = None, address: str = "") -> Raising:
    return Raising(level, trust or pki.trusted(), Timestamps(address or pki.tsa, seconds=1))


def with_lists(pki: Pki) -> Trust:
    """What an office trusts that keeps the lists of its authorities."""
    lists = [urlopen(pki.crl(name)).read() for name in ("root", "authority", "tsa-root")]
    return pki.trusted() + Trust(lists=tuple(lists))


@pytest.mark.parametrize("level", ABOVE)
def test_it_holds_what_the_level_says(pki: Pki, signer: Signers, level: str) -> None:
    signed = signer("signer").sign(letter(), Wish(lock=True))
    one = raising(pki, level)
    one.demand_ready()
    found = one.raised(signed)
    assert found.startswith(signed), "no byte before it changed"
    (status,) = statuses(found, pki)
    assert status.bottom_line
    assert level_of(found) == level
    said = verify(found, pki.trusted() if level != "B-T" else with_lists(pki))
    assert (said.verdict, [(each.level, each.time_proof) for each in said.signatures]) == (
        "valid",
        [(level, "archive-timestamp")],
    )


@pytest.mark.full
def test_signatures_before_it_are_proven_too(pki: Pki, signer: Signers) -> None:
    twice = signer("second").sign(signer("signer").sign(letter(), Wish()), Wish())
    said = verify(raising(pki, "B-LTA").raised(twice), pki.trusted())
    assert [(one.verdict, one.level) for one in said.signatures] == [("valid", "B-LTA")] * 2


@pytest.mark.parametrize(
    ("name", "fault"), [("revoked", Revoked), ("unlisted", RevocationUnknown), ("foreign", NotTrusted)]
)
def test_what_cannot_be_proved_is_said(pki: Pki, signer: Signers, name: str, fault: type[SigningFault]) -> None:
    with pytest.raises(fault):
        raising(pki, "B-LT").raised(signer(name).sign(letter(), Wish()))


def test_what_is_wrong_with_the_server_is_said_before_anybody_is_asked(pki: Pki) -> None:
    with pytest.raises(NoTimestampServer):
        Raising("B-T", pki.trusted(), None).demand_ready()
    with pytest.raises(TimestampFault):
        raising(pki, "B-T", address="http://127.0.0.1:9/").demand_ready()
    with pytest.raises(NotTrusted, match="time stamping server"):
        raising(pki, "B-LT", Trust(pki.trusted().roots[:1], inside=pki.trusted().inside)).demand_ready()
    raising(pki, "B-T", Trust()).demand_ready()


def test_a_silent_list_of_revoked_certificates_is_said(pki: Pki) -> None:
    silent = LocalSigner(opened(pki.p12_of_silence(), PASSPHRASE)).sign(letter(), Wish())
    with pytest.raises(RevocationUnknown):
        raising(pki, "B-LTA").raised(silent)


def test_what_is_certified_against_all_changes_is_raised(pki: Pki) -> None:
    found = raising(pki, "B-T").raised(made("certified-1"))
    assert verify(found, pki.trusted()).signatures[0].changes in ("none", "permitted")
