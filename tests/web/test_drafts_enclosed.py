"""Files that go with a draft, from its page: added while somebody types, put in order, taken out and back."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lontar.drafting import acts
from lontar.wiring import House
from schemas.draft import Draft
from tests import files
from tests.demo import demo_house
from tests.web.conftest import form, signed_in
from tests.web.drafting import CONTENT, a_draft, initial, who
from tests.web.test_drafts import boxes
from tests.web.test_drafts_api import Program

PLAN, MAP = files.pdf(("Rencana anggaran",)), files.scan()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with demo_house(Path(tmp_path_factory.mktemp("enclosed"))) as house:
        yield house


def sent(*named: tuple[str, bytes]) -> dict[str, Any]:
    return {"enclosures": [(io.BytesIO(content), name) for name, content in named]}


def names(house: House, id: str) -> list[str]:
    return [one.name for one in house.store.load(Draft, id).enclosures]


def test_added_ordered_taken_out_and_back_with_what_was_typed(house: House) -> None:
    id, client = a_draft(house), signed_in(house, "staf")
    address = f"/drafts/{id}"
    typed = boxes(client.get(address).text) | {"f-body": "Sedang diketik."}
    two = sent(("anggaran.pdf", PLAN), ("peta.png", MAP))
    page = client.post(f"{address}/enclosures", data=typed | two, follow_redirects=True).text
    assert "2 files were added." in page
    assert house.store.load(Draft, id).content["body"] == "Sedang diketik."
    second = house.store.load(Draft, id).enclosures[1].sha256
    client.post(f"{address}/enclosures/{second}/up", data=boxes(page))
    assert names(house, id) == ["peta.png", "anggaran.pdf"]
    gone = client.post(f"{address}/enclosures/{second}/leave-out", data=boxes(client.get(address).text))
    assert names(house, id) == ["anggaran.pdf"]
    undo = client.get(gone.location).text
    event = re.search(r'name="event" value="(\d+)"', undo)
    assert event
    back = client.post(f"{address}/enclosures/undo", data=form(client, gone.location) | {"event": event[1]})
    assert back.location.endswith("#enclosures")
    assert names(house, id) == ["peta.png", "anggaran.pdf"]


def test_it_is_a_download_for_who_sees_the_draft_and_nothing_for_others(house: House) -> None:
    id, client = a_draft(house), signed_in(house, "staf")
    name = "<b>peta.png"
    client.post(f"/drafts/{id}", data=boxes(client.get(f"/drafts/{id}").text) | sent((name, MAP)))
    (one,) = house.store.load(Draft, id).enclosures
    for address in (f"/drafts/{id}/enclosures/{one.sha256}", f"/api/v1/drafts/{id}/enclosures/{one.sha256}"):
        with client.get(address) as answer:
            assert (answer.data, answer.mimetype) == (MAP, "application/octet-stream")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert signed_in(house, "kades").get(address).status_code == 404
        assert client.get(address.replace(one.sha256, "0" * 64)).status_code == 404
    assert "<b>peta" not in client.get(f"/drafts/{id}").text
    assert one.sha256 in signed_in(house, "sekda").get(f"/drafts/{id}").text, "who is to sign it"


def test_a_file_that_cannot_go_with_it_is_named_and_the_text_and_the_others_are_kept(house: House) -> None:
    id, client = a_draft(house), signed_in(house, "staf")
    address = f"/drafts/{id}"
    typed = boxes(client.get(address).text) | {"f-body": "Sedang diketik.", "then": "submit"}
    three = sent(("rusak.pdf", b"%PDF-1.7 cut"), ("anggaran.pdf", PLAN), ("surat.zip", files.packed({"a": b"b"})))
    page = client.post(address, data=typed | three, follow_redirects=True).text
    assert "rusak.pdf is damaged" in page
    assert "surat.zip cannot go with a letter" in page
    draft = house.store.load(Draft, id)
    assert (draft.state, draft.content["body"], names(house, id)) == ("drafting", "Sedang diketik.", ["anggaran.pdf"])
    again = boxes(client.get(address).text) | {"then": "submit"}
    client.post(address, data=again | sent(("", b"")))
    assert house.store.load(Draft, id).state == "initialling"


def test_while_another_wrote_the_file_is_added_and_both_texts_are_shown(house: House) -> None:
    id, client = a_draft(house), signed_in(house, "staf")
    typed = boxes(client.get(f"/drafts/{id}").text) | {"f-body": "Dari staf."}
    acts.change(house, who(house, "kadis"), id, {"content": CONTENT | {"body": "Dari kadis."}}, 1)
    refused = client.post(f"/drafts/{id}", data=typed | sent(("peta.png", MAP)))
    assert refused.status_code == 409
    assert "Dari staf." in refused.text
    assert names(house, id) == ["peta.png"]


def test_a_program_adds_orders_and_removes(house: House) -> None:
    staff = Program(house, "staf")
    one = f"/drafts/{a_draft(house)}"
    for name, content in (("anggaran.pdf", PLAN), ("peta.png", MAP)):
        answer = staff.client.post(f"/api/v1{one}/enclosures?name={name}", data=content)
        assert (answer.status_code, answer.json["state"]) == (200, "drafting")
    wrong = staff.client.post(f"/api/v1{one}/enclosures?name=x.pdf", data=b"x")
    assert (wrong.status_code, wrong.json["error"]["code"]) == (422, "not-enclosed")
    assert staff.client.post(f"/api/v1{one}/enclosures", data=PLAN).status_code == 400
    first, second = staff.ask("GET", one, "Draft")["enclosures"]
    staff.ask("PUT", f"{one}/enclosures/{second['sha256']}/place", "DraftDone", to=1)
    staff.ask("PUT", f"{one}/enclosures/{second['sha256']}/place", "DraftDone", 400, to=9)
    staff.ask("DELETE", f"{one}/enclosures/{first['sha256']}", "DraftDone")
    staff.ask("DELETE", f"{one}/enclosures/{first['sha256']}", "DraftDone", 404)
    assert [file["name"] for file in staff.ask("GET", one, "Draft")["enclosures"]] == ["peta.png"]


def test_the_signer_finds_them_beside_the_pages(house: House) -> None:
    id, client = a_draft(house, initials=[]), signed_in(house, "staf")
    data = boxes(client.get(f"/drafts/{id}").text) | sent(("anggaran.pdf", PLAN)) | {"then": "submit"}
    client.post(f"/drafts/{id}", data=data)
    initial(house, id)
    client.post(f"/drafts/{id}/freeze", data=form(client, f"/drafts/{id}"))
    assert "anggaran.pdf" in signed_in(house, "sekda").get(f"/sign/{id}").text
    assert "Remove" not in client.get(f"/drafts/{id}").text
