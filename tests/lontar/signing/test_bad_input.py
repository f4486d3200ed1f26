"""Whatever is wrong with a key, a server of time or a service: the letter waits where it was with its number, or it is
said that it is not known; then it is signed once, under the same number, and the next letter gets the next one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from lontar.settings import load
from lontar.signing import acts
from lontar.signing.signers import Secret, signer_for
from lontar.signing.signers import key_file as file_of
from lontar.wiring import House, open_house
from schemas.draft import Draft
from schemas.entry import RegisterEntry
from schemas.letter import Letter
from signing.authority import SINCE, issued, key_file
from signing.levels import Revoked
from signing.pkcs12 import Expired, WeakAlgorithm, WeakKey
from signing.signer import Signer, SigningFault, WrongPassphrase
from signing.timestamps import TimestampFault, Timestamps
from tests.lontar.drafting.drafted import draft_of, frozen
from tests.lontar.routing.offices import founded, who
from tests.lontar.signing.signing import Office, an_office, attempts, demand_whole
from tests.signing.own import own_key, sha1_key
from tests.signing.servers_of_time import KINDS

ENDED = SINCE, datetime(2021, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with an_office() as found:
        yield found


@dataclass
class Bad:
    """A home whose key file is bad in some way; `level` of its policy, `passphrase` that is typed."""

    fault: type[SigningFault]
    file: Callable[[Office], bytes]
    level: str = "B-B"
    passphrase: str = "x"


def expired(office: Office) -> bytes:
    return key_file(office.authorities.signer("Lama", valid=ENDED), "x")


def revoked(office: Office) -> bytes:
    holder = office.authorities.signer("Dicabut")
    office.authorities.revoked[holder.certificate.serial_number] = SINCE
    return key_file(holder, "x", office.authorities.authority)


BAD = {
    "wrong passphrase": Bad(WrongPassphrase, lambda _: own_key(), passphrase="salah"),
    "expired": Bad(Expired, expired),
    "weak key": Bad(WeakKey, lambda _: key_file(issued("Lemah", key=rsa.generate_private_key(65537, 1024)), "x")),
    "signed with SHA-1": Bad(WeakAlgorithm, lambda _: sha1_key()),
    "revoked": Bad(Revoked, revoked, level="B-LT"),
}


SELDOM = ("weak key", "signed with SHA-1")
"""Refused where the key file is opened, as an expired one is (tests/signing/test_pkcs12.py)."""


def home(folder: Path, office: Office, level: str) -> House:
    said = {"HOME": str(folder / "home"), "SIGN_LEVEL": level, "TSA_ADDRESS": office.clock.at("good")}
    house = open_house(load({f"LONTAR_{name}": value for name, value in said.items()}, folder))
    founded(house)
    return house


@pytest.mark.parametrize("kind", [pytest.param(one, marks=[pytest.mark.full] if one in SELDOM else []) for one in BAD])
def test_a_key_that_signs_nothing_costs_no_number(tmp_path: Path, office: Office, kind: str) -> None:
    bad, office.clock.fault = BAD[kind], ""
    house = home(tmp_path, office, bad.level)
    id = frozen(house)
    give(house, bad.file(office))
    office.trusted(house.settings.home)
    with pytest.raises(bad.fault):
        sign(house, id, bad.passphrase)
    demand_waiting(house, id)
    office.authorities.revoked.clear()
    office.trusted(house.settings.home)
    give(house, office.file())
    sign(house, id)
    demand_signed_first(house, id)


@pytest.mark.parametrize(
    "fault", [pytest.param(one, marks=[pytest.mark.full] if one != "silent" else []) for one in KINDS]
)
def test_a_server_of_time_that_is_silent_or_wrong_costs_no_number(tmp_path: Path, office: Office, fault: str) -> None:
    house = home(tmp_path, office, "B-T")
    id, office.clock.fault = frozen(house), fault
    signer = replace(office.signer(), server=Timestamps(office.clock.at("good"), seconds=0.3))
    with pytest.raises(TimestampFault):
        sign_with(house, id, signer)
    demand_waiting(house, id)
    office.clock.fault = ""
    give(house, office.file())
    sign(house, id)
    demand_signed_first(house, id)


def give(house: House, file: bytes) -> None:
    path = file_of(house.settings.home, "kadis@example.org")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(file)


def sign(house: House, id: str, passphrase: str = "x") -> str:
    return sign_with(house, id, signer_for(house, who(house, "kadis"), Secret(passphrase)))


def sign_with(house: House, id: str, signer: Signer) -> str:
    return acts.sign(house, who(house, "kadis"), id, str(draft_of(house, id).frozen_sha256), signer)


def demand_waiting(house: House, id: str) -> None:
    """It waits for the signer as before, under its number; no letter of it is anywhere."""
    draft = draft_of(house, id)
    assert (draft.state, draft.waits) == ("frozen", "kadis")
    assert {row["state"] for row in attempts(house, id)} <= {"refused"}
    assert house.store.get(Letter, draft.letter) is None
    assert house.store.load(RegisterEntry, draft.entry).agenda_number == 1


def demand_signed_first(house: House, id: str) -> None:
    demand_whole(house, id)
    drafts = [house.store.load(Draft, one) for one in (id, frozen(house))]
    assert [house.store.load(RegisterEntry, one.entry).agenda_number for one in drafts] == [1, 2]
    house.close()
