"""Signatures of every level and fault, made here by authorities of the test's own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from bench.signed import Authorities
from signing.authority import SINCE, issued
from signing.trust import Trust, read_trust
from signing.verifying import verify
from tests.files import pdf
from tests.signing.said import NOW, codes

THEN = datetime(2023, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def trust(office: Authorities, tmp_path_factory: pytest.TempPathFactory) -> Trust:
    return read_trust(office.trust(tmp_path_factory.mktemp("trust")))


@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
def test_what_carries_its_proofs_is_valid_by_the_root_alone(office: Authorities, trust: Trust, level: str) -> None:
    found = verify(office.sign(pdf(), level, at=NOW - DAY), trust, NOW)
    (one,) = found.signatures
    assert (found.verdict, codes(found)) == ("valid", set())
    assert (one.level, one.signer, one.trusted, one.intact) == (level, "Sri Contoh", True, True)
    assert (one.time, one.time_proof) == (NOW - DAY, "timestamp")
    assert (one.coverage, one.changes) == ("revision", "permitted")
    assert [link.subject for link in one.chain] == [
        f"Common Name: {name}" for name in ("Sri Contoh", "Penerbit Contoh", "Akar Contoh")
    ]
    assert one.algorithms == ("sha256", "sha256_ecdsa", "ec-secp256r1")


def test_of_a_changed_letter_nothing_is_made_up_about_its_certificates(office: Authorities, trust: Trust) -> None:
    changed = office.sign(pdf(), "B-LT", at=NOW).replace(b"0 595 842", b"0 595 843", 1)
    found = verify(changed, trust, NOW)
    assert (found.verdict, {why.code for why in found.reasons}) == ("invalid", {"changed-inside"})


@pytest.mark.parametrize("level", ["B-B", "B-T"])
def test_what_carries_no_proofs_needs_lists_of_the_office(
    office: Authorities, trust: Trust, with_lists: Trust, level: str
) -> None:
    signed = office.sign(pdf(), level, at=NOW)
    assert "revocation-unknown" in codes(verify(signed, trust, NOW))
    found = verify(signed, with_lists, NOW)
    assert (found.verdict, found.signatures[0].level) == ("valid", level)
    assert verify(signed, with_lists, NOW + 60 * DAY).verdict == ("valid" if level == "B-T" else "unverifiable")


def test_a_signature_outlives_the_certificates_around_it(office: Authorities, trust: Trust) -> None:
    gone = office.signer(valid=(SINCE, THEN + 30 * DAY))
    archived = office.sign(pdf(), "B-LTA", gone, at=THEN)
    assert verify(archived, trust, NOW).verdict == "valid"
    assert verify(office.renewed(archived, THEN + 300 * DAY), trust, NOW).verdict == "valid"
    plain = verify(office.sign(pdf(), "B-B", gone, at=THEN), trust, NOW)
    assert (plain.verdict, codes(plain)) == ("unverifiable", {"expired"})


def test_it_depends_on_when_a_certificate_was_revoked(office: Authorities, trust: Trust, tmp_path: Path) -> None:
    who = office.signer()
    before, after = (office.sign(pdf(), "B-T", who, at=at) for at in (THEN, NOW - DAY))
    plain = office.sign(pdf(), "B-B", who)
    office.revoked[who.certificate.serial_number] = THEN + DAY
    lists = read_trust(office.trust(tmp_path / "trust", NOW))
    assert verify(before, lists, NOW).verdict == "valid"
    late = verify(after, lists, NOW)
    assert (late.verdict, codes(late)) == ("invalid", {"signed-revoked"})
    unproven = verify(plain, lists, NOW)
    assert (unproven.verdict, codes(unproven)) == ("unverifiable", {"revoked"})


def test_a_list_of_the_office_counts_for_more_than_what_the_file_carries(
    office: Authorities, trust: Trust, tmp_path: Path
) -> None:
    who = office.signer()
    signed = office.sign(pdf(), "B-LT", who, at=NOW - DAY)
    assert verify(signed, trust, NOW).verdict == "valid"
    office.revoked[who.certificate.serial_number] = NOW - 2 * DAY
    assert verify(signed, read_trust(office.trust(tmp_path / "trust", NOW)), NOW).verdict == "invalid"


def test_a_list_that_may_have_forgotten_a_certificate_proves_nothing(office: Authorities, with_lists: Trust) -> None:
    """Lists drop what has ended: today's cannot say that a certificate of long ago was not revoked."""
    gone = office.signer(valid=(SINCE, THEN + 30 * DAY))
    assert codes(verify(office.sign(pdf(), "B-T", gone, at=THEN), with_lists, NOW)) == {"revocation-unknown"}


def test_whom_nobody_vouches_for_and_what_is_too_weak(office: Authorities, with_lists: Trust) -> None:
    stranger = Authorities()  # of the same names as those that are trusted
    found = verify(stranger.sign(pdf(), "B-LT", at=NOW), with_lists, NOW)
    assert (found.verdict, codes(found)) == ("unverifiable", {"chain-broken", "timestamp-unproven"})
    lone = verify(office.sign(pdf(), signer=issued("Sendiri"), at=NOW), with_lists, NOW)
    assert (lone.verdict, codes(lone)) == ("unverifiable", {"unknown-root"})
    weak = office.signer(key=rsa.generate_private_key(65537, 1024))
    assert "weak-algorithm" in codes(verify(office.sign(pdf(), signer=weak, at=NOW), with_lists, NOW))
    old = verify(office.sign(pdf(), at=NOW, md_algorithm="sha1"), with_lists, NOW)
    assert (old.verdict, "weak-algorithm" in codes(old)) == ("unverifiable", True)
    borrowed = issued("Pinjaman", office.signer("Bukan Penerbit"))
    assert verify(office.sign(pdf(), signer=borrowed, at=NOW), with_lists, NOW).verdict == "unverifiable"


def test_several_signers_each_have_a_verdict(office: Authorities, trust: Trust) -> None:
    first = office.sign(pdf(), "B-LTA", office.signer("Budi Contoh"), at=NOW - DAY)
    both = office.sign(first, "B-LTA", at=NOW, field_name="Signature2")
    found = verify(both, trust, NOW)
    assert found.verdict == "valid"
    assert [(one.signer, one.field) for one in found.signatures] == [
        ("Budi Contoh", "Signature1"),
        ("Sri Contoh", "Signature2"),
    ]
    mixed = Authorities().sign(first, "B-B", at=NOW, field_name="Signature2")
    assert [one.verdict for one in verify(mixed, trust, NOW).signatures] == ["valid", "unverifiable"]


def test_a_time_after_the_moment_that_is_asked_for(office: Authorities, trust: Trust) -> None:
    found = verify(office.sign(pdf(), "B-LT", at=NOW), trust, NOW - 10 * DAY)
    assert (found.verdict, "later-than-asked" in codes(found)) == ("unverifiable", True)


def test_what_is_in_the_folder_of_trust(office: Authorities, tmp_path: Path) -> None:
    folder = office.trust(tmp_path / "trust", NOW)
    (folder / "authority.der").write_bytes(office.authority.x509.dump())
    (folder / "notes.txt").write_text("whom we asked")
    (folder / "broken.crt").write_bytes(b"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")
    (folder / "empty.crl").touch()
    found = read_trust(folder)
    assert (len(found.roots), len(found.others), len(found.lists)) == (1, 1, 2)
    assert found.faults == ("broken.crt", "empty.crl")
    assert read_trust(tmp_path / "nothing") == Trust()
    told = verify(office.sign(pdf(), at=NOW), found, NOW)
    assert (told.verdict, [why.params for why in told.warnings]) == ("valid", [{"files": "broken.crt, empty.crl"}])


@pytest.mark.parametrize(
    ("key", "how", "told"),
    [
        (ec.generate_private_key(ec.SECP384R1()), {"md_algorithm": "sha384"}, "ec-secp384r1"),
        (ed25519.Ed25519PrivateKey.generate(), {"md_algorithm": "sha512"}, "ed25519"),
        (rsa.generate_private_key(65537, 3072), {"md_algorithm": "sha512"}, "rsa-3072"),
    ],
)
def test_keys_and_digests_that_prove_something(
    office: Authorities, with_lists: Trust, key: Any, how: dict[str, str], told: str
) -> None:
    found = verify(office.sign(pdf(), signer=office.signer(key=key), at=NOW, **how), with_lists, NOW)
    assert (found.verdict, found.signatures[0].algorithms[2]) == ("valid", told)


def test_a_certificate_for_other_things_signs_no_letters(office: Authorities, with_lists: Trust) -> None:
    """A clock of the same authorities is trusted, as a clock."""
    found = verify(office.sign(pdf(), signer=office.clock, at=NOW), with_lists, NOW)
    assert (found.verdict, codes(found)) == ("unverifiable", {"not-for-signing"})


def test_a_kind_of_signature_that_is_not_verified_here(office: Authorities, with_lists: Trust) -> None:
    old = office.sign(pdf(), at=NOW).replace(b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1 ")
    found = verify(old, with_lists, NOW)
    assert (found.verdict, codes(found)) == ("unverifiable", {"unsupported"})
