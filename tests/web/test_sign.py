"""The page of who signs: what waits, several letters in one go with a result of each, and no passphrase anywhere."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from lontar.signing import acts
from lontar.wiring import House
from schemas.draft import Draft
from schemas.event import Event
from schemas.kept_form import KeptForm
from schemas.once import Once
from schemas.signing_attempt import SigningAttempt
from schemas.stored import now
from signing.signer import Uncertain
from store.changes import Changes
from tests.demo import demo_house
from tests.signing.own import own_key
from tests.signing.seen_by_others import signatures
from tests.web.conftest import form, signed_in
from tests.web.drafting import CONTENT, frozen, who

SIGNER, PASSPHRASE = "sekda", "sandi sekali pakai"
SUBJECT = CONTENT["subject"]


def give_key(house: House, login: str = SIGNER) -> None:
    """The key file of who signs, where it is looked for."""
    path = house.settings.home / "keys" / f"{login}@sukamaju.example.p12"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(own_key("Sekretaris Contoh", PASSPHRASE))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with demo_house(tmp_path, LONTAR_PUBLIC_URL="https://arsip.sukamaju.example") as house:
        give_key(house)
        yield house


def chosen(house: House, *ids: str) -> list[str]:
    return [f"{id}.{house.store.load(Draft, id).frozen_sha256}" for id in ids]


def sign(client: FlaskClient, house: House, *ids: str, passphrase: str = PASSPHRASE) -> str:
    """What the page says afterwards."""
    data = form(client, "/sign") | {"letter": chosen(house, *ids), "key_password": passphrase}
    return client.post("/sign", data=data, follow_redirects=True).text


def test_what_waits_for_the_signature_is_counted_once_in_the_bar(house: House) -> None:
    frozen(house)
    page = signed_in(house, SIGNER).get("/account").text
    counted = re.findall(r"<span>(\w+) <span class=\"count-of\">(\d+)</span>", page)
    assert counted == [("Sign", "1")]


def test_several_are_signed_in_one_go_each_with_its_result(house: House) -> None:
    client, ids = signed_in(house, SIGNER), [frozen(house) for _ in range(3)]
    page = client.get("/sign")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.text.count('name="letter"') == 3
    for said in (SUBJECT, "Camat Cempaka; Kepala Desa Cempaka", "written by", "Initialled by"):
        assert said in page.text
    told = sign(client, house, *ids[:2])
    assert told.count(f"{SUBJECT}: signed") == 2
    assert [house.store.load(Draft, id).state for id in ids] == ["signed", "signed", "frozen"]
    assert "No letter waits" in sign(client, house, ids[2])
    letter = client.get(f"/letters/{house.store.load(Draft, ids[0]).letter}")
    assert letter.status_code == 200


def test_the_pages_are_those_of_the_pdf_that_is_signed(house: House) -> None:
    client, id = signed_in(house, SIGNER), frozen(house)
    page = client.get(f"/sign/{id}")
    assert f"/sign/{id}/pages/1" in page.text
    picture = client.get(f"/sign/{id}/pages/1")
    assert (picture.mimetype, picture.headers["Cache-Control"]) == ("image/webp", "no-store")
    assert client.get(f"/sign/{id}/pages/2").status_code == 404
    assert signed_in(house, "kades").get(f"/sign/{id}/pages/1").status_code == 404


def test_a_wrong_passphrase_keeps_the_choice_and_is_nowhere_afterwards(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client, ids = signed_in(house, SIGNER), [frozen(house), frozen(house)]
    wrong = "bukan sandinya ini"
    told = sign(client, house, *ids, passphrase=wrong)
    assert "is wrong" in told
    assert told.count(" checked") == 2
    assert wrong not in told
    stored = [list(house.store.every(kind)) for kind in (Draft, Event, Once, KeptForm, SigningAttempt)]
    assert wrong not in repr(stored) + caplog.text
    assert {house.store.load(Draft, id).state for id in ids} == {"frozen"}


def test_signed_out_the_passphrase_is_not_kept_with_the_form(house: House) -> None:
    client, id = signed_in(house, SIGNER), frozen(house)
    page = client.get(f"/sign/{id}").text
    typed = page.partition('name="typed_by" value="')[2].partition('"')[0]
    data = form(client, f"/sign/{id}") | {"letter": chosen(house, id), "key_password": PASSPHRASE, "typed_by": typed}
    client.post("/sign-out", data=form(client, "/account"))
    client.post("/sign", data=data)
    assert PASSPHRASE not in repr(list(house.store.every(KeptForm)))
    assert house.store.load(Draft, id).state == "frozen"


def test_a_form_sent_twice_signs_once(house: House) -> None:
    client, id = signed_in(house, SIGNER), frozen(house)
    data = form(client, "/sign") | {"letter": chosen(house, id), "key_password": PASSPHRASE}
    first, second = (client.post("/sign", data=data) for _ in range(2))
    assert (first.location, second.location) == ("/sign", "/sign")
    assert len(list(house.store.every(SigningAttempt))) == 1
    with house.originals.open(next(house.store.every(SigningAttempt))["signed_sha256"]) as stream:
        assert len(signatures(stream.read())) == 1


def test_it_goes_back_with_a_reason(house: House) -> None:
    client, id = signed_in(house, SIGNER), frozen(house)
    assert client.post(f"/sign/{id}/back", data=form(client, f"/sign/{id}")).status_code == 400
    answer = client.post(f"/sign/{id}/back", data=form(client, f"/sign/{id}") | {"reason": "Tanggalnya salah"})
    assert answer.location == "/sign"
    draft = house.store.load(Draft, id)
    assert (draft.state, draft.sent_back) == ("drafting", "Tanggalnya salah")


def test_what_is_not_known_has_no_button_to_sign(house: House) -> None:
    client, id = signed_in(house, SIGNER), frozen(house)

    class Lost:
        name = "service"

        def sign(self, pdf: bytes, wish: object) -> bytes:
            raise Uncertain(service="The signing service", why="it took too long")

    with pytest.raises(Uncertain):
        acts.sign(house, who(house, SIGNER), id, str(house.store.load(Draft, id).frozen_sha256), Lost())  # type: ignore[arg-type]
    for address in ("/sign", f"/sign/{id}"):
        page = client.get(address).text
        assert "Not certain yet. Do not sign it again." in page
        assert "key_password" not in page
    assert (
        "Nothing more is known"
        in client.post(f"/sign/{id}/check", data=form(client, f"/sign/{id}"), follow_redirects=True).text
    )
    assert "Being signed" in sign(client, house, id)
    answer = client.post(f"/sign/{id}/again", data=form(client, f"/sign/{id}") | {"reason": "Layanan tidak menyimpan"})
    assert answer.location == f"/sign/{id}"
    assert f"{SUBJECT}: signed" in sign(client, house, id)


def test_whoever_does_not_sign_is_led_away(house: House) -> None:
    id = frozen(house)
    client = signed_in(house, "kadis")
    assert client.get(f"/sign/{id}").location == "/sign"
    give_key(house, "kadis")
    assert "does not wait for your signature" in sign(client, house, id)
    assert house.store.load(Draft, id).state == "frozen"
    assert signed_in(house, "kades").get(f"/sign/{id}").status_code == 404


def test_without_a_key_file_and_without_a_choice_it_says_what_is_missing(house: House) -> None:
    client, id = signed_in(house, SIGNER), frozen(house)
    data = form(client, "/sign") | {"key_password": PASSPHRASE}
    assert "no letter is in it" in client.post("/sign", data=data).text
    (house.settings.home / "keys" / f"{SIGNER}@sukamaju.example.p12").unlink()
    assert f"there is no keys/{SIGNER}@sukamaju.example.p12" in sign(client, house, id)


def test_an_attempt_whose_maker_is_gone_is_looked_after(house: House) -> None:
    client, id = signed_in(house, SIGNER), frozen(house)
    draft = house.store.load(Draft, id)
    draft.state, draft.waits = "signing", None
    gone = SigningAttempt(
        draft=id, frozen_sha256=draft.frozen_sha256, person="x", position=draft.signer, way="pkcs12", level="B-B",
        until=now(),
    )  # fmt: skip
    house.store.commit(Changes.of(draft, gone))
    told = client.post(f"/sign/{id}/check", data=form(client, f"/sign/{id}"), follow_redirects=True).text
    assert "Nothing was signed. The letter waits for you." in told
    assert f"{SUBJECT}: signed" in sign(client, house, id)
