"""Key files: each that cannot be signed with has a sentence of its own, and no sentence holds a passphrase."""

from datetime import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from signing.pkcs12 import (
    Expired,
    NoKeyFile,
    NoPrivateKey,
    NotForSigning,
    NotYetValid,
    WeakAlgorithm,
    WeakKey,
    opened,
)
from signing.signer import SigningFault, WrongPassphrase
from tests.signing.own import own_key, sha1_key
from tests.signing.pki import PASSPHRASE, Pki, without_key


def test_a_key_file_opens_and_shows_nothing_of_its_key(pki: Pki) -> None:
    found = opened(pki.p12("signer"), PASSPHRASE)
    assert found.name == "Sri Contoh"
    assert "KeptKey" not in repr(found)
    assert PASSPHRASE not in repr(found)


@pytest.mark.parametrize(
    ("name", "fault", "said"),
    [
        ("expired", Expired, "expired on 2021-01-01"),
        ("future", NotYetValid, "valid only from 2110-01-01"),
        ("weak", WeakKey, "RSA, 1024 bit"),
        ("reader", NotForSigning, "not issued for signatures"),
    ],
)
def test_one_that_is_not_fit_says_why(pki: Pki, name: str, fault: type[SigningFault], said: str) -> None:
    with pytest.raises(fault, match=said):
        opened(pki.p12(name), PASSPHRASE)


def test_an_expired_one_was_fit_before(pki: Pki) -> None:
    assert opened(pki.p12("expired"), PASSPHRASE, at=datetime(2020, 6, 1)).name == "Kedaluwarsa Contoh"  # noqa: DTZ001


def test_without_its_private_key_it_signs_nothing(pki: Pki) -> None:
    with pytest.raises(NoPrivateKey):
        opened(without_key(pki.certificate("signer")), PASSPHRASE)


def test_a_certificate_signed_with_sha_1_is_refused() -> None:
    with pytest.raises(WeakAlgorithm, match="SHA1"):
        opened(sha1_key(), "x")


@given(st.text(max_size=30).filter(lambda text: text != "x"))
@example("x\0")
@settings(max_examples=30, deadline=None)
def test_a_wrong_passphrase_is_one_error_and_is_never_repeated(text: str) -> None:
    with pytest.raises(WrongPassphrase) as caught:
        opened(own_key(), text, "kunci.p12")
    assert str(caught.value) == "The passphrase of kunci.p12 is wrong. Nothing was signed. Type it again."
    assert caught.value.__cause__ is None
    assert caught.value.params == {"who": "kunci.p12"}


@given(st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_what_is_no_key_file_is_an_error_of_ours(content: bytes) -> None:
    with pytest.raises(SigningFault):
        opened(content, "x")


def test_a_damaged_or_huge_one_is_refused() -> None:
    with pytest.raises(NoKeyFile, match="too large"):
        opened(bytes(2 << 20), "x")
    with pytest.raises(SigningFault):
        opened(own_key()[:-40], "x")
