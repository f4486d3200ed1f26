"""Signatures that are made hold what their level says; those that cannot be made are not made lower."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from schemas.errors import NotAmong
from signing.levels import LEVELS, NotTrusted, RevocationUnknown, Revoked
from signing.loops import finished
from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.signer import CannotBeSigned, Locked, NoField, SigningFault, Wish
from signing.timestamps import NoTimestampServer
from signing.trust import Trust
from tests.signing.letters import letter, made
from tests.signing.pki import PASSPHRASE, Pki
from tests.signing.seen_by_others import level_of, signatures, statuses

Signers = Callable[[str], LocalSigner]


@pytest.mark.parametrize("level", LEVELS)
def test_a_signature_holds_what_its_level_says(pki: Pki, signer: Signers, level: str) -> None:
    found = signer("rsa" if level == "B-B" else "signer").sign(letter(), Wish(level=level, reason="Disetujui"))
    assert found.startswith(letter()), "no byte before it changed"
    (status,) = statuses(found, pki)
    assert status.bottom_line
    assert status.md_algorithm == "sha256"
    assert level_of(found) == level


@pytest.mark.parametrize(
    ("name", "fault"), [("revoked", Revoked), ("unlisted", RevocationUnknown), ("foreign", NotTrusted)]
)
@pytest.mark.parametrize("level", ["B-LT", "B-LTA"])
def test_what_cannot_be_proved_is_not_signed_lower(
    signer: Signers, name: str, fault: type[SigningFault], level: str
) -> None:
    with pytest.raises(fault):
        signer(name).sign(letter(), Wish(level=level))


def test_a_silent_list_of_revoked_certificates_is_an_error(pki: Pki, signer: Signers) -> None:
    silent = LocalSigner(opened(pki.p12_of_silence(), PASSPHRASE), pki.trusted(), signer("signer").server)
    with pytest.raises(RevocationUnknown):
        silent.sign(letter(), Wish(level="B-LT"))
    assert level_of(silent.sign(letter(), Wish(level="B-T"))) == "B-T", "which asks nobody for lists"


def test_a_server_whose_root_is_not_trusted_is_named(pki: Pki, signer: Signers) -> None:
    one = signer("signer")
    with pytest.raises(NotTrusted, match="time stamping server"):
        LocalSigner(one.key, Trust(pki.trusted().roots[:1], inside=pki.trusted().inside), one.server).sign(
            letter(), Wish(level="B-LT")
        )


def test_a_level_above_b_b_needs_a_server(signer: Signers) -> None:
    with pytest.raises(NoTimestampServer):
        LocalSigner(signer("signer").key).sign(letter(), Wish(level="B-T"))
    with pytest.raises(NotAmong):
        signer("signer").sign(letter(), Wish(level="B-X"))


def test_two_sign_one_after_the_other_and_the_archive_holds_the_proofs(pki: Pki, signer: Signers) -> None:
    once = signer("signer").sign(letter(), Wish(level="B-T"))
    twice = signer("second").sign(once, Wish(level="B-LTA", lock=True))
    assert twice.startswith(once)
    assert [one.bottom_line for one in statuses(twice, pki)] == [True, True]
    assert [level_of(twice, number) for number in (0, 1)] == ["B-LTA", "B-LTA"]
    assert len(PdfFileReader(BytesIO(twice)).root["/DSS"]["/CRLs"]) == 3, "of both authorities and that of the server"


def test_nothing_is_signed_after_a_final_lock(pki: Pki, signer: Signers) -> None:
    locked = signer("signer").sign(letter(), Wish(level="B-B", lock=True))
    for wish in (Wish(), Wish(field="Other"), Wish(level="B-LTA")):
        with pytest.raises(Locked, match="Signature1"):
            signer("second").sign(locked, wish)


def test_a_lock_of_some_fields_closes_these_alone(signer: Signers) -> None:
    once = signer("signer").sign(made("locks-other"), Wish(field="First"))
    with pytest.raises(Locked, match="First"):
        signer("second").sign(once, Wish(field="Second"))
    again = signer("second").sign(once, Wish(field="Third"))
    assert [one.field_name for one in signatures(again)] == ["First", "Third"]


@pytest.mark.parametrize("permission", [1, 2])
def test_a_certified_letter_allows_what_it_says(signer: Signers, permission: int) -> None:
    certified = made(f"certified-{permission}")
    if permission == 1:
        with pytest.raises(Locked):
            signer("signer").sign(certified, Wish())
    else:
        assert len(signatures(signer("signer").sign(certified, Wish()))) == 2


def test_fields_are_taken_by_name_or_the_only_empty_one(signer: Signers) -> None:
    with pytest.raises(NoField, match=r"First, Second, Third"):
        signer("signer").sign(made("locks-other"), Wish())
    with pytest.raises(NoField):
        signer("signer").sign(made("locks-other"), Wish(field="Fourth"))
    once = signer("signer").sign(letter(), Wish(field="Paraf"))
    assert [one.field_name for one in signatures(once)] == ["Paraf"]
    with pytest.raises(NoField):
        signer("signer").sign(once, Wish(field="Paraf"))


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("encrypted", "encrypted"),
        ("hybrid", "hybrid file"),
        ("junk", "behind its end"),
        ("cut", "damaged"),
        ("empty", "damaged"),
        ("no-pdf", "damaged"),
        ("crowd", "more than 100"),
    ],
)
def test_what_cannot_be_signed_says_why(signer: Signers, kind: str, why: str) -> None:
    with pytest.raises(CannotBeSigned, match=why):
        signer("signer").sign(made(kind), Wish())


def test_it_signs_within_a_loop_of_somebody_elses(signer: Signers) -> None:
    async def caller() -> bytes:
        return signer("signer").sign(letter(), Wish())

    assert level_of(finished(caller())) == "B-B"


def test_the_made_ones_are_pdfs() -> None:
    for kind in ("locks-other", "certified-1", "certified-2", "crowd"):
        with pikepdf.open(BytesIO(made(kind))) as document:
            assert len(document.pages) == 1
