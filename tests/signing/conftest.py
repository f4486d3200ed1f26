"""The PKI and signers of it, started once for all tests of the room."""

from collections.abc import Callable, Iterator

import pytest

from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.timestamps import Timestamps
from tests.signing.pki import PASSPHRASE, Pki, running


@pytest.fixture(scope="session")
def pki() -> Iterator[Pki]:
    with running() as found:
        yield found


@pytest.fixture(scope="session")
def signer(pki: Pki) -> Callable[[str], LocalSigner]:
    """A signer of the PKI by the name of its certificate."""
    server = Timestamps(pki.tsa)
    return lambda name: LocalSigner(opened(pki.p12(name), PASSPHRASE), pki.trusted(), server)
