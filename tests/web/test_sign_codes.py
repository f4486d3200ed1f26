"""The pages of who signs where the signing service does: by passphrase or one-time code, and what stands below its
level."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.wiring import House
from schemas.draft import Draft
from schemas.event import Event
from schemas.kept_form import KeptForm
from schemas.once import Once
from schemas.signing_attempt import SigningAttempt
from schemas.stored import now
from signing.attempts import BelowLevel
from signing.pades import LocalSigner
from signing.pkcs12 import opened
from store.changes import Changes
from tests.demo import demo_house
from tests.signing import bsre_stand_in
from tests.signing.bsre_stand_in import PASSPHRASE, PASSWORD, USER, StandIn
from tests.signing.own import own_key
from tests.web.conftest import form, signed_in
from tests.web.drafting import CONTENT, frozen

SIGNER, SUBJECT = "sekda", CONTENT["subject"]


@pytest.fixture(scope="module")
def service() -> Iterator[StandIn]:
    with bsre_stand_in.running(LocalSigner(opened(own_key(), "x"))) as found:
        found.email = f"{SIGNER}@sukamaju.example"
        yield found


def by(service: StandIn) -> dict[str, str]:
    """The settings of an office that signs by it."""
    said = {
        "SIGN_WITH": "bsre", "BSRE_ADDRESS": f"http://127.0.0.1:{service.server_port}",
        "BSRE_USER": USER, "BSRE_PASSWORD": PASSWORD, "BSRE_SECONDS": "20",
    }  # fmt: skip
    return {f"LONTAR_{name}": value for name, value in said.items()}


@pytest.fixture
def house(tmp_path: Path, service: StandIn) -> Iterator[House]:
    service.fault, service.signed = "", 0
    service.codes.clear()
    service.seen.clear()
    with demo_house(tmp_path, **by(service)) as house:
        yield house


def sign(client: FlaskClient, house: House, *ids: str, **typed: str) -> str:
    chosen = [f"{id}.{house.store.load(Draft, id).frozen_sha256}" for id in ids]
    data = form(client, "/sign") | {"letter": chosen} | typed
    return client.post("/sign", data=data, follow_redirects=True).text


def test_a_code_is_sent_and_signs_one_letter(house: House, service: StandIn) -> None:
    client, id = signed_in(house, SIGNER), frozen(house)
    assert "each letter is signed on its own page" in client.get("/sign").text
    page = client.get(f"/sign/{id}").text
    assert "Send me a code" in page
    assert '<details class="mb-2"><summary>With a one-time code' in page
    answer = client.post(f"/sign/{id}/code", data=form(client, f"/sign/{id}"), follow_redirects=True)
    assert "The signing service sends you a code" in answer.text
    assert '<details class="mb-2" open>' in answer.text
    (code,) = service.codes
    assert code not in answer.text
    assert f"{SUBJECT}: signed" in sign(client, house, id, one_time_password=code, key_password="filled in by itself")
    assert (service.signed, house.store.load(Draft, id).state) == (1, "signed")


def test_a_wrong_code_is_a_sentence_and_nowhere_afterwards(
    house: House, service: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client, id, wrong = signed_in(house, SIGNER), frozen(house), "471108"
    number = house.store.load(Draft, id).reference_number
    told = sign(client, house, id, one_time_password=wrong)
    assert "is wrong, or no longer valid. Nothing was signed." in told
    assert "Send me a code" in told, "on the page of the letter"
    stored = [list(house.store.every(kind)) for kind in (Draft, Event, Once, KeptForm, SigningAttempt)]
    assert wrong not in repr(stored) + caplog.text + told
    draft = house.store.load(Draft, id)
    assert (draft.state, draft.reference_number, service.signed) == ("frozen", number, 0)
    assert f"{SUBJECT}: signed" in sign(client, house, id, key_password=PASSPHRASE)


def test_a_code_signs_no_two_letters_and_nothing_typed_signs_none(house: House, service: StandIn) -> None:
    client, ids = signed_in(house, SIGNER), [frozen(house), frozen(house)]
    assert "A one-time code signs one letter, and 2 were chosen." in sign(client, house, *ids, one_time_password="1")
    assert "The passphrase cannot be used: it is empty." in sign(client, house, *ids)
    assert service.seen == []
    assert {house.store.load(Draft, id).state for id in ids} == {"frozen"}


def test_what_the_service_cannot_send_is_said(house: House, service: StandIn) -> None:
    client, id = signed_in(house, SIGNER), frozen(house)
    service.fault = "maintenance"
    answer = client.post(f"/sign/{id}/code", data=form(client, f"/sign/{id}"))
    assert answer.status_code == 503
    assert "being maintained" in answer.text


def test_what_is_below_its_level_says_so(house: House) -> None:
    client, id = signed_in(house, SIGNER), frozen(house)
    draft = house.store.load(Draft, id)
    draft.state, draft.waits = "signing", None
    error = BelowLevel(level="B-LTA", why="No timestamp", detail="").as_dict()
    attempt = SigningAttempt(
        draft=id, frozen_sha256=draft.frozen_sha256, person="x", position=draft.signer, way="bsre", level="B-LTA",
        until=now(), state="came", came_sha256="a" * 64, error=error,
    )  # fmt: skip
    house.store.commit(Changes.of(draft, attempt))
    assert "Signed, but not at its level yet." in client.get("/sign").text
    page = client.get(f"/sign/{id}").text
    assert "is not at level B-LTA yet: No timestamp. The signed file is kept" in page
    assert "The service has signed it, and then there are two" in page
    assert "key_password" not in page
