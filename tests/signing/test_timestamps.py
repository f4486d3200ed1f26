"""Answers of a time stamping server that are no proof are not taken for one."""

from collections.abc import Iterator

import pytest
from asn1crypto import pem
from asn1crypto.keys import PrivateKeyInfo

from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.signer import Wish
from signing.timestamps import TimestampFault, Timestamps
from tests.signing.letters import letter
from tests.signing.pki import PASSPHRASE, Pki
from tests.signing.servers_of_time import KINDS, Server, running

SAID = {
    "html": "its answer is no timestamp",
    "refused": "its answer holds no timestamp",
    "garbage": "its answer holds no timestamp",
    "other-document": "another document",
    "old": "its clock says 2020-02-02",
    "not-for-time": "not for time stamping",
    "forged": "its signature is wrong",
    "silent": "did not answer in time",
}


@pytest.fixture(scope="module")
def server(pki: Pki) -> Iterator[Server]:
    key = PrivateKeyInfo.load(pem.unarmor((pki.folder / "keys" / "tsa.pem").read_bytes())[2])
    with running(key, pki.certificate("tsa"), pki.certificate("signer")) as found:
        yield found


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_answer_is_named_and_nothing_is_signed(pki: Pki, server: Server, kind: str) -> None:
    one = LocalSigner(opened(pki.p12("signer"), PASSPHRASE), pki.trusted(), Timestamps(server.at(kind), seconds=0.3))
    with pytest.raises(TimestampFault, match=SAID[kind]):
        one.sign(letter(), Wish(level="B-T"))


def test_a_server_that_is_not_there_is_named(pki: Pki) -> None:
    one = LocalSigner(opened(pki.p12("signer"), PASSPHRASE), pki.trusted(), Timestamps("http://127.0.0.1:9/"))
    with pytest.raises(TimestampFault, match="cannot be reached"):
        one.sign(letter(), Wish(level="B-T"))
