"""The BSrE signing service, by a stand-in: what it is asked, what its answers mean, and what is known after none."""

import logging
import traceback
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from paper.separator import sheet
from schemas.errors import LontarError, Unavailable
from signing import bsre
from signing.bsre import AccountRefused, BsreSigner, Maintenance, ServiceRefused
from signing.bsre_request import NoCodes, NoIdentity, Proof
from signing.field import with_field
from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.settings import Settings
from signing.signer import CannotBeSigned, Locked, SigningFault, Uncertain, Wish, WrongCode, WrongPassphrase
from signing.stamp import stamp
from tests.signing.bsre_stand_in import AFTER, EMAIL, FAULTS, NIK, PASSPHRASE, StandIn, running
from tests.signing.letters import PLACE, letter, made
from tests.signing.own import own_key
from tests.signing.seen_by_others import signatures
from tests.waiting import until

STAMP = stamp("Sri Contoh", "Kepala Dinas", date(2026, 11, 30), "https://arsip.sukamaju.example/verify/Ab3dEf6hIj9k")
IDENTITY = {1: NIK, 2: EMAIL}
MEANS: dict[str, type[LontarError]] = {
    "maintenance": Maintenance,
    "maintenance-as-200": Maintenance,
    "html": Uncertain,
    "gateway": Uncertain,
    "server-error": Uncertain,
    "no-json": Uncertain,
    "empty": Uncertain,
    "no-file": Uncertain,
    "not-base64": Uncertain,
    "expired": ServiceRefused,
    "revoked": ServiceRefused,
    "not-registered": ServiceRefused,
    "moved": ServiceRefused,
}


@pytest.fixture(scope="module")
def service() -> Iterator[StandIn]:
    key = LocalSigner(opened(own_key(), "x"))
    with running(key, key.sign(sheet(), Wish())) as found:
        yield found


@pytest.fixture(autouse=True)
def _as_new(service: StandIn) -> None:
    service.fault, service.signed = "", 0
    service.seen.clear()
    service.codes.clear()


def signer(service: StandIn, version: int, passphrase: str = PASSPHRASE, seconds: float = 20.0) -> BsreSigner:
    return BsreSigner(service.settings(version, seconds), IDENTITY[version], Proof(passphrase))


def by_code(service: StandIn, code: str, version: int = 2) -> BsreSigner:
    return BsreSigner(service.settings(version), IDENTITY[version], Proof(code, once=True))


@pytest.mark.parametrize("version", [1, 2])
def test_it_signs(service: StandIn, version: int) -> None:
    found = signer(service, version).sign(letter(), Wish(reason="Disetujui"))
    assert len(signatures(found)) == 1
    assert service.signed == 1
    (asked,) = service.seen
    assert asked["passphrase"] == PASSPHRASE
    assert asked["nik" if version == 1 else "email"] == IDENTITY[version]


@pytest.mark.parametrize("version", [1, 2])
def test_it_is_given_the_stamp_as_a_picture_with_its_place(service: StandIn, version: int) -> None:
    signer(service, version).sign(with_field(letter(), PLACE, "Signature1", "x"), Wish(stamp=STAMP, place=PLACE))
    (asked,) = service.seen
    if version == 1:
        assert asked["imageTTD"].startswith(b"\x89PNG")
        assert {name: asked[name] for name in ("tampilan", "page", "xAxis", "yAxis", "width", "height")} == {
            "tampilan": "visible", "page": "1", "xAxis": "330", "yAxis": "80", "width": "200", "height": "70",
        }  # fmt: skip
    else:
        (said,) = asked["signatureProperties"]
        assert said.pop("imageBase64")
        assert (said["tampilan"], said["originX"], said["originY"], said["width"], said["height"], said["page"]) == (
            "VISIBLE", 330.0, 80.0, 200.0, 70.0, 1,
        )  # fmt: skip


@pytest.mark.parametrize("version", [1, 2])
def test_a_wrong_passphrase_is_told_and_is_nowhere_in_it(
    service: StandIn, version: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "bukan ini sandinya"
    with pytest.raises(WrongPassphrase) as caught:
        signer(service, version, wrong).sign(letter(), Wish())
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value.as_dict()) + caplog.text
    assert wrong not in told
    assert wrong not in repr(signer(service, version, wrong))
    assert service.signed == 0


def test_a_code_that_was_sent_signs_one_letter(service: StandIn) -> None:
    bsre.send_code(service.settings(), EMAIL)
    (code,) = service.codes
    assert len(signatures(by_code(service, code).sign(letter(), Wish()))) == 1
    (asked,) = service.seen
    assert (asked["totp"], "passphrase" in asked) == (code, False)
    with pytest.raises(WrongCode):
        by_code(service, code).sign(letter(), Wish())
    assert service.signed == 1


def test_a_wrong_code_is_told_and_is_nowhere_in_it(service: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "471108"
    with pytest.raises(WrongCode, match="Nothing was signed") as caught:
        by_code(service, wrong).sign(letter(), Wish())
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value.as_dict()) + caplog.text
    assert wrong not in told + repr(by_code(service, wrong))
    assert service.signed == 0


def test_what_became_of_a_request_for_a_code_is_told(service: StandIn) -> None:
    for fault, kind in (("maintenance", Maintenance), ("gateway", Unavailable), ("not-registered", ServiceRefused)):
        service.fault = fault
        with pytest.raises(kind):
            bsre.send_code(service.settings(), EMAIL)
    service.fault = ""
    with pytest.raises(ServiceRefused, match="belum terdaftar"):
        bsre.send_code(service.settings(), "lain@sukamaju.example")
    assert service.codes == []


def test_version_1_knows_no_codes(service: StandIn) -> None:
    with pytest.raises(NoCodes):
        bsre.send_code(service.settings(1), NIK)
    with pytest.raises(NoCodes):
        by_code(service, "471108", 1).sign(letter(), Wish())
    assert service.seen == []


@pytest.mark.parametrize("kind", FAULTS)
def test_an_answer_without_a_letter_means_what_it_says(service: StandIn, kind: str) -> None:
    service.fault = kind
    with pytest.raises(MEANS[kind]) as caught:
        signer(service, 2).sign(letter(), Wish())
    assert isinstance(caught.value, Uncertain) != isinstance(caught.value, SigningFault)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("kind", AFTER)
def test_after_it_has_signed_no_fault_says_that_nothing_was(service: StandIn, kind: str, version: int) -> None:
    service.fault = kind
    with pytest.raises(Uncertain, match="may have signed"):
        signer(service, version, seconds=0.4 if kind in ("silent", "drip") else 20).sign(letter(), Wish())
    assert until(lambda: service.signed == 1)


def test_a_letter_that_was_written_anew_before_it_was_signed_is_still_the_letter(service: StandIn) -> None:
    anew = service.key.sign(with_field(letter(), PLACE, "Signature1", "x"), Wish())
    assert not anew.startswith(letter())
    assert bsre.not_the_letter(letter(), anew) == ""
    assert "does not fit" in bsre.not_the_letter(letter(), anew.replace(b"/Lang (id)", b"/Lang (en)", 1))


def test_what_the_service_says_is_repeated_without_the_passphrase() -> None:
    said = b'{"error": "sandi kantor ABC salah", "status_code": 77}'
    with pytest.raises(ServiceRefused, match=r"sandi kantor \*\*\* salah \(77\)"):
        bsre.parsed(bsre.Answer(400, "application/json", said), proof=Proof("ABC"))


def test_who_is_not_asked_has_not_signed(service: StandIn) -> None:
    for address in ("http://127.0.0.1:9", "http://elsewhere.example", "ftp://x", "", "http://[x"):
        with pytest.raises(Unavailable):
            BsreSigner(Settings(bsre_address=address), EMAIL, Proof(PASSPHRASE)).sign(letter(), Wish())
    wrong = Settings(bsre_address=service.settings().bsre_address, bsre_user="x")
    with pytest.raises(AccountRefused):
        BsreSigner(wrong, EMAIL, Proof(PASSPHRASE)).sign(letter(), Wish())
    with pytest.raises(NoIdentity):
        BsreSigner(service.settings(1), EMAIL, Proof(PASSPHRASE)).sign(letter(), Wish())
    assert service.signed == 0


def test_what_is_locked_never_gets_there(service: StandIn, signer_of: Callable[[], LocalSigner]) -> None:
    with pytest.raises(Locked):
        signer(service, 2).sign(signer_of().sign(letter(), Wish(lock=True)), Wish())
    assert service.seen == []


@pytest.mark.parametrize("kind", ["encrypted", "hybrid", "junk", "cut", pytest.param("crowd", marks=pytest.mark.full)])
def test_what_cannot_be_signed_never_gets_there(service: StandIn, kind: str) -> None:
    with pytest.raises(CannotBeSigned):
        signer(service, 2).sign(made(kind), Wish())
    assert service.seen == []


@pytest.fixture
def signer_of() -> Callable[[], LocalSigner]:
    return lambda: LocalSigner(opened(own_key(), "x"))


def test_it_tells_who_may_sign(service: StandIn) -> None:
    assert bsre.status(service.settings(2), EMAIL) == bsre.MAY_SIGN
    assert bsre.status(service.settings(2), "lain@sukamaju.example") == "NOT_REGISTERED"
    assert bsre.status(service.settings(1), NIK) == bsre.MAY_SIGN
