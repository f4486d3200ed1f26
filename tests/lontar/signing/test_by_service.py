"""Drafts signed by the service, by its stand-in: what is lost is not asked for again, whatever the version."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lontar.settings import load
from lontar.signing import acts, settling
from lontar.signing.signers import Secret, service_says, signer_for
from lontar.wiring import House, open_house
from schemas.errors import LontarError
from signing.attempts import UnderWay
from signing.bsre import MAY_SIGN, Maintenance
from signing.signer import Uncertain, WrongPassphrase
from tests.lontar.drafting.drafted import draft_of, frozen
from tests.lontar.routing.offices import founded, who
from tests.lontar.signing.signing import SITE, attempts, demand_whole, key
from tests.signing.bsre_stand_in import NIK, PASSPHRASE, PASSWORD, USER, StandIn, running


@pytest.fixture(scope="module")
def service() -> Iterator[StandIn]:
    with running(key()) as found:
        yield found


@pytest.fixture(params=[1, 2])
def house(request: pytest.FixtureRequest, tmp_path: Path, service: StandIn) -> Iterator[House]:
    service.fault, service.signed = "", 0
    said = {
        "HOME": str(tmp_path / "home"), "PUBLIC_URL": SITE, "SIGN_WITH": "bsre", "BSRE_VERSION": str(request.param),
        "BSRE_ADDRESS": f"http://127.0.0.1:{service.server_port}", "BSRE_USER": USER, "BSRE_PASSWORD": PASSWORD,
        "BSRE_SECONDS": "20",
    }  # fmt: skip
    house = open_house(load({f"LONTAR_{name}": value for name, value in said.items()}, tmp_path))
    founded(house)
    yield house
    house.close()


def sign(house: House, id: str, passphrase: str = PASSPHRASE) -> str:
    reader = who(house, "kadis")
    signer = signer_for(house, reader, Secret(passphrase, NIK))
    return acts.sign(house, reader, id, str(draft_of(house, id).frozen_sha256), signer)


def test_it_is_signed_by_the_service(house: House, service: StandIn) -> None:
    id = frozen(house)
    sign(house, id)
    demand_whole(house, id)
    assert service.signed == 1
    assert service_says(house, who(house, "kadis"), NIK) == MAY_SIGN


@pytest.mark.parametrize(("fault", "kind"), [("maintenance", Maintenance), ("", WrongPassphrase)])
def test_what_it_did_not_sign_waits_again(house: House, service: StandIn, fault: str, kind: type[LontarError]) -> None:
    id, service.fault = frozen(house), fault
    with pytest.raises(kind):
        sign(house, id, PASSPHRASE if fault else "salah")
    service.fault = ""
    assert draft_of(house, id).state == "frozen"
    sign(house, id)
    demand_whole(house, id)


@pytest.mark.parametrize("fault", ["cut", "half"])
def test_what_it_signed_and_never_sent_is_unknown(house: House, service: StandIn, fault: str) -> None:
    id, service.fault = frozen(house), fault
    with pytest.raises(Uncertain):
        sign(house, id)
    service.fault = ""
    with pytest.raises(UnderWay):
        sign(house, id)
    assert (draft_of(house, id).state, attempts(house, id)[0]["state"], service.signed) == ("signing", "unknown", 1)
    assert PASSPHRASE not in repr(attempts(house, id))
    settling.give_up(house, who(house, "kadis"), id, "Layanan tidak menyimpan berkasnya")
    sign(house, id)
    demand_whole(house, id)
