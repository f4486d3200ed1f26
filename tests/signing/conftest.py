"""The PKI and signers of it, started once for all tests of the room."""

from collections.abc import Callable, Iterator

import pytest

from bench.signed import Authorities
from signing.pades import LocalSigner
from signing.pkcs12 import opened
from signing.timestamps import Timestamps
from signing.trust import Trust, read_trust
from tests.signing.authorities import Office, office_of_authorities
from tests.signing.pki import PASSPHRASE, Pki, running
from tests.signing.revisions import letter
from tests.signing.said import NOW


@pytest.fixture(scope="session")
def pki() -> Iterator[Pki]:
    with running() as found:
        yield found


@pytest.fixture(scope="session")
def signer(pki: Pki) -> Callable[[str], LocalSigner]:
    """A signer of the PKI by the name of its certificate."""
    server = Timestamps(pki.tsa)
    return lambda name: LocalSigner(opened(pki.p12(name), PASSPHRASE), pki.trusted(), server)


@pytest.fixture(scope="session")
def office() -> Authorities:
    return Authorities()


@pytest.fixture(scope="session")
def with_lists(office: Authorities, tmp_path_factory: pytest.TempPathFactory) -> Trust:
    """What it trusts, and its lists of today."""
    return read_trust(office.trust(tmp_path_factory.mktemp("lists"), NOW))


@pytest.fixture(scope="session", params=["B-B", pytest.param("B-LTA", marks=pytest.mark.full)])
def signed_letter(office: Authorities, request: pytest.FixtureRequest) -> bytes:
    return office.sign(letter(), request.param, at=NOW)


@pytest.fixture(scope="session")
def house() -> Office:
    """Authorities, and a clock of another root."""
    return office_of_authorities()
